/** The clock of the background, set ahead and back. */
import type { Page } from 'puppeteer-core';
import type { Which } from '../../scripts/browsers';
import { pause, until } from '../../scripts/hovering';
import { ask } from '../e2e/notes';
import { launch } from '../e2e/rig';
import { backgroundOf, copyOfBuild, setBackground } from './build';
import { kept } from './kept';
import type { Scenario } from './scenario';
import { problemsOfNotes } from './working';

const DAY = 86_400_000;
/** Channel on which the background hears how far its clock is ahead, ms. */
const CHANNEL = 'torture clock';
/** Time (ms) after a change in which its round of upkeep is done: 5 s after it, and what it takes. */
const ROUND = 7_000;

/** Replaces the clock of the background. Runs before its code. */
function moveClock(name: string): void {
  const Real = Date;
  let ahead = 0;
  globalThis.Date = class extends Real {
    constructor(...given: unknown[]) {
      if (given.length === 0) super(Real.now() + ahead);
      else super(...(given as [number]));
    }
    static override now(): number {
      return Real.now() + ahead;
    }
  } as DateConstructor;
  new BroadcastChannel(name).onmessage = ({ data }) => {
    ahead = Number(data);
  };
}

/** Sets the clock, and makes a note at that time. Resolves to the note's id. */
async function setClock(bare: Page, ahead: number, text: string): Promise<string> {
  return until('the clock to be set', async () => {
    await ask(bare, 'settings', null);
    await bare.evaluate(
      (name, ahead) => {
        const channel = new BroadcastChannel(name);
        channel.postMessage(ahead);
        channel.close();
      },
      CHANNEL,
      ahead,
    );
    const id = crypto.randomUUID();
    const note = await ask(bare, 'write', { id, target: { kind: 'term', term: 'igf' }, changes: { text } });
    if (Math.abs(note.created - Date.now() - ahead) < DAY / 4) return id;
    await ask(bare, 'delete', { ids: [id], deleted: true });
    return undefined;
  });
}

const moved = (where: Which): Scenario => ({
  name: 'clock of the background set ahead and back',
  where,
  inShort: false,
  async run({ tally, scratch }) {
    const folder = copyOfBuild(where, scratch);
    setBackground(folder, `(${moveClock})(${JSON.stringify(CHANNEL)});\n${backgroundOf(folder)}`);
    const rig = await launch(where, undefined, { folder });
    try {
      const bare = await rig.openOwn('bare.html');
      const texts = new Map<string, string>();
      const toEnd = Date.UTC(9999, 11, 30) - Date.now();
      const jumps = [0, DAY, 40 * DAY, toEnd, -400 * DAY, 0];
      for (const [at, ahead] of jumps.entries()) {
        tally.tries++;
        const what = `clock moved by ${Math.round(ahead / DAY)} days`;
        const id = await setClock(bare, ahead, `Made at jump ${at}`);
        tally.faults++;
        texts.set(id, `Made at jump ${at}`);
        // Each note of before is edited at the new time: the later write counts, whatever the clock says.
        for (const each of texts.keys()) {
          const text = `Edited at jump ${at}`;
          const told = await ask(bare, 'write', { id: each, changes: { text } }).then(
            () => true,
            (error: Error) => error.message,
          );
          tally.keeps(told === true, `${what}: a note cannot be edited: ${told}`);
          if (told === true) texts.set(each, text);
        }
        await ask(bare, 'exported', { at: Date.now() + ahead }).catch(() => undefined);
        let counts: number[] = [];
        for (let round = 0; round < 2; round++) {
          await pause(ROUND);
          counts = [...counts, (await ask(bare, 'backups', null)).length];
          const [first] = texts.keys();
          const text = `Edited again at jump ${at}, round ${round}`;
          await ask(bare, 'write', { id: first ?? '', changes: { text } });
          texts.set(first ?? '', text);
        }
        tally.keeps(counts[0] === counts[1], `${what}: another backup at each look (${counts})`);
        tally.keeps((counts[1] ?? 0) <= 1 + at * 2, `${what}: ${counts[1]} backups`);
        const { notes, damaged } = await kept(bare);
        tally.keeps(damaged === 0, `${what}: rows are damaged`);
        for (const [id, text] of texts)
          tally.keeps(notes.get(id)?.includes(`"${text}"`) ?? false, `${what}: “${text}” is not in its note`);
        const days = (await ask(bare, 'backups', null)).map(({ taken }) => Math.floor(taken / DAY));
        tally.keeps(
          days.includes(Math.floor((Date.now() + ahead) / DAY)),
          `${what}: there is no backup of that day`,
        );
        tally.keeps(
          ahead < 0 || days.includes(Math.floor(Date.now() / DAY)),
          `${what}: the backup of the real day is gone`,
        );
      }
      // A background that starts by the right clock finds everything, and the copy as well.
      await rig.killBackground();
      const { notes } = await kept(bare);
      for (const [id, text] of texts)
        tally.keeps(
          notes.get(id)?.includes(`"${text}"`) ?? false,
          `afterwards: “${text}” is not in its note`,
        );
      const isCopied = await until('the second copy', async () => {
        const rows = await bare.evaluate(
          `(globalThis.browser ?? chrome).storage.local.get('copy').then(({ copy }) => copy?.whole && copy.rows.notes)`,
        );
        return rows === notes.size;
      }).catch(() => false);
      tally.keeps(isCopied, 'afterwards: the second copy is not whole');
      tally.keeps((await ask(bare, 'safety', null)).recoveries.length === 0, 'something is said to be lost');
      const problems = await problemsOfNotes(bare);
      tally.keeps(problems.length === 0, `afterwards: ${problems.join('; ')}`);
    } finally {
      await rig.close();
    }
  },
});

export const CLOCK: readonly Scenario[] = [moved('chrome'), moved('firefox')];
