/**
 * Attacks Gloss and makes its ground fail, in real browsers, and counts what is lost or leaked:
 *
 *     npm run torture [-- --short] [--only NAME] [--in node|chrome|firefox] [--guards] [--list] [--report FILE]
 *
 * `--short` is the part that belongs to `npm test`: a few tries of each kind, and no scenario begins late. `--only`
 * runs the scenarios whose name contains it; it may be repeated. `--report` writes what each scenario found to a file,
 * as `Report`. `--guards` removes one guard at a time from a copy of the source, and requires that a scenario notices
 * (`flip.ts`). Gloss is built first, except for `--short`, which takes the last builds in `.output/`. The last line is
 * `N passed, N failed`, the number of scenarios; the exit status says the same.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { run as build } from '../../scripts/build';
import { endIdle } from '../e2e/one-browser';
import { flipGuards } from './flip';
import { type Report, type Scenario, Tally } from './scenario';
import { SCENARIOS } from './scenarios';

/** Time (ms) after which a scenario counts as hanging. */
const MOST_TIME = 300_000;
/** Time (ms) after which a short run begins no scenario any more: a slow machine must not make it endless. */
const LATEST = 150_000;

interface Result {
  scenario: Scenario;
  tally: Tally;
  seconds: number;
  /** Why it did not end properly. */
  error?: string;
}

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      short: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true },
      in: { type: 'string', multiple: true },
      guards: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      report: { type: 'string' },
    },
  });
  if (values.guards) return flipGuards(values.only);
  const chosen = SCENARIOS.filter(
    ({ name, where, inShort }) =>
      (values.only ?? [name]).some((part) => name.includes(part)) &&
      (values.in ?? [where]).includes(where) &&
      // What is asked for by its name is wanted.
      (inShort || !values.short || values.only !== undefined),
  );
  if (values.list) {
    for (const { name, where } of chosen) console.log(`${where.padEnd(8)} ${name}`);
    return 0;
  }
  if (!values.short) {
    const targets = new Set(chosen.map(({ where }) => where).filter((where) => where !== 'node'));
    const status = targets.size === 0 ? 0 : await build([...targets]);
    if (status !== 0) return status;
  }
  const latest = values.short && values.only === undefined ? LATEST : Number.POSITIVE_INFINITY;
  const isAlone = (each: Scenario) => each.isAlone || (each.isTimed && !values.short);
  // Each browser has a lane of its own; what needs no browser goes first in the shorter one.
  const lanes = [['node', 'firefox'], ['chrome']].map((places) =>
    places.flatMap((place) => chosen.filter((each) => each.where === place && !isAlone(each))),
  );
  const alone = chosen.filter(isAlone);
  const results = await inTurn(alone, values.short, latest);
  await endIdle();
  results.push(...(await Promise.all(lanes.map((lane) => inTurn(lane, values.short, latest)))).flat());
  await endIdle();
  print(results);
  const bad = results.filter((each) => !isGood(each));
  const [passed, failed] = [results.length - bad.length, bad.length];
  if (values.report !== undefined) {
    const found = ({ tally }: Result) => tally.lost.length + tally.leaked.length > 0;
    const report: Report = {
      ...{ passed, failed },
      bad: bad.map((each) => ({
        name: each.scenario.name,
        where: each.scenario.where,
        found: found(each),
      })),
    };
    writeFileSync(values.report, JSON.stringify(report));
  }
  console.log(`${passed} passed, ${failed} failed`);
  const status = results.length > 0 && failed === 0 ? 0 : 1;
  // What is left of a browser that was killed may keep Node alive.
  setTimeout(() => process.exit(status), 2_000).unref();
  return status;
}

/** A scenario without a check has proved nothing. */
const isGood = ({ tally, error }: Result) =>
  error === undefined && tally.checked > 0 && tally.lost.length + tally.leaked.length === 0;

/** `latest`: time (ms) after which none begins. */
async function inTurn(scenarios: readonly Scenario[], isShort: boolean, latest: number): Promise<Result[]> {
  const results: Result[] = [];
  const began = performance.now();
  for (const scenario of scenarios) {
    if (performance.now() - began > latest) {
      console.log(`- ${scenario.where}: ${scenario.name} (not tried: the time was over)`);
      continue;
    }
    const result = await attempt(scenario, isShort);
    const mark = isGood(result) ? '✓' : '✗';
    console.log(`${mark} ${scenario.where}: ${scenario.name} (${result.seconds.toFixed(1)} s)`);
    for (const line of result.tally.examples()) console.log(`    ${line}`);
    if (result.error !== undefined) console.log(`    error: ${result.error}`);
    results.push(result);
  }
  return results;
}

async function attempt(scenario: Scenario, isShort: boolean): Promise<Result> {
  const tally = new Tally();
  const scratch = mkdtempSync(join(tmpdir(), 'gloss-torture-'));
  const began = performance.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let error: string | undefined;
  try {
    await Promise.race([
      scenario.run({ tally, isShort, scratch }),
      new Promise((_, reject) => {
        timer = setTimeout(
          () => reject(new Error(`It did not end within ${MOST_TIME / 1000} s.`)),
          MOST_TIME,
        );
      }),
    ]);
  } catch (problem) {
    error = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
  } finally {
    clearTimeout(timer);
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
  const seconds = (performance.now() - began) / 1000;
  return { scenario, tally, seconds, ...(error === undefined ? {} : { error }) };
}

const COLUMNS = ['scenario', 'in', 'tries', 'faults', 'checked', 'lost', 'leaked', 's'];

function print(results: readonly Result[]): void {
  const rows = results.map(({ scenario, tally, seconds, error }) => [
    scenario.name,
    scenario.where,
    ...[tally.tries, tally.faults, tally.checked].map((count) => count.toLocaleString('en')),
    error === undefined ? `${tally.lost.length}` : 'error',
    `${tally.leaked.length}`,
    seconds.toFixed(0),
  ]);
  const all = [COLUMNS, ...rows];
  const widths = COLUMNS.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) =>
    row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  console.log();
  console.log(line(COLUMNS));
  console.log(widths.map((width) => '-'.repeat(width)).join('  '));
  for (const row of rows) console.log(line(row));
  console.log();
}
