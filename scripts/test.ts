/**
 * The whole check: format and lint, types, dead code, unit tests, builds, end-to-end tests and the survey of the corpus in
 * both browsers. `--quick` leaves out builds and browsers. The last line is `N passed, N failed`; the exit status tells the
 * same.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { need } from './browsers';
import { runProgram } from './packages';

const quick = process.argv.includes('--quick');
const scratch = mkdtempSync(join(tmpdir(), 'gloss-'));
let passed = 0;
let failed = 0;

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

/** Runs a project of vitest.config.ts. A run that ends without its report, or that ran nothing, has failed. */
async function tests(project: string, reporter: 'dot' | 'default' = 'dot'): Promise<void> {
  const began = performance.now();
  const report = join(scratch, `${project}.json`);
  const status = await runProgram(
    ['vitest'],
    ['run', '--project', project, `--reporter=${reporter}`, '--reporter=json', `--outputFile=${report}`],
    reporter === 'dot' ? 'shown' : 'by line',
  );
  let good = 0;
  let bad = 0;
  try {
    const counts = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
    };
    good = counts.numPassedTests;
    bad = counts.numFailedTests;
  } catch (error) {
    console.error(`The ${project} tests left no report: ${error}`);
  }
  // A file that does not load fails the run without a failed test.
  if ((status !== 0 || good === 0) && bad === 0) bad = 1;
  count(`${project} tests`, good, bad, began);
}

/** Runs projects at the same time. Each prints a line for each test file. */
const sideBySide = (...projects: string[]) =>
  Promise.all(projects.map((project) => tests(project, 'default')));

await step('format and lint', () =>
  runProgram(['@biomejs/biome', 'biome'], ['ci', '--error-on-warnings', '.'], 'on failure'),
);
await step('generated types', () => runProgram(['wxt'], ['prepare'], 'on failure'));
await step('types', () => runProgram(['typescript', 'tsc'], ['--noEmit', '-p', '.'], 'on failure'));
await step('dead code', () => runProgram(['knip'], [], 'on failure'));
await tests('unit');
if (!quick) {
  let built = true;
  for (const target of ['chrome', 'edge', 'firefox', 'safari']) {
    const name = `build for ${target}`;
    built =
      (await step(name, () => runProgram(['wxt'], ['build', '-b', target, '--mv3'], 'on failure'))) && built;
  }
  const browsers = await step('both browsers are here', async () => {
    try {
      need('chrome');
      need('firefox');
      return 0;
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      return 1;
    }
  });
  if (built && browsers) {
    await sideBySide('chrome', 'firefox');
    await sideBySide('survey-chrome', 'survey-firefox');
  }
}
rmSync(scratch, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
