/**
 * Main-thread time of the reader in a newly loaded page, compared with the floor and with mark.js. Each run
 * uses a new renderer.
 */
import type { Measured } from '../bars';
import type { Kind } from '../extension';
import type { Lab } from '../lab';
import type { Size } from '../lexica';
import { geometricMean, median } from '../numbers';
import { type Bench, type Found, labOrReason, type Part, type Table } from '../part';
import type { Settled } from '../probe/probe';
import { choose } from '../survey';
import { type Recording, record, type ThreadTime } from '../threadtime';

/** Time without work of the reader after which it counts as at rest, ms. */
const QUIET = 150;
const RUNS = 3;
const PAGES = 5;
/** The digests that have a bar. */
const SIZES = ['bundled', '1m'] as const satisfies Size[];
/** Number of runs of mark.js in its default mode, which takes seconds. */
const SLOW_RUNS = 1;

type MarkJs = 'markjs' | 'markjs-regexp';
/** One load. The thread time is known after the recording has ended. */
interface Load extends Settled {
  thread?: ThreadTime;
}
type Runs = Map<string, Load[]>;

/** The bars of the reader, by digest. */
const WITHOUT = { bundled: 'reader-without-mention', '1m': 'reader-without-mention-1m' } as const;
const MENTIONED = { bundled: 'reader-with-mentions', '1m': 'reader-with-mentions-1m' } as const;

