/** A session of all features, with every request of the browser recorded: there must be none but the pages' own. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { Which } from '../../scripts/browsers';
import { marksOn, noCard, pause, until } from '../../scripts/hovering';
import { FORMATS } from '../../src/notes/exchange/export';
import { enterInAddressBar, suggestedFor } from '../e2e/address-bar';
import { dataForm } from '../e2e/data-form';
import { choose, select } from '../e2e/noted';
import { ask, cardAt, openEditor, openFully, openMenu, press, says, written } from '../e2e/notes';
import { PROSE, type Rig, type Site, serve } from '../e2e/rig';
import { lookUpSelection, openPanel, openPopup, stayBehind } from '../e2e/surfaces';
import type { Ground, Scenario } from './scenario';
import { watched } from './sink';
import { STRINGS } from './strings';

const EVIL = 'https://evil.example';
/** Strings that would load something, if some place took them for markup. */
const LOADING = STRINGS.filter((each) => each.includes('evil.example') && each.isWellFormed());
const MARKDOWN = `${LOADING.join('\n\n')}

![picture](${EVIL}/picture) ![ref][1] <${EVIL}/auto> [link](${EVIL}/link)

[1]: ${EVIL}/reference

**THE END**`;

interface Session {
  rig: Rig;
  site: Site;
  own: Page;
  ground: Ground;
}

/** Presses an element of a surface by script. */
const pressed = (selector: string) =>
  `(() => { const found = document.querySelector(${JSON.stringify(selector)}); found?.click(); return found !== null; })()`;

/** Puts a text into the search box of a surface. */
const searched = (text: string) => `(() => {
  const box = document.querySelector('input[role=combobox],input[type=search],input');
  box.focus();
  box.value = ${JSON.stringify(text)};
  box.dispatchEvent(new Event('input', { bubbles: true }));
  return true;
})()`;

/** Opens one of Gloss's own pages, and waits until it shows a text. Then does something there. */
async function inOwn({ rig }: Session, path: string, text: string, deed?: (page: Page) => Promise<unknown>) {
  const page = await rig.openOwn(path);
  await until(`“${text}” on ${path}`, () =>
    page.evaluate((text) => document.body.textContent.includes(text), text),
  );
  await deed?.(page);
  await pause(150);
  await page.close();
}

