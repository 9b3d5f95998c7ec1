import { afterEach, beforeEach, expect, it } from 'vitest';
import { Recoveries } from '../../../src/notes/recoveries';
import { onTerm } from '../database';
import { type Life, Profile } from './lives';

let profile: Profile;
let life: Life;
beforeEach(() => {
  profile = new Profile();
  life = profile.start();
});
afterEach(() => life.db.close());
const entries = () => [...profile.area.items.keys()].filter((key) => key.startsWith('copy notes '));
/** Time for a second try too, on a machine that is busy. */
const soon = { timeout: 15_000 };

it('A comparison that failed is made again without being asked, and brings back what was lost', async () => {
  await life.copy.check();
  await life.notes.create(onTerm());
  await life.copy.flush();
  profile.loseDatabase();
  life.db.close();
  life = profile.start();
  profile.area.refusal = new Error('not now');
  expect(await life.copy.check()).toBe(false);
  profile.area.refusal = undefined;
  expect(await life.db.notes.count()).toBe(0);
  await expect.poll(() => life.db.notes.count(), soon).toBe(1);
  expect(life.restored).toBe(1);
});

it('A copy that could not be written is written again, although nothing changes any more', async () => {
  await life.copy.check();
  profile.area.refusal = new Error('no room');
  await life.notes.create(onTerm());
  expect(await life.copy.flush()).toBe(false);
  profile.area.refusal = undefined;
  expect(entries()).toEqual([]);
  await expect.poll(() => entries().length, soon).toBe(1);
});

/** Empties the database under the background, as Chromium does on a full disk: it is closed, and is another one. */
async function replaced(): Promise<void> {
  life.db.close({ disableAutoOpen: false });
  await life.db.delete({ disableAutoOpen: false });
}

it('A database that the browser has replaced by an empty one is filled again, and its copy is not overwritten', async () => {
  life.db.onClosed = () => life.copy.reopened();
  await life.copy.check();
  await life.notes.create(onTerm());
  await life.db.snapshots.add({ id: crypto.randomUUID(), taken: 1, notes: 1, deleted: 0 });
  await life.notes.create(onTerm());
  await life.copy.flush();
  await replaced();
  await life.notes.create(onTerm());
  expect(await life.copy.flush()).toBe(false);
  await expect.poll(() => life.db.notes.count(), soon).toBe(3);
  expect(await new Recoveries(life.db).list()).toMatchObject([{ kind: 'restored', missing: 2, backups: 1 }]);
  await expect.poll(() => entries().length, soon).toBe(3);
});

it('Nothing is copied from a database of another turn, although nobody has said that it was closed', async () => {
  await life.copy.check();
  for (let n = 0; n < 3; n++) {
    await life.notes.create(onTerm());
    await life.copy.flush();
  }
  const whole = new Map(profile.area.items);
  await replaced();
  await life.notes.create(onTerm());
  expect(await life.copy.flush()).toBe(false);
  expect(profile.area.items).toEqual(whole);
  await expect.poll(() => life.db.notes.count(), soon).toBe(4);
});
