/** The strings of `strings.ts` in every field that a surface of Gloss shows: nothing runs, nothing is loaded. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import type { Which } from '../../scripts/browsers';
import { marksOn, pause, until } from '../../scripts/hovering';
import type { Note, Target } from '../../src/notes/schema';
import { suggestedFor } from '../e2e/address-bar';
import { ask, cardAt, openFully } from '../e2e/notes';
import { PROSE, type Rig, type Site, serve } from '../e2e/rig';
import { inBackground, openPanel, openPopup, stayBehind } from '../e2e/surfaces';
import type { Ground, Scenario, Tally } from './scenario';
import { watched } from './sink';
import { STRINGS } from './strings';
import { surfaceProblems, tamperWithDigest, visitedRows } from './surface-checks';

/** What can be asked of a page, a card, the popup or the side panel. */
interface Surface {
  evaluate<T>(expression: string): Promise<T>;
}

interface Ready {
  rig: Rig;
  site: Site;
  own: Page;
  tally: Tally;
  strings: readonly string[];
}

/** A note as a file brings it. */
function noteOn(target: Target, text: string, format: Note['format']): Note {
  const at = Date.now();
  return {
    ...{ id: crypto.randomUUID(), revision: 1, created: at, modified: at, target, text, format },
    tags: tagOf(text) === '' ? [] : [tagOf(text)],
    ...{
      colour: 'yellow',
      deleted: false,
      stamps: { text: at, format: at, tags: at, colour: at, deleted: at },
    },
  };
}

const tagOf = (text: string) => text.slice(0, 200).trim();
const bare = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Puts each string into a note on a term, one on a passage of the site and one on a page of its own. */
async function plant({ own, site, strings, tally }: Ready): Promise<void> {
  const address = site.at();
  const notes = strings.flatMap((text) => [
    noteOn({ kind: 'term', term: 'igf' }, text, 'text/markdown'),
    noteOn(
      {
        kind: 'passage',
        page: { address, title: text },
        selectors: { quote: { exact: text, prefix: text, suffix: text } },
      },
      text,
      'text/plain',
    ),
    noteOn({ kind: 'page', page: { address: text, title: text } }, text, 'text/plain'),
  ]);
  const id = crypto.randomUUID();
  await ask(own, 'stage', { id, number: 0, part: { notes, places: {} } });
  const done = await ask(own, 'import', { id, parts: 1, name: strings[0] ?? '', refused: 0 });
  tally.keeps(
    done?.imported.added === notes.length,
    `of ${notes.length} notes, ${done?.imported.added} were imported`,
  );
  // Corrections and paused sites show what a page's address says.
  for (const text of strings.slice(0, 40)) {
    await ask(own, 'correct', { term: text, scope: 'page', page: text, kind: 'never' }).catch(
      () => undefined,
    );
    await ask(own, 'set', { site: text.slice(0, 300), paused: true }).catch(() => undefined);
  }
}

/** Checks a surface: nothing has run, and nothing is there that could run or load. */
async function check(surface: Surface, what: string, tally: Tally): Promise<void> {
  for (const each of await surface.evaluate<string[]>(surfaceProblems)) tally.leaked.push(`${what}: ${each}`);
  tally.checked++;
}

/** Checks that each string is shown as it is. `shown`: the texts of the elements that show them. */
function literal(tally: Tally, what: string, strings: readonly string[], shown: readonly string[]): void {
  const there = new Set(shown.map(bare));
  for (const each of strings.map(bare))
    if (each !== '') tally.keeps(there.has(each), `${what} does not show ${JSON.stringify(each)}`);
}

const texts = (surface: Surface, selector: string) =>
  surface.evaluate<string[]>(
    `[...document.querySelectorAll(${JSON.stringify(selector)})].map((each) => each.textContent)`,
  );

