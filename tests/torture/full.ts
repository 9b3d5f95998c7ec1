/** A disk that is full: the profile is on a small disk of its own, which a file fills up. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { Which } from '../../scripts/browsers';
import { until } from '../../scripts/hovering';
import { ask, cardAt, notesOn, openEditor, press, says } from '../e2e/notes';
import { launch, PROSE, serve } from '../e2e/rig';
import { differences, isNewNote, type Kept, kept } from './kept';
import type { Scenario, Tally } from './scenario';
import { IS_FAILED, problemsOfNotes, problemsOfReading, problemsOfSearch } from './working';

/** Size of the disk. A new profile of Firefox takes about 60 MB. */
const SIZE = '160m';
/** Number of notes that must not be lost. */
const COUNT = 10;
/** Text that the browser cannot write without more room: random letters, which cannot be compressed. */
const LARGE = () =>
  Array.from({ length: 150_000 }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join('');

/** Whether small disks can be made here: on Linux, as root. */
const MAY_MOUNT = process.platform === 'linux' && process.getuid?.() === 0;

function mount(folder: string): void {
  mkdirSync(folder);
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`A small disk could not be made: ${stderr}`);
}

/** Fills a disk to the last byte. Returns what makes room again. */
function fill(disk: string): () => void {
  const path = join(disk, 'fill');
  for (let n = 0; ; n++) {
    const { bavail, bsize } = statfsSync(disk);
    if (bavail === 0) return () => rmSync(path, { recursive: true });
    mkdirSync(path, { recursive: true });
    try {
      writeFileSync(join(path, `${n}`), Buffer.alloc(Math.min(bavail * bsize, 8_000_000)));
    } catch {
      // The browser has taken the rest.
    }
  }
}

/** Requests that write, tried on a full disk: each is either done, whole, or refused. */
async function tryAll(own: Page, tally: Tally, before: Kept): Promise<Map<string, string>> {
  const written = new Map<string, string>();
  for (let n = 0; n < 12; n++) {
    const id = crypto.randomUUID();
    const text = LARGE();
    tally.tries++;
    const told = await ask(own, 'write', {
      id,
      target: { kind: 'term', term: 'igf' },
      changes: { text },
    }).then(
      () => true,
      () => false,
    );
    if (told) written.set(id, text);
    else tally.faults++;
  }
  tally.keeps(written.size < 12, 'the disk was not full');
  const [id] = before.notes.keys();
  const text = `Edited ${LARGE()}`;
  const edited = await ask(own, 'write', { id: id ?? '', changes: { text } }).then(
    () => true,
    () => false,
  );
  if (edited)
    before.notes.set(
      id ?? '',
      before.notes.get(id ?? '')?.replace(/"text":"[^"]*"/, `"text":"${text}"`) ?? '',
    );
  else tally.faults++;
  const backup = await ask(own, 'take-backup', null).catch(() => undefined);
  if (backup) before.backups.push(backup.id);
  else tally.faults++;
  return written;
}

/** Imports notes that do not fit. Resolves to the ids of those that must be there: all or none. */
async function tryImport(own: Page, tally: Tally): Promise<string[]> {
  const at = Date.now();
  const notes = Array.from({ length: 6 }, () => ({
    id: crypto.randomUUID(),
    ...{ revision: 1, created: at, modified: at, target: { kind: 'term' as const, term: 'itu' } },
    ...{ text: LARGE(), format: 'text/markdown' as const, tags: ['file'], colour: 'yellow' as const },
    ...{ deleted: false, stamps: { text: at, format: at, tags: at, colour: at, deleted: at } },
  }));
  const id = crypto.randomUUID();
  tally.tries++;
  await ask(own, 'stage', { id, number: 0, part: { notes, places: {} } });
  const done = await ask(own, 'import', { id, parts: 1, name: 'large.jsonld', refused: 0 }).catch(() => null);
  if (!done) tally.faults++;
  return done ? notes.map((note) => note.id) : [];
}

