/** Databases of every earlier schema, whose upgrade is killed and done again. */
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pause, until } from '../../scripts/hovering';
import { ask } from '../e2e/notes';
import { launch, type Rig } from '../e2e/rig';
import { backgroundOf, copyOfBuild, setBackground } from './build';
import { contentsOf, earlierSchema, linesOf, replaceDatabase } from './raw';
import type { Scenario, Tally } from './scenario';
import { endOf, reborn, stillFromStart } from './steps';
import { problemsOfNotes } from './working';

/** The copy that is made before the upgrade. */
const COPY = 'notes before 6';

/** Checks that an upgrade that was killed is done: every row is there, in the database and in the copy before it. */
async function isWhole(tally: Tally, rig: Rig, version: number, what: string): Promise<void> {
  const own = await rig.openOwn('bare.html');
  await until(`${what}: the notes`, () => ask(own, 'all-notes', {}));
  const wanted = linesOf(earlierSchema(version));
  for (const name of ['notes', COPY]) {
    const { rows } = await contentsOf(own, name);
    const gone = wanted.filter((line) => !rows.includes(line));
    tally.keeps(gone.length === 0, `${what}: “${name}” has lost ${gone.join(', ')}`);
    tally.keeps(name !== COPY || rows.some((row) => row.startsWith('copied at ')), `${what}: no whole copy`);
  }
  await until('the backup of the copy', async () => {
    const backups = await ask(own, 'backups', null);
    return version === 1 || backups.some(({ notes, deleted }) => notes === 2 && deleted === 1);
  }).catch(() => tally.keeps(false, `${what}: the notes before the upgrade are in no backup`));
  const { database, recoveries } = await ask(own, 'safety', null);
  tally.keeps(database.is === 'well' && recoveries.length === 0, `${what}: something is said to be lost`);
  const problems = await problemsOfNotes(own);
  tally.keeps(problems.length === 0, `${what}: ${problems.join('; ')}`);
  await own.close();
}

const atEachStep: Scenario = {
  name: 'upgrade of an earlier schema killed before its changes',
  where: 'chrome',
  inShort: true,
  async run({ tally, isShort, scratch }) {
    const folder = copyOfBuild('chrome', scratch);
    const code = backgroundOf(folder);
    const rig = await launch('chrome', undefined, { folder });
    try {
      let bare = await rig.openOwn('bare.html');
      for (const version of isShort ? [5] : [1, 2, 3, 4, 5]) {
        const stride = isShort ? 14 : version === 5 ? 2 : 8;
        for (let step = isShort ? 3 : 1, isKilled = true; isKilled; step += stride) {
          tally.tries++;
          await replaceDatabase(rig, bare, earlierSchema(version), false);
          setBackground(folder, stillFromStart(step, code));
          bare = await reborn(rig, folder, 'bare.html');
          const end = await endOf(bare, 'all-notes', {});
          isKilled = end.kind === 'stopped';
          if (isKilled) tally.faults++;
          setBackground(folder, code);
          bare = await reborn(rig, folder, 'bare.html');
          const at = end.kind === 'stopped' ? ` (${end.at})` : '';
          await isWhole(tally, rig, version, `schema ${version}, killed before change ${step}${at}`);
        }
      }
    } finally {
      await rig.close();
    }
  },
};

/** Kills the browser at any moment after its start on a profile with an earlier schema. */
const browserKilled: Scenario = {
  name: 'browser killed (SIGKILL) while it upgrades an earlier schema',
  where: 'firefox',
  inShort: false,
  async run({ tally, scratch }) {
    const folder = copyOfBuild('firefox', scratch);
    for (const version of [1, 2, 3, 4, 5]) {
      const whole = join(scratch, `schema-${version}`);
      const first = await launch('firefox', whole, { folder });
      await replaceDatabase(first, await first.openOwn('bare.html'), earlierSchema(version), false);
      await first.close();
      for (let round = 0; round < (version === 5 ? 3 : 1); round++) {
        tally.tries++;
        const profile = join(scratch, `schema-${version}-${round}`);
        cpSync(whole, profile, { recursive: true });
        const rig = await launch('firefox', profile, { folder });
        await pause(Math.random() * 400);
        const browser = rig.browser.process();
        const ended = new Promise((done) => browser?.once('exit', done));
        if (browser?.pid !== undefined) process.kill(-browser.pid, 'SIGKILL');
        tally.faults++;
        await ended;
        await rig.close().catch(() => undefined);
        // The driver puts the preferences back once the browser has ended, while the next one would read them.
        await until(
          'the preferences',
          async () => !readdirSync(profile).some((n) => n.endsWith('.puppeteer')),
        );
        const again = await launch('firefox', profile, { folder });
        try {
          await isWhole(tally, again, version, `schema ${version}, killed, round ${round}`);
        } finally {
          await again.close();
        }
      }
    }
  },
};

export const MIGRATION: readonly Scenario[] = [atEachStep, browserKilled];
