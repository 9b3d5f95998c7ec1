import { expect, it } from 'vitest';
import { chosenOf, extended, NOTHING, toggled } from '../../../src/ui/notes-page/choice';

const LIST = ['a', 'b', 'c', 'd', 'e'];

it('A note is chosen, and no longer', () => {
  const one = toggled(NOTHING, 'b');
  expect(chosenOf(one, LIST)).toEqual(['b']);
  expect(chosenOf(toggled(one, 'b'), LIST)).toEqual([]);
});

it.each([
  ['b', 'd', ['b', 'c', 'd']],
  ['d', 'b', ['b', 'c', 'd']],
  ['c', 'c', ['c']],
])('A range goes from the last choice, %s, to %s', (from, to, range) => {
  expect(chosenOf(extended(toggled(NOTHING, from), to, LIST), LIST)).toEqual(range);
});

it('A range adds to what was chosen, and can be drawn anew from the same note', () => {
  const first = toggled(toggled(NOTHING, 'a'), 'c');
  expect(chosenOf(extended(extended(first, 'd', LIST), 'b', LIST), LIST)).toEqual(['a', 'b', 'c', 'd']);
});

it('Without a note to go from, a range is one note', () => {
  expect(chosenOf(extended(NOTHING, 'c', LIST), LIST)).toEqual(['c']);
  expect(chosenOf(extended(toggled(NOTHING, 'gone'), 'c', LIST), LIST)).toEqual(['c']);
});

it('What is not in the list is not acted upon, and a note in two groups is one', () => {
  expect(chosenOf(toggled(toggled(NOTHING, 'x'), 'a'), ['a', 'b', 'a'])).toEqual(['a']);
});
