/** Importing what Gloss itself wrote, over notes that are there, were deleted or were changed since. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NotesDatabase } from '../../src/notes/database';
import { exportFile, type Format } from '../../src/notes/exchange/export';
import { importNotes, previewImport, undoImport } from '../../src/notes/exchange/import';
import { readFile, readNotes } from '../../src/notes/exchange/read';
import { merge } from '../../src/notes/merge';
import type { Note } from '../../src/notes/schema';
import { Notes } from '../../src/notes/store';
import { anyNote, NOTES } from './any-note';
import { emptyDatabase, onPassage, onTerm } from './database';

let db: NotesDatabase;
let notes: Notes;
beforeEach(() => {
  db = emptyDatabase();
  notes = new Notes(db);
});
afterEach(() => db.close());

const about = { title: 'Notes', lang: 'en', names: { igf: 'IGF' }, now: 0 };
const file = async (format: Format, those: Note[]) => (await exportFile(format, those, about)).blob;
const reading = async (format: Format, those: Note[]) => readFile(await file(format, those));
const everything = () => db.notes.toArray();

/** A green highlight with all that a note made in Gloss may have. */
async function highlight(): Promise<Note> {
  const { target } = onPassage();
  if (target.kind !== 'passage') throw new Error('It is on a passage.');
  const page = { ...target.page, canonical: 'https://news.example/canonical' };
  const selectors = { ...target.selectors, rival: 0.25, length: 700 };
  return notes.create({ target: { ...target, page, selectors }, colour: 'green', format: 'text/plain' });
}

describe.each<Format>(['jsonld', 'hypothesis'])('A file of Gloss in the format %s', (format) => {
  it('changes nothing where its notes are', async () => {
    await highlight();
    await notes.create({ ...onTerm(), text: '*Hm.*', tags: ['a'], colour: 'pink' });
    const before = await everything();
    const { notes: read, left, refused } = await reading(format, (await notes.all()).notes);
    expect({ left, refused }).toEqual({ left: [], refused: [] });
    const { outcome } = await importNotes(db, { notes: read, places: {}, refused: [] });
    expect(outcome).toEqual({ added: 0, updated: 0, equal: 2, refused: [] });
    expect(await everything()).toEqual(before);
  });

  it('brings back exactly the same notes where they are gone', async () => {
    const all = [...NOTES, await highlight()];
    const { notes: read, left, refused } = await reading(format, all);
    expect({ left, refused }).toEqual({ left: [], refused: [] });
    const byId = (a: Note, b: Note) => (a.id < b.id ? -1 : 1);
    expect(read.toSorted(byId)).toEqual(all.toSorted(byId));
  });

  it('brings back any note', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(anyNote, { selector: ({ id }) => id, maxLength: 5 }), async (all) => {
        const { notes: read, refused } = await reading(format, all);
        expect(refused).toEqual([]);
        const byId = (a: Note, b: Note) => (a.id < b.id ? -1 : 1);
        expect(read.toSorted(byId)).toEqual(all.toSorted(byId));
      }),
      { numRuns: 100 },
    );
  });

  it('brings back what was deleted since, unless the user does not want it', async () => {
    const kept = await notes.create(onTerm('itu'));
    const gone = [await highlight(), await notes.create({ ...onTerm(), text: 'Hm.' })];
    const source = await reading(format, [kept, ...gone]);
    await notes.removeAll(gone.map(({ id }) => id));
    const before = await everything();
    expect(await previewImport(db, source)).toEqual({
      added: 0,
      updated: 0,
      equal: 1,
      revived: 2,
      refused: [],
    });
    expect(await previewImport(db, source, false)).toEqual({ added: 0, updated: 0, equal: 3, refused: [] });
    await importNotes(db, source, false);
    expect(await everything()).toEqual(before);
    const { undo, outcome } = await importNotes(db, source);
    expect(outcome).toMatchObject({ revived: 2 });
    const essence = ({ id, text, colour, target, deleted }: Note) => ({ id, text, colour, target, deleted });
    for (const note of gone) expect(essence((await notes.get(note.id)) as Note)).toEqual(essence(note));
    // Nothing is left to bring back.
    expect(await previewImport(db, source)).toEqual({ added: 0, updated: 0, equal: 3, refused: [] });
    await undoImport(db, undo);
    for (const { id } of gone) expect((await notes.get(id))?.deleted).toBe(true);
  });

  it('brings back a deleted note with the newer change of each of its fields', async () => {
    const note = await notes.create({ ...onTerm(), text: 'Old' });
    const source = await reading(format, [note]);
    await notes.update(note.id, { text: 'New' });
    await notes.remove(note.id);
    await importNotes(db, source);
    expect(await notes.get(note.id)).toMatchObject({ text: 'New', deleted: false });
  });
});

