import { afterEach, beforeEach, expect, it } from 'vitest';
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
const soon = { timeout: 8_000 };

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
