import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NotesDatabase } from '../../src/notes/database';
import { type Draft, Notes } from '../../src/notes/store';
import { NO_COUNTS, withNotes } from '../../src/search/combine';
import { NoteIndexDatabase } from '../../src/search/note-index';
import { NoteSearch, type NoteSearchOptions } from '../../src/search/note-search';
import { emptyDatabase, onPage, onPassage, onTerm } from '../notes/database';
import { indexOf, term } from './entries';

let db: NotesDatabase;
let kept: NoteIndexDatabase;
let notes: Notes;
let problems: unknown[];
beforeEach(() => {
  db = emptyDatabase();
  kept = new NoteIndexDatabase();
  notes = new Notes(db);
  problems = [];
});
afterEach(() => {
  db.close();
  kept.close();
  vi.restoreAllMocks();
});

const woken = (change: Partial<NoteSearchOptions> = {}, told = problems) =>
  new NoteSearch({
    notes: db,
    kept,
    format: 'test',
    labels: async () => ({ igf: 'Internet Governance Forum' }),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    onProblem: (error) => told.push(error),
    ...change,
  });
const found = async (search: NoteSearch, query: string, limit = 5) =>
  (await search.search(query, limit, NO_COUNTS))?.hits.map(({ id }) => id) ?? [];
/** Ids of all notes that a query finds, as a page without the list of ids gets them. */
const all = async (search: NoteSearch, query: string) => {
  const { found, ids = [] } = await search.find(query);
  return found.map((each) => (typeof each === 'number' ? ids[each] : each));
};
const keeping = () => vi.waitFor(async () => expect(await kept.indexes.count()).toBe(1));
const make = (text: string, draft: Draft = onTerm()) => notes.create({ ...draft, text });

/** A pause that lasts until `open` is called, for the first build that asks for it. */
function gated() {
  let open: (() => void) | undefined;
  const pause = () =>
    open
      ? Promise.resolve()
      : new Promise<void>((resolve) => {
          open = resolve;
        });
  return { pause, isWaiting: () => open !== undefined, open: () => open?.() };
}

describe('While all notes are read anew', () => {
  it('a note that is written after the index was loaded is found, then and later', async () => {
    const [old, gate] = [await make('Zebra'), gated()];
    const search = woken({ pause: gate.pause });
    search.rebuild();
    await vi.waitFor(() => expect(gate.isWaiting()).toBe(true));
    expect(await all(search, 'zebra')).toEqual([old.id]);
    const fresh = await make('Giraffe');
    search.changed([fresh]);
    expect(await all(search, 'giraffe')).toEqual([fresh.id]);
    const { list } = await search.find('zebra');
    gate.open();
    await vi.waitFor(async () => expect((await search.find('zebra')).list).not.toBe(list));
    expect(await all(search, 'giraffe')).toEqual([fresh.id]);
    expect(problems).toEqual([]);
  });

  it('notes that come back meanwhile are read as well', async () => {
    let gate: ReturnType<typeof gated> | undefined;
    const old = await make('Zebra');
    const search = woken({ pause: () => gate?.pause() ?? Promise.resolve() });
    expect(await all(search, 'zebra')).toEqual([old.id]);
    gate = gated();
    search.rebuild();
    await vi.waitFor(() => expect(gate?.isWaiting()).toBe(true));
    const back = await make('Giraffe');
    search.rebuild();
    gate.open();
    await vi.waitFor(async () => expect(await all(search, 'giraffe')).toEqual([back.id]));
    expect(problems).toEqual([]);
  });
});