const full = (where: Which): Scenario => ({
  name: 'disk full',
  where,
  // It takes 20 s.
  inShort: false,
  isAlone: where === 'chrome',
  async run({ tally, scratch, isShort }) {
    const disk = join(scratch, 'disk');
    mount(disk);
    const site = await serve({ '/': PROSE });
    let rig = await launch(where, join(disk, 'profile'));
    try {
      let own = await rig.openOwn('notes.html');
      for (let n = 0; n < COUNT; n++) {
        const target = { kind: 'term', term: 'igf' } as const;
        await ask(own, 'write', { id: crypto.randomUUID(), target, changes: { text: `Note ${n}` } });
      }
      await ask(own, 'take-backup', null);
      for (let round = 0; round < (isShort ? 1 : 3); round++) {
        const before = await kept(own);
        const page = await rig.open(site.at());
        const card = await cardAt(rig, page, 'BRICS');
        await openEditor(card, 'Add note');
        const free = fill(disk);
        const written = await tryAll(own, tally, before);
        const imported = await tryImport(own, tally);
        await page.bringToFront();
        await page.keyboard.type('Typed ');
        // One event with more text than there is room for.
        await card.evaluate(`document.execCommand('insertText', false, ${JSON.stringify(LARGE())})`);
        const isTold = await says(card, 'Not saved').then(
          () => true,
          () => false,
        );
        const typed = await card.evaluate<string>(`document.querySelector('textarea')?.value ?? ''`);
        tally.keeps(isTold, `round ${round}: the card does not say that the note is not saved`);
        tally.keeps(typed.startsWith('Typed '), `round ${round}: what was typed is not in the box`);
        const problems = [...(await problemsOfReading(rig, site)), ...(await problemsOfSearch(own))];
        tally.keeps(problems.length === 0, `round ${round}, full: ${problems.join('; ')}`);
        // The background must not depend on what it has in memory.
        if (round > 0) await rig.killBackground();
        free();
        // The button may go before it is pressed, which is noticed late.
        const isStored = await until(
          'what was typed to be stored',
          async () => {
            if (await card.evaluate<boolean>(IS_FAILED)) await press(card, 'Try again');
            return (await notesOn(own, 'brics')).some(({ text }) => text === typed);
          },
          60_000,
        ).catch(() => false);
        tally.keeps(isStored, `round ${round}: what was typed is not stored after there was room`);
        if (round === 2) {
          await rig.close();
          rig = await launch(where, join(disk, 'profile'));
          own = await rig.openOwn('notes.html');
        }
        let after = before;
        let lines: string[] = [];
        // Chromium may have replaced the database by an empty one: what it had comes back from the second copy.
        await until('everything to be back', async () => {
          after = await kept(own);
          lines = differences(before, after).filter(
            (line) => !isNewNote(line) && !/^(?:last|backups)/.test(line),
          );
          for (const [id, text] of written)
            if (!after.notes.get(id)?.includes(text)) lines.push(`the acknowledged note ${id} is gone`);
          return lines.length === 0;
        }).catch(() => undefined);
        const short = lines.map((line) => `${line.slice(0, 60)} … ${line.slice(-60)}`).join('; ');
        tally.keeps(lines.length === 0, `round ${round}: ${short}`);
        const { recoveries } = await ask(own, 'safety', null);
        const isLossTold = recoveries.some((each) => each.kind === 'restored' && each.backups > 0);
        const gone = before.backups.filter((id) => !after.backups.includes(id));
        tally.keeps(gone.length === 0 || isLossTold, `round ${round}: backups are gone, and nobody is told`);
        const last = Math.max(0, ...recoveries.map(({ at }) => at));
        await ask(own, 'dismiss', { at: last });
        const there = imported.filter((id) => after.notes.has(id)).length;
        tally.keeps(there === imported.length, `round ${round}: an import is there in part`);
        const isCopied = await until('the second copy', async () => {
          const rows = await own.evaluate(
            `(globalThis.browser ?? chrome).storage.local.get('copy').then(({ copy }) => copy?.whole && copy.rows.notes)`,
          );
          return rows === after.notes.size;
        }).catch(() => false);
        tally.keeps(isCopied, `round ${round}: the second copy is not whole again`);
        const later = await problemsOfNotes(own);
        tally.keeps(later.length === 0, `round ${round}, then not full: ${later.join('; ')}`);
        await ask(own, 'delete', { ids: [...after.notes.keys()].slice(COUNT), deleted: true });
        await page.close().catch(() => undefined);
      }
    } finally {
      site.close();
      await rig.close().catch(() => undefined);
      spawnSync('umount', ['-l', disk]);
    }
  },
});

export const FULL: readonly Scenario[] = MAY_MOUNT ? [full('chrome'), full('firefox')] : [];
