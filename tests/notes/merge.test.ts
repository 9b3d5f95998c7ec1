import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSame, isSameTarget, merge } from '../../src/notes/merge';
import { mergeEditable, mergeTags, mergeText } from '../../src/notes/merge-text';
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

  it('keeps the earlier date of creation, the later change and the higher revision', () => {
    const a: Note = { ...BASE, created: 3, modified: 9, revision: 2 };
    const b: Note = { ...BASE, created: 5, modified: 7, revision: 4 };
    for (const merged of [merge(a, b), merge(b, a)])
      expect(merged).toMatchObject({ created: 3, modified: 9, revision: 4 });
  });

  it('counts one revision more where the result is neither version, and none where it is one of them', () => {
    const newer: Note = { ...BASE, text: 'b', modified: 2, revision: 2, stamps: { ...BASE.stamps, text: 2 } };
    const other: Note = {
      ...BASE,
      tags: ['x'],
      modified: 2,
      revision: 2,
      stamps: { ...BASE.stamps, tags: 2 },
    };
    expect(merge(BASE, newer)).toEqual(newer);
    expect(merge(newer, other)).toMatchObject({ text: 'b', tags: ['x'], revision: 3 });
  });

  it('changes neither of the two versions', () => {
    const a: Note = { ...BASE, text: 'b', modified: 2, stamps: { ...BASE.stamps, text: 2 } };
    const b: Note = { ...BASE, tags: ['x'], modified: 3, stamps: { ...BASE.stamps, tags: 3 } };
    const before = structuredClone([a, b]);
    merge(a, b);
    expect([a, b]).toEqual(before);
  });

  it.each([
    ['that changed last', { modified: 5, revision: 1 }, { modified: 4, revision: 9 }],
    [
      'of the higher revision, where both changed at once',
      { modified: 5, revision: 2 },
      { modified: 5, revision: 1 },
    ],
  ])('keeps what another program said in the version %s', (_, one, other) => {
    const a: Note = { ...BASE, ...one, foreign: '{"creator":"a"}' };
    const b: Note = { ...BASE, ...other, foreign: '{"creator":"b"}' };
    expect(merge(a, b).foreign).toBe(a.foreign);
    expect(merge(b, a).foreign).toBe(a.foreign);
  });

  it('keeps the same foreign part whichever comes first, where nothing tells which is newer', () => {
    const a: Note = { ...BASE, foreign: '{"creator":"a"}' };
    const b: Note = { ...BASE, foreign: '{"creator":"b"}' };
    expect(merge(a, b)).toEqual(merge(b, a));
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

describe('Two versions of a note', () => {
  it('are the same where each field and its stamp are', () => {
    expect(isSame(BASE, { ...BASE, modified: 9, revision: 9 })).toBe(true);
    expect(isSame(BASE, { ...BASE, stamps: { ...BASE.stamps, text: 2 } })).toBe(false);
    const other = { ...BASE, text: 'b' };
    expect([isSame(BASE, other), isSame(other, BASE)]).toEqual([false, false]);
  });

  it('are of one note only where they are on the same term, or on the same page in the same way', () => {
    const page = { address: 'https://a.example/', title: 'A' };
    const selectors = { quote: { exact: 'x', prefix: '', suffix: '' } };
    const targets: Note['target'][] = [
      { kind: 'term', term: 'igf' },
      { kind: 'term', term: 'itu' },
      { kind: 'page', page },
      { kind: 'page', page: { ...page, address: 'https://b.example/' } },
      { kind: 'passage', page, selectors },
    ];
    const notes = targets.map((target) => ({ ...BASE, target }));
    for (const [i, a] of notes.entries())
      for (const [j, b] of notes.entries()) expect(isSameTarget(a, b)).toBe(i === j);
    const renamed = { ...BASE, target: { kind: 'page' as const, page: { ...page, title: 'Anew' } } };
    expect(isSameTarget(notes[2] as Note, renamed)).toBe(true);
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
    ['one two three four', 'X three four', 'one Y four', 'X three\n\none Y four'],
    ['One', 'One more', 'One less', 'One more\n\n less'],
    ['aa aa', 'aa', 'b aa', 'b aa'],
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

  it('comes to exactly what both put in, where a whole word stands between', () => {
    const word = fc.constantFrom('a', 'b', 'aa', 'ab');
    const put = fc.array(word, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        put,
        fc.array(word, { maxLength: 3 }),
        put,
        put,
        put,
        (front, middle, back, mine, theirs) => {
          const [before, between, after] = [front, ['|', ...middle, '|'], back];
          const text = (first: string[], last: string[]) => [...first, ...between, ...last].join(' ');
          expect(mergeText(text(before, after), text(theirs, after), text(before, mine))).toBe(
            text(theirs, mine),
          );
        },
      ),
    );
  });

  it('keeps apart what three windows type in a line each', () => {
    const lines = (...ends: string[]) => ends.map((end, n) => `Line ${n}:${end}`).join('\n');
    const base = lines('', '', '', '', '');
    expect(mergeText(base, lines(' one', '', ' two', '', ''), lines('', ' mine', '', '', ''))).toBe(
      lines(' one', ' mine', ' two', '', ''),
    );
    // A line that was removed stays removed.
    expect(mergeText('a\nb\nc\nd\ne\nf', 'a1\nb\nc\nd\ne', 'a\nb\nc1\nd\ne\nf')).toBe('a1\nb\nc1\nd\ne');
  });

  it('loses no line that either of two edits of many lines inserted, and grows by these alone', () => {
    const edited = (name: string, kept: boolean[]) =>
      kept.flatMap((is, n) => [is ? `line${n}` : `${name}${n}`]).join('\n');
    const flags = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(flags, flags, (one, other) => {
        const base = edited(
          '',
          one.map(() => true),
        );
        const merged = mergeText(base, edited('theirs', one), edited('mine', other)).split(/\s+/);
        for (const [kept, name] of [
          [one, 'theirs'],
          [other, 'mine'],
        ] as const)
          for (const [n, is] of kept.entries()) if (!is) expect(merged).toContain(`${name}${n}`);
        for (const [n, is] of one.entries())
          if (is && other[n]) expect(merged.filter((word) => word === `line${n}`).length).toBe(1);
      }),
    );
  });

  it('takes a colour from the one that changed it, and mine where both did', () => {
    const base = { text: '', tags: [], colour: 'yellow' as const };
    expect(mergeEditable(base, { ...base, colour: 'blue' }, base).colour).toBe('blue');
    expect(mergeEditable(base, base, { ...base, colour: 'pink' }).colour).toBe('pink');
    expect(mergeEditable(base, { ...base, colour: 'blue' }, { ...base, colour: 'pink' }).colour).toBe('pink');
  });

  it('removes and adds the tags that either edit did', () => {
    expect(mergeTags(['a', 'b'], ['b', 'c'], ['a', 'b', 'd'])).toEqual(['b', 'c', 'd']);
  });
});
