import { expect, it } from 'vitest';
import { chosenOf, extended, NOTHING, toggled } from '../../../src/ui/notes-page/choice';

const LIST = ['a', 'b', 'c', 'd', 'e'];

it('Choosing a note twice deselects it', () => {
  const one = toggled(NOTHING, 'b');
  expect(chosenOf(one, LIST)).toEqual(['b']);
  expect(chosenOf(toggled(one, 'b'), LIST)).toEqual([]);
});

it.each([
  ['b', 'd', ['b', 'c', 'd']],
  ['d', 'b', ['b', 'c', 'd']],
  ['c', 'c', ['c']],
])('A range extends from the note chosen last, %s, to %s', (from, to, range) => {
  expect(chosenOf(extended(toggled(NOTHING, from), to, LIST), LIST)).toEqual(range);
});

it('A range adds to the selection, and can be extended again from the same note', () => {
  const first = toggled(toggled(NOTHING, 'a'), 'c');
  expect(chosenOf(extended(extended(first, 'd', LIST), 'b', LIST), LIST)).toEqual(['a', 'b', 'c', 'd']);
});

it('A range without a starting note is one note', () => {
  expect(chosenOf(extended(NOTHING, 'c', LIST), LIST)).toEqual(['c']);
  expect(chosenOf(extended(toggled(NOTHING, 'gone'), 'c', LIST), LIST)).toEqual(['c']);
});

it('Notes that are not in the list are ignored, and a note in two groups counts once', () => {
  expect(chosenOf(toggled(toggled(NOTHING, 'x'), 'a'), ['a', 'b', 'a'])).toEqual(['a']);
});
