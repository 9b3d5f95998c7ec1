/** Where in bare text the candidates are: never fewer places than there are mentions, however the page is written. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCandidates } from '../../src/mentions/candidates';
import { find } from '../../src/mentions/find';
import { form, indexOf, term } from './lexicon';

const index = indexOf(
  term(
    'igf',
    [form('IGF', 'en', true), form('Internet Governance Forum'), form('internet governance forums')],
    {
      cues: ['internet', 'delegat*'],
      rivals: [{ sense: 'growth factor', forms: [], names: ['insulin-like growth factor'], cues: ['serum'] }],
    },
  ),
  term('itu', [form('ITU', 'en', true), form('International Telecommunication Union')]),
  term('un', [
    form('UN', 'en', true),
    form('الأمم المتحدة', 'ar'),
    form('سازمان ملل متحد', 'fa'),
    form('联合国', 'zh'),
  ]),
  term('ummah', [form('ummah'), form('امت', 'fa')]),
  term('ipv6', [form('IPv6')]),
);

/** The surfaces that begin at the places, as far as the next place. */
function places(text: string): string[] {
  const [found = []] = findCandidates(index, [text]).places;
  const pairs: string[] = [];
  for (let i = 0; i + 1 < found.length; i += 2)
    pairs.push(text.slice(found[i], (found[i + 1] as number) + 1));
  return pairs;
}

describe('the places of candidates', () => {
  it('are the first and last characters of each', () => {
    expect(
      findCandidates(index, ['At the IGF and the International Telecommunication Union.']).places,
    ).toEqual([[7, 9, 19, 55]]);
  });

  it('are none in a text without a form', () => {
    expect(findCandidates(index, ['var x = {"a": 1};', 'The run on the bank, and 12 eggs.']).places).toEqual([
      [],
      [],
    ]);
  });

  it('are those of rivals too, whose names settle a sense', () => {
    expect(places('an insulin-like growth factor')).toEqual(['insulin-like growth factor']);
  });

  it.each([
    ['a capital after a small letter', 'Internet Governance ForumAbout us', 'Internet Governance Forum'],
    ['a capital word after an acronym', 'the IGFAbout us', 'IGF'],
    ['a small word after an acronym', 'the IGFis here', 'IGF'],
    ['two acronyms', 'IGFITU', 'IGF'],
    ['the second of two acronyms', 'ICANNITU', 'ITU'],
    ['a year before it', '2023IGF', 'IGF'],
    ['small letters', 'cyber diplomacyinternet governance forums', 'internet governance forums'],
    ['Arabic letters', 'الصفحة الرئيسيةالأمم المتحدةاتصل بنا', 'الأمم المتحدة'],
    ['Persian letters', 'صفحه نخستسازمان ملل متحددرباره', 'سازمان ملل متحد'],
    ['a mixed name', 'aboutIPv6', 'IPv6'],
    ['a line break inside a form', 'The Internet GovernanceForum', 'Internet GovernanceForum'],
    ['two line breaks inside a form', 'The InternetGovernanceForum met', 'InternetGovernanceForum'],
  ])('are found where blocks stand side by side: %s', (_, text, surface) => {
    const [found = []] = findCandidates(index, [text]).places;
    expect(found).toContain(text.indexOf(surface));
    expect(found).toContain(text.indexOf(surface) + surface.length - 1);
  });

  it('tell of a place for every mention of every block, whatever stands between the blocks', () => {
    const words =
      'IGF ITU UN Internet Governance Forum internet ummah The is 2023 serum الأمم المتحدة امت 联合国'.split(
        ' ',
      );
    const block = fc
      .array(fc.constantFrom(...words), { minLength: 1, maxLength: 5 })
      .map((list) => list.join(' '));
    const between = fc.constantFrom('', ' ', '\n\n');
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 5 }), between, (blocks, separator) => {
        const [found = []] = findCandidates(index, [blocks.join(separator)]).places;
        let from = 0;
        for (const text of blocks) {
          const to = from + text.length;
          if (find(index, [text]).mentions.length > 0)
            expect(found.some((place) => from <= place && place < to)).toBe(true);
          from = to + separator.length;
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('come with the cues of the whole text', () => {
    const { evidence } = findCandidates(index, ['The delegates of the internet', 'in serum']);
    expect(evidence.cues).toHaveLength(3);
    expect(findCandidates(index, ['more'], evidence).evidence.cues).toEqual(evidence.cues);
  });

  it('cost a bounded time in a text that is one endless word', () => {
    expect(findCandidates(index, ['IGFITU'.repeat(20_000)]).places).toHaveLength(1);
    expect(findCandidates(index, ['امتملل '.repeat(20_000)]).places).toHaveLength(1);
  });
});