export const scanning: Part = async (bench) => {
  const runs = bench.quick ? 1 : RUNS;
  const count = bench.quick ? 3 : PAGES;
  const sets = SIZES.map((size) => ({
    size,
    without: choose(bench.surveyed, size, false, count).map(({ name }) => name),
    mentioned: choose(bench.surveyed, size, true, count).map(({ name }) => name),
  }));
  const labs = new Map<Size, Lab | string>();
  for (const size of SIZES) labs.set(size, await labOrReason(bench, size));
  const base = await bench.lab('bundled');
  const compared = sets[0]?.mentioned ?? [];
  const times: Runs = new Map();
  /** The pages on which mark.js fails, and its errors. */
  const failures = new Map<string, string>();
  const attempt = async (kind: Kind, name: string) => {
    try {
      await run(base, kind, name);
    } catch (error) {
      failures.set(name, error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
    }
  };
  const run = async (lab: Lab, kind: Kind, name: string) => {
    const settled = await lab.visit(kind, name, ({ probe }) =>
      probe('settled', kind === 'probed' || kind === 'probed-least' ? QUIET : 0),
    );
    const key = keyOf(lab.size, kind, name);
    times.set(key, [...(times.get(key) ?? []), settled]);
  };
  const recordings: Recording[] = [];
  for (const lab of labs.values()) if (typeof lab === 'object') recordings.push(await record(lab.browser));
  const names = [...new Set(sets.flatMap(({ without, mentioned }) => [...without, ...mentioned]))];
  for (let round = 0; round < runs; round++) {
    bench.say(`scanning, round ${round + 1} of ${runs}`);
    for (const name of names) {
      await run(base, 'floor', name);
      for (const { size, without, mentioned } of sets) {
        const lab = labs.get(size);
        if (typeof lab !== 'object' || !(without.includes(name) || mentioned.includes(name))) continue;
        await run(lab, 'probed-least', name);
        await run(lab, 'probed', name);
      }
      if (!compared.includes(name)) continue;
      await attempt('markjs-regexp', name);
      if (round < SLOW_RUNS) await attempt('markjs', name);
    }
  }
  const threads = new Map<string, ThreadTime>();
  for (const recording of recordings)
    for (const [host, time] of await recording.stop()) threads.set(host, time);
  for (const load of [...times.values()].flat()) load.thread = threads.get(load.host);
  return figures(bench, sets, labs, times, compared, failures);
};

const keyOf = (size: Size, kind: Kind, name: string) => `${size} ${kind} ${name}`;

function threadTime({ thread, host }: Load): number {
  if (!thread) throw new Error(`The tracer did not tell the time of ${host}.`);
  return thread.toMarks;
}

function figures(
  bench: Bench,
  sets: { size: (typeof SIZES)[number]; without: string[]; mentioned: string[] }[],
  labs: Map<Size, Lab | string>,
  times: Runs,
  compared: string[],
  failures: Map<string, string>,
): Found {
  const middle = (size: Size, kind: Kind, name: string, of: (load: Load) => number) =>
    median((times.get(keyOf(size, kind, name)) ?? []).map(of));
  const time = (size: Size, kind: Kind, name: string) => middle(size, kind, name, threadTime);
  const overFloor = (size: Size, kind: Kind, name: string) =>
    time(size, kind, name) / time('bundled', 'floor', name);
  const overLeast = (size: Size, name: string, of = threadTime) =>
    middle(size, 'probed', name, of) / middle(size, 'probed-least', name, of);
  const marksOf = (size: Size, kind: Kind, name: string) =>
    times.get(keyOf(size, kind, name))?.[0]?.marks ?? null;
  const summary: Table = {
    title: 'Main-thread time of the reader, cold',
    text:
      'From the first instruction of the reader to the last mark registered; on a page without a mention, to its rest. *The least* is no ' +
      'reader: it takes the text of the page (`textContent`), sends it, marks what comes back right there, and has an observer that does ' +
      'nothing. It reads no block, decides no sense, and asks once where a reader asks twice; on a page without a mention it is the least ' +
      'that asks, else the least that marks. It has the same digest. The floor is one `TreeWalker(SHOW_TEXT)` that adds up the lengths. All ' +
      'run in the isolated world of a content script, the first run of a fresh renderer; medians of interleaved runs, geometric means over ' +
      "pages. Times are the thread's own, so that what else the machine does counts for nothing. Compiling the script (before its first " +
      'instruction) is told apart.',
    columns: [
      'digest',
      'pages',
      'number',
      'reader ÷ the least',
      'reader ÷ floor',
      'the least ÷ floor',
      'compile, ms',
    ],
    rows: [],
  };
  const each: Table = {
    title: 'The same, page by page',
    text: 'Pages are those nearest to evenly spread quantiles of text length, among all of at least 2,000 letters. Times in ms; the longest segment is by the clock.',
    columns: [
      'digest',
      'page',
      'letters',
      'mentions',
      'marks',
      'floor',
      'least',
      'reader',
      '÷ least',
      '÷ least by the clock',
      'longest',
    ],
    rows: [],
  };
  const rows: Found['rows'] = {};
  for (const { size, without, mentioned } of sets) {
    const lab = labs.get(size);
    for (const [keys, pages, names] of [
      [WITHOUT, 'without a mention', without],
      [MENTIONED, 'with mentions', mentioned],
    ] as const) {
      const key = keys[size];
      if (typeof lab !== 'object') {
        rows[key] = { reason: `${size}: ${lab}` };
        continue;
      }
      const mean = (of: (name: string) => number) =>
        names.length === 0 ? null : geometricMean(names.map(of));
      const value = mean((name) => overLeast(size, name));
      rows[key] = value === null ? { reason: `no page ${pages}` } : { value };
      summary.rows.push([
        size,
        pages,
        names.length,
        value,
        mean((name) => overFloor(size, 'probed', name)),
        mean((name) => overFloor(size, 'probed-least', name)),
        median(names.map((name) => middle(size, 'probed', name, ({ compile }) => compile))),
      ]);
      for (const name of names) {
        const page = bench.surveyed.find((known) => known.name === name);
        each.rows.push([
          size,
          name,
          page?.letters ?? null,
          page?.mentions[size] ?? null,
          marksOf(size, 'probed', name),
          time('bundled', 'floor', name),
          time(size, 'probed-least', name),
          time(size, 'probed', name),
          overLeast(size, name),
          overLeast(size, name, ({ toMarks }) => toMarks),
          middle(size, 'probed', name, ({ longest }) => longest),
        ]);
      }
    }
  }
  const ours = (name: string) => time('bundled', 'probed', name);
  const theirs = (kind: MarkJs, name: string) =>
    times.has(keyOf('bundled', kind, name)) ? time('bundled', kind, name) : null;
  const against = (kind: MarkJs): Measured => {
    const ratios = compared.flatMap((name) => {
      const theirTime = theirs(kind, name);
      return theirTime === null ? [] : [theirTime / ours(name)];
    });
    return ratios.length > 0
      ? { value: geometricMean(ratios) }
      : { reason: `mark.js fails on every page: ${[...failures.values()][0]}` };
  };
  const cells = (kind: MarkJs, name: string) => {
    const theirTime = theirs(kind, name);
    return theirTime === null
      ? ['fails', null, null]
      : [theirTime, theirTime / ours(name), marksOf('bundled', kind, name)];
  };
  return {
    rows: {
      ...rows,
      'markjs-default': against('markjs'),
      'markjs-regexp': against('markjs-regexp'),
    },
    tables: [
      summary,
      {
        title: 'mark.js beside the reader',
        text:
          'mark.js 8.11.1 with every form of the bundled terms, cold, in the same isolated world: its default mode with each form as one ' +
          'word (`separateWordSearch: false`), and one `markRegExp` of all forms, longest first, between characters that are no letters. ' +
          `Times in ms. A page that it fails on is left out of the mean${failures.size > 0 ? `: ${[...failures].map(([name, why]) => `${name} (${why})`).join('; ')}` : ''}.`,
        columns: ['page', 'reader', 'default', '÷', 'marks', 'markRegExp', '÷', 'marks'],
        rows: compared.map((name) => [
          name,
          ours(name),
          ...cells('markjs', name),
          ...cells('markjs-regexp', name),
        ]),
      },
      each,
    ],
  };
}
