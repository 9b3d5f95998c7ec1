/**
 * Runs a program of this repository: `node scripts/run.mjs scripts/build.ts chrome`. In a fresh clone it
 * first installs the packages of the lock file. This file is plain JavaScript without dependencies, because
 * it runs before any package is installed.
 *
 * A program is a TypeScript file that exports `run(args: string[]): Promise<number>`, which resolves to its
 * exit status. Vite loads the program, so it may import everything that the bundler can, on every Node that
 * Vite supports.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a command in the project's folder. Its output goes to standard error, because standard output belongs
 * to the program.
 */
function call(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['inherit', 2, 2], ...options });
  if (error) console.error(`Could not run ${command}: ${error.message}`);
  return status ?? 1;
}

/** Installs the packages of the lock file unless they are there. */
function install() {
  const done = join(root, 'node_modules', '.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(lock).mtimeMs) return 0;
  console.error('Installing the packages of package-lock.json …');
  // Install scripts are off: no package of ours needs one, and none should run.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const status = call('npm', args, { shell: process.platform === 'win32' });
  if (status !== 0) console.error('The packages could not be installed: npm says why above.');
  return status;
}

/**
 * Lets WXT write the TypeScript settings that tsconfig.json extends. Vite cannot read the sources without
 * them.
 */
function prepare() {
  if (existsSync(join(root, '.wxt', 'tsconfig.json'))) return 0;
  return call(process.execPath, [join(root, 'node_modules', 'wxt', 'bin', 'wxt.mjs'), 'prepare']);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Gloss needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
const [program, ...args] = process.argv.slice(2);
if (program === undefined) {
  console.error('Name a program: node scripts/run.mjs scripts/build.ts');
  process.exit(2);
}
const failed = install() || prepare();
if (failed) process.exit(failed);

// Vite's own `runnerImport` ends with the import: a program that imports more while it runs would then fail.
const { createRunnableDevEnvironment, resolveConfig } = await import('vite');
const node = {
  consumer: 'server',
  dev: { moduleRunnerTransform: true },
  resolve: { external: true, mainFields: [], conditions: ['node'] },
};
const config = { configFile: false, envDir: false, logLevel: 'error', root, cacheDir: root };
const environment = createRunnableDevEnvironment(
  'inline',
  await resolveConfig({ ...config, environments: { inline: node } }, 'serve'),
  { runnerOptions: { hmr: { logger: false } }, hot: false },
);
await environment.init();
try {
  const module = await environment.runner.import(resolve(root, program));
  process.exitCode = await module.run(args);
} finally {
  await environment.close();
}
