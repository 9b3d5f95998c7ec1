/** Files of a profile that are damaged between two starts of the browser. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../scripts/hovering';
import { ask } from '../e2e/notes';
import { launch } from '../e2e/rig';
import { type DamagedPlace, damageLevelDb, LEVELDB_DAMAGE } from './damage';
import { differences, type Kept, kept } from './kept';
import type { Scenario } from './scenario';

/** Number of notes in the profile. */
const COUNT = 25;
/** The ways of a short run. */
const SHORT = ['64 flipped bytes in each log and table', 'no folder'];

/** Makes a profile with notes and a correction, and waits until the second copy has them. */
async function madeProfile(profile: string): Promise<Kept> {
  const rig = await launch('chrome', profile);
  try {
    const own = await rig.openOwn('notes.html');
    for (let n = 0; n < COUNT; n++) {
      const target = { kind: 'term', term: 'igf' } as const;
      await ask(own, 'write', { id: crypto.randomUUID(), target, changes: { text: `Note ${n}` } });
    }
    await ask(own, 'correct', { term: 'itu', scope: 'everywhere', page: '', kind: 'never' });
    await until('the second copy', () =>
      own.evaluate(`chrome.storage.local.get('copy').then(({ copy }) =>
        copy?.whole === true && copy.rows.notes === ${COUNT} && copy.rows.corrections === 1)`),
    );
    return await kept(own);
  } finally {
    await rig.close();
  }
}

const damagedIn = (place: DamagedPlace, name: string): Scenario => ({
  name,
  where: 'chrome',
  inShort: true,
  async run({ tally, isShort, scratch }) {
    const whole = join(scratch, 'whole');
    const before = await madeProfile(whole);
    for (const way of isShort ? SHORT : Object.keys(LEVELDB_DAMAGE)) {
      tally.tries++;
      const profile = join(scratch, way.replaceAll(' ', '-'));
      cpSync(whole, profile, { recursive: true });
      damageLevelDb(profile, place, way);
      tally.faults++;
      const rig = await launch('chrome', profile);
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

export const FILES: readonly Scenario[] = [
  damagedIn('databases', 'database damaged on disk'),
  damagedIn('second-copy', 'second copy damaged on disk'),
];
