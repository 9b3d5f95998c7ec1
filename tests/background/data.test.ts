import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dataHandlers } from '../../src/background/data';
import type { Manifest } from '../../src/notes/copy/area';
import type { NotesDatabase } from '../../src/notes/database';
import { NotedPages } from '../../src/notes/noted';
import type { Note } from '../../src/notes/schema';
import { Notes } from '../../src/notes/store';
import { emptyDatabase, onPassage, onTerm, PAGE } from '../notes/database';

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const IMPORT = idOf(900);

let db: NotesDatabase;
let notes: Notes;
let noted: NotedPages;
const manifest = vi.fn<() => Promise<Manifest | undefined>>();
const termsChanged = vi.fn();
const changed = vi.fn<(notes: Note[], repaint: boolean) => void>();
let handlers: ReturnType<typeof dataHandlers>;
beforeEach(() => {
  db = emptyDatabase();
  notes = new Notes(db);
  noted = new NotedPages(db);
  changed.mockReset();
  termsChanged.mockReset();
  handlers = dataHandlers(db, noted, changed, manifest, termsChanged);
});
afterEach(() => db.close());

/** A note that is not in the database. */
async function elsewhere(id: string): Promise<Note> {
  const note = await notes.create(onPassage(), id);
  await db.notes.delete(id);
  return note;
}
async function stage(...those: Note[]) {
  for (const [number, note] of those.entries())
    await handlers.stage(
      { id: IMPORT, number, part: { notes: [note], places: { [note.id]: number + 1 } } },
      {},
    );
  return { id: IMPORT, parts: those.length };
}

describe('all notes', () => {
  it('are answered in the order of their ids, deleted ones too, and damaged rows are counted', async () => {
    const [two, one] = [await notes.create(onTerm(), idOf(2)), await notes.create(onTerm(), idOf(1))];
    const gone = await notes.remove(two.id);
    await db.notes.put({ ...one, id: idOf(3), text: 7 as never });
    expect(await handlers['all-notes']({}, {})).toEqual({ notes: [one, gone], damaged: 1, total: 3 });
    expect(await handlers['all-notes']({ after: idOf(1) }, {})).toEqual({ notes: [gone], damaged: 1 });
  });

  it('are answered in pieces of about a megabyte', async () => {
    for (let i = 0; i < 12; i++) await notes.create({ ...onTerm(), text: 'x'.repeat(190_000) }, idOf(i));
    const first = await handlers['all-notes']({}, {});
    expect(first.notes).toHaveLength(6);
    expect(first.next).toBe(idOf(5));
    const second = await handlers['all-notes']({ after: first.next as string }, {});
    expect(second.notes).toHaveLength(6);
    expect(second.next).toBe(idOf(11));
    expect(await handlers['all-notes']({ after: second.next as string }, {})).toEqual({
      notes: [],
      damaged: 0,
    });
  });
});

describe('an import', () => {
  it('is previewed without writing anything', async () => {
    const staged = await stage(await elsewhere(idOf(1)));
    expect(await handlers['preview-import'](staged, {})).toMatchObject({ added: 1, updated: 0 });
    expect(await db.notes.count()).toBe(0);
    expect(changed).not.toHaveBeenCalled();
  });

  it('writes what was staged, and reports the change', async () => {
    const note = await elsewhere(idOf(1));
    const staged = await stage(note, await elsewhere(idOf(2)));
    expect(await noted.may(PAGE)).toBe(false);
    const reply = await handlers.import({ ...staged, name: 'a.jsonld', refused: 3 }, {});
    expect(reply).toMatchObject({
      imported: { id: IMPORT, from: { kind: 'file', name: 'a.jsonld' }, added: 2, refused: 3 },
      refused: [],
    });
    expect(changed).toHaveBeenCalledOnce();
    const [those, repaint] = changed.mock.calls[0] as [Note[], boolean];
    expect(those.map(({ id }) => id)).toEqual([idOf(1), idOf(2)]);
    expect(repaint).toBe(true);
    expect(await noted.may(PAGE)).toBe(true);
    expect(await handlers['preview-import'](staged, {})).toBeNull();
  });

  it('is answered with `null` when a part is missing', async () => {
    const staged = { ...(await stage(await elsewhere(idOf(1)))), parts: 2 };
    expect(await handlers['preview-import'](staged, {})).toBeNull();
    expect(await handlers.import({ ...staged, name: '', refused: 0 }, {})).toBeNull();
    expect(await db.notes.count()).toBe(0);
    expect(changed).not.toHaveBeenCalled();
  });

  it('that changes nothing is not reported', async () => {
    const staged = await stage(await notes.create(onPassage(), idOf(1)));
    expect(await handlers.import({ ...staged, name: '', refused: 0 }, {})).toMatchObject({
      imported: { equal: 1 },
    });
    expect(changed).not.toHaveBeenCalled();
  });

  it('is taken back, and its notes are reported as deleted', async () => {
    await handlers.import({ ...(await stage(await elsewhere(idOf(1)))), name: '', refused: 0 }, {});
    changed.mockReset();
    expect(await handlers['undo-import']({ id: IMPORT }, {})).toMatchObject({
      id: IMPORT,
      undone: { kept: 0 },
    });
    expect(await db.notes.count()).toBe(0);
    expect(changed.mock.calls).toMatchObject([[[{ id: idOf(1), deleted: true }], true]]);
  });
});

describe('a backup', () => {
  it('is taken, listed, previewed and restored', async () => {
    expect(await handlers['take-backup'](null, {})).toBeNull();
    await notes.create(onPassage(), idOf(1));
    const taken = await handlers['take-backup'](null, {});
    expect(taken).toMatchObject({ notes: 1, deleted: 0 });
    expect(await handlers.backups(null, {})).toEqual([taken]);
    await notes.remove(idOf(1));
    const { id } = taken as { id: string };
    expect(await handlers['preview-backup']({ id }, {})).toMatchObject({ revived: 1 });
    expect(changed).not.toHaveBeenCalled();
    expect(await handlers['restore-backup']({ id, as: IMPORT }, {})).toMatchObject({
      imported: { id: IMPORT, from: { kind: 'backup', taken: taken?.taken }, revived: 1, refused: 0 },
      refused: [],
    });
    expect((await notes.get(idOf(1)))?.deleted).toBe(false);
    expect(changed.mock.calls).toMatchObject([[[{ id: idOf(1), deleted: false }], true]]);
  });
});

describe('the state of the data', () => {
  it('says when notes were last exported, and the last import', async () => {
    expect(await handlers['data-state'](null, {})).toEqual({ due: false });
    expect(await handlers.exported({ at: 7 }, {})).toBeNull();
    expect(await handlers['data-state'](null, {})).toEqual({ due: false, exported: 7 });
    await handlers.import({ ...(await stage(await elsewhere(idOf(1)))), name: '', refused: 0 }, {});
    expect(await handlers['data-state'](null, {})).toMatchObject({ exported: 7, last: { id: IMPORT } });
  });

  it('has no reminder to export after the user has put it off', async () => {
    await notes.create(onTerm());
    await handlers.exported({ at: 0 }, {});
    expect(await handlers['data-state'](null, {})).toMatchObject({ due: true });
    expect(await handlers['put-off'](null, {})).toBeNull();
    expect(await handlers['data-state'](null, {})).toMatchObject({ due: false });
  });
});
