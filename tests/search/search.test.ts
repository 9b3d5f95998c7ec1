import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Marked } from '../../src/search/entry';
import type { SearchIndex } from '../../src/search/search';
import { bundledSearch } from '../eval/search-score';
import { idsOf, indexOf, note, passage, term } from './entries';

const marked = ({ text, ranges }: Marked) => ranges.map(([start, end]) => text.slice(start, end));

describe('The first hit', () => {
  it('is an exact name, then the label, other forms, claims and passages', async () => {
    const index = await indexOf(
      passage('passage', 'Of the soft power of states much is said.'),
      term('claim', ['label', 'Diplomacy'], ['claim', 'It says that soft power matters.']),
      term('form', ['label', 'Attraction'], ['form', 'the soft power of states']),
      term('label', ['label', 'A soft power']),
      term('name', ['label', 'Soft power']),
    );
    expect(idsOf(index, 'soft power')).toEqual(['name', 'label', 'form', 'claim', 'passage']);
  });

  it('is an exact match, then a prefix match, then a fuzzy match', async () => {
    const index = await indexOf(
      term('slip', ['label', 'Parliamend']),
      term('beginning', ['label', 'Parliamentary']),
      term('word', ['label', 'Parliament']),
    );
    expect(idsOf(index, 'parliament')).toEqual(['word', 'beginning']);
    expect(idsOf(index, 'parlimaent')).toEqual(['word', 'beginning', 'slip']);
  });

  it('is a passage with the exact words before a claim with the words scattered', async () => {
    const index = await indexOf(
      term('pieces', ['label', 'Forum'], ['claim', 'The show was said to be quite dull and ineffective.']),
      passage('whole', 'Some call it an ineffective show.'),
    );
    expect(index.search('ineffective show', 5).map(({ kind }) => kind)).toEqual(['passage', 'term']);
  });

  it('is the one that matches more words, and rarer ones', async () => {
    const index = await indexOf(
      term('both', ['label', 'Internet forum']),
      term('rare', ['label', 'Forum']),
      ...Array.from({ length: 9 }, (_, i) => term(`often-${i}`, ['label', `Internet ${'abcdefghi'[i]}`])),
    );
    expect(idsOf(index, 'forum internet').slice(0, 2)).toEqual(['both', 'rare']);
  });

  it('hardly depends on stop words', async () => {
    const index = await indexOf(
      term('igf', ['label', 'IGF']),
      passage('p', 'What is the use of it? What the report is.'),
    );
    expect(idsOf(index, 'what is the IGF')[0]).toBe('igf');
  });

  it('may match with words spread over several names of one term', async () => {
    const index = await indexOf(
      term('itu', ['label', 'ITU'], ['form', 'International Telecommunication Union']),
      term('other', ['label', 'Telecommunication']),
    );
    expect(idsOf(index, 'itu international')[0]).toBe('itu');
  });
});

describe('A query', () => {
  it('finds a compound with hyphen, with space or as one word', async () => {
    const index = await indexOf(
      term('multi', ['label', 'Multi-stakeholder approach']),
      term('kerja', ['label', 'Kerja sama internasional']),
    );
    for (const query of ['multistakeholder approach', 'multi stakeholder approach', 'multistakeholder app']) {
      expect(idsOf(index, query)[0], query).toBe('multi');
    }
    expect(idsOf(index, 'kerjasama inter')[0]).toBe('kerja');
  });

  it('allows no typing error in a short word, one in a long word, two in a longer one', async () => {
    const index = await indexOf(
      term('itu', ['label', 'ITU']),
      term('forum', ['label', 'Forum']),
      term('governance', ['label', 'Governance']),
    );
    expect(idsOf(index, 'forun')).toEqual(['forum']);
    expect(idsOf(index, 'govrenamce')).toEqual(['governance']);
    expect(idsOf(index, 'itv')).toEqual([]);
  });

  it('gives hits of each kind, the kind with the best hit first, up to the limit', async () => {
    const index = await indexOf(
      ...Array.from({ length: 9 }, (_, i) => passage(`d#p0${i}`, `A summit with ${'abcdefghi'[i]} words.`)),
      note('mine', 'summit'),
      term('summit', ['label', 'Summit']),
    );
    const groups = index.search('summit', 4);
    expect(groups.map(({ kind, hits }) => [kind, hits.length])).toEqual([
      ['term', 1],
      ['note', 1],
      ['passage', 4],
    ]);
    expect(groups[0]?.hits[0]?.heading).toBe('heading of summit');
  });

  it('without words finds nothing', async () => {
    const index = await indexOf(term('igf', ['label', 'IGF']));
    for (const query of ['', ' ', '.*', '<>', '\u0000', '‌', '👍'])
      expect(index.search(query, 5), query).toEqual([]);
  });

  it('on an empty index finds nothing', async () => {
    expect((await indexOf()).search('igf', 5)).toEqual([]);
  });
});

