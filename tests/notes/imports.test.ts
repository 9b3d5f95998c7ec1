import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NotesDatabase } from '../../src/notes/database';
import { Imports } from '../../src/notes/imports';
import type { Note } from '../../src/notes/schema';
import { exported } from './conformance/exported';
import { emptyDatabase } from './database';
import { manyNotes } from './many-notes';

let db: NotesDatabase;
let imports: Imports;
beforeEach(() => {
  db = emptyDatabase();
  imports = new Imports(db);
});
afterEach(() => db.close());

const order = (id: string) => ({ id, from: { kind: 'file' as const, name: 'notes.jsonld' }, refused: 2 });
const reading = (notes: Note[]) => ({ notes, places: {}, refused: [] });

describe('An import', () => {
  it('is recorded, with the number of annotations refused on reading', async () => {
    const { imported } = await imports.run(order('a'), reading(exported()));
    expect(imported).toMatchObject({ id: 'a', added: 24, updated: 0, equal: 0, refused: 2 });
    expect(await imports.last()).toEqual(imported);
  });

  it('is idempotent: a retry keeps the user’s change in between, and all of it can be undone', async () => {
    const [first, ...others] = exported() as [Note, ...Note[]];
    const { imported } = await imports.run(order('a'), reading([first, ...others]));
    await db.notes.delete(first.id);
    expect(await imports.run(order('a'), reading([first]))).toEqual({
      imported,
      refused: [],
      changed: [],
      terms: 0,
    });
    expect(await db.notes.count()).toBe(23);
    expect((await imports.undo('a')).imported.undone).toMatchObject({ kept: 1 });
    expect(await db.notes.count()).toBe(0);
  });

  it('is undone once, and not after another import', async () => {
    const notes = exported();
    await imports.run(order('a'), reading(notes.slice(0, 5)));
    await imports.run(order('b'), reading(notes.slice(5)));
    await expect(imports.undo('a')).rejects.toThrow(/another came after it/);
    expect(await db.notes.count()).toBe(24);
    const { imported } = await imports.undo('b');
    expect(await imports.undo('b')).toEqual({ imported, refused: [], changed: [], terms: 0 });
    expect(await db.notes.count()).toBe(5);
  });

  it('whose undo record is damaged is not undone at all', async () => {
    await imports.run(order('a'), reading(exported()));
    await db.undos.put({ added: 'all' } as never, 'a');
    await expect(imports.undo('a')).rejects.toThrow();
    expect(await db.notes.count()).toBe(24);
    expect((await imports.last())?.undone).toBeUndefined();
  });

  it('is written together with its undo record, or not at all', async () => {
    const notes = exported();
    Object.assign(notes[3] as Note, { text: () => undefined });
    await expect(imports.run(order('a'), reading(notes))).rejects.toThrow();
    expect([await db.notes.count(), await db.undos.count(), await imports.last()]).toEqual([0, 0, undefined]);
  });
});

describe('An import that is cancelled', () => {
  it.each([1, 2, 3])('after part %d of 3 leaves nothing behind, and can be made again', async (part) => {
    const [first, ...others] = manyNotes(500) as [Note, ...Note[]];
    await imports.run(order('a'), reading([first]));
    const before = [await db.notes.toArray(), await imports.last(), await db.undos.toArray()];
    const cancel = new AbortController();
    const told: [number, number?][] = [];
    const watch = {
      signal: cancel.signal,
      tell: (done: number, of?: number) => {
        told.push([done, of]);
        if (told.length === part - 1) cancel.abort();
      },
    };
    if (part === 1) cancel.abort();
    await expect(imports.run(order('b'), reading(others), watch)).rejects.toThrow();
    expect([await db.notes.toArray(), await imports.last(), await db.undos.toArray()]).toEqual(before);
    expect(told).toEqual(
      [
        [200, 499],
        [400, 499],
      ].slice(0, part - 1),
    );
    const { imported } = await imports.run(order('b'), reading(others));
    expect(imported.added).toBe(499);
    expect(await db.notes.count()).toBe(500);
  });

  it('too late is made', async () => {
    const cancel = new AbortController();
    const tell = (done: number, of?: number) => done === of && cancel.abort();
    await imports.run(order('a'), reading(manyNotes(250)), { signal: cancel.signal, tell });
    expect(await db.notes.count()).toBe(250);
  });
});
