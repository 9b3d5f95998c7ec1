/**
 * Checks the checks: removes one guard at a time from a copy of the source, builds it, and runs the short form of the
 * scenarios that must notice. A guard whose removal nobody notices fails the run.
 */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/packages';
import { GUARDS, type Guard } from './guards';

/** `only`: parts of the names of the guards to remove; all by default. Resolves to the exit status. */
export async function flipGuards(only?: readonly string[]): Promise<number> {
  const guards = GUARDS.filter(({ name }) => (only ?? [name]).some((part) => name.includes(part)));
  const copy = mkdtempSync(join(tmpdir(), 'gloss-guards-'));
  let failed = 0;
  try {
    for (const each of files()) cpSync(join(root, each), join(copy, each), { preserveTimestamps: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    for (const guard of guards) {
      const problem = await problemOf(guard, copy);
      if (problem !== undefined) failed++;
      console.log(problem === undefined ? `✓ noticed: ${guard.name}` : `✗ ${guard.name}: ${problem}`);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
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

/** Removes a guard in the copy, and puts it back. `undefined`: a scenario has noticed. */
async function problemOf(guard: Guard, copy: string): Promise<string | undefined> {
  const path = join(copy, guard.file);
  const source = readFileSync(path, 'utf8');
  if (source.split(guard.guard).length !== 2) return `${guard.file} does not contain its guard exactly once.`;
  writeFileSync(
    path,
    source.replace(guard.guard, () => guard.without),
  );
  try {
    const where = guard.where ?? 'chrome';
    if (where !== 'node') {
      const built = await program(copy, ['scripts/build.ts', where]);
      if (built.status !== 0) return `it cannot be built without the guard:\n${built.printed}`;
    }
    const args = guard.scenarios.flatMap((name) => ['--only', name]);
    const { status, printed } = await program(copy, [
      'tests/torture/run.ts',
      '--short',
      '--in',
      where,
      ...args,
    ]);
    if (status === 0) return `nobody has noticed that it is missing:\n${printed}`;
    // A scenario that could not run has noticed nothing.
    return /^ {4}(?:lost|leaked): /m.test(printed) ? undefined : `no check failed:\n${printed}`;
  } finally {
    writeFileSync(path, source);
  }
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
