import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NotesDatabase } from '../../src/notes/database';
import type { Note } from '../../src/notes/schema';
import { idOf, Notes, rowOf } from '../../src/notes/store';
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

const ids = (those: readonly { id: string }[]) => those.map(({ id }) => id);
const MISSING = '00000000-0000-4000-8000-000000000000';

describe('A new note', () => {
  it('is empty Markdown, yellow and without tags, unless the caller gives other values', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 7 });
    const { target } = onTerm();
    expect(await notes.create({ target })).toEqual({
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      revision: 1,
      created: 7,
      modified: 7,
      target,
      text: '',
      format: 'text/markdown',
      tags: [],
      colour: 'yellow',
      deleted: false,
      stamps: { text: 7, format: 7, tags: 7, colour: 7, deleted: 7 },
    });
  });

  it('is refused if a note with its id exists', async () => {
    const note = await notes.create(onTerm(), MISSING);
    await expect(notes.create(onTerm('itu'), MISSING)).rejects.toThrow();
    expect(await notes.get(MISSING)).toEqual(note);
  });
});

describe('A list of notes', () => {
  it('has the newest change first', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const made: Note[] = [];
    for (const time of [1, 2, 3]) {
      vi.setSystemTime(time);
      made.push(await notes.create(onTerm()));
    }
    const [first, second, third] = ids(made);
    expect(ids((await notes.onTerm('igf')).notes)).toEqual([third, second, first]);
    vi.setSystemTime(4);
    await notes.update(first as string, { text: 'More' });
    expect(ids((await notes.all()).notes)).toEqual([first, third, second]);
  });

  it('of a page holds each note once, whether the address or the canonical address matches', async () => {
    const mobile = { address: 'https://m.news.example/a?id=1', title: 'A page', canonical: PAGE.address };
    const [here, there] = [await notes.create(onPage()), await notes.create(onPassage('x', mobile))];
    const other = await notes.create(onPage({ ...PAGE, address: 'https://news.example/b' }));
    for (const page of [PAGE, mobile, { ...PAGE, canonical: PAGE.address }])
      expect(ids((await notes.onPage(page)).notes).sort()).toEqual([here.id, there.id].sort());
    expect(ids((await notes.onPage(other.target.kind === 'page' ? other.target.page : PAGE)).notes)).toEqual([
      other.id,
    ]);
  });

  it('of a page leaves out pages that only share its canonical address', async () => {
    const canonical = 'https://news.example/all';
    await notes.create(onPage({ ...PAGE, canonical } as typeof PAGE));
    expect((await notes.onPage({ address: 'https://news.example/b', canonical })).notes).toEqual([]);
  });

  it('of given ids holds the notes that exist and are not deleted; rows include deleted notes', async () => {
    const [a, b] = [await notes.create(onTerm()), await notes.create(onTerm())];
    await notes.remove(b.id);
    await db.notes.put({ id: 'bad' } as never);
    const some = await notes.some([a.id, b.id, 'bad', MISSING]);
    expect(ids(some.notes)).toEqual([a.id]);
    expect(ids(some.damaged)).toEqual(['bad']);
    expect(ids(await notes.rows([a.id, b.id, 'bad', MISSING]))).toEqual([a.id, b.id]);
  });

  it('of all notes comes in batches, ordered by id, starting after any id', async () => {
    const all: string[] = [];
    for (let n = 0; n < 5; n++) all.push((await notes.create(onTerm())).id);
    all.sort();
    await notes.remove(all[2] as string);
    const pieces = async (after?: string, some?: number) => {
      const found: string[][] = [];
      for await (const piece of notes.everything(after, some)) found.push(piece.map(idOf));
      return found;
    };
    expect(await pieces()).toEqual([all]);
    expect(await pieces(undefined, 2)).toEqual([all.slice(0, 2), all.slice(2, 4), all.slice(4)]);
    expect(await pieces(all[0], 2)).toEqual([all.slice(1, 3), all.slice(3)]);
    expect(await pieces(all[4])).toEqual([]);
  });
});

describe('A change', () => {
  it('that repeats the current values writes nothing and returns the note', async () => {
    const note = await notes.create({ ...onTerm(), tags: ['a'] });
    const { note: same, was } = await notes.write(note.id, { tags: ['a'], text: undefined });
    expect(same).toBe(was);
    expect(same.revision).toBe(1);
  });

  it('of a field gets a later stamp than the one before, even if the clock stands still', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 100 });
    const { id } = await notes.create(onTerm());
    await notes.update(id, { text: 'One' });
    const note = await notes.update(id, { text: 'Two', tags: ['a'] });
    expect(note).toMatchObject({ modified: 102, revision: 3 });
    expect(note.stamps).toEqual({ text: 102, tags: 101, format: 100, colour: 100, deleted: 100 });
    vi.setSystemTime(500);
    expect((await notes.update(id, { text: 'Three' })).stamps.text).toBe(500);
  });

  it('that deletes several notes hides all of them', async () => {
    const [a, b] = [await notes.create(onTerm()), await notes.create(onTerm())];
    expect(await notes.removeAll([a.id, b.id])).toEqual([a.id, b.id]);
    expect((await notes.all()).notes).toEqual([]);
    expect(ids((await notes.all({ deleted: true })).notes).sort()).toEqual([a.id, b.id].sort());
  });

  it('of a missing note fails with an error that names its id', async () => {
    await expect(notes.remove(MISSING)).rejects.toThrow(MISSING);
    await expect(notes.removeAll([MISSING])).rejects.toThrow(MISSING);
  });
});

describe('An editor’s write', () => {
  const target = onTerm().target;
  const editor = '6f1f6d3a-6a53-4b1e-9d0c-0a6f1c1d2e00';
  const said = (text: string) => ({ text, tags: [], colour: 'yellow' as const });

  it('is stored with its number, and the next write is based on it', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 9 });
    const by = { editor, number: 1, seen: said(''), since: 0 };
    const { note } = await notes.write(MISSING, { text: 'a' }, { target, by });
    expect(note.text).toBe('a');
    expect(await db.editors.get(editor)).toEqual({ editor, number: 1, said: said('a'), at: 9 });
  });

  it('creates the note again if it was removed, even after a later write of the same editor', async () => {
    const by = { editor, number: 2, seen: said(''), since: 0 };
    await notes.write(MISSING, { text: 'two' }, { target, by });
    await db.notes.delete(MISSING);
    const { note, was } = await notes.write(MISSING, { text: 'one' }, { target, by: { ...by, number: 1 } });
    expect([note.text, was]).toEqual(['one', undefined]);
  });

  it('is not stored if no editor is given', async () => {
    await notes.write(MISSING, { text: 'a' }, { target });
    expect(await db.editors.count()).toBe(0);
  });
});

describe('A row', () => {
  it('of a note on a page has a key for its address, and one for a different canonical address', () => {
    const row = (canonical?: string) => {
      const { place, places } = rowOf({ target: { kind: 'page', page: { ...PAGE, canonical } } } as Note);
      return { place, places };
    };
    const place = 'https://news.example/a?id=1';
    expect(row()).toEqual({ place, places: [place] });
    expect(row(`${place}#top`)).toEqual({ place, places: [place] });
    expect(row('https://news.example/b')).toEqual({ place, places: [place, 'https://news.example/b'] });
    expect(row('https://evil.example/b')).toEqual({ place, places: [place] });
  });

  it('is recognised if it is an object with an id', () => {
    expect([{ id: 'a' }, { id: 7 }, {}, null, 'a'].map(idOf)).toEqual(['a', '7', '', '', '']);
  });
});
