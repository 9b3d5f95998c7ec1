import { afterEach, describe, expect, it } from 'vitest';
import { OwnTerms } from '../../../src/notes/own/store';
import { type Life, Profile } from '../copy/lives';

let life: Life;
afterEach(() => life.db.close());

const uuid = () => crypto.randomUUID();
const labels = async () =>
  (await new OwnTerms(life.db).all()).terms.map(({ label, gist }) => `${label}: ${gist}`).sort();

/** A profile with one term in both places. */
async function profileWithOne(): Promise<{ profile: Profile; id: string }> {
  const profile = new Profile();
  life = profile.start();
  await life.copy.check();
  const id = uuid();
  await new OwnTerms(life.db).write({ id, changes: { label: 'Sluice', gist: 'Old' } });
  expect(await life.copy.flush()).toBe(true);
  return { profile, id };
}

describe('Own terms in two places', () => {
  it('come back from the copy when the database is lost', async () => {
    const { profile } = await profileWithOne();
    const before = await life.db.terms.toArray();
    profile.loseDatabase();
    life = profile.start();
    expect(await life.copy.check()).toBe(true);
    expect(await life.db.terms.toArray()).toEqual(before);
    expect(life.restored).toBe(1);
  });

  it('are copied again when the copy is lost', async () => {
    const { profile } = await profileWithOne();
    profile.loseCopy();
    life = profile.start();
    await life.copy.check();
    await life.copy.flush();
    profile.loseDatabase();
    life = profile.start();
    await life.copy.check();
    expect(await labels()).toEqual(['Sluice: Old']);
  });

  it('that are damaged come back as they were copied', async () => {
    const { profile, id } = await profileWithOne();
    await life.db.transaction('rw', life.db.terms, () => life.db.terms.put({ id, label: 7 } as never));
    await life.db.uncopied.clear();
    life = profile.start();
    await life.copy.checkDaily(Date.now() + 2 * 86_400_000);
    expect(await labels()).toEqual(['Sluice: Old']);
    expect(await life.db.aside.count()).toBe(1);
  });

  it('merge field by field where the database was put back and both have changed', async () => {
    const { profile, id } = await profileWithOne();
    const terms = new OwnTerms(life.db);
    const old = await life.db.terms.toArray();
    await terms.write({ id, changes: { gist: 'Copied' }, seen: { gist: 'Old' } });
    await life.copy.flush();
    // The browser puts an earlier state of the database back, and a change is made in it.
    await life.db.transaction('rw', [life.db.terms, life.db.copying], async () => {
      await life.db.terms.bulkPut(old as never);
      await life.db.copying.put(1, 'turn');
    });
    await terms.write({ id, changes: { tags: ['since'] }, seen: { tags: [] } });
    life.db.close();
    life = profile.start();
    await life.copy.check();
    expect(await new OwnTerms(life.db).get(id)).toMatchObject({ gist: 'Copied', tags: ['since'] });
  });

  // A kill before each call to the second place, and one after it.
  it.each(Array.from({ length: 14 }, (_, steps) => steps))(
    'lose nothing that was said to be stored to a kill after %i steps of the copy',
    async (steps) => {
      const { profile, id } = await profileWithOne();
      life.db.close();
      const killed = profile.start(steps);
      life = killed;
      const terms = new OwnTerms(killed.db);
      const others = [uuid(), uuid()];
      await terms.write({ id, changes: { gist: 'New' }, seen: { gist: 'Old' } });
      for (const [n, other] of others.entries())
        await terms.write({ id: other, changes: { label: `Weir ${n}` } });
      await terms.setDeleted([others[1] as string], true);
      await Promise.race([killed.dead, killed.copy.check().then(() => killed.copy.flush())]);
      life.db.close();
      life = profile.start();
      expect(await life.copy.check()).toBe(true);
      expect(await labels()).toEqual(['Sluice: New', 'Weir 0: ']);
      expect(await life.copy.flush()).toBe(true);
      // Both places have all of it now: either may be lost.
      profile.loseDatabase();
      life.db.close();
      life = profile.start();
      await life.copy.check();
      expect(await labels()).toEqual(['Sluice: New', 'Weir 0: ']);
    },
  );
});
