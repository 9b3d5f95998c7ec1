/** What a person waits for in a search: the popup, the results after each letter, and the index. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pause, until } from '../../../scripts/hovering';
import type { Digest } from '../../../src/digest/schema';
import { type Asked, readQueries } from '../../eval/search-score';
import type { Measured } from '../bars';
import { bundle } from '../bundle';
import { largeDigest } from '../digest';
import { median, percentile, seeded } from '../numbers';
import type { Bench, Part } from '../part';
import type { TypedKey } from '../probe/typed';
import { type OpenPopup, openSearchLab, type SearchLab } from '../search-lab';

/** Number of popups that are opened, and of queries typed into each. */
const POPUPS = 3;
const QUERIES = 8;
const LOADS = 3;
/**
 * Shortest and longest time between two keys of a fast typist, ms. Queries are typed letter by letter, as
 * written.
 */
const PACE = [80, 160] as const;
/** Time until the results after a letter must have arrived, ms. */
const SETTLED = 400;
const LANGUAGES = ['en', 'fa', 'ar', 'ru', 'zh'];

/** The measurements of one popup. */
interface Session {
  ready: number;
  /** Time from each letter to its results, ms. */
  keys: number[];
  /** The same from Event Timing, in steps of 8 ms. 8 stands for less than 16. */
  presented: number[];
}

export const searching: Part = async (bench) => {
  const { extension, pages, quick, surveyed } = bench;
  const bundled = JSON.parse(readFileSync(join(bench.build, 'digest.json'), 'utf8')) as Digest;
  const small = await openSearchLab(extension, pages);
  try {
    bench.say('searching, the digest of 100,000 terms');
    const large = await openSearchLab(extension, pages, await largeDigest(bundled, surveyed));
    try {
      const sessions = { awake: [] as Session[], asleep: [] as Session[], large: [] as Session[] };
      const queries = chooseQueries();
      const popups = quick ? 2 : POPUPS;
      for (let round = 0; round < popups; round++) {
        bench.say(`searching, popup ${round + 1} of ${popups}`);
        const some = queries.slice(round * QUERIES, round * QUERIES + (quick ? 5 : QUERIES));
        sessions.awake.push(await small.popup((popup) => search(popup, some, round)));
        sessions.large.push(await large.popup((popup) => search(popup, some, round)));
        await small.stopBackground();
        sessions.asleep.push(await small.popup((popup) => search(popup, [], round)));
      }
      const loads = await loadIndex(bench, large);
      const of = (list: Session[], figure: (session: Session) => number) => median(list.map(figure));
      const p95 = (figures: number[]) => percentile(figures, 0.95);
      const rows = (Object.keys(sessions) as (keyof typeof sessions)[]).map((name) => {
        const list = sessions[name];
        const keys = list.flatMap(({ keys }) => keys);
        const typed = keys.length > 0;
        return {
          ready: of(list, ({ ready }) => ready),
          key: typed ? of(list, ({ keys }) => p95(keys)) : null,
          row: [
            NAMES[name],
            of(list, ({ ready }) => ready),
            typed ? keys.length : null,
            typed ? median(keys) : null,
            typed ? of(list, ({ keys }) => p95(keys)) : null,
            typed ? of(list, ({ presented }) => p95(presented)) : null,
            typed ? Math.max(...keys) : null,
          ],
        };
      });
      const [awake, , many] = rows;
      const value = (figure: number | null | undefined): Measured =>
        figure == null ? { reason: 'nothing was typed' } : { value: figure };
      return {
        rows: {
          'popup-ready': { value: Math.max(...rows.map(({ ready }) => ready)) },
          'search-key-bundled': value(awake?.key),
          'search-key-100k': value(many?.key),
          'search-index-load': { value: Math.max(loads.page, loads.background) },
        },
        tables: [
          {
            title: 'The popup, and its search',
            text:
              'ms, in the real popup over a page with three terms. *Ready*: from the press of the toolbar button, which is pinned (Chromium ' +
              'first moves one that is not, for a quarter of a second), to the first frame with the keyboard in the box; median over fresh ' +
              'popups. Then queries of the evaluation in five languages, with and without typing errors, are typed from that very frame on, ' +
              `${PACE.join(' to ')} ms between letters. A letter's time runs from the key to the frame after the last change of the list ` +
              'before the next letter; p95 is that of a popup, median over popups. *By Event Timing*: what the browser itself tells of the ' +
              'presentation of the frame after the key, in steps of 8 ms.',
            columns: [
              'digest',
              'ready',
              'letters',
              'letter, median',
              'p95',
              'p95 by Event Timing',
              'slowest',
            ],
            rows: rows.map(({ row }) => row),
          },
          {
            title: "The search's index of 100,000 terms and 20,000 passages",
            text:
              'Made from the texts of the corpus, written, checked and indexed by the background itself, and kept in its database. ms, medians ' +
              `of ${loads.runs} loads: in a page of the extension that was just opened, as the popup has it; and in a background that was ` +
              'stopped, from the question to its answer, its start included. A page that is read never waits for either: the longest answer ' +
              'to a page that asks the background every 5 ms meanwhile, beside the same without a load.',
            columns: ['', 'value', 'unit'],
            rows: [
              ['loaded by a page', loads.page, 'ms'],
              ['loaded by the background, its start included', loads.background, 'ms'],
              ['longest answer to a page meanwhile', loads.waited, 'ms'],
              ['longest answer to a page without a load', loads.idle, 'ms'],
              ['entries', loads.entries, ''],
              ['first start: written, checked and indexed', large.prepared, 's'],
            ],
          },
        ],
      };
    } finally {
      await large.close();
    }
  } finally {
    await small.close();
  }
};

