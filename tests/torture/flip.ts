/**
 * Checks the checks: removes one guard at a time from a copy of the source, builds it, and runs the short form of the
 * scenarios that must notice. A guard whose removal nobody notices fails the run, and so does a scenario that fails
 * while all guards are there. Prints a table: guard, noticed by, seconds.
 */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/packages';
import { GUARDS, type Guard } from './guards';
import type { Report } from './scenario';

/** What came of a guard's removal. */
type Outcome = { is: 'noticed'; by: string[] } | { is: 'unnoticed'; why: string };

/** `only`: parts of the names of the guards to remove; all by default. Resolves to the exit status. */
export async function flipGuards(only?: readonly string[]): Promise<number> {
  const guards = GUARDS.filter(({ name }) => (only ?? [name]).some((part) => name.includes(part)));
  const copy = mkdtempSync(join(tmpdir(), 'gloss-guards-'));
  const rows: [name: string, by: string, seconds: string][] = [['guard', 'noticed by', 's']];
  let failed = 0;
  const add = (name: string, outcome: Outcome, began: number) => {
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    if (outcome.is === 'unnoticed') failed++;
    const told =
      outcome.is === 'noticed' ? `✓ ${name}: ${outcome.by.join(', ')}` : `✗ ${name}: ${outcome.why}`;
    console.log(`${told} (${seconds} s)`);
    rows.push([name, outcome.is === 'noticed' ? outcome.by.join(', ') : 'NOBODY', seconds]);
  };
  try {
    for (const each of files()) cpSync(join(root, each), join(copy, each), { preserveTimestamps: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    const began = performance.now();
    const problem = await problemOf(copy, guards);
    if (problem === undefined) console.log('✓ with all guards, the scenarios pass');
    else add('all guards are there', { is: 'unnoticed', why: problem }, began);
    for (const guard of guards) {
      const began = performance.now();
      add(guard.name, await outcomeOf(guard, copy), began);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  print(rows);
  console.log(`${guards.length - failed} passed, ${failed} failed`);
  return failed === 0 && guards.length > 0 ? 0 : 1;
}

/** The project's files that are not ignored. */
function files(): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const { stdout, status } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error('git could not list the files of the project.');
  return stdout.split('\0').filter((each) => each !== '' && existsSync(join(root, each)));
}

const whereOf = ({ where = 'chrome' }: Guard) => where;

/** What is wrong with the scenarios while all guards are there; `undefined` if they pass. */
async function problemOf(copy: string, guards: readonly Guard[]): Promise<string | undefined> {
  for (const where of new Set(guards.map(whereOf))) {
    const names = new Set(guards.filter((each) => whereOf(each) === where).flatMap((each) => each.scenarios));
    const { report, printed } = await tortured(copy, where, [...names]);
    if (!report || report.failed > 0 || report.passed === 0) return `in ${where}:\n${printed}`;
  }
  return undefined;
}

/** Removes a guard in the copy, and puts it back. */
async function outcomeOf(guard: Guard, copy: string): Promise<Outcome> {
  const path = join(copy, guard.file);
  const source = readFileSync(path, 'utf8');
  if (source.split(guard.guard).length !== 2)
    return { is: 'unnoticed', why: `${guard.file} does not contain its guard exactly once.` };
  writeFileSync(
    path,
    source.replace(guard.guard, () => guard.without),
  );
  try {
    const { report, printed } = await tortured(copy, whereOf(guard), guard.scenarios);
    if (report?.failed === 0) return { is: 'unnoticed', why: `nobody has noticed:\n${printed}` };
    // A scenario that could not run has noticed nothing.
    const by = (report?.bad ?? [])
      .filter(({ found }) => found)
      .map(({ name, where }) => `${name} (${where})`);
    return by.length > 0
      ? { is: 'noticed', by }
      : { is: 'unnoticed', why: `no check has failed:\n${printed}` };
  } finally {
    writeFileSync(path, source);
  }
}

/** Builds the copy, and runs scenarios of it. No report: it could not be built, or the run has ended before. */
async function tortured(
  copy: string,
  where: ReturnType<typeof whereOf>,
  names: readonly string[],
): Promise<{ report?: Report; printed: string }> {
  if (where !== 'node') {
    const built = await program(copy, ['scripts/build.ts', where]);
    if (built.status !== 0) return { printed: built.printed };
  }
  const path = join(copy, 'torture.json');
  rmSync(path, { force: true });
  const only = names.flatMap((name) => ['--only', name]);
  const options = ['--short', '--in', where, '--report', path];
  const { printed } = await program(copy, ['tests/torture/run.ts', ...options, ...only]);
  return existsSync(path)
    ? { report: JSON.parse(readFileSync(path, 'utf8')) as Report, printed }
    : { printed };
}

function program(copy: string, args: string[]): Promise<{ status: number; printed: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['scripts/run.mjs', ...args], {
      cwd: copy,
      env: { ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const printed: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => printed.push(data));
    child.on('error', reject);
    child.on('close', (code) => resolve({ status: code ?? 1, printed: Buffer.concat(printed).toString() }));
  });
}

function print(rows: readonly (readonly string[])[]): void {
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  console.log();
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  console.log();
}
