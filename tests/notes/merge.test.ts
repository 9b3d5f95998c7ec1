import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merge } from '../../src/notes/merge';
import { mergeTags, mergeText } from '../../src/notes/merge-text';
import type { Note } from '../../src/notes/schema';

const BASE: Note = {
  id: '6f1f6d3a-6a53-4b1e-9d0c-0a6f1c1d2e3f',
  revision: 1,
  created: 1,
  modified: 1,
  target: { kind: 'term', term: 'igf' },
  text: 'a',
  format: 'text/markdown',
  tags: [],
  colour: 'yellow',
  deleted: false,
  stamps: { text: 1, format: 1, tags: 1, colour: 1, deleted: 1 },
};

const version = fc
  .record({
    text: fc.constantFrom('a', 'b', 'c'),
    colour: fc.constantFrom('yellow', 'green', 'blue'),
    deleted: fc.boolean(),
    at: fc.nat(3),
    of: fc.nat(3),
    revision: fc.integer({ min: 1, max: 4 }),
  })
  .map(
    ({ text, colour, deleted, at, of, revision }) =>
      ({
        ...BASE,
        text,
        colour,
        deleted,
        revision,
        modified: Math.max(at, of),
        stamps: { ...BASE.stamps, text: at, colour: of, deleted: at },
      }) as Note,
  );

describe('Merging two versions', () => {
  it('takes each field from the version that changed it last', () => {
    const a: Note = { ...BASE, text: 'newer', modified: 5, revision: 2, stamps: { ...BASE.stamps, text: 5 } };
    const b: Note = {
      ...BASE,
      colour: 'blue',
      modified: 4,
      revision: 2,
      stamps: { ...BASE.stamps, colour: 4 },
    };
    expect(merge(a, b)).toMatchObject({ text: 'newer', colour: 'blue', revision: 3, modified: 5 });
  });

  it('is commutative and idempotent', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        const merged = merge(a, b);
        expect(merge(b, a)).toEqual(merged);
        expect(merge(merged, merged)).toEqual(merged);
        expect({ ...merge(merged, a), revision: 0 }).toEqual({ ...merged, revision: 0 });
      }),
    );
  });
});

describe('Merging two edits of a text', () => {
  it.each([
    ['One two three', 'Uno two three', 'One two tres', 'Uno two tres'],
    ['One', 'One', 'One more', 'One more'],
    ['One', 'One more', 'One', 'One more'],
    ['One', 'Two', 'Two', 'Two'],
    ['', 'theirs', 'mine', 'theirs\n\nmine'],
    ['now here', 'now where', 'now there', 'now where\n\nthere'],
    ['😀 here', '😁 here', '😂 here', '😁\n\n😂 here'],
    ['会议在日内瓦', '会议在京都', '两次会议在日内瓦', '两次会议在京都'],
    ['می\u200cروم', 'می\u200cروی', 'نمی\u200cروم', 'می\u200cروی\n\nنمی\u200cروم'],
    ['One', 'One more', 'One more word', 'One more word'],
    ['One', 'One more word', 'One more', 'One more word'],
  ])('merges %j, edited to %j and to %j, into %j', (base, theirs, mine, merged) => {
    expect(mergeText(base, theirs, mine)).toBe(merged);
  });

  it('loses no word that either edit inserted', () => {
    const words = fc.array(fc.constantFrom('a ', 'b ', 'c '), { maxLength: 8 }).map((all) => all.join(''));
    fc.assert(
      fc.property(words, fc.nat(16), fc.nat(16), (base, i, j) => {
        const put = (word: string, at: number) => base.slice(0, at) + word + base.slice(at);
        const merged = mergeText(base, put('THEIRS', i), put('MINE', j));
        expect(merged).toContain('THEIRS');
        expect(merged).toContain('MINE');
      }),
    );
  });

  it('removes and adds the tags that either edit did', () => {
    expect(mergeTags(['a', 'b'], ['b', 'c'], ['a', 'b', 'd'])).toEqual(['b', 'c', 'd']);
  });
});
