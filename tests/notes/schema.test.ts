import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { LastWrite, type Note, problemOf } from '../../src/notes/schema';
import { byKind } from './any-note';

const LATEST = 253_402_300_799_999;
const passage = byKind('passage');
const target = passage.target as Extract<Note['target'], { kind: 'passage' }>;
/** The passage note with some of its selectors changed. */
const selected = (part: object) => ({ target: { ...target, selectors: { ...target.selectors, ...part } } });
const onPage = (part: object) => ({ target: { ...target, page: { ...target.page, ...part } } });
const quoting = (part: object) => selected({ quote: { ...target.selectors.quote, ...part } });
const structure = { startPath: '/p[1]', startOffset: 0, endPath: '', endOffset: 9 };

describe('A note', () => {
  it.each<[string, object]>([
    ['with dates from 1970 to the end of 9999', { created: 0, modified: LATEST }],
    ['with an empty text', { text: '' }],
    ['with the longest text', { text: 'x'.repeat(200_000) }],
    ['of plain text', { format: 'text/plain' }],
    ['with two hundred tags', { tags: Array.from({ length: 200 }, (_, i) => `t${i}`) }],
    ['with a tag of two hundred characters', { tags: ['x'.repeat(200)] }],
    ['on a term', { target: { kind: 'term', term: 'x'.repeat(200) } }],
    ['on a page without a title', { target: { kind: 'page', page: { address: 'x', title: '' } } }],
    [
      'on a passage with its quote alone',
      { target: { ...target, selectors: { quote: target.selectors.quote } } },
    ],
    [
      'on a passage with the longest quote',
      quoting({ exact: 'x'.repeat(100_000), prefix: '', suffix: 'x'.repeat(2_000) }),
    ],
    ['on a passage with a position', selected({ position: { start: 0, end: 1 } })],
    ['on a passage with a rival', selected({ rival: 1, length: 0 })],
    ['on a passage with a place in the tree', selected({ structure })],
    ['of the first revision', { revision: 1 }],
    ['with what another program said', { foreign: '{"annotation":{}}' }],
  ])('%s is sound', (_, part) => {
    expect(problemOf({ ...passage, ...part })).toBeUndefined();
  });

  it.each<[string, object, RegExp]>([
    ['whose id is no UUID', { id: 'x' }, /^id: /],
    ['of no revision', { revision: 0 }, /^revision: /],
    ['of half a revision', { revision: 1.5 }, /^revision: /],
    ['of a revision that cannot be counted', { revision: 2 ** 53 }, /^revision: /],
    ['made before 1970', { created: -1 }, /^created: /],
    ['changed after the year 9999', { modified: LATEST + 1 }, /^modified: /],
    ['with half a millisecond', { created: 0.5 }, /^created: /],
    ['too long', { text: 'x'.repeat(200_001) }, /^text: /],
    ['of another format', { format: 'text/html' }, /^format: /],
    ['with too many tags', { tags: Array.from({ length: 201 }, (_, i) => `t${i}`) }, /^tags: /],
    ['with too long a tag', { tags: ['x'.repeat(201)] }, /^tags\.0: /],
    ['with a blank tag', { tags: ['a', ' '] }, /^tags\.1: /],
    ['of another colour', { colour: 'octarine' }, /^colour: /],
    ['that is deleted or not', { deleted: 'yes' }, /^deleted: /],
    ['without a stamp', { stamps: { text: 1, format: 1, tags: 1, colour: 1 } }, /^stamps\.deleted: /],
    ['on nothing', { target: { kind: 'galaxy' } }, /^target\.kind: /],
    ['on a term without an id', { target: { kind: 'term', term: '' } }, /^target\.term: /],
    ['on a term with too long an id', { target: { kind: 'term', term: 'x'.repeat(201) } }, /^target\.term: /],
    ['on a page without an address', onPage({ address: '' }), /^target\.page\.address: /],
    [
      'on a page with too long an address',
      onPage({ address: 'x'.repeat(20_001) }),
      /^target\.page\.address: /,
    ],
    ['on a page with an empty canonical address', onPage({ canonical: '' }), /^target\.page\.canonical: /],
    ['on a page with too long a title', onPage({ title: 'x'.repeat(2_001) }), /^target\.page\.title: /],
    ['with an empty quote', quoting({ exact: '' }), /quote\.exact: /],
    ['with too long a quote', quoting({ exact: 'x'.repeat(100_001) }), /quote\.exact: /],
    ['with too much before the quote', quoting({ prefix: 'x'.repeat(2_001) }), /quote\.prefix: /],
    ['with too much after the quote', quoting({ suffix: 'x'.repeat(2_001) }), /quote\.suffix: /],
    [
      'with a position that is empty',
      selected({ position: { start: 3, end: 3 } }),
      /position: .*ends before it begins/,
    ],
    ['with a position before the page', selected({ position: { start: -1, end: 3 } }), /position\.start: /],
    [
      'with a position between two units',
      selected({ position: { start: 0.5, end: 3 } }),
      /position\.start: /,
    ],
    [
      'with a position past any page',
      selected({ position: { start: 1, end: 2 ** 31 + 1 } }),
      /position\.end: /,
    ],
    ['with a rival liker than itself', selected({ rival: 1.1 }), /rival: /],
    ['with a rival less like than nothing', selected({ rival: -0.1 }), /rival: /],
    [
      'with a path that begins nowhere',
      selected({ structure: { ...structure, startPath: 'p[1]' } }),
      /startPath: /,
    ],
    [
      'with a path with an empty step',
      selected({ structure: { ...structure, endPath: '/p[1]//b[1]' } }),
      /endPath: /,
    ],
    [
      'with too long a path',
      selected({ structure: { ...structure, endPath: `/${'p'.repeat(10_000)}` } }),
      /endPath: /,
    ],
    [
      'with half a place in the tree',
      selected({ structure: { ...structure, endOffset: undefined } }),
      /endOffset: /,
    ],
    ...['null', '7', '[]', '{', ''].map((foreign): [string, object, RegExp] => [
      `with ${foreign || 'nothing'} from another program`,
      { foreign },
      /^foreign: .*not a JSON object/,
    ]),
    [
      'with too much from another program',
      { foreign: JSON.stringify({ a: 'x'.repeat(50_000) }) },
      /^foreign: /,
    ],
  ])('%s is not, and says what is wrong where', (_, part, problem) => {
    expect(problemOf({ ...passage, ...part })).toMatch(problem);
  });

  it('that is no object says so', () => {
    expect(problemOf(7)).toMatch(/Object/);
  });
});

describe('The last write of an editor', () => {
  const write = { editor: 'e', number: 1, said: { text: '', tags: ['a'], colour: 'blue' }, at: 0 };

  it('has what it said, and counts from 1', () => {
    expect(v.is(LastWrite, write)).toBe(true);
    for (const part of [{ number: 0 }, { number: 1.5 }, { said: { text: '' } }, { at: -1 }, { editor: 7 }])
      expect(v.is(LastWrite, { ...write, ...part })).toBe(false);
    const tagged = (tags: unknown) => v.is(LastWrite, { ...write, said: { ...write.said, tags } });
    expect([tagged([]), tagged([7])]).toEqual([true, false]);
  });
});
