import { describe, expect, it } from 'vitest';
import { decide, type Known } from '../../src/notes/anchor/decide';
import type { Candidate } from '../../src/notes/anchor/likeness';

/** A place of ten letters that is exactly the passage, but for what is said of it. */
const place = (start: number, part: Partial<Candidate> = {}): Candidate => ({
  start,
  end: start + 10,
  quote: 1,
  context: 1,
  errors: 0,
  score: 1,
  ...part,
});
/** A passage of forty letters, of which nothing like it was about; no place is expected. */
const known = (part: Partial<Known> = {}): Known => ({ expected: [], length: 40, rival: 0, ...part });

const at = (start: number, verdict: 'sure' | 'changed' = 'sure') => ({ verdict, start, end: start + 10 });
const ABSENT = { verdict: 'orphan', why: 'absent' };
const TIE = { verdict: 'orphan', why: 'tie' };

describe('One place', () => {
  it('that has the same words and surroundings is found', () => {
    expect(decide([place(5)], known())).toEqual(at(5));
  });

  it('is reported as changed if its words or most of its surroundings differ', () => {
    expect(decide([place(5, { quote: 0.9, errors: 4, score: 0.9 })], known())).toEqual(at(5, 'changed'));
    expect(decide([place(5, { context: 0.5, score: 0.8 })], known())).toEqual(at(5));
    expect(decide([place(5, { context: 0.49, score: 0.8 })], known())).toEqual(at(5, 'changed'));
  });

  it('is refused if its likeness is below one half', () => {
    expect(decide([], known())).toEqual(ABSENT);
    expect(decide([place(5, { score: 0.49, context: 0 })], known({ rival: undefined }))).toEqual(ABSENT);
    expect(decide([place(5, { score: 0.5, context: 0.5 })], known({ rival: undefined }))).toEqual(at(5));
  });

  it('is refused if too many letters differ', () => {
    const changed = (errors: number, length: number, context: number) =>
      decide([place(5, { errors, context, quote: 0.8, score: 0.9 })], known({ length })).verdict;
    expect(changed(13, 40, 1)).toBe('changed');
    expect(changed(30, 40, 1)).toBe('orphan');
    // A short quote is another one with a word more or less.
    expect(changed(5, 20, 1)).toBe('changed');
    expect(changed(6, 20, 1)).toBe('orphan');
    expect(changed(5, 20, 0.6)).toBe('changed');
    expect(changed(5, 20, 0.59)).toBe('orphan');
    expect(changed(6, 32, 0.1)).toBe('changed');
  });

  it('is a tie if it is no more alike than the rival was when the note was made', () => {
    const rival = 0.8;
    expect(decide([place(5, { score: 0.83 })], known({ rival }))).toEqual(TIE);
    expect(decide([place(5, { score: 0.84 })], known({ rival }))).toEqual(at(5));
    // Near 1, half of what is left is enough.
    expect(decide([place(5, { score: 0.996 })], known({ rival: 0.99 }))).toEqual(at(5));
    expect(decide([place(5, { score: 0.995 })], known({ rival: 0.99 }))).toEqual(TIE);
  });

  it('is accepted if the rival is found as well, as a second place', () => {
    const best = place(5, { score: 0.8 });
    expect(decide([best, place(50, { score: 0.69 })], known({ rival: 0.78 }))).toEqual(at(5));
    expect(decide([best, place(50, { score: 0.67 })], known({ rival: 0.78 }))).toEqual(TIE);
  });

  it('is accepted if unchanged words stand where they were, or near there with some of their surroundings', () => {
    const unproven = (distance: number, part: Partial<Candidate> = {}) =>
      decide([place(100 + distance, { score: 0.6, ...part })], known({ rival: 0.9, expected: [100] }))
        .verdict;
    expect(unproven(4, { context: 0 })).toBe('changed');
    expect(unproven(5, { context: 0.09 })).toBe('orphan');
    expect(unproven(16, { context: 0.1 })).toBe('changed');
    expect(unproven(17, { context: 0.1 })).toBe('orphan');
    expect(unproven(4, { errors: 1, quote: 0.9 })).toBe('orphan');
  });
});

