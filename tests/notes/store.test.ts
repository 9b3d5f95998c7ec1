import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Corrections } from '../../src/notes/corrections';
import { NotesDatabase } from '../../src/notes/database';
import type { Editable } from '../../src/notes/editable';
import { merge } from '../../src/notes/merge';
import { type Edit, Notes } from '../../src/notes/store';
import { emptyDatabase, onPage, onPassage, onTerm, PAGE } from './database';

let db: NotesDatabase;
let notes: Notes;
beforeEach(() => {
  db = emptyDatabase();
  notes = new Notes(db);
});
afterEach(() => {
  db.close();
  vi.useRealTimers();
});

/** The first write of an editor that has seen that note. */
const edit = (seen: Editable): Edit => ({ editor: crypto.randomUUID(), number: 1, seen, since: 0 });

const ids = (listing: { notes: { id: string }[] }) => listing.notes.map(({ id }) => id).sort();

describe('A note', () => {
  it('is listed with its term, its page, and all notes', async () => {
    const [term, page, passage] = [
      await notes.create(onTerm()),
      await notes.create(onPage()),
      await notes.create(onPassage()),
    ];
    expect(ids(await notes.onTerm('igf'))).toEqual([term.id]);
    expect(ids(await notes.onPage(PAGE))).toEqual([page.id, passage.id].sort());
    expect(ids(await notes.all())).toEqual([term.id, page.id, passage.id].sort());
    expect((await notes.onTerm('itu')).notes).toEqual([]);
  });

  it('of the year 9999 can be changed, and the change wins over the version before', async () => {
    const latest = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
    vi.setSystemTime(latest);
    const note = await notes.create({ ...onTerm(), text: 'z' });
    vi.setSystemTime(Date.UTC(2026, 0, 1));
    const changed = await notes.update(note.id, { text: 'a', tags: ['new'] });
    expect(changed).toMatchObject({ text: 'a', modified: latest, stamps: { text: latest }, revision: 2 });
    expect(await notes.remove(note.id)).toMatchObject({ deleted: true, revision: 3 });
    expect(merge(note, changed)).toEqual(changed);
    expect(merge(changed, note)).toEqual(changed);
  });

  it('is there when the database is opened again', async () => {
    const note = await notes.create(onPassage());
    db.close();
    db = new NotesDatabase();
    expect(await new Notes(db).get(note.id)).toEqual(note);
  });

  it.each([
    ['without a term', { target: { kind: 'term', term: '' } }],
    ['on nothing', { target: { kind: 'galaxy' } }],
    ['in a colour that there is not', { ...onTerm(), colour: 'octarine' }],
    ['longer than a note may be', { ...onTerm(), text: 'x'.repeat(200_001) }],
    ['with an empty quote', onPassage('')],
  ])('%s is refused, and nothing is written', async (_, draft) => {
    await expect(notes.create(draft as never)).rejects.toThrow();
    expect(await db.notes.count()).toBe(0);
  });

  it('keeps its tags trimmed and without duplicates', async () => {
    expect((await notes.create({ ...onTerm(), tags: [' a ', 'b', 'a'] })).tags).toEqual(['a', 'b']);
  });

  it('that does not exist cannot be changed', async () => {
    await expect(notes.update('00000000-0000-4000-8000-000000000000', { text: 'x' })).rejects.toThrow(
      /There is no note/,
    );
  });
});

describe('A change', () => {
  it('raises the revision and the stamps of its fields, even if the clock was put back', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000 });
    const { id } = await notes.create(onTerm());
    vi.setSystemTime(500);
    const note = await notes.update(id, { text: 'More', colour: 'yellow' });
    expect(note).toMatchObject({ revision: 2, modified: 1_001, created: 1_000, text: 'More' });
    expect(note.stamps).toMatchObject({ text: 1_001, colour: 1_000, tags: 1_000 });
  });

  it('that changes nothing writes nothing', async () => {
    const note = await notes.create(onTerm());
    expect(await notes.update(note.id, { text: note.text, tags: [] })).toEqual(note);
  });

  it('that would make the note invalid is refused', async () => {
    const note = await notes.create(onTerm());
    await expect(notes.update(note.id, { colour: 'octarine' as never })).rejects.toThrow();
    expect(await notes.get(note.id)).toEqual(note);
  });

  it('in one window keeps what another window changed', async () => {
    const seen = await notes.create({ ...onTerm(), text: 'One. Two. Three.', tags: ['a', 'b'] });
    const second = new NotesDatabase();
    const other = new Notes(second);
    await Promise.all([
      notes.write(seen.id, { text: 'Uno. Two. Three.', tags: ['a', 'b', 'c'] }, { by: edit(seen) }),
      other.write(seen.id, { text: 'One. Two. Tres.', colour: 'blue', tags: ['b', 'd'] }, { by: edit(seen) }),
    ]);
    const merged = await notes.get(seen.id);
    expect(merged).toMatchObject({ text: 'Uno. Two. Tres.', colour: 'blue', revision: 3 });
    expect(merged?.tags.toSorted()).toEqual(['b', 'c', 'd']);
    second.close();
  });

  it('of the same words in two windows keeps both versions', async () => {
    const seen = await notes.create({ ...onTerm(), text: 'It met in Kyoto.' });
    await notes.write(seen.id, { text: 'It met in Oslo.' }, { by: edit(seen) });
    const { note } = await notes.write(seen.id, { text: 'It met in Riga.' }, { by: edit(seen) });
    expect(note.text).toContain('Oslo');
    expect(note.text).toContain('Riga');
  });

  it('is merged against the last write of its own editor, whatever others have changed', async () => {
    const seen = await notes.create({ ...onTerm(), text: 'They met.' });
    const by = edit(seen);
    await notes.write(seen.id, { text: 'They met. They' }, { by });
    await notes.write(seen.id, { text: 'In Kazan: They met. They' }, { by: edit(seen) });
    const { note } = await notes.write(
      seen.id,
      { text: 'They met. They agreed.' },
      { by: { ...by, number: 2 } },
    );
    expect(note.text).toBe('In Kazan: They met. They agreed.');
    // A late or repeated write is ignored.
    const late = await notes.write(seen.id, { text: 'They met. They' }, { by });
    expect(late.note).toEqual(note);
    expect(late.was).toEqual(note);
  });

  it('is merged against what its editor has taken in since', async () => {
    const first = await notes.create({ ...onTerm(), text: 'They met.' });
    const by = edit(first);
    await notes.write(first.id, { text: 'They met. Then' }, { by });
    const seen = await notes.update(first.id, { text: 'They met in Oslo. Then' });
    const mine = { text: 'They met in Oslo. Then they left.' };
    const { note } = await notes.write(first.id, mine, { by: { ...by, number: 2, seen, since: 1 } });
    expect(note.text).toBe(mine.text);
  });

  it('whose editor has a damaged last write is merged against what that editor has seen', async () => {
    const seen = await notes.create({ ...onTerm(), text: 'They met.' });
    const by = edit(seen);
    await db.editors.put({ editor: by.editor, number: 'many' } as never);
    const { note } = await notes.write(seen.id, { text: 'They met twice.' }, { by });
    expect(note.text).toBe('They met twice.');
  });
});