const NAMES = {
  awake: 'bundled, background awake',
  asleep: 'bundled, background asleep',
  large: '100,000 terms',
};

/** Queries in five languages in turn. Half of the English ones have typing errors. */
function chooseQueries(): Asked[] {
  const all = readQueries();
  const lists = LANGUAGES.flatMap((lang) => {
    const of = all.filter((each) => each.lang === lang);
    return lang === 'en'
      ? [of.filter(({ tries }) => tries === 'typo'), of.filter(({ tries }) => tries !== 'typo')]
      : [of];
  });
  return Array.from({ length: POPUPS * QUERIES }, (_, i) => {
    const list = lists[i % lists.length] as Asked[];
    return list[Math.floor(i / lists.length) % list.length] as Asked;
  });
}

/** Types the queries, and checks that each finds something. */
async function search({ page, cdp, pressed }: OpenPopup, queries: Asked[], round: number): Promise<Session> {
  const random = seeded(round + 1);
  const ready = await until(
    'the popup to be ready',
    async () => (await page.evaluate(() => __typed.ready)) || undefined,
  );
  for (const { query } of queries) {
    for (const letter of query) {
      await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', text: letter, key: letter });
      await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', key: letter });
      await pause(PACE[0] + random() * (PACE[1] - PACE[0]));
    }
    await pause(SETTLED);
    const [value, hits] = await page.evaluate(() => [
      document.querySelector('input')?.value,
      document.querySelectorAll('[role=option]').length,
    ]);
    if (value !== query || hits === 0)
      throw new Error(`the popup has “${value}” in its box for “${query}”, and shows ${hits} hits`);
    await page.keyboard.press('Escape');
    await pause(PACE[1]);
  }
  const keys = (await page.evaluate(() => __typed.keys)) as TypedKey[];
  const letters = keys.filter(({ key }) => [...key].length === 1);
  return {
    ready: ready - pressed,
    keys: letters.map(({ pressed, painted }) => painted - pressed),
    presented: letters.map(({ presented }) => Math.max(8, presented)),
  };
}

interface Loads {
  runs: number;
  entries: number;
  page: number;
  background: number;
  waited: number;
  idle: number;
}

async function loadIndex(bench: Bench, lab: SearchLab): Promise<Loads> {
  const { version } = JSON.parse(readFileSync(join(bench.build, 'manifest.json'), 'utf8')) as {
    version: string;
  };
  const code = await bundle('./probe/index-load.ts');
  const runs = bench.quick ? 2 : LOADS;
  const loads = {
    page: [] as number[],
    background: [] as number[],
    waited: [] as number[],
    idle: [] as number[],
  };
  let entries = 0;
  for (let run = 0; run < runs; run++) {
    bench.say(`searching, load ${run + 1} of ${runs}`);
    const own = (await lab.inOwnPage((page) =>
      page.evaluate(`${code}; bench.loadIndex('${lab.hash}', '${version}')`),
    )) as { ms: number; entries: number };
    loads.page.push(own.ms);
    entries = own.entries;
    const asked = async (loading: boolean, awake: boolean) => {
      await lab.stopBackground();
      return lab.inOwnPage((page) => page.evaluate(askAsAPage, loading, awake));
    };
    loads.background.push((await asked(true, false)).loaded);
    loads.waited.push((await asked(true, true)).longest);
    loads.idle.push((await asked(false, true)).longest);
  }
  return {
    runs,
    entries,
    page: median(loads.page),
    background: median(loads.background),
    waited: median(loads.waited),
    idle: median(loads.idle),
  };
}

/**
 * Sends requests to the background as a reader does, one after another for a while. `loading`: the search
 * index is loading at the same time. Resolves to the time until the index is loaded and the longest answer,
 * ms. `awake`: the first request, which wakes the background, does not count.
 */
async function askAsAPage(loading: boolean, awake: boolean): Promise<{ loaded: number; longest: number }> {
  const WHILE = 600;
  const { runtime } = (
    globalThis as unknown as { chrome: { runtime: { sendMessage(message: unknown): Promise<unknown> } } }
  ).chrome;
  const text =
    'The Internet Governance Forum met engineers of the International Telecommunication Union. '.repeat(20);
  const ask = () => runtime.sendMessage({ kind: 'ask', data: { texts: [text] } });
  if (awake) await ask();
  const began = performance.now();
  let loaded = 0;
  const search = loading
    ? runtime.sendMessage({ kind: 'search', data: { query: '', limit: 0 } }).then(() => {
        loaded = performance.now() - began;
      })
    : Promise.resolve();
  let longest = 0;
  while (performance.now() - began < WHILE || (loading && loaded === 0)) {
    const asked = performance.now();
    await ask();
    longest = Math.max(longest, performance.now() - asked);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await search;
  return { loaded, longest };
}