describe('Notes are found', () => {
  it('by their text, the passage, a tag, the page, and the name of the term', async () => {
    const [page, passage, onIgf] = [
      await make('Zebra', onPage()),
      await make('', onPassage()),
      await make(''),
    ];
    const search = woken();
    expect(await found(search, 'zebra')).toEqual([page.id]);
    expect(await found(search, 'the forum')).toContain(passage.id);
    expect(await found(search, 'کیوتو')).toEqual([passage.id]);
    expect((await found(search, 'a page')).sort()).toEqual([page.id, passage.id].sort());
    expect(await found(search, 'governance')).toEqual(expect.arrayContaining([passage.id, onIgf.id]));
    expect(problems).toEqual([]);
  });

  it('in their newest version at once, and no longer once they are deleted', async () => {
    const old = await make('Zebra');
    const search = woken();
    expect(await found(search, 'zebra')).toEqual([old.id]);
    const fresh = await make('A zebra crossing');
    search.changed([fresh]);
    expect((await found(search, 'zebra')).sort()).toEqual([old.id, fresh.id].sort());
    search.changed([await notes.update(old.id, { text: 'Giraffe' })]);
    expect(await found(search, 'zebra')).toEqual([fresh.id]);
    expect(await all(search, 'giraffe')).toEqual([old.id]);
    search.changed([await notes.remove(fresh.id)]);
    expect(await found(search, 'zebra')).toEqual([]);
    search.changed([await notes.restore(fresh.id)]);
    expect(await found(search, 'zebra')).toEqual([fresh.id]);
  });

  it('with the same score for new and old ones', async () => {
    for (let i = 0; i < 8; i++) await make(`Project ${'abcdefgh'[i]}`);
    const search = woken();
    await search.ready();
    const both = await make('Of Zanzibar, and what became of the project');
    search.changed([both]);
    expect((await found(search, 'zanzibar project'))[0]).toBe(both.id);
  });

  it('all together if every word of a query matches', async () => {
    const both = await make('The zebra meets a giraffe');
    const one = await make('A zebra');
    for (let i = 0; i < 60; i++) await make('Another zebra');
    const search = woken();
    expect(await all(search, 'zebra gir')).toEqual([both.id]);
    const zebras = await all(search, 'the zebra');
    expect(zebras).toHaveLength(62);
    expect(zebras).toContain(one.id);
    expect(await all(search, 'lion')).toEqual([]);
    expect(await all(search, ' ')).toEqual([]);
  });

  it('as positions in a list of ids that is sent only when it has changed', async () => {
    const old = await make('A zebra');
    const search = woken();
    const { list, ids } = await search.find('');
    expect(ids).toEqual([old.id]);
    expect(await search.find('zebra', list)).toEqual({ list, found: [0] });
    const fresh = await make('Zebra');
    search.changed([fresh]);
    const { found, ...rest } = await search.find('zebra', list);
    expect(rest).toEqual({ list });
    expect(new Set(found)).toEqual(new Set([0, fresh.id]));
    search.rebuild();
    await vi.waitFor(async () => expect((await search.find('', list)).list).not.toBe(list));
    expect((await search.find('', list)).ids).toHaveLength(2);
    expect((await woken().find('', list)).ids).toHaveLength(2);
  });
});

describe('A background that wakes', () => {
  it('uses the stored index and adds the notes changed since', async () => {
    const [old, gone] = [await make('Zebra'), await make('Zebra too')];
    // A note of the same millisecond might count as newer than the index.
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(gone.created), { interval: 1 });
    await woken().ready();
    await keeping();
    const fresh = await make('One more zebra');
    await notes.remove(gone.id);
    const all = vi.spyOn(Notes.prototype, 'everything');
    expect((await found(woken(), 'zebra')).sort()).toEqual([old.id, fresh.id].sort());
    expect(all).not.toHaveBeenCalled();
  });

  it.each([
    ['a note with an old date appeared unnoticed', async () => void (await db.notes.bulkAdd([await aged()]))],
    ['the index is in another format', async () => void (await keepAs({ format: 'other' }))],
    ['the index is damaged', async () => void (await keepAs({ hash: '00' }))],
    ['the stored row is not an index', async () => void (await kept.indexes.put('?', 'notes'))],
  ])('builds the index again if %s', async (_, damage) => {
    const old = await make('Zebra');
    await woken().ready();
    await keeping();
    await damage();
    const all = vi.spyOn(Notes.prototype, 'everything');
    expect(await found(woken(), 'zebra')).toContain(old.id);
    expect(all).toHaveBeenCalled();
    expect(problems).toEqual([]);
  });

  it('discards the stored index when a note gets an older time stamp', async () => {
    const note = await make('Zebra');
    const search = woken();
    await search.ready();
    await keeping();
    const before = { ...note, text: 'Giraffe', modified: 1_000 };
    await db.notes.put(before as never);
    search.changed([before]);
    await vi.waitFor(async () => expect(await kept.indexes.count()).toBe(0));
    expect(await found(woken(), 'giraffe')).toEqual([note.id]);
  });
});

