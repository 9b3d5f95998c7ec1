/** Places of candidates in bare text: at least one for every mention, however the page is written. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCandidates } from '../../src/mentions/candidates';
import { type Evidence, find, isShown } from '../../src/mentions/find';
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

/** All terms are wanted, so no candidate waits. */
const ALL = new Set(['igf', 'itu', 'un', 'ummah', 'ipv6']);
const placesOf = (texts: string[]) => findCandidates(index, texts, undefined, ALL).places;

/** The text from each first character to the last one of its candidate. */
function places(text: string): string[] {
  const [found = []] = placesOf([text]);
  const pairs: string[] = [];
  for (let i = 0; i + 1 < found.length; i += 2)
    pairs.push(text.slice(found[i], (found[i + 1] as number) + 1));
  return pairs;
}

describe('The places of candidates', () => {
  it('are the offsets of the first and the last character of each candidate', () => {
    expect(placesOf(['At the IGF and the International Telecommunication Union.'])).toEqual([[7, 9, 19, 55]]);
  });

  it('are empty for a text without a form', () => {
    expect(placesOf(['var x = {"a": 1};', 'The run on the bank, and 12 eggs.'])).toEqual([[], []]);
  });

  it('include the names of rivals, because these decide a sense', () => {
    expect(places('an insulin-like growth factor, IGF')).toEqual(['insulin-like growth factor', 'IGF']);
  });

  it.each([
    ['a capital after a lower-case letter', 'Internet Governance ForumAbout us', 'Internet Governance Forum'],
    ['a capitalised word after an acronym', 'the IGFAbout us', 'IGF'],
    ['a lower-case word after an acronym', 'the IGFis here', 'IGF'],
    ['two acronyms', 'IGFITU', 'IGF'],
    ['the second of two acronyms', 'ICANNITU', 'ITU'],
    ['a year before it', '2023IGF', 'IGF'],
    ['lower-case letters', 'cyber diplomacyinternet governance forums', 'internet governance forums'],
    ['Arabic letters', 'الصفحة الرئيسيةالأمم المتحدةاتصل بنا', 'الأمم المتحدة'],
    ['Persian letters', 'صفحه نخستسازمان ملل متحددرباره', 'سازمان ملل متحد'],
    ['a mixed name', 'aboutIPv6', 'IPv6'],
    ['a line break inside a form', 'The Internet GovernanceForum', 'Internet GovernanceForum'],
    ['two line breaks inside a form', 'The InternetGovernanceForum met', 'InternetGovernanceForum'],
  ])('are found where blocks have no separator between them: %s', (_, text, surface) => {
    const [found = []] = placesOf([text]);
    expect(found).toContain(text.indexOf(surface));
    expect(found).toContain(text.indexOf(surface) + surface.length - 1);
  });

  it('include one in every block with a mention, whatever separates the blocks', () => {
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
        const [found = []] = placesOf([blocks.join(separator)]);
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

  it('are returned with the cues of all texts', () => {
    const { evidence } = findCandidates(index, ['The delegates of the internet', 'in serum']);
    expect(evidence.cues).toHaveLength(3);
    expect(findCandidates(index, ['more'], evidence).evidence.cues).toEqual(evidence.cues);
  });

  it('are found in bounded time in a text that is one endless word', () => {
    expect(findCandidates(index, ['IGFITU'.repeat(20_000)]).places).toHaveLength(1);
    expect(findCandidates(index, ['امتملل '.repeat(20_000)]).places).toHaveLength(1);
  });

  it('are reported unchecked beyond 500 bracketed candidates', () => {
    expect(findCandidates(index, ['(IGF) '.repeat(501)]).places[0]).toHaveLength(2 * 501);
    expect(findCandidates(index, ['(IGF) '.repeat(500)]).places[0]).toEqual([]);
  });
});

describe('A candidate that cannot be a mention by the evidence so far', () => {
  const ask = (texts: string[], evidence?: Evidence) => findCandidates(index, texts, evidence);

  it.each([
    ['a bare acronym', 'At the IGF again.'],
    ['an acronym on a page with cues of a rival', 'The IGF in serum. The serum.'],
    ['an acronym in brackets without a word of its name nearby', 'A growth (IGF) of sorts.'],
  ])('waits: %s', (_, text) => {
    const { places, evidence } = ask([text]);
    expect(places).toEqual([[]]);
    expect(Object.keys(evidence.waiting)).toHaveLength(1);
    expect(evidence.late).toBe(false);
  });

  it.each([
    ['a cue', 'At the IGF again, on the internet.'],
    ['a word that a wildcard cue matches', 'The delegates at the IGF.'],
    ['a cue at the edge of a word that may be two', 'At the IGF on the internetAbout us'],
    ['a cue attached to the block before', 'About usinternetWith the IGF'],
    ['a wildcard cue attached to the block before', 'About usDelegates at the IGF'],
    ['its name', 'The Internet Governance Forum. At the IGF again.'],
    ['its name, attached to the next block', 'The Internet Governance ForumAt the IGF again.'],
    ['brackets with a word of its name before', 'A forum (IGF) of sorts.'],
    ['brackets after it with a word of its name', 'The IGF (a forum of sorts).'],
    ['brackets after text of a script without spaces', '一个（IGF）'],
  ])('does not wait if the text has %s', (_, text) => {
    expect(ask([text]).places[0]).toContain(text.indexOf('IGF'));
  });

  it('does not wait if another text of the same request has its cue', () => {
    expect(ask(['At the IGF again.', 'On the internet.']).places).toEqual([[7, 9], []]);
  });

  it('does not wait if the user wants its term marked', () => {
    expect(findCandidates(index, ['At the IGF.'], undefined, new Set(['igf'])).places).toEqual([[7, 9]]);
  });

  it('does not wait if the evidence has no room for another waiting group', () => {
    const acronyms = Array.from(
      { length: 120 },
      (_, at) => `Q${String.fromCharCode(65 + (at % 26))}${1000 + at}`,
    );
    const many = indexOf(...acronyms.map((text) => term(text.toLowerCase(), [form(text, 'en', true)])));
    const { places, evidence } = findCandidates(many, [acronyms.join(' ')]);
    expect(Object.keys(evidence.waiting)).toHaveLength(96);
    expect(places[0]).toHaveLength(2 * 24);
  });

  it('makes the evidence late when a later text has its cue, until the reader clears the flag', () => {
    const first = ask(['At the IGF again.']).evidence;
    const second = ask(['On the internet.'], first).evidence;
    expect(second).toMatchObject({ late: true, waiting: {} });
    expect(ask(['More.'], second).evidence.late).toBe(true);
    const again = ask(['At the IGF again.'], { ...second, late: false });
    expect(again).toMatchObject({ places: [[7, 9]], evidence: { late: false } });
  });

  it('makes the evidence late when a block with its full name is read', () => {
    const { evidence } = ask(['At the IGF again.']);
    expect(find(index, ['The Internet Governance Forum'], { evidence }).evidence.late).toBe(true);
    expect(find(index, ['The insulin-like growth factor'], { evidence }).evidence.late).toBe(false);
  });

  it('waits as the name of a rival until a form that shares the sense appears', () => {
    const first = ask(['The insulin-like growth factor, and the UN.']);
    expect(first).toMatchObject({ places: [[]], evidence: { waitingRivals: [0], late: false } });
    const second = ask(['The IGF on the internet.'], first.evidence);
    expect(second).toMatchObject({ places: [[4, 6]], evidence: { late: false } });
    const { evidence } = find(index, ['The IGF on the internet.'], second);
    expect(evidence).toMatchObject({ waitingRivals: [], late: true });
    expect(ask(['The insulin-like growth factor, and the UN.'], evidence).places).toEqual([[4, 29]]);
  });

  it('never waits if reading its block would mark it, however the page is divided into requests', () => {
    const words =
      'IGF ITU UN Internet Governance Forum internet internet delegates serum (IGF) The IGF (an is ummah 2023 union) Congo الأمم المتحدة'
        .split(' ')
        .concat('insulin-like growth factor');
    const block = fc
      .array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 })
      .map((list) => list.join(' '));
    const part = fc.tuple(fc.array(block, { minLength: 1, maxLength: 4 }), fc.constantFrom('', ' ', '\n\n'));
    let lates = 0;
    let unread = 0;
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        const page = readLikeTheReader(parts);
        lates += page.rounds - 1;
        unread += page.unread.length;
        for (const text of page.unread) {
          const { mentions, evidence } = find(index, [text], { evidence: page.evidence });
          expect(mentions.filter((mention) => isShown(mention, evidence))).toEqual([]);
          if (page.isIgfAsked) expect(evidence.rivals).toEqual(page.evidence?.rivals);
        }
      }),
      { numRuns: 3_000 },
    );
    expect(lates).toBeGreaterThan(0);
    expect(unread).toBeGreaterThan(0);
  });

  /**
   * Asks about one part after the other, reads the blocks with places, and starts again when the evidence is
   * late.
   */
  function readLikeTheReader(parts: [string[], string][]): {
    evidence: Evidence | undefined;
    rounds: number;
    unread: string[];
    isIgfAsked: boolean;
  } {
    let evidence: Evidence | undefined;
    const read = new Set<number>();
    let rounds = 0;
    do {
      expect(++rounds).toBeLessThan(10);
      if (evidence) evidence.late = false;
      let number = 0;
      for (const [blocks, separator] of parts) {
        const { places, evidence: known } = findCandidates(index, [blocks.join(separator)], evidence);
        evidence = known;
        let from = 0;
        for (const text of blocks) {
          const to = from + text.length;
          if (!read.has(number) && places[0]?.some((place) => from <= place && place < to)) {
            evidence = find(index, [text], { evidence }).evidence;
            read.add(number);
          }
          from = to + separator.length;
          number++;
        }
      }
    } while (evidence?.late);
    return {
      evidence,
      rounds,
      unread: parts.flatMap(([blocks]) => blocks).filter((_, at) => !read.has(at)),
      isIgfAsked: Object.keys(evidence?.groups ?? {}).some((key) => key.endsWith('.0')),
    };
  }
});
