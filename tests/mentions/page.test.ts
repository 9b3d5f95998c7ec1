/** Properties of whole pages: offsets, batches, the cost of hostile text. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Evidence, find, isShown } from '../../src/mentions/find';
import { normalise } from '../../src/mentions/normalise';
import { warmUp } from '../../src/mentions/warm-up';
import { form, indexOf, marked, term } from './lexicon';

const index = indexOf(
  term('igf', [form('IGF', 'en', true), form('Internet Governance Forum')], {
    cues: ['internet', 'delegat*', 'policy'],
    rivals: [
      {
        sense: 'growth factor',
        forms: [],
        names: ['insulin-like growth factor'],
        cues: ['serum', 'receptor', 'cell*'],
      },
      { sense: 'games festival', forms: [], names: ['Independent Games Festival'], cues: ['game*'] },
    ],
  }),
  term(
    'un',
    [form('UN', 'en', true), form('United Nations'), form('الأمم المتحدة', 'ar'), form('联合国', 'zh')],
    {
      cues: ['assembly', 'resolution'],
    },
  ),
  term('itu', [form('ITU', 'en', true), form('International Telecommunication Union')], {
    cues: ['spectrum'],
  }),
);

const PIECES = [
  'IGF',
  'Internet Governance Forum',
  'insulin-like growth factor (IGF)',
  'Internet Governance Forum (IGF)',
  'International Gamelan Festival',
  'serum',
  'delegates',
  'games',
  'UN',
  'the United Nations',
  'assembly',
  'ITU',
  'spectrum',
  'International Telecommunication Union (ITU)',
  'والأمم المتحدة',
  '联合国会费',
  'and then some more words of no interest',
  '.',
  '\u00ad',
  'I\u200bGF',
  '(',
  ')',
];
const block = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(' '));
const blocks = fc.array(block, { minLength: 1, maxLength: 8 });

/** The mentions shown on a page that is sent in batches, by the evidence of the last batch. */
function inBatches(page: string[], sizes: number[]): string[] {
  const all: { at: string; group?: string; score?: number; shown: boolean }[] = [];
  let evidence: Evidence | undefined;
  let from = 0;
  for (let i = 0; from < page.length; i++) {
    const size = sizes[i % sizes.length] as number;
    const found = find(index, page.slice(from, from + size), { lang: 'en', evidence });
    evidence = structuredClone(found.evidence);
    for (const mention of found.mentions) {
      all.push({ ...mention, at: `${from + mention.block}:${mention.start}-${mention.end} ${mention.term}` });
    }
    from += size;
  }
  return all.filter((mention) => isShown(mention, evidence as Evidence)).map(({ at }) => at);
}

describe('A page', () => {
  it('gets mentions whose offsets point to its own text', () => {
    const names = new Set(['igf', 'internet governance forum', 'un', 'united nations', 'امم متحده', 'itu']);
    names
      .add('international telecommunication union')
      .add('联 合 国')
      .add('الامم المتحده')
      .add('والامم المتحده');
    fc.assert(
      fc.property(blocks, (page) => {
        for (const mention of find(index, page).mentions) {
          const surface = page[mention.block]?.slice(mention.start, mention.end) ?? '';
          expect(names).toContain(normalise(surface));
        }
      }),
    );
  });

  it('gets the same verdicts however it is divided into batches', () => {
    fc.assert(
      fc.property(
        blocks,
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
        (page, sizes) => {
          expect(inBatches(page, sizes)).toEqual(inBatches(page, [page.length]));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keeps a verdict that rests on a definition when unrelated text is added', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 40 }), fc.lorem({ maxCount: 40 }), (before, after) => {
        const against = [before, 'insulin-like growth factor (IGF)', after, 'the policy of the IGF'];
        const inFavour = [before, 'the Internet Governance Forum (IGF)', after, 'serum of the IGF'];
        expect(marked(index, against)).toEqual([]);
        expect(marked(index, inFavour)).toHaveLength(3);
      }),
    );
  });

  it('is judged without evidence of another index, and without invalid evidence', () => {
    const page = ['the IGF'];
    const own = find(index, ['Internet Governance Forum (IGF)']).evidence;
    expect(find(index, page, { evidence: own }).mentions[0]?.shown).toBe(true);
    const other = { ...own, index: 'another' };
    expect(find(index, page, { evidence: other }).mentions[0]?.shown).toBe(false);
    const broken = { ...own, meanings: 'x', named: [1e9, -1, '0'], rivals: null, cues: {}, groups: [] };
    expect(() => find(index, page, { evidence: broken as unknown as Evidence })).not.toThrow();
  });

  it('gets evidence of at most a few kilobytes', () => {
    const page = Array.from({ length: 3000 }, (_, i) => `${PIECES[i % PIECES.length]} (IGF${i}) IGF`);
    expect(JSON.stringify(find(index, page).evidence).length).toBeLessThan(16_000);
  });
});

describe('Hostile text', () => {
  const units: [string, string][] = [
    ['one form', 'IGF '],
    ['one cue', 'internet '],
    ['definitions', 'Internet Governance Forum (IGF) '],
    ['open brackets', '('],
    ['bracketed forms', '(IGF)'],
    ['combining marks', '\u0301'],
    ['a letter with marks', 'a\u0301'],
    ['lone surrogates', '\ud83d'],
    ['null characters', '\0'],
    ['one word', 'x'],
    ['dotted capitals', 'U.'],
    ['beginnings of a form', 'Internet Governance '],
    ['capitalised words', 'Ill '],
    ['joiners', 'ی\u200c'],
    ['Chinese forms', '联合国'],
    ['Arabic particles', 'وب'],
    ['slashes', 'IGF/'],
  ];
  // Quadratic time would be minutes. Linear time is about a second for the slowest.
  it.each(units)('takes linear time: a million characters of %s', { timeout: 60_000 }, (_, unit) => {
    const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
    expect(find(index, [text], { lang: 'en' }).mentions.every(({ end }) => end <= text.length)).toBe(true);
  });
});

describe('Warming up', () => {
  it('lets other requests run in between and changes no result', async () => {
    const text = 'The Internet Governance Forum (IGF) and the ITU met at the UN.';
    const before = find(index, [text]);
    expect(before.mentions.length).toBeGreaterThan(2);
    let asked = 0;
    await warmUp(async () => {
      asked++;
      expect(find(index, [text])).toEqual(before);
    });
    expect(asked).toBeGreaterThan(10);
  });
});
