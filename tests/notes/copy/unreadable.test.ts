import { Dexie, type Table } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outbox } from '../../../src/notes/copy/outbox';
import { briefs } from '../../../src/notes/overview';
import { readable } from '../../../src/notes/readable';
import { Recoveries } from '../../../src/notes/recoveries';
import { onPage, onPassage, onTerm, PAGE } from '../database';
import { type Life, Profile } from './lives';

let life: Life;
/** Ids of rows whose value the browser cannot read. */
let lost: Set<unknown>;
beforeEach(async () => {
  life = new Profile().start();
  lost = new Set();
  const fail = () => Promise.reject(new DOMException('Data lost due to missing file.', 'NotReadableError'));
  life.db.use({
    stack: 'dbcore',
    level: 1,
    name: 'a disk with a damaged file',
    create: (core) => ({
      ...core,
      table: (name) => {
        const table = core.table(name);
        if (name !== 'notes') return table;
        return {
          ...table,
          get: (request) => (lost.has(request.key) ? fail() : table.get(request)),
          getMany: (request) => (request.keys.some((key) => lost.has(key)) ? fail() : table.getMany(request)),
          query: (request) =>
            request.values === false || lost.size === 0 ? table.query(request) : (fail() as never),
          openCursor: (request) =>
            request.values === false || lost.size === 0 ? table.openCursor(request) : fail(),
          mutate: (request) => {
            const keys = request.type === 'put' ? request.values.map(({ id }) => id) : [];
            return table.mutate(request).then((result) => {
              for (const key of keys) lost.delete(key);
              return result;
            });
          },
        };
      },
    }),
  });
  await life.copy.check();
});
afterEach(() => life.db.close());

describe('a row that the browser cannot read', () => {
  it('hides no other, and is reported with each list', async () => {
    const [one, two] = [await life.notes.create(onTerm()), await life.notes.create(onTerm())];
    lost.add(one.id);
    const damaged = [{ id: one.id, problem: expect.any(String) }];
    expect(await life.notes.onTerm('igf')).toEqual({ notes: [two], damaged });
    expect(await life.notes.all()).toEqual({ notes: [two], damaged });
    expect((await briefs(life.db, { first: 10 })).notes.map(({ id }) => id)).toEqual([two.id]);
    expect(await life.notes.some([one.id, two.id])).toEqual({ notes: [two], damaged });
    expect(await life.notes.get(one.id)).toBeUndefined();
    await expect(life.notes.update(one.id, { text: 'x' })).rejects.toThrow(/no note/);
  });

  it('hides no other note of its page', async () => {
    const [one, two] = [await life.notes.create(onPassage()), await life.notes.create(onPage())];
    lost.add(one.id);
    const { notes, damaged } = await life.notes.onPage(PAGE);
    expect([notes, damaged.map(({ id }) => id)]).toEqual([[two], [one.id]]);
  });

  it('is replaced from the second copy', async () => {
    const [one] = [await life.notes.create(onTerm()), await life.notes.create(onTerm())];
    await life.copy.flush();
    lost.add(one.id);
    life.db.onUnreadable = () => life.copy.heal();
    await life.notes.all();
    await life.copy.flush();
    expect(await life.notes.get(one.id)).toEqual(one);
    expect(await new Recoveries(life.db).list()).toMatchObject([{ damaged: 1, missing: 0, lost: 0 }]);
    expect(life.problems).toEqual([]);
  });

  it('does not hide that the database itself cannot be read', async () => {
    await life.notes.create(onTerm());
    life.db.close();
    await expect(life.notes.all()).rejects.toThrow();
  });
});

describe('the outbox', () => {
  class Sample extends Dexie {
    notes!: Table<{ id: string; n?: number }, string>;

    constructor() {
      super('sample', { indexedDB: new IDBFactory(), IDBKeyRange });
      this.version(1).stores({ notes: 'id', others: 'id', uncopied: '' });
      this.use(outbox(() => undefined));
      this.use(readable(() => undefined));
    }
  }
  let db: Sample;
  const marks = async () => (await db.table('uncopied').toCollection().primaryKeys()).sort();
  beforeEach(() => {
    db = new Sample();
  });
  afterEach(() => db.close());

  it('marks what is added, put, changed and deleted, in any way', async () => {
    const notes = db.table('notes') as Table<{ id: string; n?: number }, string, { id: string; n?: number }>;
    await notes.bulkAdd([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
    expect(await marks()).toEqual(['notes a', 'notes b', 'notes c']);
    for (const [change, expected] of [
      [() => notes.put({ id: 'a', n: 1 }), ['notes a']],
      [() => notes.where('id').above('a').modify({ n: 2 }), ['notes b', 'notes c']],
      [() => notes.delete('c'), ['notes c']],
      [() => notes.clear(), ['notes a', 'notes b']],
    ] as const) {
      await db.table('uncopied').clear();
      await change();
      expect(await marks()).toEqual(expected);
    }
  });

  it('marks nothing when the change fails, and nothing of tables that are not copied', async () => {
    const failing = db.transaction('rw', db.notes, async () => {
      await db.notes.add({ id: 'a' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await db.table('others').add({ id: 'a' });
    expect(await marks()).toEqual([]);
  });

  it('gives each change another mark', async () => {
    await db.table('notes').put({ id: 'a' });
    const first = await db.table('uncopied').get('notes a');
    await db.table('notes').put({ id: 'a' });
    expect(await db.table('uncopied').get('notes a')).not.toBe(first);
  });
});
