/** Files of a profile that are damaged between two starts of the browser. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Which } from '../../scripts/browsers';
import { until } from '../../scripts/hovering';
import { ask } from '../e2e/notes';
import { launch } from '../e2e/rig';
import { type DamagedPlace, damageLevelDb, damageSqlite, LEVELDB_DAMAGE, SQLITE_DAMAGE } from './damage';
import { differences, type Kept, kept } from './kept';
import type { Scenario } from './scenario';

/** Number of notes in the profile. */
const COUNT = 25;
/** How each browser's files are damaged: all ways, and those of a short run. */
const WAYS = {
  chrome: {
    all: Object.keys(LEVELDB_DAMAGE),
    short: ['64 flipped bytes in each log and table', 'no folder'],
    damage: damageLevelDb,
  },
  firefox: { all: Object.keys(SQLITE_DAMAGE), short: ['64 flipped bytes'], damage: damageSqlite },
};

/** Makes a profile with notes and a correction, and waits until the second copy has them. */
async function madeProfile(where: Which, profile: string): Promise<Kept> {
  const rig = await launch(where, profile);
  try {
    const own = await rig.openOwn('notes.html');
    for (let n = 0; n < COUNT; n++) {
      const target = { kind: 'term', term: 'igf' } as const;
      await ask(own, 'write', { id: crypto.randomUUID(), target, changes: { text: `Note ${n}` } });
    }
    await ask(own, 'correct', { term: 'itu', scope: 'everywhere', page: '', kind: 'never' });
    await until('the second copy', () =>
      own.evaluate(`(globalThis.browser ?? chrome).storage.local.get('copy').then(({ copy }) =>
        copy?.whole === true && copy.rows.notes === ${COUNT} && copy.rows.corrections === 1)`),
    );
    return await kept(own);
  } finally {
    await rig.close();
  }
}

const damagedIn = (place: DamagedPlace, name: string, where: Which): Scenario => ({
  name,
  where,
  // Starting Firefox on one profile after the other takes long.
  inShort: where === 'chrome',
  async run({ tally, isShort, scratch }) {
    const whole = join(scratch, 'whole');
    const before = await madeProfile(where, whole);
    const { all, short, damage } = WAYS[where];
    for (const way of isShort ? short : all) {
      tally.tries++;
      const profile = join(scratch, way.replaceAll(' ', '-'));
      cpSync(whole, profile, { recursive: true });
      damage(profile, place, way);
      tally.faults++;
      const rig = await launch(where, profile);
      try {
        const own = await rig.openOwn('notes.html');
        let lines: string[] = [];
        // What is missing comes back within a second of the start.
        await until('everything to be back', async () => {
          lines = differences(before, await kept(own)).filter((line) => !line.startsWith('backups'));
          return lines.length === 0;
        }).catch(() => undefined);
        tally.keeps(lines.length === 0, `${way}: ${lines.join('; ')}`);
      } finally {
        await rig.close();
      }
    }
  },
});

export const FILES: readonly Scenario[] = (['chrome', 'firefox'] as const).flatMap((where) => [
  damagedIn('databases', 'database damaged on disk', where),
  damagedIn('second-copy', 'second copy damaged on disk', where),
]);
