/**
 * What it takes to import a large glossary, in a real Chromium, through the page *Digests*, until a mention of its last
 * term is marked on a page that was open before:
 *
 *     node scripts/run.mjs tests/bench/importing.ts [TERMS] [FILES]
 *
 * TERMS (100,000) are divided among FILES (1). Then a term of the reader's own is added, and the bundled digest is
 * switched off; then the background is stopped and woken by a page, again and again. Prints JSON. Needs a build for
 * Chrome, `.output/chrome-mv3` or the folder that GLOSS_BUILD names, and Linux for the memory.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { start } from '../../scripts/browsers';
import { pause, until } from '../../scripts/hovering';
import { root } from '../../scripts/packages';
import { ask } from '../e2e/notes';
import { readersIn } from '../e2e/readers';
import { serve, stopWorkers } from '../e2e/rig';
import { madeUp } from './lexica';
import { median, seeded } from './numbers';
import { memoryOf } from './whole-browser';

/** The term that is added when all is marked. */
const OWN = 'zibbelkram';
/** Messages of a kind that are timed. */
const ASKED = 40;
/** Longest wait for the marks, ms. */
const PATIENCE = 600_000;
/** Time between two messages of another page, between two looks at the memory, and before the background is stopped, ms. */
const EVERY = { message: 50, memory: 250, waking: 1_500 };
/** Number of wakings. */
const WAKINGS = 11;
/** Time until a browser is settled after its start, ms. */
const SETTLED = 8_000;

/** Terms of the bundled digest. */
const BUNDLED = ['igf', 'brics', 'itu', 'iran', 'world-order-fragmentation'];

const WORDS =
  'a the which that network member state board forum treaty packet name address service office council rule process of in for with between'.split(
    ' ',
  );

/** CSV files as a spreadsheet program writes them: 100,000 terms are about 12 MB. The last term of all is `last`. */
export function tables(terms: number, files: number) {
  const random = seeded(7);
  const all: string[] = [];
  const rows = madeUp(terms).map(({ forms }, at) => {
    const said = Array.from({ length: 14 }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ');
    const names = forms.map(({ text }) => text);
    all.push(names[0] ?? '');
    return `t${at};${names[0]};"${said}, no. ${at}";${names.slice(1).join(' | ')}`;
  });
  const last = 'Quorvexian Ledgerhall';
  rows.push(`last;${last};The last of all;`);
  const each = Math.ceil(rows.length / files);
  const parts = Array.from({ length: files }, (_, i) => rows.slice(i * each, (i + 1) * each));
  return {
    names: parts.map((_, i) => `words-${String.fromCharCode(97 + i)}.csv`),
    texts: parts.map((part) => `\uFEFFid;term;definition;synonyms\r\n${part.join('\r\n')}\r\n`),
    last,
    /** The names of the terms, without the last one. */
    all,
  };
}

const cardsOf = (ids: readonly string[]) => ids.map((term) => ({ term }));

const pageOf = (names: readonly string[]) =>
  Array.from(
    { length: 200 },
    (_, at) => `${WORDS.join(' ')} ${names[at % 40] ?? 'council'} ${WORDS.slice(at % 9).join(' ')}.`,
  );

/** Begins to record the long tasks of a page. */
const watchTasks = (page: Page) =>
  page.evaluate(() => {
    const longest: number[] = [];
    Object.assign(globalThis, { longest });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest.push(Math.round(duration));
    }).observe({ type: 'longtask' });
  });
const tasksOf = (page: Page) =>
  page.evaluate(() =>
    (globalThis as unknown as { longest: number[] }).longest.sort((a, b) => b - a).slice(0, 8),
  );

/** Median time (ms) in which a page or a reader has the answers to messages. */
async function timeOf(
  evaluate: (expression: string) => Promise<unknown>,
  kind: 'card' | 'search' | 'scan',
  messages: readonly unknown[],
): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < ASKED; i++)
    times.push(
      (await evaluate(`(async () => {
        const began = performance.now();
        const answer = await chrome.runtime.sendMessage(${JSON.stringify({ kind, data: messages[i % messages.length] })});
        if (answer === null) throw new Error('There is no answer.');
        return performance.now() - began;
      })()`)) as number,
    );
  return Math.round(median(times) * 10) / 10;
}

/** Times (ms) until a page has the answer of a background that slept. */
async function wakingTimes(browser: Browser, reader: Awaited<ReturnType<typeof readersIn>>[number]) {
  const times: number[] = [];
  for (let i = 0; i < WAKINGS; i++) {
    await pause(EVERY.waking);
    await stopWorkers(browser);
    times.push(
      await reader.evaluate<number>(`(async () => {
        const began = performance.now();
        await chrome.runtime.sendMessage({ kind: 'scan', data: { blocks: ['They met.'], lang: 'en' } });
        return performance.now() - began;
      })()`),
    );
  }
  return times.sort((a, b) => a - b);
}

