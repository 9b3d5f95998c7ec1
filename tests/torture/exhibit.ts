/** A hostile page, and how it is visited: what it learns, what it breaks, and what the user's notes suffer. */
import type { Page } from 'puppeteer-core';
import type { Which } from '../../scripts/browsers';
import { marksOn, pause, until } from '../../scripts/hovering';
import type { WriteRequest } from '../../src/protocol/messages';
import { ask, cardAt, openEditor } from '../e2e/notes';
import { PROSE, type Rig, type Site, serve } from '../e2e/rig';
import { differences, kept } from './kept';
import type { Tally } from './scenario';

/** A word that no page may learn. It is in a note on a term that every exhibit mentions, and in no page. */
export const SECRET = 'zqxjvkwzqx';
/** The term of that note. */
export const NOTED = 'igf';

/** Where the pages are shown. */
export interface Hall {
  rig: Rig;
  tally: Tally;
  /** A page of the extension, behind the others. */
  own: Page;
  /** Address of the extension's own pages, with a trailing slash. */
  base: string;
  /** Id of the note with the secret. */
  secret: string;
  /** A site with an ordinary page. */
  other: Site;
  /** Longest time (ms) in which a note of another tab is stored, in the better of two tries. */
  soon: number;
}

/** An exhibit that is open, in front. */
export interface Shown extends Hall {
  page: Page;
  site: Site;
  /** Ids of the notes that the visit itself makes. */
  mine: string[];
}

export interface Exhibit {
  /** What the page does to Gloss. */
  name: string;
  /** The pages by path. `/` is opened. */
  pages(hall: Hall): Record<string, string>;
  /** The only browser in which it is shown; both by default. */
  only?: Which;
  inShort?: true;
  /** A note is typed into a card in another tab meanwhile, besides the notes that an own page writes. */
  typed?: true;
  /** Drives the attack. By default, the page attacks by itself for `STORM`. */
  attack?(on: Shown): Promise<void>;
  /** Checks the page after the attack has ended. */
  after?(on: Shown): Promise<void>;
  /** An expression: all that the page has learned, as a text. */
  told?: string;
  /** An expression: the errors in the page's own code, as a text. Empty if there are none. */
  broke?: string;
}

/** Begins every page of the gallery: collects what it learns and what breaks. A storm ends with `stopped`. */
const WITNESS = `
  const learned = [];
  const broke = [];
  let stopped = false;
  setTimeout(() => { stopped = true; }, 30_000);
  addEventListener('error', ({ message }) => broke.push(message));
  addEventListener('unhandledrejection', ({ reason }) => broke.push(String(reason)));
  addEventListener('message', ({ data }) => learned.push(JSON.stringify(data)));
  // Repeats a step until the end, at once after every other task, also in a hidden tab.
  const storm = (step) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { if (stopped) return; step(); port2.postMessage(0); };
    port2.postMessage(0);
  };`;

