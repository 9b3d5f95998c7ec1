/** The cost of a page load with and without Gloss: time by kind of work, and the heap that remains. */
import type { CDPSession } from 'puppeteer-core';
import { pause } from '../../../scripts/hovering';
import type { Kind } from '../extension';
import type { Lab, Visit } from '../lab';
import { SIZES, type Size } from '../lexica';
import { median } from '../numbers';
import { labOrReason, type Part } from '../part';
import { choose } from '../survey';

const RUNS = 3;
const PAGES = 3;
/** Time from the load until everything is at rest, ms. */
const REST = 400;

const TIMES = ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration', 'TaskDuration'] as const;

/** A load: ms by kind of work, and bytes after a garbage collection. */
interface Load {
  times: Record<(typeof TIMES)[number], number>;
  heap: Heap;
}

export interface Heap {
  /** The JavaScript heap of all worlds in the isolate. */
  used: number;
  /** Memory of array buffers outside the heap. */
  buffers: number;
  /** The browser's objects behind the DOM. */
  dom: number;
}

/** Memory in use after a full garbage collection, bytes. */
export async function heapOf(cdp: CDPSession): Promise<Heap> {
  // The second collection frees what the finalizers of the first one released.
  for (let time = 0; time < 2; time++) await cdp.send('HeapProfiler.collectGarbage');
  const usage = (await cdp.send('Runtime.getHeapUsage')) as {
    usedSize: number;
    embedderHeapUsedSize?: number;
    backingStorageSize?: number;
  };
  return {
    used: usage.usedSize,
    buffers: usage.backingStorageSize ?? 0,
    dom: usage.embedderHeapUsedSize ?? 0,
  };
}

async function loaded({ cdp }: Visit): Promise<Load> {
  await pause(REST);
  const { metrics } = await cdp.send('Performance.getMetrics');
  const ms = (name: string) => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000;
  const times = Object.fromEntries(TIMES.map((name) => [name, ms(name)])) as Load['times'];
  return { times, heap: await heapOf(cdp) };
}

export const loading: Part = async (bench) => {
  const runs = bench.quick ? 1 : RUNS;
  const count = bench.quick ? 1 : PAGES;
  const names = [false, true].flatMap((mentioned) =>
    choose(bench.surveyed, 'bundled', mentioned, count).map(({ name }) => name),
  );
  const reasons: string[] = [];
  const cases: { label: string; kind: Kind; lab: Lab; size: Size | undefined }[] = [];
  for (const size of SIZES) {
    const lab = await labOrReason(bench, size);
    if (typeof lab === 'string') {
      reasons.push(`${size}: ${lab}`);
      continue;
    }
    if (size === 'bundled')
      cases.push(
        { label: 'page alone', kind: 'plain', lab, size: undefined },
        { label: 'empty content script', kind: 'empty', lab, size: undefined },
        { label: 'the least that marks', kind: 'least', lab, size: undefined },
      );
    cases.push({ label: `Gloss, ${size}`, kind: 'gloss', lab, size });
  }
  const loads = new Map<string, Load[]>();
  const keyOf = (label: string, name: string) => `${label} ${name}`;
  for (let round = 0; round < runs; round++) {
    bench.say(`loading, round ${round + 1} of ${runs}`);
    for (const name of names) {
      for (const { label, kind, lab } of cases) {
        const load = await lab.visit(kind, name, loaded, { fine: false });
        loads.set(keyOf(label, name), [...(loads.get(keyOf(label, name)) ?? []), load]);
      }
    }
  }
  /** The median over pages of the median of runs. `over`: minus the page alone. */
  const figure = (label: string, of: (load: Load) => number, over = true) =>
    median(
      names.map((name) => {
        const value = (each: string) => median((loads.get(keyOf(each, name)) ?? []).map(of));
        return value(label) - (over ? value('page alone') : 0);
      }),
    );
  const heap = ({ heap: { used, buffers } }: Load) => (used + buffers) / 1e6;
  const worst = Math.max(...cases.filter(({ size }) => size).map(({ label }) => figure(label, heap)));
  return {
    rows: { 'tab-heap': reasons.length > 0 ? { reason: reasons.join('; ') } : { value: worst } },
    tables: [
      {
        title: 'A page load with and without Gloss',
        text:
          `Medians over ${names.length} pages, each the median of ${runs} interleaved loads in fresh renderers. The first row is the page alone, ` +
          'the others are over it. Times in ms (`Performance.getMetrics` 0.4 s after the load). Heap in MB after two collections: ' +
          "JavaScript's with array buffers, for all worlds of the tab; and the browser's objects behind the DOM.",
        columns: ['', 'script', 'layout', 'style', 'task', 'heap', 'DOM heap'],
        rows: cases.map(({ label }) => {
          const over = label !== 'page alone';
          return [
            label,
            ...TIMES.map((name) => figure(label, ({ times }) => times[name], over)),
            figure(label, heap, over),
            figure(label, (load) => load.heap.dom / 1e6, over),
          ];
        }),
      },
    ],
  };
};