export async function run(args: string[]): Promise<number> {
  const [terms = 100_000, files = 1] = args.map(Number);
  const { names, texts, last, all } = tables(terms, files);
  const home = mkdtempSync(join(tmpdir(), 'gloss-importing-'));
  const paths = names.map((name, i) => {
    writeFileSync(join(home, name), texts[i] ?? '');
    return join(home, name);
  });
  const { browser, base } = await start(
    'chrome',
    process.env.GLOSS_BUILD ?? join(root, '.output', 'chrome-mv3'),
  );
  const site = await serve({
    '/': `<!doctype html><html lang="en"><title>Open</title><p>They met in the ${last} again, with a ${OWN}.</p>`,
    '/other': '<!doctype html><html lang="en"><title>Other</title><p>The ministers of BRICS met.</p>',
  });
  let isOver = false;
  try {
    const open = await browser.newPage();
    await open.goto(site.at());
    const other = await browser.newPage();
    const readers = await readersIn(other);
    await other.goto(site.at('/other'));
    const reader = await until('the reader', async () => readers.at(-1));
    const own = await browser.newPage();
    await own.goto(`${base}digests.html`);
    await own.bringToFront();
    await pause(SETTLED);
    const inOwn = (words: string) => own.evaluate(words);
    const bundled = await timeOf(inOwn, 'card', cardsOf(BUNDLED));
    await Promise.all([watchTasks(open), watchTasks(own)]);
    const pid = browser.process()?.pid ?? 0;
    const before = memoryOf(pid).pss;
    const began = performance.now();
    const since = () => Math.round(performance.now() - began);

    const waits: { at: number; ms: number }[] = [];
    const messages = (async () => {
      while (!isOver) {
        const sent = performance.now();
        await reader.evaluate(
          `chrome.runtime.sendMessage({ kind: 'scan', data: { blocks: ['The ministers of BRICS met.'], lang: 'en' } }).then(() => 1, () => 0)`,
        );
        waits.push({ at: Math.round(sent - began), ms: Math.round(performance.now() - sent) });
        await pause(EVERY.message);
      }
    })();
    let peak = 0;
    const memory: [number, number][] = [];
    const looking = (async () => {
      while (!isOver) {
        const now = memoryOf(pid).pss - before;
        memory.push([since(), Math.round(now)]);
        peak = Math.max(peak, now);
        await pause(EVERY.memory);
      }
    })();

    const input = (await own.waitForSelector('.add input[type=file]')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(...paths);
    await until(
      'the previews',
      async () => (await own.$$('.preview .deeds button')).length === 2 * files,
      PATIENCE,
    );
    const shown = since();
    await own.evaluate((isOne) => {
      const all = [...document.querySelectorAll<HTMLButtonElement>('.add .deeds button')];
      (isOne ? all[0] : all.find(({ textContent }) => textContent.startsWith('Add all')))?.click();
    }, files === 1);
    await until(
      'the undo',
      async () => own.evaluate(() => document.querySelector('.deleted button') !== null),
      PATIENCE,
    );
    const stored = since();
    await until(
      'the mark',
      () => open.evaluate(() => (CSS.highlights.get('gloss')?.size ?? 0) > 0),
      PATIENCE,
    );
    const marked = since();
    const after = memoryOf(pid).pss - before;
    isOver = true;
    await Promise.all([messages, looking]);
    const some = [7, Math.floor(terms / 2), terms - 1];
    const answers = {
      card: await timeOf(inOwn, 'card', cardsOf([...BUNDLED, ...some.map((at) => `t${at}`), 'last'])),
      'card, bundled digest alone': bundled,
      search: await timeOf(
        inOwn,
        'search',
        [...some.map((at) => all[at] ?? ''), last, 'who governs'].map((query) => ({ query, limit: 10 })),
      ),
      reading: await timeOf((words) => reader.evaluate(words), 'scan', [
        { blocks: pageOf(some.map((at) => all[at] ?? '')), lang: 'en' },
      ]),
    };
    const marks = () => open.evaluate(() => CSS.highlights.get('gloss')?.size ?? 0);
    const known = await marks();
    const written = performance.now();
    await ask(own, 'write-term', { id: crypto.randomUUID(), changes: { label: OWN } });
    await until('the mark of the own term', async () => (await marks()) > known, PATIENCE);
    const ownMarked = Math.round(performance.now() - written);
    // The own term is joined with all others first, so that nothing else is under way.
    const isSaid = (words: string) => () =>
      own.evaluate((words) => document.querySelector('.said')?.textContent?.includes(words) === true, words);
    await until(
      'the own term to be joined',
      async () => JSON.stringify(await ask(own, 'search', { query: OWN, limit: 1 })).includes(OWN),
      PATIENCE,
    );
    const switched = performance.now();
    await own.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.digest input')]
        .find(({ ariaLabel }) => ariaLabel === 'On: The three documents')
        ?.click(),
    );
    await until(
      'the mark to go',
      () => other.evaluate(() => (CSS.highlights.get('gloss')?.size ?? 0) === 0),
      PATIENCE,
    );
    const offUnmarked = Math.round(performance.now() - switched);
    await until('the others to be joined', isSaid('Done.'), PATIENCE);
    const offJoined = Math.round(performance.now() - switched);
    const wakings = await wakingTimes(browser, reader);
    waits.sort((a, b) => b.ms - a.ms);
    console.log(
      JSON.stringify(
        {
          terms,
          files,
          bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
          ms: { shown, stored, marked, ownMarked, offUnmarked, offJoined },
          answers,
          waking: wakings.map(Math.round),
          mb: { before: Math.round(before), peak: Math.round(peak), after: Math.round(after) },
          longTasks: {
            'of the open page': await tasksOf(open),
            'of the page of digests': await tasksOf(own),
          },
          messages: { count: waits.length, slowest: waits.slice(0, 8) },
          memory: memory.filter((_, i) => i % 4 === 0).map((each) => each.join(': ')),
        },
        null,
        1,
      ),
    );
    return 0;
  } finally {
    isOver = true;
    await browser.close();
    site.close();
    rmSync(home, { recursive: true, force: true });
  }
}
