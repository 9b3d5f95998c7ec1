import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keyOf } from '../../../src/notes/copy/area';
import { Corrections } from '../../../src/notes/corrections';
import { Recoveries } from '../../../src/notes/recoveries';
import type { Note } from '../../../src/notes/schema';
import { onPage, onPassage, onTerm } from '../database';
import { type Life, Profile } from './lives';

let profile: Profile;
let life: Life;
const lives: Life[] = [];
/** A new life of the background, with the comparison that follows its start. */
async function wake(): Promise<Life> {
  life?.db.close();
  life = profile.start();
  lives.push(life);
  await life.copy.check();
  return life;
}
const rows = async () => life.db.notes.toArray();
const told = () => new Recoveries(life.db).list();
const entries = () => [...profile.area.items.keys()].filter((key) => key.startsWith('copy notes '));

beforeEach(async () => {
  profile = new Profile();
  await wake();
});
afterEach(() => {
  vi.useRealTimers();
  for (const each of lives.splice(0)) each.db.close();
});

/** Twenty-five notes of every kind, some changed, one deleted; and a correction. */
async function write25(): Promise<Note[]> {
  for (let n = 0; n < 25; n++)
    await life.notes.create([onTerm(`t${n}`), onPassage(), onPage()][n % 3] as never);
  const [first, second] = (await life.notes.all()).notes as [Note, Note];
  await life.notes.remove(first.id);
  await life.notes.update(second.id, { text: 'Changed — تغییر \ud800 \0', tags: ['a'] });
  await new Corrections(life.db).add('igf', 'everywhere', '');
  expect(await life.copy.flush()).toBe(true);
  return (await rows()) as Note[];
}

describe('a database that was lost', () => {
  it('is filled from the second copy, deleted notes and corrections included, and the user is told', async () => {
    const before = await write25();
    const [correction] = await life.db.corrections.toArray();
    profile.loseDatabase();
    await wake();
    expect(await rows()).toEqual(before);
    expect(await life.db.corrections.toArray()).toEqual([correction]);
    expect(await told()).toMatchObject([
      { kind: 'restored', found: 0, missing: 25, older: 0, damaged: 0, others: 1, lost: 0, backups: 0 },
    ]);
    expect(life.restored).toBe(1);
    expect(life.problems).toEqual([]);
  });

  it('says how many backups and notes could not be brought back', async () => {
    const [first] = await write25();
    await life.db.snapshots.add({ id: crypto.randomUUID(), taken: 1, notes: 1, deleted: 0 });
    await life.notes.update(first?.id ?? '', { text: 'Once more' });
    await life.copy.flush();
    profile.loseDatabase();
    const key = keyOf({ table: 'notes', id: first?.id ?? '' });
    profile.area.items.set(key, (profile.area.items.get(key) as string).replace('Once', 'Ones'));
    await wake();
    expect(await told()).toMatchObject([{ missing: 24, lost: 1, backups: 1 }]);
  });

  it('tells of it until that is dismissed, and only once', async () => {
    await write25();
    profile.loseDatabase();
    await wake();
    await life.copy.flush();
    await wake();
    const [news] = await told();
    expect(news).toMatchObject({ missing: 25 });
    expect(life.restored).toBe(0);
    await new Recoveries(life.db).dismiss(news?.at ?? 0);
    await wake();
    expect(await told()).toEqual([]);
  });

  it('keeps what is written before the comparison', async () => {
    const before = await write25();
    profile.loseDatabase();
    life.db.close();
    life = profile.start();
    lives.push(life);
    const changed = await life.notes.create({ ...onTerm('new'), text: 'Written at once' });
    await life.copy.check();
    expect(await life.db.notes.count()).toBe(before.length + 1);
    expect((await life.notes.get(changed.id))?.text).toBe('Written at once');
  });

  it('is told of with the time when the copy was last written', async () => {
    vi.setSystemTime(Date.UTC(2026, 0, 2));
    await write25();
    vi.setSystemTime(Date.UTC(2026, 0, 9));
    profile.loseDatabase();
    await wake();
    expect(await told()).toMatchObject([{ at: Date.UTC(2026, 0, 9), since: Date.UTC(2026, 0, 2) }]);
  });
});

describe('a database that is damaged in part', () => {
  it('gets missing notes back', async () => {
    const before = await write25();
    await life.db.notes.bulkDelete(before.slice(3, 9).map(({ id }) => id));
    await life.db.uncopied.clear(); // As if the browser had lost the rows.
    await wake();
    expect(await rows()).toEqual(before);
    expect(await told()).toMatchObject([{ found: 19, missing: 6 }]);
  });

  it('that was put back to an earlier state gets the newer changes', async () => {
    const before = await write25();
    const old = before[4] as Note;
    const turn = await life.db.copying.get('turn');
    await life.notes.update(old.id, { text: 'Newer' });
    await life.copy.flush();
    await life.db.notes.put(old);
    await life.db.copying.put(turn as number, 'turn');
    await life.db.uncopied.clear();
    await wake();
    expect((await life.notes.get(old.id))?.text).toBe('Newer');
    expect(await told()).toMatchObject([{ found: 25, missing: 0, older: 1 }]);
  });

  it('that was put back gets a deletion again that counts and times do not show', async () => {
    vi.setSystemTime(Date.now() + 1_000_000);
    await life.notes.create(onTerm('newest'));
    vi.useRealTimers();
    const [old] = await write25();
    const { id } = old as Note;
    const turn = await life.db.copying.get('turn');
    const row = await life.db.notes.get(id);
    await life.notes.update(id, { text: 'Newer' });
    await life.copy.flush();
    await life.db.notes.put(row as never);
    await life.db.copying.put(turn as number, 'turn');
    await life.db.uncopied.clear();
    await wake();
    expect((await life.notes.get(id))?.text).toBe('Newer');
  });

  it('gets a damaged row replaced, and keeps the damaged one aside', async () => {
    const before = await write25();
    const { id } = before[7] as Note;
    await life.db.notes.put({ id, text: 7 } as never);
    await life.db.uncopied.clear();
    life.copy.heal();
    await life.copy.flush();
    expect(await life.db.notes.get(id)).toEqual(before[7]);
    expect(await told()).toMatchObject([{ damaged: 1 }]);
    expect(await life.db.aside.toArray()).toEqual([{ table: 'notes', id, row: { id, text: 7 } }]);
  });

  it('is compared row by row once a day', async () => {
    const before = await write25();
    const { id } = before[7] as Note;
    await life.copy.checkDaily(Date.now());
    await life.db.notes.put({ id, text: 7 } as never);
    await life.db.uncopied.clear();
    await life.copy.checkDaily(Date.now() + 86_000_000);
    expect((await life.db.notes.get(id)) as Note).toMatchObject({ text: 7 });
    await life.copy.checkDaily(Date.now() + 87_000_000);
    expect(await life.db.notes.get(id)).toEqual(before[7]);
  });
});