describe('The marks of a hit', () => {
  it('are the matched words, in the name that matched', async () => {
    const index = await indexOf(term('un', ['label', 'United Nations'], ['form', 'سازمان ملل متحد']));
    const hit = index.search('سازمان ملل', 5)[0]?.hits[0];
    expect(marked(hit?.title as Marked)).toEqual([]);
    expect(marked(hit?.found as Marked)).toEqual(['سازمان', 'ملل']);
  });

  it('are merged if they touch', async () => {
    const index = await indexOf(term('un', ['label', '联合国']));
    expect(index.search('联合国', 5)[0]?.hits[0]?.title.ranges).toEqual([[0, 3]]);
  });

  it('lie in an excerpt of a long text that begins and ends with whole words', async () => {
    const before = 'Words that stand before it all. '.repeat(20);
    const index = await indexOf(passage('p', `${before}Here is the needle in question. ${before}`));
    const title = index.search('needle', 5)[0]?.hits[0]?.title as Marked;
    expect(marked(title)).toEqual(['needle']);
    expect(title.text.length).toBeLessThan(200);
    expect(title.text).toMatch(/^… [Ww]ords|^… \S+ .*needle.* …$/);
    expect(`${before}Here is the needle in question. ${before}`).toContain(title.text.slice(2, -2));
  });
});

describe('Reading ahead', () => {
  it('reads every text of a small index once and changes no result', async () => {
    const index = await indexOf(
      term('itu', ['label', 'ITU'], ['claim', 'It speaks of radio.']),
      passage('radio', 'Of radio much is said.'),
    );
    const before = index.search('radio', 5);
    expect([...index.readAhead()]).toHaveLength(2);
    expect(index.search('radio', 5)).toEqual(before);
  });

  it('reads nothing of an index that is too large to be kept', async () => {
    const index = await indexOf(
      ...Array.from({ length: 301 }, (_, i) => term(`term-${i}`, ['label', `Term ${i}`])),
    );
    expect([...index.readAhead()]).toEqual([]);
  });
});

describe('Any text as a query', () => {
  let index: SearchIndex;
  beforeAll(async () => {
    index = await bundledSearch();
  });

  function expectSound(query: string): void {
    for (const { hits } of index.search(query, 5)) {
      expect(hits.length).toBeLessThanOrEqual(5);
      for (const { title, found, score } of hits) {
        expect(score).toBeGreaterThan(0);
        for (const { text, ranges } of found ? [title, found] : [title]) {
          let last = -1;
          for (const [start, end] of ranges) {
            expect(start).toBeGreaterThan(last);
            expect(end).toBeGreaterThan(start);
            last = end;
          }
          expect(last).toBeLessThanOrEqual(text.length);
        }
      }
    }
  }

  it('gets sound hits', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), expectSound));
  });

  it('gets sound hits if it mixes words of the digest with code', () => {
    const part = fc.constantFrom(
      ...[
        'igf',
        'cyber',
        'the',
        '.*',
        '(?:',
        '[',
        '\\',
        '<b>',
        '<img src=x onerror=alert(1)>',
        '\u0000',
        '\ud800',
      ],
      ...['سازمان', 'ООН', '联合国', '‌', '؟', "'; DROP", '__proto__', 'constructor', '-', '"'],
    );
    fc.assert(fc.property(fc.array(part, { maxLength: 40 }), (parts) => expectSound(parts.join(' '))));
  });

  it('gets sound hits if it has 10,000 characters', () => {
    for (const unit of ['a', 'igf ', '联', 'ی', '<b>', '\u0000', 'interent governance ', ' ']) {
      expectSound(unit.repeat(10_000 / unit.length));
    }
    expect(idsOf(index, `cyber diplomacy ${' '.repeat(10_000)}`)[0]).toBe('cyber-diplomacy');
  });

  it('is plain text, also if it looks like markup', async () => {
    const hostile = await indexOf(term('x', ['label', '<img src=x onerror=alert(1)>']));
    expect(hostile.search('<img', 5)[0]?.hits[0]?.title).toEqual({
      text: '<img src=x onerror=alert(1)>',
      ranges: [[1, 4]],
    });
  });
});
