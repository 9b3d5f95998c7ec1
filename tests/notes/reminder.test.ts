import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NotesUpkeep } from '../../src/background/upkeep';
import type { NotesDatabase } from '../../src/notes/database';
import { Reminder } from '../../src/notes/reminder';
import { Notes } from '../../src/notes/store';
import { emptyDatabase, onTerm } from './database';

const DAY = 86_400_000;
/** A second copy that lacks nothing. */
const WHOLE = { check: async () => true, checkDaily: async () => undefined };
let db: NotesDatabase;
let notes: Notes;
let reminder: Reminder;
beforeEach(() => {
  db = emptyDatabase();
  notes = new Notes(db);
  reminder = new Reminder(db);
});
afterEach(() => {
  vi.useRealTimers();
  db.close();
});

const dueAfter = async (days: number, from = Date.now()) => (await reminder.state(from + days * DAY)).due;

describe('The reminder to export', () => {
  it('comes a month after the first note', async () => {
    await reminder.begin();
    expect(await dueAfter(400)).toBe(false);
    await notes.create(onTerm());
    await reminder.begin();
    await reminder.begin(Date.now() + 20 * DAY);
    expect(await dueAfter(29)).toBe(false);
    expect(await dueAfter(30.1)).toBe(true);
  });

  it('comes a month after the last export, if something was written since', async () => {
    const note = await notes.create(onTerm());
    await reminder.begin();
    const at = Date.now() + 1_000;
    await reminder.exported(at);
    expect(await reminder.state()).toEqual({ exported: at, due: false });
    expect(await dueAfter(400)).toBe(false);
    vi.setSystemTime(at + DAY);
    await notes.update(note.id, { text: 'New' });
    expect(await dueAfter(29, at)).toBe(false);
    expect(await dueAfter(30, at)).toBe(true);
    await notes.remove(note.id);
    expect(await dueAfter(30, at)).toBe(false);
  });

  it('is silent for a week when it is put off', async () => {
    await notes.create(onTerm());
    await reminder.begin();
    await reminder.putOff(Date.now() + 40 * DAY);
    expect(await dueAfter(46)).toBe(false);
    expect(await dueAfter(48)).toBe(true);
  });

  it('ignores a damaged time', async () => {
    await notes.create(onTerm());
    await reminder.begin();
    await db.times.put('yesterday' as never, 'exported');
    expect(await reminder.state()).toEqual({ due: false });
    expect(await dueAfter(31)).toBe(true);
  });
});

describe('The reminder, after the clock was ahead', () => {
  it('counts a month from now, and puts nothing off for longer than a week', async () => {
    const now = Date.now();
    await notes.create(onTerm());
    await reminder.exported(now + 900 * DAY);
    await reminder.putOff(now + 900 * DAY);
    await reminder.begin(now);
    expect((await reminder.state(now)).exported).toBe(now);
    await notes.create({ ...onTerm(), text: 'Later' });
    await db.notes.toCollection().modify({ modified: now + 1 });
    expect((await reminder.state(now + 31 * DAY)).due).toBe(true);
  });
});

describe('The upkeep', () => {
  it('takes one backup for many changes, after they have stopped', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const upkeep = new NotesUpkeep(db, WHOLE, (error) => expect.unreachable(String(error)));
    for (let n = 0; n < 5; n++) {
      await notes.create(onTerm());
      upkeep.soon();
    }
    expect(await db.snapshots.count()).toBe(0);
    vi.advanceTimersByTime(5_000);
    vi.useRealTimers();
    await vi.waitFor(async () => expect(await db.snapshots.toArray()).toMatchObject([{ notes: 5 }]));
    expect(await db.times.get('began')).toBeTypeOf('number');
  });

  it('forgets the last write of an editor after a day', async () => {
    const note = await notes.create(onTerm());
    const by = { editor: crypto.randomUUID(), number: 1, seen: note, since: 0 };
    await notes.write(note.id, { text: 'More' }, { by });
    const upkeep = new NotesUpkeep(db, WHOLE, (error) => expect.unreachable(String(error)));
    await upkeep.round(Date.now() + DAY - 60_000);
    expect(await db.editors.count()).toBe(1);
    await upkeep.round(Date.now() + DAY + 60_000);
    expect(await db.editors.count()).toBe(0);
    expect((await notes.get(note.id))?.text).toBe('More');
  });

  it('reports failures, and never rejects', async () => {
    const told: unknown[] = [];
    await notes.create(onTerm());
    const upkeep = new NotesUpkeep(db, WHOLE, (error) => told.push(error));
    db.close();
    await upkeep.round();
    expect(told).toHaveLength(1);
  });
});
