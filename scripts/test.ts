/**
 * The whole check: format and lint, types, dead code, unit tests, builds, and in both browsers end-to-end
 * tests, the survey of the corpus, and the short torture. `--quick` leaves out builds and browsers. The last
 * line is `N passed, N failed`; the exit status says the same.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { need } from './browsers';
import { run as checkHouse } from './house';
import { root, runOwn, runProgram } from './packages';

/** The folder for the reports of the tests. */
const scratch = mkdtempSync(join(tmpdir(), 'gloss-'));
let passed = 0;
let failed = 0;

/** Resolves to 1 if something failed. */
export async function run(args: string[]): Promise<number> {
  try {
    await check();
    if (!args.includes('--quick')) await checkInBrowsers();
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function count(name: string, good: number, bad: number, began: number): void {
  passed += good;
  failed += bad;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${bad === 0 ? '✓' : '✗'} ${name}: ${good} passed, ${bad} failed (${seconds} s)`);
}

async function step(name: string, work: () => Promise<number>): Promise<boolean> {
  const began = performance.now();
  const good = (await work()) === 0;
  count(name, good ? 1 : 0, good ? 0 : 1, began);
  return good;
}

/** Runs a project of vitest.config.ts. A run without a report, or without a test, counts as failed. */
async function tests(project: string, reporter: 'dot' | 'default' = 'dot'): Promise<void> {
  const name = `${project} tests`;
  await reported(
    name,
    (report) =>
      runProgram(
        ['vitest'],
        ['run', '--project', project, `--reporter=${reporter}`, '--reporter=json', `--outputFile=${report}`],
        reporter === 'dot' ? 'shown' : 'by line',
      ),
    (report) => {
      const { numPassedTests, numFailedTests } = report as Record<string, number>;
      return [numPassedTests, numFailedTests];
    },
  );
}

/** Runs the short torture of those places (tests/torture/). Each scenario counts as a test. */
function torture(name: string, places: string[]): Promise<void> {
  return reported(
    `torture in ${name}`,
    (report) => {
      const where = places.flatMap((each) => ['--in', each]);
      return runOwn('tests/torture/run.ts', ['--short', ...where, '--report', report], 'by line');
    },
    (report) => {
      const { passed, failed } = report as Record<string, number>;
      return [passed, failed];
    },
  );
}

/** Counts what a program writes to a report. One without a report, or without a test, counts as failed. */
async function reported(
  name: string,
  work: (report: string) => Promise<number>,
  countsIn: (report: unknown) => [good: number | undefined, bad: number | undefined],
): Promise<void> {
  const began = performance.now();
  const report = join(scratch, `${name}.json`);
  const status = await work(report);
  let good = 0;
  let bad = 0;
  try {
    const [passed = 0, failed = 0] = countsIn(JSON.parse(readFileSync(report, 'utf8')));
    good = passed;
    bad = failed;
  } catch (error) {
    console.error(`The ${name} left no report: ${error}`);
  }
  // If a file does not load, the run fails without a failed test.
  if ((status !== 0 || good === 0) && bad === 0) bad = 1;
  count(name, good, bad, began);
}

/** Runs the checks that need no browser. */
async function check(): Promise<void> {
  await step('format and lint', () =>
    runProgram(['@biomejs/biome', 'biome'], ['ci', '--error-on-warnings', '.'], 'on failure'),
  );
  await step('the plan of the house', checkHouse);
  await step('generated types', () => runProgram(['wxt'], ['prepare'], 'on failure'));
  await Promise.all([
    step('types', () => runProgram(['typescript', 'tsc'], ['--noEmit', '-p', '.'], 'on failure')),
    step('dead code', () => runProgram(['knip'], [], 'on failure')),
  ]);
  await tests('unit');
  await tests('dom');
}

/** Runs the builds, then the tests in both browsers at the same time. Each browser has a core. */
async function checkInBrowsers(): Promise<void> {
  let built = true;
  for (const target of ['chrome', 'edge', 'firefox', 'safari']) {
    const name = `build for ${target}`;
    built =
      (await step(name, () => runProgram(['wxt'], ['build', '-b', target, '--mv3'], 'on failure'))) && built;
  }
  built = (await step('a second build is the same, byte for byte', sameAgain)) && built;
  const found = await step('both browsers are here', async () => {
    try {
      need('chrome');
      need('firefox');
      return 0;
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      return 1;
    }
  });
  if (!built || !found) return;
  await Promise.all(
    ['chrome', 'firefox'].map(async (browser) => {
      await tests(browser, 'default');
      await tests(`survey-${browser}`, 'default');
      // What needs no browser goes into the shorter lane.
      await torture(browser, browser === 'firefox' ? ['node', browser] : [browser]);
    }),
  );
}

/** The SHA-256 of each file of a build and of its bill of materials, by path. */
function hashes(target: string): Map<string, string> {
  const output = join(root, '.output');
  const folder = `${target}-mv3`;
  const inside = readdirSync(join(output, folder), { withFileTypes: true, recursive: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name));
  const paths = [...inside, join(output, `${folder}.cdx.json`)].sort();
  return new Map(paths.map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]));
}

/** Builds for Chromium once more, and compares all bytes. One target is enough: all share the same steps. */
async function sameAgain(): Promise<number> {
  const before = hashes('chrome');
  const status = await runProgram(['wxt'], ['build', '-b', 'chrome', '--mv3'], 'on failure');
  if (status !== 0) return status;
  const after = hashes('chrome');
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  );
  for (const path of changed) console.error(`${path} differs between two builds of the same sources.`);
  return before.size > 1 && changed.length === 0 ? 0 : 1;
}
