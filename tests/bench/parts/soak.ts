/**
 * A long day: many pages in one tab, and one page that changes five thousand times. No memory may remain in
 * use.
 */
import type { CDPSession } from 'puppeteer-core';
import { pause } from '../../../scripts/hovering';
import type { Kind } from '../extension';
import type { Visit } from '../lab';
import type { Part } from '../part';
import { choose } from '../survey';
import { heapOf } from './loading';

const NAVIGATIONS = 60;
const MUTATIONS = 5_000;
/** The share of the run after which counting begins. By then, everything that is created once exists. */
const WARM = 0.2;
/** Time for the reader to come to rest before the memory is measured, ms. */
const REST = 1_500;

/** The memory of a tab after a full garbage collection. */
interface Held {
  heap: number;
  documents: number;
  listeners: number;
  nodes: number;
}

async function held(cdp: CDPSession): Promise<Held> {
  await pause(REST);
  const { used, buffers, dom } = await heapOf(cdp);
  const { metrics } = await cdp.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return {
    heap: (used + buffers + dom) / 1e6,
    documents: of('Documents'),
    listeners: of('JSEventListeners'),
    nodes: of('Nodes'),
  };
}

async function navigations({ page, cdp }: Visit, count: number): Promise<Held> {
  const url = new URL(page.url());
  for (let at = 0; at < count; at++) {
    url.searchParams.set('visit', `${Date.now()}-${at}`);
    await page.goto(url.href);
    if (at % 4 === 0) await pause(60); // Some pages are left before they are read, others after.
  }
  return held(cdp);
}

/**
 * Runs in the page: adds, changes and removes paragraphs. Each round of 50 mutations leaves the page
 * unchanged.
 */
async function mutate(count: number): Promise<void> {
  const box = document.body.appendChild(document.createElement('section'));
  for (let done = 0; done < count; done += 50) {
    for (let at = 0; at < 20; at++) {
      const paragraph = document.createElement('p');
      paragraph.textContent = `Engineers at the International Telecommunication Union met on day ${done + at}.`;
      box.append(paragraph);
    }
    for (let at = 0; at < 10; at++) {
      const text = box.children[at]?.firstChild as Text;
      text.data = `Delegates of the Internet Governance Forum met on day ${done + at}.`;
    }
    if (done % 500 === 0) await new Promise((resolve) => setTimeout(resolve, 120));
    while (box.lastChild) box.lastChild.remove();
  }
  box.remove();
}

async function mutations({ page, cdp }: Visit, count: number): Promise<Held> {
  await page.evaluate(mutate, count);
  return held(cdp);
}

export const soak: Part = async (bench) => {
  const lab = await bench.lab('bundled');
  await lab.keepAwake();
  const [chosen] = choose(bench.surveyed, 'bundled', true, 1);
  if (!chosen) throw new Error('No page with a mention.');
  const share = bench.quick ? 0.1 : 1;
  const rows: (string | number)[][] = [];
  for (const [label, work, count] of [
    [`${NAVIGATIONS * share} navigations`, navigations, NAVIGATIONS * share],
    [`${MUTATIONS * share} mutations`, mutations, MUTATIONS * share],
  ] as const) {
    for (const kind of ['plain', 'gloss'] satisfies Kind[]) {
      bench.say(`soak: ${label}, ${kind}`);
      const [before, after] = await lab.visit(
        kind,
        chosen.name,
        async (visit) => [await work(visit, count * WARM), await work(visit, count)] as const,
        { fine: false },
      );
      rows.push([
        label,
        kind === 'plain' ? 'page alone' : 'with Gloss',
        before.heap,
        after.heap,
        after.heap - before.heap,
        after.documents - before.documents,
        after.listeners - before.listeners,
        after.nodes - before.nodes,
      ]);
    }
  }
  return {
    rows: {},
    tables: [
      {
        title: 'A long day in one tab',
        text:
          `What a tab holds after a full collection, MB, and what has come to it: before the count a fifth of the work is done. ` +
          `The page is ${chosen.name}. A reader, an observer or a listener that stays behind would show as a document or listeners more.`,
        columns: ['what happens', '', 'heap before', 'after', 'more', 'documents', 'listeners', 'nodes'],
        rows,
      },
    ],
  };
};
