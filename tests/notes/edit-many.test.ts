import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NotesDatabase } from '../../src/notes/database';
import { editMany, type LabelEdit, reversed } from '../../src/notes/edit-many';
import type { Note } from '../../src/notes/schema';
import { Notes } from '../../src/notes/store';
import { emptyDatabase, onPassage, onTerm } from './database';

let db: NotesDatabase;
let notes: Notes;
let a: Note;
let b: Note;
beforeEach(async () => {
  db = emptyDatabase();
  notes = new Notes(db);
  a = await notes.create({ ...onTerm(), tags: ['x', 'y'] });
  b = await notes.create({ ...onPassage(), tags: [], colour: 'green' });
});
afterEach(() => db.close());

const edit = ({ id, tags, colour }: Note, to: Partial<LabelEdit['to']>): LabelEdit => ({
  id,
  from: { tags, colour },
  to: { tags, colour, ...to },
});
const now = async () => [await notes.get(a.id), await notes.get(b.id)];

describe('A change of many notes', () => {
  it('changes the labels of each, with new stamps and a new revision, and nothing else', async () => {
    const changes = await editMany(db, [edit(a, { tags: ['x', 'y', 'z'] }), edit(b, { colour: 'pink' })]);
    expect(changes.map(({ was, note }) => [was, note])).toEqual([
      [a, await notes.get(a.id)],
      [b, await notes.get(b.id)],
    ]);
    expect(await now()).toMatchObject([
      { text: a.text, tags: ['x', 'y', 'z'], colour: 'yellow', revision: 2 },
      { text: b.text, tags: [], colour: 'pink', revision: 2 },
    ]);
    const [first] = changes;
    expect(first?.note.stamps.tags).toBeGreaterThan(a.stamps.tags);
    expect(first?.note.stamps.text).toBe(a.stamps.text);
  });

  it('changes nothing when it is repeated', async () => {
    const edits = [edit(a, { tags: ['z'] }), edit(b, { colour: 'pink' })];
    await editMany(db, edits);
    const once = await now();
    expect(await editMany(db, edits)).toEqual([]);
    expect(await now()).toEqual(once);
  });

  it('is undone by its reverse, with the tags in their order', async () => {
    const edits = [edit(a, { tags: ['y'] }), edit(b, { colour: 'pink', tags: ['new'] })];
    await editMany(db, edits);
    await editMany(db, reversed(edits));
    expect(await now()).toMatchObject([{ tags: ['x', 'y'] }, { tags: [], colour: 'green' }]);
  });

  it('and its undo keep what was changed elsewhere in between', async () => {
    const edits = [edit(a, { tags: ['x', 'y', 'z'] }), edit(b, { colour: 'pink' })];
    await notes.update(a.id, { tags: ['y', 'other'], text: 'Elsewhere' });
    await editMany(db, edits);
    expect((await notes.get(a.id))?.tags).toEqual(['y', 'other', 'z']);
    await notes.update(b.id, { colour: 'blue' });
    await editMany(db, reversed(edits));
    expect(await now()).toMatchObject([{ tags: ['y', 'other'], text: 'Elsewhere' }, { colour: 'blue' }]);
  });

  it.each<[string, LabelEdit]>([
    [
      'is gone',
      {
        id: '00000000-0000-4000-8000-000000000000',
        from: { tags: [], colour: 'blue' },
        to: { tags: ['x'], colour: 'blue' },
      },
    ],
    [
      'would have too many tags',
      {
        id: '',
        from: { tags: [], colour: 'green' },
        to: { tags: Array.from({ length: 201 }, (_, i) => `t${i}`), colour: 'green' },
      },
    ],
  ])('changes no note if one of them %s', async (_, bad) => {
    const edits = [edit(a, { tags: ['z'] }), { ...bad, id: bad.id || b.id }];
    await expect(editMany(db, edits)).rejects.toThrow();
    expect(await now()).toEqual([a, b]);
  });

  it('reaches the second copy like any other write', async () => {
    await db.table('uncopied').clear();
    await editMany(db, [edit(a, { tags: ['z'] }), edit(b, {})]);
    expect(await db.table('uncopied').toCollection().primaryKeys()).toEqual([`notes ${a.id}`]);
  });
});
