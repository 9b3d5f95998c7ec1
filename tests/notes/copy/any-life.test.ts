import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onTerm } from '../database';
import { Profile } from './lives';

/**
 * What happens to a profile. `kill`: the background ends after so many steps of the copy, and wakes again. `lose-refused`:
 * the disk is full, so the copy is refused, and the browser replaces the database.
 */
type Event =
  | { do: 'write'; note: number; text: string }
  | { do: 'delete' | 'restore' | 'purge'; note: number }
  | { do: 'flush' }
  | { do: 'kill'; after: number }
  | { do: 'lose-database' }
  | { do: 'lose-refused' }
  | { do: 'lose-copy' };

const note = fc.nat(3);
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('write' as const), note, text: fc.string({ maxLength: 3 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('delete' as const, 'restore' as const, 'purge' as const),
      note,
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'flush' as const }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('kill' as const), after: fc.nat(9) }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      { do: 'lose-database' as const },
      { do: 'lose-refused' as const },
      { do: 'lose-copy' as const },
    ),
  },
);
const idOf = (note: number) => `00000000-0000-4000-8000-00000000000${note}`;
/** What counts of a note: absent if it was deleted for good. */
type Kept = Map<string, State>;
type State = { text: string; deleted: boolean; revision: number };

async function run(events: readonly Event[]): Promise<void> {
  const profile = new Profile();
  let life = profile.start();
  /** As the user was told that it is stored. */
  const stored: Kept = new Map();
  /** As it was when the copy was last known to be whole. */
  let copied: Kept = new Map();
  /** What each note has been since then: a flush that is killed has copied some of it. */
  let since: [id: string, State][] = [];
  const wake = async () => {
    life.db.close();
    life = profile.start();
    hear();
    expect(await life.copy.check()).toBe(true);
  };
  const hear = () => {
    life.db.onChange = (written) => life.copy.soon(written);
  };
  const present = async () => {
    const kept: Kept = new Map();
    for (const { id, text, deleted, revision } of await life.notes.rows([0, 1, 2, 3].map(idOf)))
      kept.set(id, { text, deleted, revision });
    return kept;
  };
  const changes: Record<string, (id: string) => Promise<unknown>> = {
    delete: (id) => life.notes.remove(id),
    restore: (id) => life.notes.restore(id),
    purge: (id) => life.db.notes.delete(id),
  };
  hear();
  await life.copy.check();
  for (const each of events) {
    if (each.do === 'write') {
      await life.notes.write(idOf(each.note), { text: each.text }, { target: onTerm().target });
    } else if ('note' in each) {
      if (stored.has(idOf(each.note))) await changes[each.do]?.(idOf(each.note));
    } else if (each.do === 'flush') {
      expect(await life.copy.flush()).toBe(true);
      copied = await present();
    } else if (each.do === 'kill') {
      life.db.close();
      life = profile.start(each.after);
      hear();
      await Promise.race([life.dead, life.copy.check().then(() => life.copy.flush())]);
      await wake();
      expect([each, await present()]).toEqual([each, stored]);
    } else if (each.do === 'lose-refused') {
      profile.area.refusal = new Error('The disk is full.');
      await life.copy.flush();
      life.problems.length = 0;
      profile.area.refusal = undefined;
      profile.loseDatabase();
      await wake();
      expect(await present()).toEqual(stored);
      expect(await life.copy.flush()).toBe(true);
      copied = await present();
    } else if (each.do === 'lose-copy') {
      profile.loseCopy();
      await wake();
      expect(await present()).toEqual(stored);
      // Until it is written again, there is one place only.
      expect(await life.copy.flush()).toBe(true);
      copied = await present();
    } else {
      profile.loseDatabase();
      await wake();
      const now = await present();
      for (const [id, was] of copied) {
        // What was purged since may come back, and what was copied by a flush that was killed is newer.
        if (!stored.has(id) && !now.has(id)) continue;
        expect(now.get(id)?.revision ?? 0).toBeGreaterThanOrEqual(
          Math.min(was.revision, stored.get(id)?.revision ?? was.revision),
        );
      }
      // A note that was purged and written again has its first revision twice: the earlier one may come back.
      for (const each of now) expect([...copied, ...since]).toContainEqual(each);
      expect(await life.copy.flush()).toBe(true);
      copied = now;
    }
    stored.clear();
    for (const [id, is] of await present()) stored.set(id, is);
    if (each.do !== 'write' && !('note' in each) && each.do !== 'kill') since = [];
    since.push(...stored);
  }
  expect(life.problems).toEqual([]);
  life.db.close();
}

describe('notes in two places', () => {
  it('survive any sequence of writes, kills and losses of either place', { timeout: 120_000 }, async () => {
    await fc.assert(fc.asyncProperty(fc.array(event, { minLength: 3, maxLength: 14 }), run), {
      numRuns: 120,
      interruptAfterTimeLimit: 60_000,
    });
  });
});
