import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Backups, expired } from '../../src/notes/backup';
import type { NotesDatabase } from '../../src/notes/database';
import { undoImport } from '../../src/notes/exchange/import';
import { Notes } from '../../src/notes/store';
import { emptyDatabase, onPassage, onTerm } from './database';

const DAY = 86_400_000;
/** A Monday, noon. */
const NOW = Date.parse('2024-06-03T12:00:00Z');
const taken = (...days: number[]) => days.map((day) => ({ id: String(day), taken: NOW - day * DAY }));

describe('What is kept', () => {
  it('is the last seven days, and the newest of each of the last four weeks', () => {
    const all = taken(...Array.from({ length: 60 }, (_, day) => day));
    const gone = new Set(expired(all));
    // Today is a Monday: the newest of the weeks before are the Sundays, 1, 8 and 15 days ago.
    expect(all.filter(({ id }) => !gone.has(id)).map(({ id }) => Number(id))).toEqual([
      0, 1, 2, 3, 4, 5, 6, 8, 15,
    ]);
  });

  it('is the newest of a day that has several', () => {
    const [morning, noon] = [
      { id: 'a', taken: NOW - 3_600_000 },
      { id: 'b', taken: NOW },
    ];
    expect(expired([morning, noon])).toEqual(['a']);
  });

  it('counts days that have a backup, so that a long holiday loses none', () => {
    expect(expired(taken(0, 100, 200))).toEqual([]);
  });

  it('never more than eleven, always the newest, and nothing more goes a second time', () => {
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
  afterEach(() => db.close());

  it('is taken once a day, and not of nothing', async () => {
    expect(await backups.takeDaily(NOW)).toBeUndefined();
    await notes.create(onTerm());
    expect(await backups.takeDaily(NOW)).toMatchObject({ taken: NOW, notes: 1 });
    expect(await backups.takeDaily(NOW + 1_000)).toBeUndefined();
    expect(await backups.takeDaily(NOW + DAY)).toBeDefined();
    expect((await backups.list()).map((each) => each.taken)).toEqual([NOW + DAY, NOW]);
  });

  it('lets the old ones go', async () => {
    await notes.create(onTerm());
    for (let day = 0; day < 40; day++) await backups.take(NOW + day * DAY);
    expect((await backups.list()).length).toBeLessThanOrEqual(11);
  });

  it('brings back what was lost, what was deleted, and leaves what is newer', async () => {
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
    expect(await backups.preview(id)).toEqual({ added: 1, updated: 1, equal: 1, refused: [] });
    expect(await db.notes.toArray()).toEqual(before);
    const { undo } = await backups.restore(id);
    expect(await notes.get(lost.id)).toEqual(lost);
    expect(await notes.get(deleted.id)).toMatchObject({ deleted: false, text: deleted.text });
    expect(await notes.get(edited.id)).toMatchObject({ text: 'New' });
    expect(await notes.get(later.id)).toEqual(later);
    await undoImport(db, undo);
    expect(await notes.get(lost.id)).toBeUndefined();
    expect((await notes.get(deleted.id))?.deleted).toBe(true);
  });

  it('that is damaged says so, and changes nothing', async () => {
    const note = await notes.create(onTerm());
    const info = await backups.take(NOW);
    const id = info?.id ?? '';
    const row = (await db.snapshots.get(id)) as { data: Uint8Array };
    row.data[20] = (row.data[20] ?? 0) ^ 0xff;
    row.data[21] = (row.data[21] ?? 0) ^ 0xff;
    await db.snapshots.put(row as never);
    await expect(backups.restore(id)).rejects.toThrow(/2024-06-03 cannot be read/);
    await expect(backups.restore('nothing')).rejects.toThrow(/not there/);
    expect((await notes.all()).notes).toEqual([note]);
  });

  it('lets no older one go while a note is damaged', async () => {
    const note = await notes.create(onTerm());
    await notes.create(onTerm());
    await backups.take(NOW);
    await db.notes.put({ ...note, text: 7 } as never);
    for (let day = 1; day < 20; day++) await backups.take(NOW + day * DAY);
    expect(await backups.list()).toHaveLength(20);
  });
});