/** All that a user can do, by what it is. */
const STEPS: Record<string, (on: Session) => Promise<unknown>> = {
  async 'hostile notes'({ own, site }) {
    const page = { address: site.at(), title: `<img src=${EVIL}/title>` };
    const write = (target: object, changes: object) =>
      ask(own, 'write', { id: crypto.randomUUID(), target, changes } as never);
    await write({ kind: 'term', term: 'brics' }, { text: MARKDOWN, tags: LOADING.slice(0, 50) });
    await write({ kind: 'term', term: 'itu' }, { text: MARKDOWN, format: 'text/plain' });
    await write({ kind: 'page', page }, { text: MARKDOWN });
    for (const exact of LOADING.slice(0, 20))
      await write(
        { kind: 'passage', page, selectors: { quote: { exact, prefix: '', suffix: '' } } },
        { text: exact },
      );
    await write({ kind: 'page', page: { address: `${EVIL}/page`, title: 'Evil' } }, { text: 'Elsewhere' });
  },
  async 'the card, its quotes, related cards and reasons'({ rig, site }) {
    const page = await rig.open(site.at());
    const card = await cardAt(rig, page, 'BRICS');
    await openFully(card);
    await says(card, 'THE END');
    await card.evaluate(`document.querySelectorAll('.opens').forEach((each) => each.click())`);
    await openMenu(card);
    await card.evaluate(`document.querySelectorAll('details').forEach((each) => { each.open = true; })`);
    await until('a related card', () => card.evaluate<boolean>(pressed('.related button')));
    await until('the way back', () => card.evaluate<boolean>(pressed('.tools button')));
    await page.keyboard.press('Escape');
    await noCard(page);
    await page.close();
  },
  async 'a note that is typed in the card'({ rig, site }) {
    const page = await rig.open(site.at());
    const card = await cardAt(rig, page, 'cyber diplomacy', 'Cyber diplomacy');
    await openEditor(card, 'Add note');
    const text = `![x](${EVIL}/typed) <img src=${EVIL}/html> ${EVIL}/plain`;
    await page.keyboard.type(text);
    await until('the text', async () => (await written(card)) === text);
    await press(card, 'Done');
    await says(card, EVIL);
    await page.close();
  },
  async 'a correction and its undo'({ rig, site, own }) {
    const page = await rig.open(site.at());
    const card = await cardAt(rig, page, 'BRICS');
    await openMenu(card);
    await card.evaluate(
      `document.querySelectorAll('.mention details').forEach((each) => { each.open = true; })`,
    );
    await until('the correction', async () => {
      await card.evaluate(pressed('.scopes button'));
      return (await ask(own, 'corrections', null)).length > 0;
    });
    for (const { correction } of await ask(own, 'corrections', null))
      await ask(own, 'uncorrect', { id: correction.id });
    await page.close();
  },
  async 'a highlight and a note on a passage'({ rig, site, own }) {
    const page = await rig.open(site.at());
    await marksOn(page);
    await select(page, 'Engineers at the ITU wrote telecommunication standards');
    await choose(page, 'note');
    await until('the note', async () =>
      (await ask(own, 'notes', { page: { address: site.at() } })).notes.some(
        ({ target }) => target.kind === 'passage' && target.selectors.quote.exact.startsWith('Engineers'),
      ),
    );
    await page.close();
  },
  async 'the popup and its search'({ rig, site }) {
    const page = await rig.open(site.at());
    await marksOn(page);
    const popup = await openPopup(rig, page);
    for (const query of ['internet governance', 'evil example', `<img src=${EVIL}/query>`]) {
      await popup.evaluate(searched(query));
      await pause(300);
    }
    await popup.evaluate(searched('brics'));
    await until('a hit', () => popup.evaluate<boolean>(`document.querySelector('[role=option]') !== null`));
    await popup.evaluate(`document.querySelector('[role=option]').click()`);
    await until('its card', () => popup.evaluate<boolean>(`document.querySelector('h1') !== null`));
    await page.close();
  },
  async 'the side panel'({ rig, site }) {
    const page = await rig.open(site.at());
    await marksOn(page);
    const panel = await openPanel(rig, page);
    await until('the tabs', () =>
      panel.evaluate<boolean>(
        `(document.querySelector('#page-notes')?.click(), document.querySelector('#page-notes') !== null)`,
      ),
    );
    await until('the notes of the page', () =>
      panel.evaluate<boolean>(`document.querySelectorAll('.page-notes .note').length > 20`),
    );
    await page.close();
  },
  async 'the page of all notes'(on) {
    await inOwn(on, 'notes.html', 'evil.example', async (page) => {
      await page.evaluate(searched('evil'));
      await pause(300);
      await page.evaluate(`document.querySelectorAll('.row .tools button')[0]?.click()`);
    });
  },
  async 'the library'(on) {
    await inOwn(on, 'library.html?term=brics', 'THE END');
    await inOwn(on, 'library.html?document=islamic-nation-igf#p02', 'podium');
    await inOwn(on, `library.html?query=${encodeURIComponent(`internet <img src=${EVIL}/q>`)}`, 'Internet');
  },
  async 'each export, each import, a backup and its return'(on) {
    const page = await on.rig.openOwn('options.html');
    const form = dataForm({ rig: on.rig, page });
    await until('the data', () => page.evaluate(() => document.querySelector('#data-backup') !== null));
    const files = new Map<string, Buffer>();
    for (const format of FORMATS) files.set(format, (await form.exported(format)).bytes);
    for (const format of ['jsonld', 'hypothesis']) {
      const text = String(files.get(format)).replaceAll('urn:uuid:', `${EVIL}/id/`);
      for (const [name, content] of [
        ['same', String(files.get(format))],
        ['other', text],
      ] as const) {
        await form.choose(`${name}.json`, content);
        await form.counts('.review');
        await page.evaluate(
          `document.querySelector('.review .first')?.click() ?? document.querySelector('.review button').click()`,
        );
        await until('the import to end', () =>
          page.evaluate(() => document.querySelector('.review') === null),
        );
      }
    }
    await page.evaluate(`[...document.querySelectorAll('.last button')].at(-1)?.click()`);
    await form.press('Back up now').catch(() => ask(on.own, 'take-backup', null));
    // The new backup may replace an older one, whose button is there until then.
    await until(
      'the backup',
      () =>
        page.evaluate(
          `document.querySelector('[id^=restore-]') !== null && document.querySelector('section[aria-labelledby=data-backup]').ariaBusy === 'false'`,
        ) as Promise<boolean>,
    );
    await page.evaluate(`document.querySelector('[id^=restore-]').click()`);
    await form.counts('.review');
    await page.evaluate(`document.querySelector('.review button:last-of-type').click()`);
    for (const box of await page.$$('input[type=checkbox]'))
      for (const _ of [1, 2]) await box.click().catch(() => undefined);
    const html = join(on.ground.scratch, 'exported.html');
    writeFileSync(html, files.get('html') ?? '');
    await page.close();
    const tab = await on.rig.browser.newPage();
    await tab.goto(`file://${html}`);
    await pause(300);
    await tab.close();
  },
  async 'a digest that is built anew'({ rig, site, own }) {
    await own.evaluate(
      `new Promise((done) => { const gone = indexedDB.deleteDatabase('digests'); gone.onsuccess = gone.onblocked = gone.onerror = done; }).then(() => true)`,
    );
    await rig.killBackground();
    const page = await rig.open(site.at());
    await cardAt(rig, page, 'BRICS');
    await page.close();
  },
  async 'the address bar'({ rig }) {
    await suggestedFor(rig, 'evil');
    await enterInAddressBar(rig, 'brics');
    await pause(500);
  },
  async 'the menu of a selection'({ rig, site }) {
    const page = await rig.open(site.at());
    await marksOn(page);
    const at = await page.evaluate(() => {
      const { left, top } = (document.querySelector('#end') as Element).getBoundingClientRect();
      return { x: left + 20, y: top + 12 };
    });
    await lookUpSelection(rig, page, at, 'Nothing');
    await pause(500);
    await page.close();
  },
  async 'a paused site'({ rig, site, own }) {
    const on = new URL(site.at()).host;
    await ask(own, 'set', { site: on, paused: true });
    const page = await rig.open(site.at());
    await pause(300);
    await ask(own, 'set', { site: on, paused: false });
    await page.close();
  },
};

