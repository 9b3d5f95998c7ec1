/** The cost of reading, listing and searching 10,000 notes. */
import type { CDPSession, Page } from 'puppeteer-core';
import { pause, until } from '../../../scripts/hovering';
import { FIRST_PAGE, madeNotes, ON_FIRST, plantNotes, wordsOfDocuments } from '../made-notes';
import { median, percentile, seeded } from '../numbers';
import type { Part } from '../part';
import type { TypedKey } from '../probe/typed';
import { openSearchLab, type SearchLab } from '../search-lab';

const NOTES = 10_000;
const RUNS = 3;
/** Requests in one run. */
const ASKED = 10;
/** Queries that are typed into each newly opened page. */
const QUERIES = 8;
/** Shortest and longest time between two keys of a fast typist, ms. */
const PACE = [80, 160] as const;
/** Time until the results of a query must have arrived, ms. */
const SETTLED = 400;

export const notes: Part = async ({ extension, pages, quick, say }) => {
  const lab = await openSearchLab(extension, pages);
  try {
    say('notes, 10,000 of them');
    await lab.inOwnPage(async (page) => {
      await ask(page, 'notes', { term: 'none' }); // The database exists now.
      await plantNotes(page, madeNotes(NOTES));
    });
    await lab.stopBackground();
    const built = await lab.inOwnPage((page) => ask(page, 'find-notes', { query: 'internet' }));
    if (built.size === 0) throw new Error('no note is found');
    const runs = quick ? 2 : RUNS;
    const found: number[] = [];
    const painted = { awake: [] as number[], asleep: [] as number[] };
    const keys = { popup: [] as number[][], page: [] as number[][] };
    for (let run = 0; run < runs; run++) {
      say(`notes, run ${run + 1} of ${runs}`);
      found.push(...(await lab.inOwnPage(askForPage)));
      painted.awake.push(await openList(lab));
      const queries = queriesOf(run, quick ? 4 : QUERIES);
      keys.page.push(await typeIntoList(lab, queries, run));
      keys.popup.push(
        await lab.popup(async ({ page, cdp }) => {
          await until(
            'the popup to be ready',
            async () => (await page.evaluate(() => __typed.ready)) || undefined,
          );
          return typeQueries(page, cdp, queries, run, '[role=option]');
        }),
      );
      await lab.stopBackground();
      painted.asleep.push(await openList(lab));
    }
    const p95 = (figures: number[][]) => median(figures.map((each) => percentile(each, 0.95)));
    return {
      rows: {
        'notes-of-page': { value: median(found) },
        'notes-page-painted': { value: Math.max(median(painted.awake), median(painted.asleep)) },
        'note-search-key': { value: Math.max(p95(keys.page), p95(keys.popup)) },
      },
      tables: [
        {
          title: '10,000 notes',
          text:
            `Made up, in the extension's own database: ${ON_FIRST} on one page, the others on 1,500 pages and a few terms. ms. *Found*: the ` +
            'question of a page of the extension, its answer included, background awake. *Listed*: from the navigation to the first frame ' +
            'with notes in it. *Key*: from the key to the frame after the last change that it brought; p95 is that of a page, median over ' +
            'pages. *Indexed*: the first search after notes came in from elsewhere, which nobody waits for else.',
          columns: ['', 'median', 'p95'],
          rows: [
            ['notes of a page found', median(found), percentile(found, 0.95)],
            ['listed, background awake', median(painted.awake), Math.max(...painted.awake)],
            ['listed, background asleep', median(painted.asleep), Math.max(...painted.asleep)],
            ['key, in the list', median(keys.page.flat()), p95(keys.page)],
            ['key, in the popup', median(keys.popup.flat()), p95(keys.popup)],
            ['indexed', built.ms, null],
          ],
        },
      ],
    };
  } finally {
    await lab.close();
  }
};

