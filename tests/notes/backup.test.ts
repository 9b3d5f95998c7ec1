import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Backups, expired } from '../../src/notes/backup';
import type { NotesDatabase } from '../../src/notes/database';
import { Imports } from '../../src/notes/imports';
import { Recoveries } from '../../src/notes/recoveries';
import { Notes } from '../../src/notes/store';
import { emptyDatabase, onPassage, onTerm } from './database';
import { manyNotes } from './many-notes';

const DAY = 86_400_000;
/** A Monday at noon, UTC. */
const NOW = Date.parse('2024-06-03T12:00:00Z');
const taken = (...days: number[]) => days.map((day) => ({ id: String(day), taken: NOW - day * DAY }));

describe('Thinning of backups', () => {
  it('keeps the last seven days, and the newest of each of the last four weeks', () => {
    const all = taken(...Array.from({ length: 60 }, (_, day) => day));
    const gone = new Set(expired(all));
    // Today is a Monday, so the newest backups of the weeks before are of Sundays: 1, 8 and 15 days ago.
    expect(all.filter(({ id }) => !gone.has(id)).map(({ id }) => Number(id))).toEqual([
      0, 1, 2, 3, 4, 5, 6, 8, 15,
    ]);
  });

  it('keeps the newest of several on one day', () => {
    const [morning, noon] = [
      { id: 'a', taken: NOW - 3_600_000 },
      { id: 'b', taken: NOW },
    ];
    expect(expired([morning, noon])).toEqual(['a']);
  });

  it('counts only days that have a backup, so that a long break loses none', () => {
    expect(expired(taken(0, 100, 200))).toEqual([]);
  });

  it('leaves no backup out because of those that a clock ahead has dated', () => {
    const past = taken(0, 1, 2);
    const future = Array.from({ length: 12 }, (_, at) => ({
      id: `f${at}`,
      taken: NOW + (at + 1) * 86_400_000,
    }));
    const gone = expired([...past, ...future], NOW);
    expect(gone.filter((id) => !id.startsWith('f'))).toEqual([]);
    expect(gone.length).toBeGreaterThan(0);
  });

  it('keeps at most eleven, always the newest, and is idempotent', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400 * 24), { minLength: 1 }), (hours) => {
        const all = hours.map((hour, i) => ({ id: String(i), taken: NOW - hour * 3_600_000 }));
        const gone = new Set(expired(all));
        const kept = all.filter(({ id }) => !gone.has(id));
        expect(kept.length).toBeLessThanOrEqual(11);
        expect(Math.max(...kept.map((each) => each.taken))).toBe(Math.max(...all.map((each) => each.taken)));
        expect(expired(kept)).toEqual([]);
      }),
    );
  });
});