const session = (where: Which): Scenario => ({
  name: 'a session of all features, each request recorded',
  where,
  // It drives half a minute of every surface: the whole form is the place for it.
  inShort: false,
  async run(ground) {
    const { tally, isShort, scratch } = ground;
    const { rig, strange, local, close } = await watched(where, scratch);
    const site = await serve({ '/': PROSE });
    let told: string[] = [];
    try {
      await stayBehind(rig);
      const own = await rig.openOwn('options.html');
      const on = { rig, site, own, ground };
      tally.faults += LOADING.length;
      const left = isShort ? ['a correction', 'the menu', 'the address bar', 'each export', 'a paused'] : [];
      for (const [name, step] of Object.entries(STEPS)) {
        if (left.some((each) => name.startsWith(each))) continue;
        tally.tries++;
        const before = strange().length;
        await step(on);
        for (const each of await rig.browser.pages())
          if (!isKept(each, own)) await each.close().catch(() => undefined);
        const fresh = strange().slice(before);
        tally.hides(fresh.length === 0, `${name}: ${fresh.join(', ')}`);
      }
      const others = local().filter((each) => !/\/(?:favicon\.ico)?$/.test(each));
      tally.hides(others.length === 0, `asked this machine for ${others.join(', ')}`);
      // The recorder works: it sees what a page asks for.
      const page = await rig.open(site.at());
      await page.evaluate(() => fetch('http://canary.example/').catch(() => undefined));
      tally.keeps(
        strange().some((each) => each.includes('canary.example')),
        'the proxy sees no request',
      );
    } finally {
      site.close();
      told = await close();
    }
    const others = told.filter((each) => !each.includes('canary.example'));
    tally.hides(others.length === 0, `the browser’s log tells of ${others.join('; ')}`);
  },
});

/** The page of Gloss behind the others, and the first tab, stay open. */
const isKept = (page: Page, own: Page) => page === own || /options\.html$|^about:blank$/.test(page.url());

export const NETWORK: readonly Scenario[] = [session('chrome'), session('firefox')];