describe('A format that does not speak of a field', () => {
  it('does not change it, though its text is newer', async () => {
    const note = await highlight();
    const file = JSON.parse(await (await exportFile('hypothesis', [note], about)).blob.text());
    // What a program gives back that does not know Gloss.
    const [{ gloss: _, ...bare }] = file.annotations;
    const newer = { ...bare, text: 'Newer', updated: new Date(note.modified + 1_000).toISOString() };
    const { outcome } = await importNotes(db, await readNotes(JSON.stringify([newer])));
    expect(outcome).toMatchObject({ added: 0, updated: 1, refused: [] });
    expect(await notes.get(note.id)).toMatchObject({
      text: 'Newer',
      colour: 'green',
      format: 'text/plain',
      deleted: false,
      target: note.target,
    });
  });
});

describe('An import with the id of a note that is there', () => {
  it('never moves it to another passage, and the preview says so', async () => {
    const note = await notes.create(onPassage());
    const source = await reading('jsonld', [note]);
    const [theirs] = source.notes;
    if (theirs?.target.kind !== 'passage') throw new Error('It is on a passage.');
    theirs.target.selectors = { quote: { exact: 'elsewhere', prefix: '', suffix: '' } };
    Object.assign(theirs, { text: 'Newer', modified: note.modified + 9, revision: 7 });
    theirs.stamps.text += 9;
    const { outcome } = await importNotes(db, source);
    expect(outcome).toMatchObject({
      updated: 1,
      left: [{ at: 1, id: note.id, reason: 'The passage: the note that is there stays on its own' }],
    });
    expect(await notes.get(note.id)).toMatchObject({ text: 'Newer', target: note.target });
  });

  it('that is deleted in the file says that it deletes', async () => {
    const note = await notes.create(onTerm());
    const source = await reading('jsonld', [note]);
    for (const theirs of source.notes) {
      theirs.deleted = true;
      theirs.stamps.deleted += 9;
    }
    expect(await previewImport(db, source)).toMatchObject({ updated: 1, deleted: 1 });
  });

  it('adds what it says besides the fields of a note, and changes no other such member', async () => {
    const item = {
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      id: 'urn:x:1',
      type: 'Annotation',
      created: '2020-01-01T00:00:00Z',
      target: 'https://a.example/',
    };
    const on = (part: object) => readNotes(JSON.stringify([{ ...item, ...part }]));
    await importNotes(db, await on({ creator: 'urn:x:a', rights: 'urn:x:old' }));
    const newer = await on({ rights: 'urn:x:new', via: 'urn:x:via', modified: '2021-01-01T00:00:00Z' });
    expect((await importNotes(db, newer)).outcome).toMatchObject({ updated: 1 });
    expect((await importNotes(db, newer)).outcome).toMatchObject({ updated: 0, equal: 1 });
    const [note] = (await notes.all()).notes;
    expect(JSON.parse(note?.foreign ?? '').annotation).toEqual({
      creator: 'urn:x:a',
      id: 'urn:x:1',
      rights: 'urn:x:new',
      via: 'urn:x:via',
    });
  });
});

describe('What two versions of a note keep of other programs', () => {
  const member = fc.constantFrom('rights', 'creator', 'via');
  const foreign = fc.option(
    fc
      .record({
        annotation: fc.dictionary(member, fc.constantFrom('a', 'b', { id: 'c' }), { maxKeys: 3 }),
        given: fc.record({ body: fc.constantFrom('a', ['b']) }, { requiredKeys: [] }),
      })
      .map((parts) => JSON.stringify(parts)),
    { nil: undefined },
  );
  const version = fc
    .record({ foreign, modified: fc.nat(2), revision: fc.integer({ min: 1, max: 2 }) })
    .map(({ foreign, ...part }): Note => ({ ...(NOTES[0] as Note), ...part, ...(foreign && { foreign }) }));

  it('is merged member by member, in any order, and once', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        const merged = merge(a, b);
        expect(merge(b, a)).toEqual(merged);
        expect(merge(merged, merged)).toEqual(merged);
        expect(merge(merged, a).foreign).toBe(merged.foreign);
        expect(merge(merged, b).foreign).toBe(merged.foreign);
      }),
    );
  });
});
