import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keyOf } from '../../../src/notes/copy/area';
import { Recoveries } from '../../../src/notes/recoveries';
import type { Note } from '../../../src/notes/schema';
import { onTerm } from '../database';
import { Lived } from './lives';

let on: Lived;
beforeEach(async () => {
  on = new Lived();
  await on.wake();
});
afterEach(() => {
  vi.useRealTimers();
  on.close();
});

describe('a database that was lost', () => {
  it('is filled from the second copy, deleted notes and corrections included, and the user is told', async () => {
    const before = await on.write25();
    const [correction] = await on.life.db.corrections.toArray();
    on.profile.loseDatabase();
    await on.wake();
    expect(await on.rows()).toEqual(before);
    expect(await on.life.db.corrections.toArray()).toEqual([correction]);
    expect(await on.told()).toMatchObject([
      { kind: 'restored', found: 0, missing: 25, older: 0, damaged: 0, others: 1, lost: 0, backups: 0 },
    ]);
    expect(on.life.restored).toBe(1);
    expect(on.life.problems).toEqual([]);
  });

  it('says how many backups and notes could not be brought back', async () => {
    const [first] = await on.write25();
    await on.life.db.snapshots.add({ id: crypto.randomUUID(), taken: 1, notes: 1, deleted: 0 });
    await on.life.notes.update(first?.id ?? '', { text: 'Once more' });
    await on.life.copy.flush();
    on.profile.loseDatabase();
    const key = keyOf({ table: 'notes', id: first?.id ?? '' });
    on.profile.area.items.set(key, (on.profile.area.items.get(key) as string).replace('Once', 'Ones'));
    await on.wake();
    expect(await on.told()).toMatchObject([{ missing: 24, lost: 1, backups: 1 }]);
  });

  it('tells of it until that is dismissed, and only once', async () => {
    await on.write25();
    on.profile.loseDatabase();
    await on.wake();
    await on.life.copy.flush();
    await on.wake();
    const [news] = await on.told();
    expect(news).toMatchObject({ missing: 25 });
    expect(on.life.restored).toBe(0);
    await new Recoveries(on.life.db).dismiss(news?.at ?? 0);
    await on.wake();
    expect(await on.told()).toEqual([]);
  });

  it('keeps what is written before the comparison', async () => {
    const before = await on.write25();
    on.profile.loseDatabase();
    on.start();
    const changed = await on.life.notes.create({ ...onTerm('new'), text: 'Written at once' });
    await on.life.copy.check();
    expect(await on.life.db.notes.count()).toBe(before.length + 1);
    expect((await on.life.notes.get(changed.id))?.text).toBe('Written at once');
  });

  it('is told of with the time when the copy was last written', async () => {
    vi.setSystemTime(Date.UTC(2026, 0, 2));
    await on.write25();
    vi.setSystemTime(Date.UTC(2026, 0, 9));
    on.profile.loseDatabase();
    await on.wake();
    expect(await on.told()).toMatchObject([{ at: Date.UTC(2026, 0, 9), since: Date.UTC(2026, 0, 2) }]);
  });
});

describe('a database that is damaged in part', () => {
  it('gets missing notes back', async () => {
    const before = await on.write25();
    await on.life.db.notes.bulkDelete(before.slice(3, 9).map(({ id }) => id));
    await on.life.db.uncopied.clear(); // As if the browser had lost the rows.
    await on.wake();
    expect(await on.rows()).toEqual(before);
    expect(await on.told()).toMatchObject([{ found: 19, missing: 6 }]);
  });

  it('that was put back to an earlier state gets the newer changes', async () => {
    const before = await on.write25();
    const old = before[4] as Note;
    const turn = await on.life.db.copying.get('turn');
    await on.life.notes.update(old.id, { text: 'Newer' });
    await on.life.copy.flush();
    await on.life.db.notes.put(old);
    await on.life.db.copying.put(turn as number, 'turn');
    await on.life.db.uncopied.clear();
    await on.wake();
    expect((await on.life.notes.get(old.id))?.text).toBe('Newer');
    expect(await on.told()).toMatchObject([{ found: 25, missing: 0, older: 1 }]);
  });

  it('that was put back gets a deletion again that counts and times do not show', async () => {
    vi.setSystemTime(Date.now() + 1_000_000);
    await on.life.notes.create(onTerm('newest'));
    vi.useRealTimers();
    const [old] = await on.write25();
    const { id } = old as Note;
    const turn = await on.life.db.copying.get('turn');
    const row = await on.life.db.notes.get(id);
    await on.life.notes.update(id, { text: 'Newer' });
    await on.life.copy.flush();
    await on.life.db.notes.put(row as never);
    await on.life.db.copying.put(turn as number, 'turn');
    await on.life.db.uncopied.clear();
    await on.wake();
    expect((await on.life.notes.get(id))?.text).toBe('Newer');
  });

  it('gets a damaged row replaced, and keeps the damaged one aside', async () => {
    const before = await on.write25();
    const { id } = before[7] as Note;
    await on.life.db.notes.put({ id, text: 7 } as never);
    await on.life.db.uncopied.clear();
    on.life.copy.heal();
    await on.life.copy.flush();
    expect(await on.life.db.notes.get(id)).toEqual(before[7]);
    expect(await on.told()).toMatchObject([{ damaged: 1 }]);
    expect(await on.life.db.aside.toArray()).toEqual([{ table: 'notes', id, row: { id, text: 7 } }]);
  });

  it('is compared row by row once a day', async () => {
    const before = await on.write25();
    const { id } = before[7] as Note;
    await on.life.copy.checkDaily(Date.now());
    await on.life.db.notes.put({ id, text: 7 } as never);
    await on.life.db.uncopied.clear();
    await on.life.copy.checkDaily(Date.now() + 86_000_000);
    expect((await on.life.db.notes.get(id)) as Note).toMatchObject({ text: 7 });
    await on.life.copy.checkDaily(Date.now() + 87_000_000);
    expect(await on.life.db.notes.get(id)).toEqual(before[7]);
  });
});