describe('A place of which little is left', () => {
  const verdict = (part: Partial<Candidate>, about: Partial<Known>) =>
    decide([place(100, { score: 0.4, context: 0.05, ...part })], known(about)).verdict;

  it('is accepted if the quoted words stood nowhere else', () => {
    expect(verdict({ score: 0.2 }, { length: 4 })).toBe('changed');
    expect(verdict({ score: 0.2 }, { length: 3 })).toBe('orphan');
    expect(verdict({ score: 0.2 }, { length: 3, expected: [84] })).toBe('changed');
    expect(verdict({ score: 0.2 }, { length: 3, expected: [83] })).toBe('orphan');
    expect(verdict({ score: 0.2 }, { length: 4, rival: undefined })).toBe('orphan');
  });

  it('is accepted if nothing else was nearly as alike', () => {
    expect(verdict({ score: 0.34 }, { length: 4, rival: 0.2 })).toBe('changed');
    expect(verdict({ score: 0.32 }, { length: 4, rival: 0.2 })).toBe('orphan');
    expect(verdict({ score: 0.34 }, { length: 4, rival: 0.25 })).toBe('orphan');
    expect(verdict({ score: 0.32 }, { length: 8, rival: 0.2 })).toBe('changed');
  });

  it('is accepted at its old offset if some of its surroundings are left and there was no twin', () => {
    const there = (part: Partial<Candidate>, about: Partial<Known> = {}) =>
      verdict({ context: 0.1, score: 0.2, ...part }, { length: 4, rival: 0.5, expected: [100], ...about });
    expect(there({})).toBe('changed');
    expect(there({}, { expected: [95] })).toBe('orphan');
    expect(there({}, { rival: 0.75 })).toBe('orphan');
    expect(there({}, { length: 3 })).toBe('orphan');
    expect(there({ context: 0.09 })).toBe('orphan');
  });

  it('needs less likeness at its old offset than elsewhere', () => {
    const near = (distance: number, score: number) =>
      verdict({ errors: 4, quote: 0.7, context: 0.2, score }, { rival: 0.1, expected: [100 + distance] });
    expect(near(16, 0.3)).toBe('changed');
    expect(near(16, 0.29)).toBe('orphan');
    expect(near(17, 0.3)).toBe('orphan');
  });

  it('with changed words is accepted if enough of them are left', () => {
    const changed = (quote: number, length: number, score = 0.4) =>
      verdict({ errors: 5, quote, score }, { length, rival: 0.3 });
    expect(changed(0.5, 64)).toBe('changed');
    expect(changed(0.49, 70)).toBe('orphan');
    expect(changed(0.5, 63)).toBe('orphan');
    expect(changed(0.5, 64, 0.32)).toBe('orphan');
  });
});

describe('Several places alike', () => {
  const twins = [place(100), place(300, { score: 0.95 })];

  it('are a tie if nothing decides between them', () => {
    expect(decide(twins, known({ rival: 1 }))).toEqual(TIE);
    expect(decide([place(100), place(300)], known())).toEqual(TIE);
  });

  it('are told apart by likeness if one is clearly more alike', () => {
    expect(decide(twins, known({ rival: 0.5 }))).toEqual(at(100));
    expect(decide([place(100), place(300, { score: 0.97 })], known({ rival: 0.5 }))).toEqual(TIE);
    expect(decide([place(100), place(300, { score: 0.89 })], known({ rival: 0.5 }))).toEqual(at(100));
  });

  it('are told apart by the old offset, even if another place is slightly more alike', () => {
    expect(decide(twins, known({ expected: [300] }))).toEqual(at(300));
    expect(decide(twins, known({ expected: [304] }))).toEqual(at(300));
    expect(decide(twins, known({ expected: [100, 300] }))).toEqual(at(100));
    const [best, copy] = [place(100, { score: 0.9 }), place(300, { errors: 1, quote: 0.95, score: 0.88 })];
    expect(decide([best, copy], known({ expected: [300], rival: 0.9 }))).toEqual(TIE);
  });

  it('are not told apart by an offset that contradicts the growth of the page', () => {
    expect(decide(twins, known({ expected: [300], about: 290, rival: 1 }))).toEqual(at(300));
    expect(decide(twins, known({ expected: [300], about: 110, rival: 1 }))).toEqual(TIE);
  });

  it('are told apart if one is much nearer to the old offset', () => {
    const two = [place(100), place(300, { score: 0.98 })];
    expect(decide(two, known({ expected: [305], rival: 0.99 }))).toEqual(at(300));
    expect(decide(two, known({ expected: [310], rival: 0.99 }))).toEqual(TIE);
    expect(decide(two, known({ about: 305, rival: 0.99 }))).toEqual(at(300));
    const faint = [place(100, { score: 0.8 }), place(300, { score: 0.79 })];
    expect(decide(faint, known({ expected: [305], rival: 0.99 }))).toEqual(TIE);
    const unlike = [place(100), place(300, { score: 0.96 })];
    expect(decide(unlike, known({ expected: [305], rival: 0.5 }))).toEqual(TIE);
    const changed = [place(100), place(300, { score: 0.98, errors: 1, quote: 0.98 })];
    expect(decide(changed, known({ expected: [305], rival: 0.5 }))).toEqual(TIE);
  });

  it('are a tie if one has the surroundings with changed words, and the other the unchanged words alone', () => {
    const changed = place(100, { errors: 2, quote: 0.95, context: 0.79, score: 0.9 });
    const moved = place(300, { context: 0, score: 0.6 });
    expect(decide([changed, moved], known())).toEqual(TIE);
    expect(decide([{ ...changed, context: 0.8 }, moved], known())).toEqual(at(100, 'changed'));
    expect(decide([{ ...changed, errors: 0 }, moved], known())).toMatchObject({ start: 100 });
    expect(decide([changed, { ...moved, errors: 1 }], known())).toEqual(at(100, 'changed'));
  });
});
