/** A database of notes that another window holds, that a newer version wrote, or that the browser cannot open. */
import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { Which } from '../../scripts/browsers';
import { until } from '../../scripts/hovering';
import { ask, cardAt, notesOn, openEditor, press, says } from '../e2e/notes';
import { launch, PROSE, type Rig, type Site, serve } from '../e2e/rig';
import { copyOfBuild } from './build';
import { differences, isNewNote, type Kept, kept } from './kept';
import { contentsOf, earlierSchema, linesOf, NEWER, release, replaceDatabase, writeTold } from './raw';
import type { Ground, Scenario } from './scenario';
import { IS_FAILED, problemsOfNotes, problemsOfReading, problemsOfSearch, saysOfSafety } from './working';

/** Number of notes that must not be lost. */
const COUNT = 10;

/** Checks that pages are read and documents are found although there are no notes. */
async function readsOn({ tally }: Ground, what: string, rig: Rig, site: Site, own: Page): Promise<void> {
  const problems = [...(await problemsOfReading(rig, site)), ...(await problemsOfSearch(own))];
  tally.keeps(problems.length === 0, `${what}: ${problems.join('; ')}`);
}

/** Writes notes and a correction, and waits until the second copy has them. */
async function madeNotes(own: Page): Promise<Kept> {
  for (let n = 0; n < COUNT; n++) {
    const target = { kind: 'term', term: 'igf' } as const;
    await ask(own, 'write', { id: crypto.randomUUID(), target, changes: { text: `Note ${n}` } });
  }
  await ask(own, 'correct', { term: 'itu', scope: 'everywhere', page: '', kind: 'never' });
  await copied(own);
  return kept(own);
}

const copied = (own: Page) =>
  until('the second copy', () =>
    own.evaluate(`(globalThis.browser ?? chrome).storage.local.get('copy').then(({ copy }) =>
      copy?.whole === true && copy.rows.notes === ${COUNT} && copy.rows.corrections === 1)`),
  );

/** Waits until everything is as it was. The lines that are not. Backups and notes may be new. */
async function isBack(before: Kept, own: Page): Promise<string[]> {
  let lines: string[] = [];
  await until('everything to be back', async () => {
    lines = differences(before, await kept(own)).filter(
      (line) => !isNewNote(line) && !line.startsWith('backups'),
    );
    return lines.length === 0;
  }).catch(() => undefined);
  return lines;
}

const blocked = (where: Which): Scenario => ({
  name: 'database blocked by another window',
  where,
  inShort: where === 'firefox',
  async run(on) {
    const { tally, isShort, scratch } = on;
    const rig = await launch(where, undefined, { folder: copyOfBuild(where, scratch) });
    const site = await serve({ '/': PROSE });
    try {
      const bare = await rig.openOwn('bare.html');
      for (const version of isShort ? [4] : [1, 2, 3, 4]) {
        const what = `schema ${version}, blocked`;
        tally.tries++;
        const made = earlierSchema(version);
        await replaceDatabase(rig, bare, made, true);
        tally.faults++;
        const own = await rig.openOwn('notes.html');
        tally.keeps(
          await saysOfSafety(own, 'cannot open your notes at the moment'),
          `${what}: the user is not told`,
        );
        const id = crypto.randomUUID();
        const told = await writeTold(own, id, 'Written');
        tally.keeps(told !== 'stored', `${what}: a write was said to be stored`);
        await readsOn(on, what, rig, site, own);
        const page = await rig.open(site.at());
        const card = await cardAt(rig, page, 'BRICS');
        await openEditor(card, 'Add note');
        await page.keyboard.type('Typed');
        const isSaid = await says(card, 'Not saved').then(
          () => true,
          () => false,
        );
        tally.keeps(isSaid, `${what}: the card does not say that the note is not saved`);
        const { version: now, rows } = await contentsOf(bare, 'notes');
        tally.keeps(now === made.version, `${what}: the database has version ${now}`);
        const lost = linesOf(made).filter((line) => !rows.includes(line));
        tally.keeps(lost.length === 0, `${what}: rows were changed: ${lost.join(', ')}`);
        await release(bare);
        // The button may go before it is pressed, which is noticed late.
        const isStored = await until(
          'what was typed to be stored',
          async () => {
            if (await card.evaluate<boolean>(IS_FAILED)) await press(card, 'Try again');
            return (await notesOn(own, 'brics')).some(({ text }) => text === 'Typed');
          },
          60_000,
        ).catch(() => false);
        tally.keeps(isStored, `${what}: what was typed is not stored after it was free`);
        const after = await contentsOf(bare, 'notes');
        const gone = linesOf(made).filter((line) => !after.rows.includes(line));
        tally.keeps(gone.length === 0, `${what}, then free: rows are gone: ${gone.join(', ')}`);
        const problems = await problemsOfNotes(own);
        tally.keeps(problems.length === 0, `${what}, then free: ${problems.join('; ')}`);
        await page.close();
        await own.close();
      }
    } finally {
      site.close();
      await rig.close();
    }
  },
});