/** A page of the gallery. `script` runs after the body. */
export const hostile = (title: string, body: string, script: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>
<style>body{font:18px/1.6 serif;margin:40px;max-width:600px}</style><script>${WITNESS}</script>${body}<script>{${script}}</script>`;

/** Text with a mention that has a secret note, and one without. */
export const BODY = `<p>Delegates of the Internet Governance Forum met again.</p>
<p id="brics">Ministers of BRICS spoke of cyber diplomacy.</p><p id="more">Nothing here.</p>`;

/** How long (ms) a page attacks by itself. */
const STORM = 1_500;
/** `Hall.soon`. A short run belongs to `npm test`, which no load of the machine may decide. */
const SOON = { whole: 1_000, short: 15_000 };
/** Time (ms) between two notes that are written meanwhile, and their least number. */
const EVERY = 150;
const LEAST = 5;

/** Firefox's messages about a page that was not allowed to load a file of the extension. */
const REFUSED =
  /Security Error: Content at http\S+ may not load or link to|Module source URI is not allowed|Loading failed for the/;

const TOLD = 'JSON.stringify(learned) + document.documentElement.outerHTML';
const BROKE = 'broke.join("; ")';

/** Prepares a browser: the note with the secret, a page of the extension, an ordinary site. */
export async function openHall(rig: Rig, tally: Tally, isShort: boolean): Promise<Hall> {
  const other = await serve({ '/': PROSE });
  const own = await rig.openOwn('options.html');
  const base = (await own.evaluate('new URL("/", location.href).href')) as string;
  const secret = crypto.randomUUID();
  await ask(own, 'write', {
    id: secret,
    target: { kind: 'term', term: NOTED },
    changes: { text: SECRET, tags: [SECRET] },
  });
  return { rig, tally, own, base, secret, other, soon: isShort ? SOON.short : SOON.whole };
}

/** Shows an exhibit and checks it. Takes the better of two tries where the machine may have been slow. */
export async function visit(hall: Hall, exhibit: Exhibit): Promise<void> {
  const { rig, tally, soon } = hall;
  const site = await serve(exhibit.pages(hall));
  const errors = (await rig.errors()).length;
  try {
    let slowest = await seen(hall, site, exhibit);
    if (slowest > soon) slowest = Math.min(slowest, await seen(hall, site, exhibit));
    console.log(`    ${exhibit.name}: a note of another tab after ${Math.round(slowest)} ms`);
    tally.keeps(slowest <= soon, `${exhibit.name}: a note of another tab waited ${Math.round(slowest)} ms`);
    const fresh = (await rig.errors()).slice(errors).filter((each) => !REFUSED.test(each));
    tally.keeps(fresh.length === 0, `${exhibit.name}: Gloss failed: ${fresh.join('; ').slice(0, 500)}`);
  } finally {
    site.close();
  }
}

/** One try. Resolves to the longest time in which a note of another tab was stored, ms. */
async function seen(hall: Hall, site: Site, exhibit: Exhibit): Promise<number> {
  const { rig, tally, own, other } = hall;
  const { name, told = TOLD, broke = BROKE } = exhibit;
  tally.tries++;
  tally.faults++;
  const before = await kept(own);
  const mine: string[] = [];
  let page: Page | undefined;
  const attack = async () => {
    page = await rig.open(site.at());
    await (exhibit.attack?.({ ...hall, site, page, mine }) ?? pause(STORM));
  };
  const written = await writtenWhile(hall, attack(), mine);
  if (!page) throw new Error(`${name}: it was not opened.`);

  const third = await rig.open(other.at());
  const isMarked = await marksOn(third).then(
    () => true,
    () => false,
  );
  tally.keeps(isMarked, `${name}: another tab is not marked`);
  const typed = exhibit.typed ? await typedIn(hall, third, mine) : 0;
  await third.close();

  await page.bringToFront();
  await page.evaluate('globalThis.stopped = stopped = true').catch(() => undefined);
  await exhibit.after?.({ ...hall, site, page, mine });
  const learned = (await page.evaluate(told)) as string | undefined;
  tally.hides(!learned?.includes(SECRET), `${name}: the page has learned what a note says`);
  const problems = ((await page.evaluate(broke)) as string | undefined) ?? '';
  tally.keeps(problems === '', `${name}: the page broke: ${problems.slice(0, 500)}`);
  for (const each of await rig.browser.pages()) if (each !== own) await each.close();

  const lines = differences(before, await kept(own)).filter(
    (line) => !line.startsWith('backups') && !mine.some((id) => line.includes(id)),
  );
  tally.keeps(lines.length === 0, `${name}: ${lines.join('; ')}`);
  return Math.max(written, typed);
}

const ON_ITU = { kind: 'term' as const, term: 'itu' };

/** Writes a note. Resolves to the time until it was stored, ms, as the writing page measures it. */
const writeTime = (own: Page, data: WriteRequest) =>
  own.evaluate(`(async () => {
    const since = performance.now();
    await (globalThis.browser ?? chrome).runtime.sendMessage(${JSON.stringify({ kind: 'write', data })});
    return performance.now() - since;
  })()`) as Promise<number>;

/**
 * Writes a note again and again until the work has ended, and checks that all of it is stored. Resolves to the
 * longest time of a write, ms. Adds the id of the note to `mine`.
 */
async function writtenWhile({ own, tally }: Hall, work: Promise<void>, mine: string[]): Promise<number> {
  const id = crypto.randomUUID();
  mine.push(id);
  let isOver = false;
  const ended = work.finally(() => {
    isOver = true;
  });
  ended.catch(() => undefined); // It is awaited below.
  let slowest = 0;
  let text = '';
  for (let at = 1; !isOver || at <= LEAST; at++, await pause(EVERY)) {
    text = `Meanwhile ${at}`;
    slowest = Math.max(slowest, await writeTime(own, { id, target: ON_ITU, changes: { text } }));
  }
  await ended;
  const { notes } = await ask(own, 'notes', { ids: [id] });
  tally.keeps(notes[0]?.text === text, `a note of another tab is ${notes[0]?.text}, not ${text}`);
  await ask(own, 'delete', { ids: [id], deleted: true });
  return slowest;
}

/**
 * Types a note into a card. Resolves to the time from the last key until it was stored, ms. Adds the id of the
 * note to `mine`.
 */
async function typedIn({ rig, own }: Hall, page: Page, mine: string[]): Promise<number> {
  const text = 'typed meanwhile';
  const card = await cardAt(rig, page, 'BRICS');
  await openEditor(card, 'Add note');
  await page.keyboard.type(text);
  const since = performance.now();
  const note = await until('the typed note', async () => {
    const { notes } = await ask(own, 'notes', { term: 'brics' });
    return notes.find((each) => each.text === text);
  });
  const time = performance.now() - since;
  mine.push(note.id);
  await ask(own, 'delete', { ids: [note.id], deleted: true });
  return time;
}
