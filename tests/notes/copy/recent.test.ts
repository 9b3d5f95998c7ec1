import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onTerm } from '../database';
import { Lived } from './lives';

/** A disk that is full refuses the second copy, and then the browser deletes the database. */
const FULL = new Error('The disk is full.');

let on: Lived;
beforeEach(async () => {
  on = new Lived();
  await wake();
});
afterEach(() => on.close());

const wake = async () => {
  const life = on.start();
  life.db.onChange = (written) => life.copy.soon(written);
  await life.copy.check();
};
const refuse = async () => {
  on.profile.area.refusal = FULL;
  expect(await on.life.copy.flush()).toBe(false);
};
const texts = async () => (await on.life.notes.all()).notes.map(({ text }) => text).sort();

describe('what was written since the last copy', () => {
  it('is there again when the browser has replaced the database under the background', async () => {
    await on.write25();
    const before = await on.rows();
    const { id } = await on.life.notes.create({ ...onTerm(), text: 'The last' });
    await on.life.notes.update((before[0] as { id: string }).id, { text: 'The first' });
    const after = await on.rows();
    await on.life.db.delete();
    await on.life.db.open();
    on.life.copy.reopened();
    await expect.poll(() => on.rows(), { timeout: 5_000 }).toEqual(after);
    expect(await on.life.copy.flush()).toBe(true);
    on.profile.loseDatabase();
    await wake();
    expect(await on.life.notes.get(id)).toMatchObject({ text: 'The last' });
  });

  it('outlives the background where the copy was refused, and what was deleted for good stays deleted', async () => {
    const kept = await on.life.notes.create({ ...onTerm(), text: 'Kept' });
    const gone = await on.life.notes.create({ ...onTerm(), text: 'Gone' });
    await on.life.copy.flush();
    await on.life.db.notes.delete(gone.id);
    await on.life.notes.update(kept.id, { text: 'Kept and changed' });
    await on.life.notes.create({ ...onTerm(), text: 'New' });
    await refuse();
    on.profile.loseDatabase();
    on.profile.area.refusal = undefined;
    await wake();
    expect(await texts()).toEqual(['Kept and changed', 'New']);
    expect(await on.life.copy.flush()).toBe(true);
    expect(on.entries()).toHaveLength(2);
  });

  it('is back before anything else is written', async () => {
    await on.write25();
    await on.life.copy.secured();
    await on.life.notes.create({ ...onTerm(), text: 'The last' });
    const before = await on.rows();
    await refuse();
    on.profile.loseDatabase();
    const life = on.start();
    await expect(life.copy.secured()).rejects.toThrow('cannot write');
    on.profile.area.refusal = undefined;
    await life.copy.secured();
    expect(await on.rows()).toEqual(before);
    // The same where the background lives on.
    await life.db.delete();
    await life.db.open();
    life.copy.reopened();
    await life.copy.secured();
    expect(await on.rows()).toEqual(before);
  });

  it('is forgotten once it is copied', async () => {
    const { id } = await on.life.notes.create({ ...onTerm(), text: 'One' });
    await refuse();
    expect(on.profile.shelf.items.size).toBe(1);
    on.profile.area.refusal = undefined;
    await on.life.copy.flush();
    expect(on.profile.shelf.items.size).toBe(0);
    await on.life.db.notes.delete(id);
    await on.life.copy.flush();
    await wake();
    expect(await on.rows()).toEqual([]);
  });

  it('is not brought back over later writes that were copied, though it was left on the shelf', async () => {
    const { id } = await on.life.notes.create({ ...onTerm(), text: 'One' });
    await refuse();
    const shelved = new Map(on.profile.shelf.items);
    on.profile.area.refusal = undefined;
    await on.life.notes.update(id, { text: 'Two' });
    await on.life.copy.flush();
    // As if the background had been stopped before it cleared the shelf.
    on.profile.shelf.items = shelved;
    await wake();
    expect(await texts()).toEqual(['Two']);
    expect(on.profile.shelf.items.size).toBe(0);
  });

  it('is not there if its transaction failed', async () => {
    const { db, notes } = on.life;
    await notes.create({ ...onTerm(), text: 'One' });
    await db
      .transaction('rw', db.notes, async () => {
        await notes.create({ ...onTerm(), text: 'Refused' });
        throw FULL;
      })
      .catch(() => undefined);
    await refuse();
    on.profile.loseDatabase();
    on.profile.area.refusal = undefined;
    await wake();
    expect(await texts()).toEqual(['One']);
  });

  it('is shelved up to a limit, the latest first', async () => {
    const long = 'x'.repeat(199_000);
    for (let n = 0; n < 24; n++) await on.life.notes.create({ ...onTerm(), text: `${n} ${long}` });
    await refuse();
    on.profile.loseDatabase();
    on.profile.area.refusal = undefined;
    await wake();
    const numbers = (await texts()).map((text) => Number.parseInt(text, 10)).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => i + 4));
  });
});
