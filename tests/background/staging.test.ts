import { beforeEach, describe, expect, it } from 'vitest';
import { Staging } from '../../src/background/staging';
import type { Note } from '../../src/notes/schema';
import type { Part } from '../../src/protocol/messages';

const note = (number: number): Note => ({
  id: `00000000-0000-4000-8000-00000000000${number}`,
  revision: 1,
  created: 1,
  modified: 1,
  target: { kind: 'term', term: 'igf' },
  text: `Note ${number}`,
  format: 'text/markdown',
  tags: [],
  colour: 'yellow',
  deleted: false,
  stamps: { text: 1, format: 1, tags: 1, colour: 1, deleted: 1 },
});
const part = (number: number): Part => ({ notes: [note(number)], places: { [note(number).id]: number } });

let staging: Staging;
beforeEach(() => {
  staging = new Staging();
});

describe('a staged collection', () => {
  it('is whole when all of its parts are there, in whatever order they came', () => {
    staging.put('a', 1, part(1));
    expect(staging.whole('a', 2)).toBeUndefined();
    staging.put('a', 0, part(0));
    staging.put('a', 1, part(1));
    expect(staging.whole('a', 2)).toEqual({
      notes: [note(0), note(1)],
      places: { ...part(0).places, ...part(1).places },
      refused: [],
      terms: [],
    });
    expect(staging.whole('a', 3)).toBeUndefined();
  });

  it('is dropped by the first part of another one', () => {
    staging.put('a', 0, part(0));
    staging.put('b', 1, part(1));
    expect(staging.whole('a', 1)).toBeUndefined();
    expect(staging.whole('b', 2)).toBeUndefined();
    staging.put('b', 0, part(2));
    expect(staging.whole('b', 2)?.notes).toEqual([note(2), note(1)]);
    expect(staging.whole('a', 2)).toBeUndefined();
  });

  it('is gone when it is dropped', () => {
    staging.put('a', 0, part(0));
    staging.forget();
    expect(staging.whole('a', 1)).toBeUndefined();
    expect(staging.whole('a', 0)).toBeUndefined();
    staging.put('a', 1, part(1));
    expect(staging.whole('a', 2)).toBeUndefined();
  });

  it('takes in notes alone', () => {
    const damaged = { ...part(0), notes: [{ ...note(0), text: 7 as never }] };
    expect(() => staging.put('a', 0, damaged)).toThrow();
    expect(staging.whole('a', 1)).toBeUndefined();
  });
});
