import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Corrections, placeOf } from '../../src/notes/corrections';
import { NotesDatabase } from '../../src/notes/database';
import type { Correction, Scope } from '../../src/notes/rows';

const PAGE = 'https://news.example:8443/a?b=c#d';

let db: NotesDatabase;
let corrections: Corrections;
beforeEach(async () => {
  const { Dexie } = await import('dexie');
  Dexie.dependencies.indexedDB = new IDBFactory();
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
  db = new NotesDatabase();
  corrections = new Corrections(db);
});
afterEach(() => {
  db.close();
  vi.useRealTimers();
});

const hides = async (page: string) =>
  [...(await corrections.on(page))].flatMap(([term, kind]) => (kind === 'never' ? [term] : []));

/** A new store, as the background opens it when it starts. */
function wake() {
  db.close();
  db = new NotesDatabase();
  corrections = new Corrections(db);
}

/** Puts rows into the table without the store, then opens a new store. */
async function damage(change: (row: Correction) => unknown) {
  const db = new NotesDatabase();
  for (const row of await db.corrections.toArray())
    await db.corrections.put(change(row as Correction) as never);
  db.close();
  wake();
}

describe('Wrong meaning here', () => {
  it.each<[Scope, string[], string[]]>([
    [
      'page',
      [PAGE, 'https://news.example:8443/a?b=c'],
      ['https://news.example:8443/a', 'https://other.example/'],
    ],
    [
      'site',
      [PAGE, 'https://news.example:8443/z'],
      ['https://news.example/a?b=c', 'https://sub.news.example:8443/', 'about:blank'],
    ],
    ['everywhere', [PAGE, 'https://other.example/', 'file:///home/a.html', 'no address'], []],
  ])('on a %s hides the term there and nowhere else', async (scope, there, elsewhere) => {
    await corrections.add('brics', scope, PAGE);
    for (const page of there) expect(await hides(page), page).toEqual(['brics']);
    for (const page of elsewhere) expect(await hides(page), page).toEqual([]);
  });

  it('survives a restart of the background', async () => {
    const { id } = await corrections.add('brics', 'site', PAGE);
    wake();
    expect(await hides(PAGE)).toEqual(['brics']);
    expect((await corrections.list()).map((each) => each.id)).toEqual([id]);
  });

  it('is idempotent', async () => {
    const first = await corrections.add('brics', 'site', PAGE);
    expect(await corrections.add('brics', 'site', PAGE)).toEqual(first);
    expect(await corrections.list()).toHaveLength(1);
  });

  it('lists the newest first', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    for (const [time, term] of ['igf', 'itu', 'brics'].entries()) {
      vi.setSystemTime(time + 1);
      await corrections.add(term, 'everywhere', PAGE);
    }
    expect((await corrections.list()).map(({ term }) => term)).toEqual(['brics', 'itu', 'igf']);
  });

  it('treats all local files as one site', () => {
    expect(placeOf('site', 'file:///home/a.html')).toBe(placeOf('site', 'file:///home/b.html'));
  });

  it.each([
    ['a term without a name', '', 'site', PAGE],
    ['a scope that there is not', 'brics', 'galaxy', PAGE],
    ['a page without an address', 'brics', 'page', 'nowhere'],
  ])('refuses %s', async (_, term, scope, page) => {
    await expect(corrections.add(term, scope as Scope, page)).rejects.toThrow();
    expect(await corrections.list()).toEqual([]);
  });
});

describe('Undo', () => {
  it('shows the term again, and keeps the row as a tombstone', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1 });
    const { id } = await corrections.add('brics', 'site', PAGE);
    vi.setSystemTime(2);
    await corrections.remove(id);
    await corrections.remove(id);
    expect(await hides(PAGE)).toEqual([]);
    expect(await corrections.list()).toEqual([]);
    const db = new NotesDatabase();
    expect(await db.corrections.toArray()).toEqual([
      expect.objectContaining({ id, created: 1, modified: 2, revision: 2, deleted: true }),
    ]);
    db.close();
  });

  it('keeps the other corrections of the term', async () => {
    const { id } = await corrections.add('brics', 'everywhere', PAGE);
    await corrections.add('brics', 'page', PAGE);
    await corrections.remove(id);
    expect(await hides(PAGE)).toEqual(['brics']);
    expect(await hides('https://other.example/')).toEqual([]);
  });

  it('of an unknown correction does nothing', async () => {
    await corrections.remove('nothing');
    expect(await corrections.list()).toEqual([]);
  });
});

describe('A damaged row', () => {
  it.each<[string, (row: Correction) => unknown]>([
    ['without a term', ({ term, ...rest }) => rest],
    ['of an unknown scope', (row) => ({ ...row, scope: 'galaxy' })],
    ['with a place that does not fit', (row) => ({ ...row, scope: 'everywhere' })],
    ['with a date that is none', (row) => ({ ...row, created: 'yesterday' })],
  ])('%s hides itself and no other', async (_, change) => {
    await corrections.add('igf', 'site', PAGE);
    await corrections.add('brics', 'site', PAGE);
    await damage((row) => (row.term === 'igf' ? change(row) : row));
    expect(await hides(PAGE)).toEqual(['brics']);
    expect((await corrections.list()).map(({ term }) => term)).toEqual(['brics']);
  });
});

describe('Always mark', () => {
  it('and Wrong meaning here hold for the term that answers to their id today', async () => {
    const idNow = async (term: string) => (term === 'igf' ? 'pack-igf' : term);
    await corrections.add('igf', 'everywhere', PAGE);
    await corrections.add('brics', 'site', PAGE, 'always');
    expect([...(await corrections.on(PAGE, idNow))]).toEqual([
      ['pack-igf', 'never'],
      ['brics', 'always'],
    ]);
    await corrections.add('pack-igf', 'site', PAGE, 'always');
    expect((await corrections.on(PAGE, idNow)).get('pack-igf')).toBe('always');
  });

  it('in a narrower scope wins over Wrong meaning here in a wider one', async () => {
    await corrections.add('igf', 'everywhere', PAGE);
    await corrections.add('igf', 'site', PAGE, 'always');
    expect((await corrections.on(PAGE)).get('igf')).toBe('always');
    expect((await corrections.on('https://other.example/')).get('igf')).toBe('never');
  });

  it('undoes Wrong meaning here in the same place, and the other way round', async () => {
    await corrections.add('igf', 'site', PAGE);
    await corrections.add('igf', 'site', PAGE, 'always');
    expect((await corrections.list()).map(({ kind }) => kind)).toEqual(['always']);
    await corrections.add('igf', 'site', PAGE);
    expect((await corrections.list()).map(({ kind }) => kind)).toEqual(['never']);
  });
});
