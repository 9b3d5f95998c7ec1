/** Runs the command-line programs of installed packages, on the Node that runs this file. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Options that load a polyfill before the program, if this Node needs one. */
const preloaded =
  'groupBy' in Map ? [] : ['--import', pathToFileURL(join(root, 'scripts', 'node-20.mjs')).href];

/** The path of a package's program. */
function program(name: string, bin = name): string {
  const home = join(root, 'node_modules', name);
  const { bin: bins } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>;
  };
  const file = typeof bins === 'string' ? bins : bins[bin];
  if (!file) throw new Error(`The package ${name} has no program ${bin}.`);
  return join(home, file);
}

/**
 * Where a program's output goes. `shown`: to this terminal. `on failure`: printed at the end if the program
 * fails. `by line`: printed line by line, so that two programs can print at the same time.
 */
type Output = 'shown' | 'on failure' | 'by line';

/** Runs a package's program in the project's folder. Resolves to its exit status. */
export function runProgram(
  [name, bin]: [name: string, bin?: string],
  args: string[],
  output: Output = 'shown',
): Promise<number> {
  return runNode([...preloaded, program(name, bin), ...args], output);
}

/** Runs a program of this repository, named from the project's folder. Resolves to its exit status. */
export function runOwn(file: string, args: string[], output: Output = 'shown'): Promise<number> {
  return runNode([join(root, 'scripts', 'run.mjs'), file, ...args], output);
}

function runNode(args: string[], output: Output): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      // A log must not contain colour codes.
      env: process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1' },
      stdio: output === 'shown' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    });
    const printed: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      if (output === 'on failure') stream?.on('data', (data: Buffer) => printed.push(data));
      else if (stream) createInterface({ input: stream }).on('line', (line) => console.log(line));
    }
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0) process.stdout.write(Buffer.concat(printed));
      resolve(code ?? 1);
    });
  });
}