const newer = (where: Which): Scenario => ({
  name: 'database of a newer version',
  where,
  inShort: false,
  async run(on) {
    const { tally, scratch } = on;
    const rig = await launch(where, undefined, { folder: copyOfBuild(where, scratch) });
    const site = await serve({ '/': PROSE });
    try {
      const bare = await rig.openOwn('bare.html');
      const first = await rig.openOwn('notes.html');
      const before = await madeNotes(first);
      await first.close();
      tally.tries++;
      await replaceDatabase(rig, bare, NEWER, false, true);
      tally.faults++;
      const own = await rig.openOwn('notes.html');
      tally.keeps(await saysOfSafety(own, 'A newer version of Gloss'), 'the user is not told');
      const told = await writeTold(own, crypto.randomUUID(), 'Written');
      tally.keeps(told !== 'stored', 'a write was said to be stored');
      await readsOn(on, 'newer', rig, site, own);
      for (const kind of ['take-backup', 'backups', 'data-state'] as const)
        tally.keeps(
          await ask(own, kind, null).then(
            () => false,
            () => true,
          ),
          `${kind} is answered without a database`,
        );
      const now = await contentsOf(bare, 'notes');
      tally.keeps(now.version === NEWER.version, `the database has version ${now.version}`);
      tally.keeps(`${now.rows}` === `${linesOf(NEWER)}`, `the database has ${now.rows}`);
      // The fault ends: this version's database is there again, and the copy fills it.
      await until('the newer database to go', async () => {
        await rig.killBackground();
        await bare.evaluate(
          () =>
            new Promise((resolve, reject) => {
              const request = indexedDB.deleteDatabase('notes');
              request.onsuccess = resolve;
              request.onerror = reject;
            }),
        );
        return true;
      });
      const lines = await isBack(before, own);
      tally.keeps(lines.length === 0, `afterwards: ${lines.join('; ')}`);
      const problems = await problemsOfNotes(own);
      tally.keeps(problems.length === 0, `afterwards: ${problems.join('; ')}`);
    } finally {
      site.close();
      await rig.close();
    }
  },
});

/** The folders in which a browser keeps the databases of the extension. */
function databaseFolders(where: Which, profile: string): string[] {
  if (where === 'chrome') {
    const within = join(profile, 'Default', 'IndexedDB');
    return readdirSync(within)
      .filter((name) => /^chrome-extension_.*\.leveldb$/.test(name))
      .map((name) => join(within, name));
  }
  const within = join(profile, 'storage', 'default');
  return readdirSync(within)
    .filter((name) => name.startsWith('moz-extension+++') && !name.includes('userContextId=4294967295'))
    .map((name) => join(within, name, 'idb'))
    .filter((path) => existsSync(path));
}