describe('Deleting', () => {
  it('hides a note, and restoring brings it back unchanged', async () => {
    const note = await notes.create(onPassage());
    await notes.remove(note.id);
    expect((await notes.onPage(PAGE)).notes).toEqual([]);
    expect(ids(await notes.all({ deleted: true }))).toEqual([note.id]);
    expect(await notes.restore(note.id)).toMatchObject({ deleted: false, text: note.text, revision: 3 });
  });

  it('of many notes is undone as one, and keeps earlier deletions', async () => {
    const [a, b, c] = [
      await notes.create(onTerm()),
      await notes.create(onTerm()),
      await notes.create(onTerm()),
    ];
    await notes.remove(a.id);
    const removed = await notes.removeAll([a.id, b.id, c.id]);
    expect(removed).toEqual([b.id, c.id]);
    await notes.restoreAll(removed);
    expect(ids(await notes.all())).toEqual([b.id, c.id].sort());
  });

  it('of many notes deletes none if one does not exist', async () => {
    const note = await notes.create(onTerm());
    await expect(notes.removeAll([note.id, '00000000-0000-4000-8000-000000000000'])).rejects.toThrow();
    expect((await notes.get(note.id))?.deleted).toBe(false);
  });
});

describe('A damaged row', () => {
  it.each([
    ['of another shape', { galaxy: true }],
    ['with a date that is none', { created: 'yesterday' }],
    ['with a text that is none', { text: 7 }],
  ])('%s is reported, hides no other row, and is never overwritten', async (_, damage) => {
    const [good, bad] = [await notes.create(onTerm()), await notes.create(onTerm())];
    const row = { ...bad, ...('galaxy' in damage ? { text: undefined } : damage) };
    await db.notes.put(row as never);
    const listing = await notes.onTerm('igf');
    expect(ids(listing)).toEqual([good.id]);
    expect(listing.damaged).toEqual([{ id: bad.id, problem: expect.stringMatching(/text|created/) }]);
    await expect(notes.update(bad.id, { colour: 'blue' })).rejects.toThrow();
    expect(await db.notes.get(bad.id)).toEqual(row);
  });
});

describe('Writing with an id that the editor chose', () => {
  const id = '3f0e8c1e-8f3c-4a55-9f39-3b1f6a1f7c11';
  const { target } = onTerm();

  it('makes one note, however often it is retried, and then changes it', async () => {
    const first = await notes.write(id, { text: 'a' }, { target });
    expect(first.was).toBeUndefined();
    expect((await notes.write(id, { text: 'a' }, { target })).note).toEqual(first.note);
    const second = await notes.write(id, { text: 'a b' }, { target });
    expect(second).toMatchObject({ note: { id, text: 'a b', revision: 2 }, was: first.note });
    expect(ids(await notes.onTerm('igf'))).toEqual([id]);
  });

  it('makes no note if no target is given', async () => {
    await expect(notes.write(id, { text: 'a' })).rejects.toThrow('There is no note');
    expect(await notes.get(id)).toBeUndefined();
  });
});

describe('The database', () => {
  it('keeps the corrections of its first schema version, and both stores work side by side', async () => {
    const first = new Dexie('notes');
    first.version(1).stores({ corrections: 'id' });
    const time = { created: 1, modified: 1, revision: 1, deleted: false };
    await first.table('corrections').add({
      id: crypto.randomUUID(),
      term: 'brics',
      scope: 'everywhere',
      place: '',
      kind: 'never',
      ...time,
    });
    first.close();
    const corrections = new Corrections(db);
    await notes.create(onTerm());
    await corrections.add('igf', 'everywhere', PAGE.address);
    expect((await corrections.list()).map(({ term }) => term).sort()).toEqual(['brics', 'igf']);
    expect((await notes.all()).notes).toHaveLength(1);
  });
});
