/** Gloss updated and reloaded while pages are open and somebody types a note. */

import type { Which } from '../../scripts/browsers';
import { pause, until } from '../../scripts/hovering';
import { ask, cardAt, openEditor } from '../e2e/notes';
import { launch, PROSE, serve } from '../e2e/rig';
import { copyOfBuild, setVersion } from './build';
import { differences, isNewNote, kept } from './kept';
import type { Scenario } from './scenario';
import { problemsOfNotes, problemsOfReading } from './working';

const TEXT = 'A note that is typed while Gloss is updated';

/**
 * Time (ms) that a letter may take to the database. Chromium ends an extension that is reloaded at once, with its
 * frames in pages and with messages that are on their way: nobody is left who could tell of them.
 */
const ON_ITS_WAY = 100;

const updated = (where: Which): Scenario => ({
  name: 'updated and reloaded under open pages',
  where,
  inShort: false,
  async run({ tally, isShort, scratch }) {
    const folder = copyOfBuild(where, scratch);
    const rig = await launch(where, undefined, { folder });
    const site = await serve({ '/': PROSE });
    try {
      let own = await rig.openOwn('notes.html');
      const other = { kind: 'term', term: 'igf' } as const;
      await ask(own, 'write', { id: crypto.randomUUID(), target: other, changes: { text: 'Another' } });
      for (let round = 0; round < (isShort ? 2 : 6); round++) {
        tally.tries++;
        const before = await kept(own);
        const page = await rig.open(site.at());
        const card = await cardAt(rig, page, 'BRICS');
        await openEditor(card, 'Add note');
        /** When each letter had left the keyboard, ms. */
        const sent: number[] = [];
        let isOver = false;
        const typing = (async () => {
          for (const letter of TEXT) {
            if (isOver) return;
            await page.keyboard.type(letter).catch(() => undefined);
            sent.push(performance.now());
            await pause(10);
          }
        })();
        await pause(200 + Math.random() * 700);
        const moment = performance.now();
        const isReload = round % 3 === 2;
        if (isReload && where === 'firefox') await own.evaluate('void browser.runtime.reload()');
        else {
          if (!isReload) setVersion(folder, `0.2.${round}`);
          await rig.browser.installExtension(folder);
        }
        tally.faults++;
        isOver = true;
        await typing;
        const wanted = TEXT.slice(0, sent.filter((at) => at < moment - ON_ITS_WAY).length).trimEnd();
        const what = `round ${round}, ${isReload ? 'reloaded' : 'updated'}`;
        own = await until('a page of the new version', () => rig.openOwn('notes.html'));
        const note = await until('the note', async () => {
          const { notes } = await ask(own, 'notes', { term: 'brics' });
          return notes[0];
        }).catch(() => undefined);
        tally.keeps(
          note?.text.startsWith(wanted) ?? false,
          `${what}: of “${wanted}”, “${note?.text ?? ''}” is stored`,
        );
        tally.keeps(TEXT.startsWith(note?.text ?? ''), `${what}: “${note?.text}” was never typed`);
        const lines = differences(before, await kept(own)).filter(
          (line) => !isNewNote(line) && !line.startsWith('backups'),
        );
        tally.keeps(lines.length === 0, `${what}: ${lines.join('; ')}`);
        if (note) await ask(own, 'delete', { ids: [note.id], deleted: true });
        // The page that was open stays quiet, whatever its user does.
        await page.bringToFront();
        for (const x of [100, 300, 500]) await page.mouse.move(x, 200 + x / 4, { steps: 4 });
        await page.evaluate(() => document.querySelector('p')?.append(' The IGF met.'));
        await pause(300);
        const errors = await rig.errors();
        tally.keeps(errors.length === 0, `${what}: the old page throws ${errors[0]}`);
        const problems = [...(await problemsOfReading(rig, site)), ...(await problemsOfNotes(own))];
        tally.keeps(problems.length === 0, `${what}: ${problems.join('; ')}`);
        await page.close();
      }
    } finally {
      site.close();
      await rig.close();
    }
  },
});

export const UPDATED: readonly Scenario[] = [updated('chrome'), updated('firefox')];
