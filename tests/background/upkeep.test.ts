import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NotesUpkeep } from '../../src/background/upkeep';
import { Backups } from '../../src/notes/backup';
import type { NotesDatabase } from '../../src/notes/database';
import { Reminder } from '../../src/notes/reminder';
import { Notes } from '../../src/notes/store';
import { emptyDatabase, onTerm } from '../notes/database';
import { rejecting, unhandledIn } from '../protocol/unhandled';

const DAY = 86_400_000;
/** A second copy that lacks nothing. */
const WHOLE = { check: async () => true, checkDaily: async () => undefined };
const [A, B] = ['a', 'b'].map((letter) => `00000000-0000-4000-8000-00000000000${letter}`) as [string, string];
const persist = vi.fn(async () => true);

let db: NotesDatabase;
let problems: unknown[];
let upkeep: NotesUpkeep;
beforeEach(() => {
  db = emptyDatabase();
  problems = [];
  upkeep = new NotesUpkeep(db, WHOLE, (error) => problems.push(error));
  persist.mockClear();
  vi.stubGlobal('navigator', { storage: { persist } });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  db.close();
});

describe('a round', () => {
  it('takes the backup of the day', async () => {
    await new Notes(db).create(onTerm());
    await upkeep.round();
    await upkeep.round();
    expect(await new Backups(db).list()).toHaveLength(1);
    expect(problems).toEqual([]);
  });

  it('takes no backup as long as it is not known that no notes are missing', async () => {
    await new Notes(db).create(onTerm());
    const unchecked = { ...WHOLE, check: async () => false };
    await new NotesUpkeep(db, unchecked, (error) => problems.push(error)).round();
    expect(await new Backups(db).list()).toEqual([]);
  });

  it('takes the backup of the day although the copy made before an upgrade cannot be read', async () => {
    await new Notes(db).create(onTerm());
    const unreadable = new Error('unreadable');
    vi.spyOn(db, 'earlier').mockRejectedValue(unreadable);
    vi.spyOn(db, 'forgetEarlier').mockRejectedValue(unreadable);
    await upkeep.round();
    expect(await new Backups(db).list()).toHaveLength(1);
    expect(problems).toEqual([unreadable, unreadable]);
  });

  it('begins the month after which the user is reminded to export', async () => {
    await new Notes(db).create(onTerm());
    const now = Date.now();
    await upkeep.round(now);
    expect((await new Reminder(db).state(now + 30 * DAY)).due).toBe(true);
    expect((await new Reminder(db).state(now + 30 * DAY - 1)).due).toBe(false);
  });

  it('forgets editors whose last write is more than a day old', async () => {
    const now = 10 * DAY;
    const said = { text: '', tags: [], colour: 'yellow' as const };
    await db.editors.bulkPut([
      { editor: A, number: 1, said, at: now - DAY - 1 },
      { editor: B, number: 1, said, at: now - DAY },
    ]);
    await upkeep.round(now);
    expect(await db.editors.toCollection().primaryKeys()).toEqual([B]);
  });

  it('reports what fails, and the next round tries it again', async () => {
    vi.spyOn(Reminder.prototype, 'begin').mockRejectedValueOnce(new Error('no room'));
    await new Notes(db).create(onTerm());
    await upkeep.round();
    expect(problems).toEqual([new Error('no room')]);
    await upkeep.round();
    expect(await new Backups(db).list()).toHaveLength(1);
    expect(problems).toHaveLength(1);
  });
});

describe('after a change', () => {
  beforeEach(() => void vi.useFakeTimers());
  const round = () => vi.spyOn(upkeep, 'round').mockResolvedValue();

  it('a round follows when nothing has changed for five seconds', async () => {
    const rounds = round();
    upkeep.soon();
    await vi.advanceTimersByTimeAsync(4_000);
    upkeep.soon();
    await vi.advanceTimersByTimeAsync(4_999);
    expect(rounds).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(rounds).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(rounds).toHaveBeenCalledOnce();
  });

  it('the browser is asked once to keep the databases, and a refusal is ignored', async () => {
    round();
    upkeep.soon();
    upkeep.soon();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(persist).toHaveBeenCalledOnce();
    vi.stubGlobal('navigator', { storage: { persist: rejecting('no') } });
    const another = new NotesUpkeep(db, WHOLE, () => undefined);
    expect(await unhandledIn(() => another.soon())).toEqual([]);
    vi.clearAllTimers();
  });
});