describe('When very many notes change at once', () => {
  it('the index is rebuilt, and queries are answered meanwhile', async () => {
    const old = await make('Zebra');
    const search = woken();
    await search.ready();
    const many = [];
    for (let i = 0; i < 250; i++) many.push(await make(`Lion ${i}`));
    const gone = await notes.remove(old.id);
    search.changed([gone, ...many]);
    expect(await found(search, 'zebra')).toEqual([]);
    await vi.waitFor(async () => expect(await all(search, 'lion')).toHaveLength(250));
    expect(await found(search, 'zebra')).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('the index is rebuilt and stored without waiting for a query', async () => {
    await make('Zebra');
    const search = woken();
    await search.ready();
    const many = [];
    for (let i = 0; i < 250; i++) many.push(await make(`Lion ${i}`));
    search.changed(many);
    await vi.waitFor(async () => expect(await kept.indexes.get('notes')).toMatchObject({ rows: 251 }));
  });

  it('a change during the rebuild is not lost', async () => {
    await make('Lion');
    let change: (() => Promise<void>) | undefined;
    // The first pause comes after all notes have been read.
    const search = woken({
      pause: async () => {
        const now = change;
        change = undefined;
        await now?.();
      },
    });
    await search.ready();
    let fresh = '';
    change = async () => {
      const note = await make('Zebra');
      fresh = note.id;
      search.changed([note]);
    };
    search.rebuild();
    await vi.waitFor(() => expect(fresh).not.toBe(''));
    await keeping();
    expect(await found(search, 'zebra')).toEqual([fresh]);
    expect(await found(search, 'lion')).toHaveLength(1);
  });
});

it('An index that cannot be stored is reported, and still answers queries', async () => {
  const note = await make('Zebra');
  const keep = vi.spyOn(kept, 'keep').mockRejectedValue(new Error('The disk is full.'));
  expect(await found(woken(), 'zebra')).toEqual([note.id]);
  expect(keep).toHaveBeenCalled();
  await vi.waitFor(() => expect(problems).toEqual([new Error('The disk is full.')]));
});

it('The group of notes is placed among the other groups by its best hit', async () => {
  const digest = await indexOf(
    term('zebra', ['label', 'Zebra']),
    term('said', ['label', 'Savannah'], ['claim', 'A zebra lives there.']),
  );
  const note = await make('My zebra');
  const search = woken();
  const ask = async (query: string) =>
    withNotes(digest.search(query, 5), await search.search(query, 5, digest.counts(query)));
  expect((await ask('zebra')).map(({ kind }) => kind)).toEqual(['term', 'note']);
  expect((await ask('my zebra lives')).map(({ kind }) => kind)).toEqual(['term', 'note']);
  expect((await ask('zebra')).filter(({ kind }) => kind === 'term')).toEqual(digest.search('zebra', 5));
  expect((await ask('my'))[0]?.hits[0]?.id).toBe(note.id);
});

async function aged() {
  return { ...(await make('Another')), id: crypto.randomUUID(), created: 1_000, modified: 1_000 };
}

async function keepAs(change: object) {
  const row = (await kept.indexes.get('notes')) as object;
  await kept.indexes.put({ ...row, ...change }, 'notes');
}