/** Sends a request to the background. Resolves to its duration and the size of the answer. */
function ask(page: Page, kind: string, data: object): Promise<{ ms: number; size: number }> {
  return page.evaluate(
    async (kind, data) => {
      const { runtime } = (
        globalThis as unknown as { chrome: { runtime: { sendMessage(message: unknown): Promise<unknown> } } }
      ).chrome;
      const began = performance.now();
      const reply = (await runtime.sendMessage({ kind, data })) as
        | { notes: unknown[] }
        | { found: unknown[] };
      return {
        ms: performance.now() - began,
        size: ('notes' in reply ? reply.notes : reply.found).length,
      };
    },
    kind,
    data,
  );
}

async function askForPage(page: Page): Promise<number[]> {
  await ask(page, 'labels', { terms: [] }).catch(() => undefined); // The background is awake now.
  const times: number[] = [];
  for (let i = 0; i < ASKED; i++) {
    const { ms, size } = await ask(page, 'notes', { page: { address: FIRST_PAGE } });
    if (size !== ON_FIRST) throw new Error(`${size} notes are found on the page that has ${ON_FIRST}`);
    times.push(ms);
  }
  return times;
}

/** Opens the page of all notes. Resolves to the time from navigation to the first frame with notes, ms. */
function openList(lab: SearchLab): Promise<number> {
  return lab.inOwnPage(async (page) => {
    await page.evaluateOnNewDocument(() => {
      const look = () =>
        requestAnimationFrame(() => {
          if (!document.querySelector('.row')) return look();
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => performance.mark('painted');
          port2.postMessage(0);
        });
      look();
    });
    await page.goto(listOf(page));
    return until('the notes', async () =>
      page.evaluate(() => performance.getEntriesByName('painted')[0]?.startTime),
    );
  });
}

function typeIntoList(lab: SearchLab, queries: string[], run: number): Promise<number[]> {
  return lab.inOwnPage(async (page) => {
    await page.goto(listOf(page));
    await until('all notes', () => page.evaluate(() => document.querySelector('.count') !== null));
    await pause(SETTLED);
    await page.focus('[type=search]');
    return typeQueries(page, await page.createCDPSession(), queries, run, '.row');
  });
}

const listOf = (page: Page) => page.url().replace('options.html', 'notes.html');

/**
 * Types queries letter by letter. Resolves to the time of each letter, ms. `hit`: a selector that must match
 * after each query.
 */
async function typeQueries(
  page: Page,
  cdp: CDPSession,
  queries: string[],
  run: number,
  hit: string,
): Promise<number[]> {
  const random = seeded(run + 1);
  for (const query of queries) {
    for (const letter of query) {
      await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', text: letter, key: letter });
      await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', key: letter });
      await pause(PACE[0] + random() * (PACE[1] - PACE[0]));
    }
    await pause(SETTLED);
    const [value, hits] = await page.evaluate(
      (hit) => [document.querySelector('input')?.value, document.querySelectorAll(hit).length],
      hit,
    );
    if (value !== query || hits === 0)
      throw new Error(`“${value}” stands in the box for “${query}”, and ${hits} hits are shown`);
    await page.keyboard.press('Escape');
    await pause(SETTLED);
  }
  const keys = (await page.evaluate(() => __typed.keys)) as TypedKey[];
  return keys.filter(({ key }) => [...key].length === 1).map(({ pressed, painted }) => painted - pressed);
}

/** Queries of one to three consecutive words of the documents. Every third has two letters exchanged. */
function queriesOf(run: number, count: number): string[] {
  const random = seeded(100 + run);
  const words = wordsOfDocuments().filter((word) => /^[a-z]{5,12}$/i.test(word));
  return Array.from({ length: count }, (_, i) => {
    const from = Math.floor(random() * (words.length - 3));
    const query = words.slice(from, from + 1 + (i % 3)).join(' ');
    return i % 3 === 0 ? query.replace(/^(..)(.)(.)/, '$1$3$2') : query;
  });
}