describe('A backup', () => {
  let db: NotesDatabase;
  let notes: Notes;
  let backups: Backups;
  beforeEach(() => {
    db = emptyDatabase();
    notes = new Notes(db);
    backups = new Backups(db);
  });
  afterEach(() => {
    vi.useRealTimers();
    db.close();
  });

  it('is taken once a day, and only if there are notes', async () => {
    expect(await backups.takeDaily(NOW)).toBeUndefined();
    await notes.create(onTerm());
    expect(await backups.takeDaily(NOW)).toMatchObject({ taken: NOW, notes: 1 });
    expect(await backups.takeDaily(NOW + 1_000)).toBeUndefined();
    expect(await backups.takeDaily(NOW + DAY)).toBeDefined();
    expect((await backups.list()).map((each) => each.taken)).toEqual([NOW + DAY, NOW]);
  });

  it('is not taken if nothing was written since the last; an import counts, however old its notes', async () => {
    const now = Date.now();
    const note = await notes.create(onTerm());
    await backups.take(now + DAY);
    expect(await backups.takeDaily(now + 3 * DAY)).toBeUndefined();
    const old = { ...note, id: crypto.randomUUID(), modified: 5 };
    vi.setSystemTime(now + 4 * DAY);
    const order = { id: 'once', from: { kind: 'file' as const, name: 'a' }, refused: 0 };
    await new Imports(db).run(order, { notes: [old], places: {}, refused: [] });
    expect(await backups.takeDaily(now + 5 * DAY)).toMatchObject({ notes: 2 });
    expect(await backups.takeDaily(now + 6 * DAY)).toBeUndefined();
    vi.setSystemTime(now + 7 * DAY);
    await new Imports(db).undo('once');
    expect(await backups.takeDaily(now + 8 * DAY)).toMatchObject({ notes: 1 });
  });

  it('is taken once a day, and kept, when the clock was ahead and was put back', async () => {
    await notes.create(onTerm());
    const now = Date.now();
    for (let day = 0; day < 9; day++) await backups.take(now + (400 + 7 * day) * DAY);
    const ahead = (await backups.list()).length;
    const today = await backups.takeDaily(now + DAY);
    expect(today).toBeDefined();
    for (let look = 1; look < 5; look++)
      expect(await backups.takeDaily(now + DAY + look * 60_000)).toBeUndefined();
    const kept = await backups.list();
    expect(kept).toContainEqual(today);
    expect(kept).toHaveLength(ahead + 1);
  });

  it('deletes no older backup until the news of a recovery was dismissed', async () => {
    await notes.create(onTerm());
    const recoveries = new Recoveries(db);
    await recoveries.add({ kind: 'not-copied', at: 5, problem: '' });
    for (let day = 0; day < 20; day++) await backups.take(NOW + day * DAY);
    expect(await backups.list()).toHaveLength(20);
    await recoveries.dismiss(5);
    await backups.take(NOW + 20 * DAY);
    expect((await backups.list()).length).toBeLessThan(12);
  });

  it('holds all notes, and records how many there are and how many are deleted', async () => {
    for (let n = 0; n < 450; n++) await notes.create(onTerm(`t${n}`));
    const [first] = (await notes.all()).notes;
    await notes.remove(first?.id ?? '');
    const info = await backups.take(NOW);
    expect(info).toMatchObject({ notes: 450, deleted: 1 });
    expect((await backups.read(info?.id ?? '')).reading.notes).toHaveLength(450);
  });

  it('deletes expired backups with their contents', async () => {
    await notes.create(onTerm());
    for (let day = 0; day < 40; day++) await backups.take(NOW + day * DAY);
    const kept = (await backups.list()).map(({ id }) => id);
    expect(kept.length).toBeLessThanOrEqual(11);
    expect(await db.archives.toCollection().primaryKeys()).toEqual(kept.sort());
  });

  it('restores lost and deleted notes, and keeps newer changes', async () => {
    const [lost, deleted, edited] = [
      await notes.create(onPassage()),
      await notes.create(onTerm()),
      await notes.create({ ...onTerm(), text: 'Old' }),
    ];
    const info = await backups.take(NOW);
    await db.notes.delete(lost.id);
    await notes.remove(deleted.id);
    await notes.update(edited.id, { text: 'New' });
    const later = await notes.create(onTerm('itu'));
    const before = await db.notes.toArray();
    const id = info?.id ?? '';
    expect(await backups.preview(id)).toEqual({ added: 1, updated: 0, revived: 1, equal: 1, refused: [] });
    expect(await db.notes.toArray()).toEqual(before);
    const imports = new Imports(db);
    const { reading, taken: time } = await backups.read(id);
    const order = { id: 'once', from: { kind: 'backup' as const, taken: time }, refused: 0 };
    expect((await imports.run(order, reading)).imported).toMatchObject({
      added: 1,
      updated: 0,
      revived: 1,
      equal: 1,
    });
    expect(await notes.get(lost.id)).toEqual(lost);
    expect(await notes.get(deleted.id)).toMatchObject({ deleted: false, text: deleted.text });
    expect(await notes.get(edited.id)).toMatchObject({ text: 'New' });
    expect(await notes.get(later.id)).toEqual(later);
    await imports.undo('once');
    expect(await notes.get(lost.id)).toBeUndefined();
    expect((await notes.get(deleted.id))?.deleted).toBe(true);
  });

  it('that is damaged is reported, and changes nothing', async () => {
    const note = await notes.create(onTerm());
    const info = await backups.take(NOW);
    const id = info?.id ?? '';
    const archive = (await db.archives.get(id)) as Uint8Array<ArrayBuffer>;
    archive[20] = (archive[20] ?? 0) ^ 0xff;
    archive[21] = (archive[21] ?? 0) ^ 0xff;
    await db.archives.put(archive, id);
    await expect(backups.read(id)).rejects.toThrow(/2024-06-03 cannot be read/);
    await db.archives.delete(id);
    await expect(backups.read(id)).rejects.toThrow(/2024-06-03 cannot be read.*missing/);
    await expect(backups.read('nothing')).rejects.toThrow(/not there/);
    expect((await notes.all()).notes).toEqual([note]);
  });

  it('deletes no older backup while a note is damaged', async () => {
    const note = await notes.create(onTerm());
    await notes.create(onTerm());
    await backups.take(NOW);
    await db.notes.put({ ...note, text: 7 } as never);
    for (let day = 1; day < 20; day++) await backups.take(NOW + day * DAY);
    expect(await backups.list()).toHaveLength(20);
  });
});

describe('A backup that is taken by hand', () => {
  let db: NotesDatabase;
  beforeEach(async () => {
    db = emptyDatabase();
    await db.notes.bulkPut(manyNotes(500));
  });
  afterEach(() => db.close());

  it('says how many notes it has read', async () => {
    const told: [number, number?][] = [];
    const { signal } = new AbortController();
    await new Backups(db).take(NOW, { signal, tell: (...given) => told.push(given) });
    expect(told).toEqual([
      [200, 500],
      [400, 500],
      [500, 500],
    ]);
  });

  it.each([200, 500])('stores nothing if it is cancelled after %d of 500 notes', async (at) => {
    const cancel = new AbortController();
    const tell = (done: number) => done === at && cancel.abort();
    await expect(new Backups(db).take(NOW, { signal: cancel.signal, tell })).rejects.toThrow(/abort/i);
    expect([await db.snapshots.count(), await db.archives.count()]).toEqual([0, 0]);
  });
});
