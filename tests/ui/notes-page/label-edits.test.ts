import { expect, it } from 'vitest';
import type { Brief } from '../../../src/notes/brief';
import { colourEdits, tagEdits, tagsOf } from '../../../src/ui/notes-page/label-edits';

const brief = (id: string, tags: string[], own: Partial<Brief> = {}): Brief => ({
  ...{ id, kind: 'passage', place: 'p', text: '', tags, colour: 'yellow', created: 1, modified: 1 },
  deleted: false,
  ...own,
});
const NOTES = [
  brief('1', ['a']),
  brief('2', ['b', 'a', 'c']),
  brief('3', [], { kind: 'term', colour: 'blue' }),
];

it('Adding tags changes the notes that lack one, and puts it last', () => {
  expect(tagEdits(NOTES, ['a', 'c'], 'add').map(({ id, from, to }) => [id, from.tags, to.tags])).toEqual([
    ['1', ['a'], ['a', 'c']],
    ['3', [], ['a', 'c']],
  ]);
});

it('Removing tags changes the notes that have one', () => {
  expect(tagEdits(NOTES, ['a', 'x'], 'remove').map(({ id, to }) => [id, to.tags])).toEqual([
    ['1', []],
    ['2', ['b', 'c']],
  ]);
});

it('A colour is given to highlights only, and to those of another colour', () => {
  const edits = colourEdits([...NOTES, brief('4', [], { colour: 'blue' })], 'blue');
  expect(edits.map(({ id, from, to }) => [id, from.colour, to.colour, to.tags])).toEqual([
    ['1', 'yellow', 'blue', ['a']],
    ['2', 'yellow', 'blue', ['b', 'a', 'c']],
  ]);
});

it('The tags in use come with the most frequent first', () => {
  expect(tagsOf(NOTES)).toEqual(['a', 'b', 'c']);
});
