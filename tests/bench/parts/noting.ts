/**
 * The search for the passages of a hundred notes on a page of one megabyte: how long it blocks the page's
 * thread at a time.
 */
import type { Page } from 'puppeteer-core';
import { pause, until } from '../../../scripts/hovering';
import { describing } from '../../../src/notes/anchor/describe';
import type { Selectors } from '../../../src/notes/anchor/selectors';
import { bigPage } from '../big-page';
import type { Lab, Visit } from '../lab';
import { median } from '../numbers';
import type { Part } from '../part';
import { type Task, tasksOf } from '../tasks';

const RUNS = 3;
const NOTES = 100;
const BYTES = 1_000_000;
/** Time from the load until the page is at rest, ms. */
const REST = 4_000;
/** Time for which the page is watched after the last passage is painted, ms. */
const AFTER = 1_500;
const NAME = 'noted';

/** Runs in the page: returns its text as notes see it. */
function textOf(): string {
  const skipped = new Set(['script', 'style', 'noscript', 'template', 'textarea']);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL, (node) =>
    node instanceof Element && skipped.has(node.localName)
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  const parts: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node.nodeType === 3) parts.push((node as Text).data);
  return parts.join('');
}

/** Runs in the page: inserts text at the beginning, and changes one word in fifty. */
function edit(): void {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let words = 0;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null)
    node.data = node.data.replace(/\p{L}{4,}/gu, (word) =>
      ++words % 50 === 0 ? [...word].reverse().join('') : word,
    );
  document.body.prepend(
    Object.assign(document.createElement('p'), { textContent: 'Updated this morning. '.repeat(40) }),
  );
}

/** Runs in the page: returns the least number of notes with a painted passage. */
function paintedOn(): number {
  let count = 0;
  CSS.highlights.forEach((highlight, name) => {
    if (name.startsWith('gloss-note-')) count += highlight.size;
  });
  return count;
}

/** Passages spread over a text, from one word to a few sentences long. */
function* passagesOf(text: string): Generator<Selectors> {
  for (let n = 0; n < NOTES; n++) {
    const start = text.indexOf(' ', Math.floor(((n + 0.5) / NOTES) * text.length)) + 1;
    const work = describing(text, { start, end: start + 20 + ((n * 37) % 300) });
    let step = work.next();
    while (!step.done) step = work.next();
    if (step.value) yield step.value;
  }
}

/** Opens a page of the extension, which may write notes. */
async function ownPage(lab: Lab): Promise<Page> {
  const base = new URL((await lab.background()).url());
  const page = await lab.browser.newPage();
  await page.goto(`chrome-extension://${base.host}/options.html`);
  return page;
}

const ask = (own: Page, kind: string, data: object) =>
  own.evaluate(
    (kind, data) =>
      (
        globalThis as unknown as { chrome: { runtime: { sendMessage(message: object): Promise<unknown> } } }
      ).chrome.runtime.sendMessage({ kind, data }),
    kind,
    data,
  );

const longest = (tasks: Task[], renders: boolean) =>
  Math.max(0, ...tasks.filter((task) => task.renders === renders).map(({ ran }) => ran));

export const noting: Part = async (bench) => {
  const lab = await bench.lab('bundled');
  await lab.keepAwake();
  bench.pages.add(NAME, await bigPage(bench, NAME, BYTES));
  bench.say('noting: describing passages');
  const text = await lab.visit('plain', NAME, ({ page }) => page.evaluate(textOf));
  const own = await ownPage(lab);
  const passages = [...passagesOf(text)];
  /** Makes the notes of a page that is on no screen yet, and deletes them, so that all come back at once. */
  const deletedOn = async (address: string) => {
    const ids: string[] = [];
    for (const selectors of passages) {
      const id = crypto.randomUUID();
      ids.push(id);
      const target = { kind: 'passage', page: { address, title: NAME }, selectors };
      await ask(own, 'write', { id, target, changes: {} });
    }
    await ask(own, 'delete', { ids, deleted: true });
    return ids;
  };
  let visits = 0;
  const table: (string | number)[][] = [];
  const values: number[] = [];
  for (const [label, change] of [
    ['as it was', undefined],
    ['changed', edit],
  ] as const) {
    const slices: number[] = [];
    const paints: number[] = [];
    const sums: number[] = [];
    let found = 0;
    for (let run = 0; run < (bench.quick ? 2 : RUNS); run++) {
      bench.say(`noting: ${label}, run ${run + 1}`);
      // Each visit is to another site, so that it starts a new renderer.
      const host = `noted${++visits}.localhost`;
      const ids = await deletedOn(bench.pages.at('gloss', NAME, host));
      const show = async ({ page }: Visit) => {
        await pause(REST);
        if (change) await page.evaluate(change);
        if (change) await pause(REST);
        return tasksOf(lab.browser, page, async () => {
          await ask(own, 'delete', { ids, deleted: false });
          await until('the passages', async () => (await page.evaluate(paintedOn)) > 0, 60_000);
          await pause(AFTER);
          found = await page.evaluate(paintedOn);
        });
      };
      const tasks = await lab.visit('gloss', NAME, show, { host });
      slices.push(longest(tasks, false));
      paints.push(longest(tasks, true));
      sums.push(tasks.reduce((sum, { ran, renders }) => sum + (renders ? 0 : ran), 0));
    }
    values.push(median(slices));
    table.push([
      label,
      passages.length,
      found,
      median(slices),
      Math.max(...slices),
      median(sums),
      median(paints),
    ]);
  }
  await own.close();
  return {
    rows: {
      'noting-slice':
        passages.length < NOTES * 0.9
          ? { reason: `only ${passages.length} passages could be described` }
          : { value: Math.max(...values) },
    },
    tables: [
      {
        title: 'Notes that find their passages',
        text:
          `${NOTES} notes on passages spread over a page of 1 MB come at once, on the page as it was when they were made, or with one word in fifty ` +
          'another and a paragraph put in before all. ms of the page’s own thread, medians of runs in fresh renderers; the script for notes is ' +
          'compiled in one of the slices. The browser’s own tasks lay out and paint.',
        columns: [
          'page',
          'notes',
          'pieces painted',
          'longest slice',
          'longest of any run',
          'all slices',
          'longest of the browser’s own',
        ],
        rows: table,
      },
    ],
  };
};
