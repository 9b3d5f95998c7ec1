/**
 * The bench measures what Gloss costs, and compares it with the bars of `bars.ts`.
 *
 *     npm run bench [-- --json] [--quick] [--only part,part]
 *
 * The whole bench writes `docs/bench.md`. A bench of single parts or a quick one writes
 * `.artifacts/bench.md`, which cannot be mistaken for the whole.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, runProgram } from '../../scripts/packages';
import { KEYS, type Key, type Measured, type Row, rowOf } from './bars';
import { calibrate } from './calibration';
import { makeExtension } from './extension';
import { type Lab, openLab } from './lab';
import { makeLexica, SIZES, type Size } from './lexica';
import { median } from './numbers';
import { servePages } from './pages';

import type { Bench, Part, Table } from './part';
import { background } from './parts/background';
import { changing } from './parts/changing';
import { everywhere } from './parts/everywhere';
import { hovering } from './parts/hovering';
import { loading } from './parts/loading';
import { marking } from './parts/marking';
import { matcher } from './parts/matcher';
import { memory } from './parts/memory';
import { notes } from './parts/notes';
import { noting } from './parts/noting';
import { scanning } from './parts/scanning';
import { searching } from './parts/searching';
import { size } from './parts/size';
import { soak } from './parts/soak';
import { machine, markdown, shown } from './report';
import { survey } from './survey';

/** The parts, in the order of the report, each with its bars. */
const PARTS: Record<string, { part: Part; keys: Key[] }> = {
  size: { part: size, keys: ['reader-size', 'popover-size'] },
  scanning: {
    part: scanning,
    keys: [
      'reader-without-mention',
      'reader-without-mention-1m',
      'reader-with-mentions',
      'reader-with-mentions-1m',
      'markjs-default',
      'markjs-regexp',
    ],
  },
  matcher: { part: matcher, keys: ['matcher-speed'] },
  loading: { part: loading, keys: ['tab-heap'] },
  background: { part: background, keys: ['background-heap-100k', 'background-heap-1m'] },
  memory: { part: memory, keys: [] },
  marking: { part: marking, keys: ['viewport-marked-awake', 'viewport-marked-asleep'] },
  hovering: { part: hovering, keys: ['card-warm', 'card-asleep'] },
  searching: {
    part: searching,
    keys: ['popup-ready', 'search-key-bundled', 'search-key-100k', 'search-index-load'],
  },
  notes: { part: notes, keys: ['notes-of-page', 'notes-page-painted', 'note-search-key'] },
  changing: { part: changing, keys: ['text-changes'] },
  noting: { part: noting, keys: ['noting-slice'] },
  soak: { part: soak, keys: [] },
  everywhere: { part: everywhere, keys: ['long-tasks', 'page-changes', 'layout-shift'] },
};

const USAGE = `npm run bench [-- --json] [--quick] [--only ${Object.keys(PARTS).join(',')}]`;

/** Load average of the previous minute above which the figures cannot be trusted. */
const IDLE = 0.7;

export async function run(args: string[]): Promise<number> {
  const json = args.includes('--json');
  const quick = args.includes('--quick');
  const at = args.indexOf('--only');
  const only = at < 0 ? Object.keys(PARTS) : (args[at + 1] ?? '').split(',');
  const strange = args.filter(
    (arg, i) => !['--json', '--quick', '--only'].includes(arg) && (at < 0 || i !== at + 1),
  );
  if (strange.length > 0 || only.some((name) => !(name in PARTS))) {
    console.error(USAGE);
    return 2;
  }
  const began = performance.now();
  const load = loadavg()[0] ?? 0;
  if (load > IDLE) console.error(`The machine is busy (load ${load.toFixed(1)}): times will be too long.`);
  const built = await runProgram(['wxt'], ['build', '-b', 'chrome', '--mv3'], 'on failure');
  if (built !== 0) return built;
  const { rows, tables, browser, calibration } = await measure(only, quick);
  const whole = !quick && at < 0;
  const file = whole ? join('docs', 'bench.md') : join('.artifacts', 'bench.md');
  mkdirSync(join(root, '.artifacts'), { recursive: true });
  const report = markdown(rows, tables, {
    date: new Date().toISOString().slice(0, 10),
    machine: machine(),
    browser,
    command: ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' '),
    load,
    calibration,
    seconds: (performance.now() - began) / 1000,
  });
  writeFileSync(join(root, file), report);
  if (json) console.log(JSON.stringify(rows, null, 2));
  else {
    for (const key of KEYS) {
      const { value, unit, bar, ok, reason } = rows[key];
      console.log(
        `${ok ? '✓' : '✗'} ${key}: ${value === null ? '' : `${shown(value)} ${unit} `}(${bar})${reason ? `: ${reason}` : ''}`,
      );
    }
    console.log(`All figures: ${file}`);
  }
  return 0;
}

/** Runs the parts independently. If one fails, only its own rows are lost. */
async function measure(
  only: string[],
  quick: boolean,
): Promise<{ rows: Record<Key, Row>; tables: Table[]; browser: string; calibration: number }> {
  const say = (text: string) => console.error(`… ${text}`);
  const pages = await servePages();
  const home = mkdtempSync(join(tmpdir(), 'gloss-bench-'));
  const labs = new Map<Size, Promise<Lab>>();
  const measured: Partial<Record<Key, Measured>> = {};
  const tables: Table[] = [];
  const calibrations: number[] = [];
  try {
    say('digests');
    const lexica = await makeLexica(SIZES);
    const build = join(root, '.output', 'chrome-mv3');
    const extension = join(home, 'extension');
    await makeExtension(build, extension, pages.ports, lexica.bundled);
    const lab = (size: Size) => {
      const opened = labs.get(size) ?? openLab(extension, size, lexica, pages);
      labs.set(size, opened);
      return opened;
    };
    const { browser } = await lab('bundled');
    const version = await browser.version();
    say('pages');
    const surveyed = await survey(browser, pages, lexica, SIZES);
    const bench: Bench = { build, extension, quick, lexica, pages, surveyed, lab, say };
    for (const name of only) {
      const { part, keys } = PARTS[name] as (typeof PARTS)[string];
      const began = performance.now();
      calibrations.push(await calibrate(browser));
      try {
        const found = await part(bench);
        Object.assign(measured, found.rows);
        tables.push(...found.tables);
      } catch (error) {
        console.error(error);
        const reason = error instanceof Error ? error.message : String(error);
        for (const key of keys) measured[key] = { reason: `${name} failed: ${reason}` };
      }
      say(`${name}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
    }
    const rows = Object.fromEntries(
      KEYS.map((key) => [
        key,
        rowOf(key, measured[key] ?? { reason: 'not measured: its part was left out' }),
      ]),
    ) as Record<Key, Row>;
    return { rows, tables, browser: version, calibration: median(calibrations) };
  } finally {
    for (const opened of labs.values()) await opened.then((lab) => lab.close()).catch(() => undefined);
    pages.close();
    rmSync(home, { recursive: true, force: true });
  }
}