describe('the second copy', () => {
  it('is written within half a second of a change, once for many', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    on.life.db.onChange = () => on.life.copy.soon();
    const note = await on.life.notes.create(onTerm());
    for (const text of ['a', 'ab', 'abc']) await on.life.notes.update(note.id, { text });
    const before = on.profile.area.sets;
    vi.advanceTimersByTime(499);
    expect(on.profile.area.sets).toBe(before);
    vi.advanceTimersByTime(1);
    vi.useRealTimers();
    await vi.waitFor(async () => expect(await on.life.db.uncopied.count()).toBe(0));
    expect(on.profile.area.sets).toBe(before + 1);
    expect([...on.profile.area.items.values()].join()).toContain('abc');
  });

  it('gets a change that is made while it is written', async () => {
    const note = await on.life.notes.create(onTerm());
    const set = on.profile.area.set.bind(on.profile.area);
    on.profile.area.set = async (items) => {
      on.profile.area.set = set;
      await set(items);
      await on.life.notes.update(note.id, { text: 'Meanwhile' });
    };
    await on.life.copy.flush();
    expect([...on.profile.area.items.values()].join()).toContain('Meanwhile');
  });

  it('that is lost is written anew, and nobody is alarmed', async () => {
    await on.write25();
    const whole = new Map(on.profile.area.items);
    on.profile.loseCopy();
    await on.wake();
    expect(await on.life.copy.flush()).toBe(true);
    expect([...on.profile.area.items.keys()].sort()).toEqual([...whole.keys()].sort());
    expect(await on.told()).toEqual([]);
    on.profile.loseDatabase();
    await on.wake();
    expect(await on.life.db.notes.count()).toBe(25);
  });

  it('gets damaged entries written again', async () => {
    const [first] = await on.write25();
    const key = keyOf({ table: 'notes', id: first?.id ?? '' });
    const good = on.profile.area.items.get(key);
    on.profile.area.items.set(key, `${good?.slice(0, -9)}x${good?.slice(-8)}`);
    await on.life.copy.checkDaily(Date.now() + 87_000_000);
    await on.life.copy.flush();
    expect(on.profile.area.items.get(key)).toBe(good);
    expect(await on.rows()).toHaveLength(25);
  });

  it('is not written before the comparison has succeeded', async () => {
    await on.write25();
    const whole = new Map(on.profile.area.items);
    on.profile.loseDatabase();
    on.start();
    await on.life.notes.create(onTerm('new'));
    expect(await on.life.copy.flush()).toBe(false);
    on.profile.area.refusal = new Error('not now');
    expect(await on.life.copy.check()).toBe(false);
    expect(await on.life.copy.flush()).toBe(false);
    expect(on.profile.area.items).toEqual(whole);
    expect(on.life.problems).toEqual([new Error('not now')]);
    on.profile.area.refusal = undefined;
    expect(await on.life.copy.check()).toBe(true);
    expect(await on.life.db.notes.count()).toBe(26);
  });

  it('of a newer format is left alone', async () => {
    await on.write25();
    on.profile.area.items.set('copy', JSON.stringify({ format: 2 }));
    const whole = new Map(on.profile.area.items);
    await on.wake();
    await on.life.notes.create(onTerm('new'));
    expect(await on.life.copy.flush()).toBe(false);
    expect(on.profile.area.items).toEqual(whole);
  });

  it('that is refused for want of space is told of once, and the notes are stored', async () => {
    await on.write25();
    on.profile.area.refusal = new Error('QUOTA_BYTES quota exceeded');
    for (const text of ['a', 'b']) {
      await on.life.notes.create({ ...onTerm(), text });
      expect(await on.life.copy.flush()).toBe(false);
    }
    expect(await on.told()).toMatchObject([{ kind: 'not-copied', problem: 'QUOTA_BYTES quota exceeded' }]);
    expect(await on.life.db.notes.count()).toBe(27);
    on.profile.area.refusal = undefined;
    expect(await on.life.copy.flush()).toBe(true);
    expect(await on.told()).toEqual([]);
    expect(on.entries()).toHaveLength(27);
  });

  it('takes over thousands of notes in parts', async () => {
    const [first] = await on.write25();
    const many = Array.from({ length: 1_000 }, () => ({ ...(first as Note), id: crypto.randomUUID() }));
    await on.life.db.notes.bulkPut(many);
    const before = on.profile.area.sets;
    await on.life.copy.flush();
    expect(on.entries()).toHaveLength(1_025);
    expect(on.profile.area.sets - before).toBe(5);
    on.profile.loseDatabase();
    await on.wake();
    expect(await on.life.db.notes.count()).toBe(1_025);
  });
});
