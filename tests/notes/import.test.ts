import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NotesDatabase } from '../../src/notes/database';
import { toHypothesis } from '../../src/notes/exchange/hypothesis';
import { importNotes, previewImport, undoImport } from '../../src/notes/exchange/import';
import { readNotes } from '../../src/notes/exchange/read';
import { Refusal } from '../../src/notes/exchange/refusal';
import { toCollection } from '../../src/notes/exchange/to-jsonld';
import type { Note } from '../../src/notes/schema';
import { Notes } from '../../src/notes/store';
import { exported } from './conformance/exported';
import { emptyDatabase, onPassage, onTerm } from './database';

let db: NotesDatabase;
let notes: Notes;
beforeEach(() => {
  db = emptyDatabase();
  notes = new Notes(db);
});
afterEach(() => db.close());

const file = (those: Note[]) => [...toCollection(those, '', 'urn:x:file')].join('');
const stored = async () => readNotes(file((await notes.all()).notes));

describe('Importing', () => {
  it('adds new notes, and is idempotent', async () => {
    const reading = await readNotes(file(exported()));
    const first = await importNotes(db, reading);
    expect(first.outcome).toEqual({ added: 24, updated: 0, equal: 0, deleted: 6, refused: [] });
    const rows = await db.notes.toArray();
    const second = await importNotes(db, reading);
    expect(second.outcome).toEqual({ added: 0, updated: 0, equal: 24, refused: [] });
    expect(await db.notes.toArray()).toEqual(rows);
  });

  it('is idempotent for Hypothesis annotations without dates', async () => {
    const bare = JSON.stringify([{ id: 'x', uri: 'https://a.example/', text: 'Hm.' }]);
    await importNotes(db, await readNotes(bare, 1_000));
    expect((await importNotes(db, await readNotes(bare, 2_000))).outcome).toMatchObject({
      equal: 1,
      updated: 0,
    });
  });

  it('merges with existing notes: the newer change of each field wins', async () => {
    const note = await notes.create(onPassage());
    const reading = await stored();
    await notes.update(note.id, { text: 'Newer here' });
    const theirs = reading.notes[0];
    if (!theirs) throw new Error('The file is empty.');
    Object.assign(theirs, { colour: 'blue', text: 'Older there' });
    theirs.stamps.colour += 1e6;
    expect(await previewImport(db, reading)).toMatchObject({ updated: 1 });
    expect((await importNotes(db, reading)).outcome).toMatchObject({ added: 0, updated: 1, equal: 0 });
    expect(await notes.get(note.id)).toMatchObject({ text: 'Newer here', colour: 'blue' });
  });

  it('refuses a note whose id exists on something else, or whose row is damaged', async () => {
    const [other, damaged] = [await notes.create(onTerm('igf')), await notes.create(onTerm('itu'))];
    const reading = await stored();
    await db.notes.put({ ...damaged, text: 7 } as never);
    for (const note of reading.notes) if (note.id === other.id) note.target = { kind: 'term', term: 'brics' };
    const before = await db.notes.toArray();
    const { outcome } = await importNotes(db, reading);
    expect(outcome).toMatchObject({ added: 0, updated: 0, equal: 0 });
    expect(outcome.refused.map(({ reason }) => reason).sort()).toEqual([
      expect.stringMatching(/damaged/),
      expect.stringMatching(/something else/),
    ]);
    expect(await db.notes.toArray()).toEqual(before);
  });

  it('writes all or nothing', async () => {
    const reading = await readNotes(file(exported()));
    // The last of many rows cannot be cloned by the database.
    Object.assign(reading.notes.at(-1) ?? {}, { text: () => undefined });
    await expect(importNotes(db, reading)).rejects.toThrow();
    expect(await db.notes.count()).toBe(0);
  });

  it('previews without writing', async () => {
    const reading = await readNotes(file(exported()));
    const refused = [{ at: 25, id: 'x', reason: 'It is no note.' }];
    expect(await previewImport(db, { ...reading, refused })).toMatchObject({ added: 24, refused });
    expect(await db.notes.count()).toBe(0);
  });
});

describe('Undoing an import', () => {
  it('restores the earlier notes, and the file can be imported again', async () => {
    const note = await notes.create(onPassage());
    const reading = await stored();
    Object.assign(reading.notes[0] ?? {}, { colour: 'blue' });
    if (reading.notes[0]) reading.notes[0].stamps.colour += 1e6;
    reading.notes.push(...exported());
    const { undo } = await importNotes(db, reading);
    expect(await undoImport(db, undo)).toMatchObject({ kept: 0 });
    const { revision, ...before } = note;
    expect((await notes.all()).notes).toEqual([{ ...before, revision: expect.any(Number) }]);
    expect((await importNotes(db, reading)).outcome).toMatchObject({ added: 24, updated: 1 });
  });

  it('keeps notes that the user has changed since', async () => {
    const { undo } = await importNotes(db, await readNotes(file(exported())));
    const [first] = (await notes.all()).notes;
    if (!first) throw new Error('Nothing was imported.');
    await notes.update(first.id, { text: 'Mine now' });
    expect(await undoImport(db, undo)).toMatchObject({ kept: 1 });
    expect((await db.notes.toArray()).length).toBe(1);
    expect(await notes.get(first.id)).toMatchObject({ text: 'Mine now' });
  });
});

describe('A thousand damaged files', () => {
  const sources = [file(exported()), [...toHypothesis(exported(), {}, 0)].join('')];
  /** Replaces, removes or moves one value of a JSON tree. */
  const mutated = fc
    .tuple(
      fc.constantFrom(...sources),
      fc.array(fc.tuple(fc.nat(), fc.jsonValue(), fc.boolean()), { minLength: 1, maxLength: 6 }),
    )
    .map(([source, changes]) => {
      const tree = JSON.parse(source);
      for (const [pick, value, remove] of changes) {
        const spots: [Record<string, unknown>, string][] = [];
        const visit = (node: unknown): void => {
          if (typeof node !== 'object' || node === null) return;
          for (const key of Object.keys(node)) {
            spots.push([node as Record<string, unknown>, key]);
            visit((node as Record<string, unknown>)[key]);
          }
        };
        visit(tree);
        const [node, key] = spots[pick % spots.length] ?? [];
        if (!node || key === undefined) continue;
        if (remove) delete node[key];
        else node[key] = value;
      }
      return JSON.stringify(tree);
    });
  const cut = fc
    .tuple(fc.constantFrom(...sources), fc.nat())
    .map(([source, at]) => source.slice(0, at % source.length));

  it('never corrupt the store: all its notes are valid, and the user’s own are unchanged', async () => {
    const own = await notes.create(onPassage());
    let read = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof({ weight: 9, arbitrary: mutated }, { weight: 1, arbitrary: cut }),
        async (text) => {
          try {
            const { outcome } = await importNotes(db, await readNotes(text, 1));
            for (const { reason } of outcome.refused) expect(reason).not.toBe('');
            read++;
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal);
          }
          const listing = await notes.all();
          expect(listing.damaged).toEqual([]);
          // What was imported can be exported and imported again, unchanged.
          expect((await readNotes(file(listing.notes))).notes).toEqual(listing.notes);
          expect(await notes.get(own.id)).toEqual(own);
          await db.notes.where('id').notEqual(own.id).delete();
        },
      ),
      { numRuns: 1_000, seed: 1 },
    );
    expect(read).toBeGreaterThan(300);
  }, 300_000);
});
