/**
 * Every second page of the corpus, and pages of 1 MB and 10 MB made from them: whether Gloss delays, changes or
 * shifts any of them.
 */
import { pause } from '../../../scripts/hovering';
import { bigPage } from '../big-page';
import type { Visit } from '../lab';
import { median } from '../numbers';
import type { Part } from '../part';

const RUNS = 5;
/** The survey of `npm test` visits all pages, and compares all but the long tasks. */
const EVERY = 2;
/**
 * Time from the load until everything is read, ms: `REST` for any page, plus one ms for each `BYTES_A_MS`
 * bytes.
 */
const REST = 300;
const BYTES_A_MS = 5_000;
const BIG = { '1 MB': 1_000_000, '10 MB': 10_000_000 };

interface Seen {
  longTasks: number;
  /** The longest one, ms. */
  longest: number;
  shift: number;
  nodes: number;
  attributes: number;
  /** SHA-256 of the serialised tree. */
  tree: string;
  marks: number;
}

const look =
  (bytes: number) =>
  async ({ page }: Visit): Promise<Seen> => {
    await pause(REST + bytes / BYTES_A_MS);
    return page.evaluate(async () => {
      const buffered = (type: string) => {
        const observer = new PerformanceObserver(() => undefined);
        observer.observe({ type, buffered: true });
        return observer.takeRecords();
      };
      // The reader runs in its own task, after the one in which the document was parsed to its end. In the
      // tracer, it begins 30 ms or more after that. How the browser splits parsing and first layout into
      // tasks differs between loads.
      const [load] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
      const parsed = load?.domContentLoadedEventStart ?? 0;
      const tasks = buffered('longtask').flatMap(({ startTime, duration }) =>
        startTime >= parsed ? [duration] : [],
      );
      const shift = buffered('layout-shift').reduce(
        (sum, entry) => sum + (entry as PerformanceEntry & { value: number }).value,
        0,
      );
      let nodes = 0;
      let attributes = 0;
      const walker = document.createTreeWalker(document);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        nodes++;
        if (node instanceof Element) attributes += node.attributes.length;
      }
      const html = new TextEncoder().encode(document.documentElement.outerHTML);
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', html));
      return {
        longTasks: tasks.length,
        longest: Math.max(0, ...tasks),
        shift,
        nodes,
        attributes,
        tree: Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join(''),
        marks: CSS.highlights.get('gloss')?.size ?? 0,
      };
    });
  };

export const everywhere: Part = async (bench) => {
  const big = Object.keys(BIG);
  for (const [name, bytes] of Object.entries(BIG)) bench.pages.add(name, await bigPage(bench, name, bytes));
  const ordinary = bench.surveyed.map(({ name }) => name);
  const names = [...ordinary.filter((_, at) => at % (bench.quick ? 17 : EVERY) === 0), ...big];
  const lab = await bench.lab('100k');
  await lab.keepAwake();
  const caused = {
    tasks: [] as [string, number][],
    changes: [] as [string, number][],
    shift: [] as [string, number][],
  };
  const table: (string | number | null)[][] = [];
  const unreadable: string[] = [];
  let marks = 0;
  for (const [at, name] of names.entries()) {
    if (at % 20 === 0) bench.say(`every second page, ${at} of ${names.length}`);
    const visit = look(bench.pages.bytes(name));
    const ours: Seen[] = [];
    const alone: Seen[] = [];
    const both = async () => {
      alone.push(await lab.visit('plain', name, visit));
      ours.push(await lab.visit('gloss', name, visit));
    };
    try {
      await both();
      const [first] = ours as [Seen];
      const [bare] = alone as [Seen];
      // A page sometimes changes by itself. The effect of Gloss is in the median of more runs.
      if (
        big.includes(name) ||
        first.longTasks > bare.longTasks ||
        first.shift > bare.shift ||
        first.tree !== bare.tree
      )
        for (let run = 1; run < (bench.quick ? 3 : RUNS); run++) await both();
    } catch (error) {
      unreadable.push(`${name}: ${error instanceof Error ? error.message : error}`);
      continue;
    }
    const over = (of: (seen: Seen) => number) => median(ours.map(of)) - median(alone.map(of));
    const tasks = over((seen) => seen.longTasks);
    // Some pages shift at random by themselves. A shift that Gloss causes is there each time.
    const shift = Math.max(
      0,
      Math.min(...ours.map((seen) => seen.shift)) - Math.max(...alone.map((seen) => seen.shift)),
    );
    const count = over(({ nodes, attributes }) => nodes + attributes);
    const same = ours.some(({ tree }) => alone.some((each) => each.tree === tree));
    if (tasks > 0) caused.tasks.push([name, tasks]);
    if (shift > 0) caused.shift.push([name, shift]);
    if (count !== 0 || !same) caused.changes.push([name, Math.max(1, Math.abs(count))]);
    marks += ours[0]?.marks ?? 0;
    if (big.includes(name) || tasks > 0 || shift > 0 || count !== 0 || !same)
      table.push([
        name,
        ours.length,
        median(alone.map((seen) => seen.longTasks)),
        median(ours.map((seen) => seen.longTasks)),
        median(alone.map((seen) => seen.longest)),
        median(ours.map((seen) => seen.longest)),
        count,
        same ? 'same' : 'another',
        shift,
      ]);
  }
  const sum = (list: [string, number][]) => list.reduce((total, [, number]) => total + number, 0);
  const rest = unreadable.length > 0 ? ` Not loaded: ${unreadable.join('; ')}.` : '';
  const rows =
    marks === 0
      ? { reason: 'nothing was marked on any page, so nothing was tried' }
      : unreadable.length > 3
        ? { reason: `${unreadable.length} pages did not load: ${unreadable[0]}` }
        : undefined;
  return {
    rows: {
      'long-tasks': rows ?? { value: sum(caused.tasks) },
      'page-changes': rows ?? { value: sum(caused.changes) },
      'layout-shift': rows ?? { value: sum(caused.shift) },
    },
    tables: [
      {
        title: 'Every second page of the corpus with and without Gloss',
        text:
          `${names.length} pages with the digest of 100,000 terms, ${marks} marks, each page once with and once without Gloss; the big pages and ` +
          'those where something differed are told, with the medians of more runs: long tasks that began after the page was parsed (count, longest in ms), nodes and attributes ' +
          `added, the tree as text, the least layout shift beyond the most there was alone.${rest}`,
        columns: [
          'page',
          'runs',
          'long, alone',
          'long, Gloss',
          'longest, alone',
          'longest, Gloss',
          'added',
          'tree',
          'shift',
        ],
        rows: table,
      },
    ],
  };
};
