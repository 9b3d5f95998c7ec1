/** Single entries of the second copy that are damaged, while the database loses their rows. */
import type { Page } from 'puppeteer-core';
import type { Which } from '../../scripts/browsers';
import { pause, until } from '../../scripts/hovering';
import { ask } from '../e2e/notes';
import { launch } from '../e2e/rig';
import { differences, kept } from './kept';
import type { Scenario } from './scenario';

const COUNT = 8;
/** Texts of two lengths: an entry of the longer is longer than what a cipher makes of the shorter. */
const textOf = (n: number) => `Note ${n} `.repeat(1 + (n % 2) * 40).trim();

/** Writes notes, and waits until the second copy has them. Returns their ids. */
async function written(own: Page): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < COUNT; n++) {
    const id = crypto.randomUUID();
    ids.push(id);
    await ask(own, 'write', { id, target: { kind: 'term', term: 'igf' }, changes: { text: textOf(n) } });
  }
  await until('the second copy', () =>
    own.evaluate(`(globalThis.browser ?? chrome).storage.local.get('copy').then(({ copy }) =>
      copy?.whole === true && copy.rows.notes === ${COUNT})`),
  );
  return ids;
}

/** Changes one letter of entries, so that they are still of the same form, and removes their rows. */
const damage = (ids: string[]) => `(async () => {
  const { storage } = globalThis.browser ?? chrome;
  const keys = ${JSON.stringify(ids)}.map((id) => 'copy notes ' + id);
  const entries = await storage.local.get(keys);
  for (const key of keys) {
    const entry = entries[key];
    // An entry is JSON after a checksum, or letters of a cipher.
    const changed = entry.includes('Note')
      ? entry.replace('Note', 'Nope')
      : entry.slice(0, 40) + (entry[40] === 'A' ? 'B' : 'A') + entry.slice(41);
    if (changed === entry) throw new Error('Nothing was damaged.');
    await storage.local.set({ [key]: changed });
  }
  const db = await new Promise((done, fail) => {
    const opening = indexedDB.open('notes');
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => fail(opening.error);
  });
  const change = db.transaction('notes', 'readwrite');
  for (const id of ${JSON.stringify(ids)}) change.objectStore('notes').delete(id);
  await new Promise((done, fail) => { change.oncomplete = done; change.onerror = fail; });
  db.close();
})()`;

const entries = (where: Which): Scenario => ({
  name: 'entries of the second copy damaged, and their rows lost',
  where,
  inShort: true,
  async run({ tally }) {
    const rig = await launch(where);
    try {
      const own = await rig.openOwn('options.html');
      const ids = await written(own);
      const before = await kept(own);
      const lost = ids.slice(0, COUNT / 2);
      await own.evaluate(damage(lost));
      tally.tries += lost.length;
      tally.faults += lost.length;
      await rig.killBackground();
      await ask(own, 'safety', null);
      // The comparison begins when the background wakes.
      await pause(1_500);
      const after = await kept(own);
      for (const id of lost) {
        const is = after.notes.get(id);
        tally.keeps(
          is === undefined || is === before.notes.get(id),
          `a damaged entry was believed: the note is ${is}`,
        );
      }
      // Entries that are whole bring their rows back.
      const whole = ids.slice(COUNT / 2);
      const lines = differences(before, after).filter((line) => whole.some((id) => line.includes(id)));
      tally.keeps(lines.length === 0, lines.join('; '));
    } finally {
      await rig.close();
    }
  },
});

export const COPIES: readonly Scenario[] = [entries('chrome'), entries('firefox')];