const SURFACES: Record<string, (on: Ready) => Promise<void>> = {
  async 'the card'({ rig, site, tally, strings }) {
    const page = await rig.open(site.at());
    await marksOn(page);
    const card = await cardAt(rig, page, 'Internet Governance Forum', 'IGF');
    await openFully(card);
    await until('all notes', async () => (await texts(card, '.note')).length >= strings.length, 60_000);
    await check(card, 'the card', tally);
    literal(tally, 'the card', strings.map(tagOf), await texts(card, '.tags li'));
    tally.hides(!(await page.evaluate('"__fired" in globalThis')), 'a string ran in the page');
    await page.close();
  },
  async 'the side panel'({ rig, site, tally, strings }) {
    const page = await rig.open(site.at());
    await marksOn(page);
    const panel = await openPanel(rig, page);
    await until('the tabs', () =>
      panel.evaluate<boolean>(
        `(document.querySelector('#page-notes')?.click(), document.querySelector('#page-notes') !== null)`,
      ),
    );
    await until('all notes', async () => (await texts(panel, '.quote')).length >= strings.length, 60_000);
    await check(panel, 'the side panel', tally);
    literal(tally, 'the side panel', strings, await texts(panel, '.quote'));
    literal(tally, 'the side panel', strings, await texts(panel, '.words'));
    await page.close();
  },
  async 'the popup and its search'({ rig, site, tally, strings }) {
    const page = await rig.open(site.at());
    await marksOn(page);
    const popup = await openPopup(rig, page);
    for (let at = 0; at < strings.length; at += 50) {
      await popup.evaluate(`(async () => {
        const box = document.querySelector('input');
        for (const text of ${JSON.stringify(strings.slice(at, at + 50))}) {
          box.value = text;
          box.dispatchEvent(new Event('input', { bubbles: true }));
          await new Promise((done) => setTimeout(done, 10));
        }
        return true;
      })()`);
      await check(popup, 'the popup', tally);
    }
    await until('hits of notes', async () => {
      await popup.evaluate(
        `(() => { const box = document.querySelector('input'); box.value = 'script'; box.dispatchEvent(new Event('input', { bubbles: true })); return true; })()`,
      );
      return (await texts(popup, '.hit')).some((each) => each.includes('script'));
    });
    await check(popup, 'the hits of the popup', tally);
    await page.close();
  },
  async 'the page of all notes'({ rig, tally, strings }) {
    const page = await rig.openOwn('notes.html?group=none');
    await until('all notes', () => page.evaluate(() => document.querySelector('.row') !== null));
    const rows = await visitedRows(page);
    literal(
      tally,
      'the page of all notes',
      strings.map(tagOf),
      rows.flatMap(({ tags }) => tags),
    );
    literal(
      tally,
      'the page of all notes',
      strings,
      rows.flatMap(({ words }) => words),
    );
    literal(
      tally,
      'the page of all notes',
      strings,
      rows.flatMap(({ quote }) => quote),
    );
    tally.leaked.push(
      ...rows.flatMap(({ problems }) => problems.map((each) => `the page of all notes: ${each}`)),
    );
    for (const group of ['tag', 'page']) {
      await page.evaluate(`(() => {
        const select = document.querySelectorAll('select')[0];
        if ([...select.options].some(({ value }) => value === '${group}')) { select.value = '${group}'; select.dispatchEvent(new Event('change', { bubbles: true })); }
      })()`);
      await pause(200);
      await check(page as unknown as Surface, `the page of all notes by ${group}`, tally);
    }
    await page.close();
  },
  async 'the settings and an import'({ rig, own, tally, strings }) {
    const page = await rig.openOwn('options.html');
    await until('the data', () => page.evaluate(() => document.querySelector('input[type=file]') !== null));
    const items = strings.map((id) => ({
      id,
      type: 'Annotation',
      body: id,
      target: [id, `${id} `],
      creator: id,
    }));
    const path = join(rig.downloads, 'strings.jsonld');
    writeFileSync(path, JSON.stringify({ '@context': 'http://www.w3.org/ns/anno.jsonld', first: { items } }));
    const input = (await page.$('input[type=file]')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(path);
    await until('the review', () => page.evaluate(() => document.querySelector('.review') !== null));
    for (let more = true; more; )
      more = (await page.evaluate(
        `(() => { const more = document.querySelector('.review .refusals + button'); more?.click(); return more !== null; })()`,
      )) as boolean;
    await pause(100);
    await check(page as unknown as Surface, 'the settings', tally);
    const refusals = await texts(page as unknown as Surface, '.refusals li');
    tally.keeps(refusals.length > 0, 'no annotation of a hostile file was refused');
    const sites = (await ask(own, 'settings', null)).paused;
    literal(
      tally,
      'the settings',
      sites,
      await texts(page as unknown as Surface, '.paused li bdi, .paused li span, .paused li'),
    );
    await page.close();
  },
  async 'the library of a digest that says them'({ rig, own, tally, strings }) {
    await own.evaluate(tamperWithDigest(strings));
    const { length } = strings;
    const shown: string[] = [];
    const documents = await ask(own, 'documents', null);
    const paths = [
      ...documents.map(({ id }) => `library.html?document=${id}`),
      ...['igf', 'brics', 'itu'].map((term) => `library.html?term=${term}`),
      ...[0, 1, 2].map(
        (at) =>
          `library.html?query=${encodeURIComponent((strings[Math.floor((at * length) / 3)] ?? '').toWellFormed())}`,
      ),
    ];
    for (const path of paths) {
      const page = await rig.openOwn(path);
      await until('the library', () => page.evaluate(() => document.querySelector('nav a') !== null));
      await pause(150);
      await check(page as unknown as Surface, path, tally);
      shown.push((await page.evaluate('document.body.textContent')) as string);
      await page.close();
    }
    const all = bare(shown.join(' '));
    tally.keeps(all.includes('__fired=1'), 'the library does not show the digest that was tampered with');
  },
  async 'the address bar'({ rig, tally, strings }) {
    const queries = ['script', ...(rig.which === 'chrome' ? strings.slice(0, 60) : [])];
    for (const query of queries) {
      const suggested = await suggestedFor(rig, query.replace(/\p{Cc}/gu, ' ').toWellFormed()).catch(
        (error) => {
          tally.keeps(
            false,
            `the browser refuses what is suggested for ${JSON.stringify(query)}: ${error.message}`,
          );
          return [];
        },
      );
      tally.keeps(Array.isArray(suggested), 'nothing is suggested');
    }
  },
};

const shownStrings = (where: Which): Scenario => ({
  name: 'strings that try to run, in every surface',
  where,
  inShort: false,
  async run({ tally, isShort, scratch }: Ground) {
    const { rig, strange, close } = await watched(where, scratch);
    const site = await serve({ '/': PROSE });
    const dialogs: string[] = [];
    rig.browser.on('targetcreated', (target) => {
      void target.page().then((page) =>
        page?.on('dialog', (each) => {
          dialogs.push(each.message());
          void each.dismiss();
        }),
      );
    });
    try {
      await stayBehind(rig);
      const own = await rig.openOwn('options.html');
      const strings = isShort ? STRINGS.filter((_, at) => at % 12 === 0) : STRINGS;
      const on: Ready = { rig, site, own, tally, strings };
      await plant(on);
      for (const surface of Object.values(SURFACES)) {
        tally.tries += strings.length;
        tally.faults += strings.length;
        await surface(on);
      }
      const wasFired = where === 'chrome' && (await inBackground<boolean>(rig, '"__fired" in globalThis'));
      tally.hides(!wasFired, 'a string ran in the background');
      tally.hides(dialogs.length === 0, `dialogs: ${dialogs.join(', ')}`);
      tally.hides(strange().length === 0, `requests: ${strange().slice(0, 5).join(', ')}`);
    } finally {
      site.close();
      const told = await close();
      tally.hides(told.length === 0, `the browser’s log tells of ${told.slice(0, 5).join('; ')}`);
    }
  },
});

export const STRINGS_SHOWN: readonly Scenario[] = [shownStrings('chrome'), shownStrings('firefox')];