describe('the second copy', () => {
  it('is written within half a second of a change, once for many', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    life.db.onChange = () => life.copy.soon();
    const note = await life.notes.create(onTerm());
    for (const text of ['a', 'ab', 'abc']) await life.notes.update(note.id, { text });
    const before = profile.area.sets;
    vi.advanceTimersByTime(499);
    expect(profile.area.sets).toBe(before);
    vi.advanceTimersByTime(1);
    vi.useRealTimers();
    await vi.waitFor(async () => expect(await life.db.uncopied.count()).toBe(0));
    expect(profile.area.sets).toBe(before + 1);
    expect([...profile.area.items.values()].join()).toContain('abc');
  });

  it('gets a change that is made while it is written', async () => {
    const note = await life.notes.create(onTerm());
    const set = profile.area.set.bind(profile.area);
    profile.area.set = async (items) => {
      profile.area.set = set;
      await set(items);
      await life.notes.update(note.id, { text: 'Meanwhile' });
    };
    await life.copy.flush();
    expect([...profile.area.items.values()].join()).toContain('Meanwhile');
  });

  it('that is lost is written anew, and nobody is alarmed', async () => {
    await write25();
    const whole = new Map(profile.area.items);
    profile.loseCopy();
    await wake();
    expect(await life.copy.flush()).toBe(true);
    expect([...profile.area.items.keys()].sort()).toEqual([...whole.keys()].sort());
    expect(await told()).toEqual([]);
    profile.loseDatabase();
    await wake();
    expect(await life.db.notes.count()).toBe(25);
  });

  it('gets damaged entries written again', async () => {
    const [first] = await write25();
    const key = keyOf({ table: 'notes', id: first?.id ?? '' });
    const good = profile.area.items.get(key);
    profile.area.items.set(key, `${good?.slice(0, -9)}x${good?.slice(-8)}`);
    await life.copy.checkDaily(Date.now() + 87_000_000);
    await life.copy.flush();
    expect(profile.area.items.get(key)).toBe(good);
    expect(await rows()).toHaveLength(25);
  });

  it('is not written before the comparison has succeeded', async () => {
    await write25();
    const whole = new Map(profile.area.items);
    profile.loseDatabase();
    life.db.close();
    life = profile.start();
    lives.push(life);
    await life.notes.create(onTerm('new'));
    expect(await life.copy.flush()).toBe(false);
    profile.area.refusal = new Error('not now');
    expect(await life.copy.check()).toBe(false);
    expect(await life.copy.flush()).toBe(false);
    expect(profile.area.items).toEqual(whole);
    expect(life.problems).toEqual([new Error('not now')]);
    profile.area.refusal = undefined;
    expect(await life.copy.check()).toBe(true);
    expect(await life.db.notes.count()).toBe(26);
  });

  it('of a newer format is left alone', async () => {
    await write25();
    profile.area.items.set('copy', JSON.stringify({ format: 2 }));
    const whole = new Map(profile.area.items);
    await wake();
    await life.notes.create(onTerm('new'));
    expect(await life.copy.flush()).toBe(false);
    expect(profile.area.items).toEqual(whole);
  });

  it('that is refused for want of space is told of once, and the notes are stored', async () => {
    await write25();
    profile.area.refusal = new Error('QUOTA_BYTES quota exceeded');
    for (const text of ['a', 'b']) {
      await life.notes.create({ ...onTerm(), text });
      expect(await life.copy.flush()).toBe(false);
    }
    expect(await told()).toMatchObject([{ kind: 'not-copied', problem: 'QUOTA_BYTES quota exceeded' }]);
    expect(await life.db.notes.count()).toBe(27);
    profile.area.refusal = undefined;
    expect(await life.copy.flush()).toBe(true);
    expect(await told()).toEqual([]);
    expect(entries()).toHaveLength(27);
  });

  it('takes over thousands of notes in parts', async () => {
    const [first] = await write25();
    const many = Array.from({ length: 1_000 }, () => ({ ...(first as Note), id: crypto.randomUUID() }));
    await life.db.notes.bulkPut(many);
    const before = profile.area.sets;
    await life.copy.flush();
    expect(entries()).toHaveLength(1_025);
    expect(profile.area.sets - before).toBe(5);
    profile.loseDatabase();
    await wake();
    expect(await life.db.notes.count()).toBe(1_025);
  });
});