/** Puts a file in the place of each folder, so that nothing can be opened there. Returns what undoes it. */
function withhold(folders: string[]): () => void {
  if (folders.length === 0) throw new Error('There is no folder of databases.');
  for (const folder of folders) {
    renameSync(folder, `${folder}-withheld`);
    writeFileSync(folder, '');
  }
  return () => {
    for (const folder of folders) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(`${folder}-withheld`, folder);
    }
  };
}

/** What the user is told while the browser refuses, and that nothing else suffers. */
async function isRefused(on: Ground, what: string, rig: Rig, site: Site): Promise<void> {
  const { tally } = on;
  const own = await rig.openOwn('notes.html');
  tally.keeps(
    await saysOfSafety(own, 'cannot open your notes. Nothing has changed.'),
    `${what}: the user is not told`,
  );
  tally.keeps(
    await saysOfSafety(own, `deleted ones included: ${COUNT}.`),
    `${what}: the user is not told what the second copy has`,
  );
  const told = await writeTold(own, crypto.randomUUID(), 'Written');
  tally.keeps(told !== 'stored', `${what}: a write was said to be stored`);
  await readsOn(on, what, rig, site, own);
  await own.close();
}

/**
 * When the database begins and ceases to be refused. Chromium goes on with the files that it has opened, so that it
 * refuses from a start only.
 */
const WAYS = {
  chrome: [
    { when: 'from a start, until it can be opened', isRunning: false, endsRunning: true },
    { when: 'from a start, until a restart', isRunning: false, endsRunning: false },
  ],
  firefox: [
    { when: 'while it runs, until it can be opened', isRunning: true, endsRunning: true },
    { when: 'from a start, until a restart', isRunning: false, endsRunning: false },
  ],
};

const refused = (where: Which): Scenario => ({
  name: 'database that the browser refuses to open',
  where,
  inShort: where === 'chrome',
  async run(on) {
    const { tally, scratch, isShort } = on;
    const profile = join(scratch, 'profile');
    const folder = copyOfBuild(where, scratch);
    const site = await serve({ '/': PROSE });
    let rig = await launch(where, profile, { folder });
    try {
      const before = await madeNotes(await rig.openOwn('notes.html'));
      for (const { when, isRunning, endsRunning } of WAYS[where].slice(0, isShort ? 1 : 2)) {
        tally.tries++;
        if (isRunning) await rig.killBackground();
        else await rig.close();
        const undo = withhold(databaseFolders(where, profile));
        if (isRunning) await untilRefused(rig);
        else rig = await launch(where, profile, { folder });
        tally.faults++;
        await isRefused(on, when, rig, site);
        if (!endsRunning) await rig.close();
        undo();
        if (!endsRunning) rig = await launch(where, profile, { folder });
        const own = await rig.openOwn('notes.html');
        const lines = await isBack(before, own);
        tally.keeps(lines.length === 0, `refused ${when}, then not: ${lines.join('; ')}`);
        const problems = await problemsOfNotes(own);
        tally.keeps(problems.length === 0, `refused ${when}, then not: ${problems.join('; ')}`);
        await own.close();
      }
    } finally {
      site.close();
      await rig.close();
    }
  },
});

/** Waits until the browser has noticed that its folder is gone: it keeps what it has open for a while. */
async function untilRefused(rig: Rig): Promise<void> {
  const bare = await rig.openOwn('bare.html');
  await until('the database to be refused', async () => {
    await rig.killBackground();
    return bare.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          const request = indexedDB.open('notes');
          request.onerror = () => resolve(true);
          request.onsuccess = () => {
            request.result.close();
            resolve(false);
          };
        }),
    );
  });
  await bare.close();
}

export const REFUSED: readonly Scenario[] = (['chrome', 'firefox'] as const).flatMap((where) => [
  blocked(where),
  newer(where),
  refused(where),
]);
