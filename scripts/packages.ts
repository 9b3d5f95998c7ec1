/** The project's folder, and the command-line programs of the installed packages, run on this very Node. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** What is loaded ahead of a program on this Node. */
const preloaded =
  'groupBy' in Map ? [] : ['--import', pathToFileURL(join(root, 'scripts', 'node-20.mjs')).href];

/** Where the program of a package is. */
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
 * What becomes of a program's output. `shown`: it goes to this terminal. `on failure`: it is shown at the end, if the program
 * fails. `by line`: whole lines are shown as they come, so that two programs can print at the same time.
 */
type Output = 'shown' | 'on failure' | 'by line';

/** Runs a package's program in the project's folder. Resolves to its exit status. */
export function runProgram(
  [name, bin]: [name: string, bin?: string],
  args: string[],
  output: Output = 'shown',
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...preloaded, program(name, bin), ...args], {
      cwd: root,
      // A log is no terminal: it is to be read without codes of colours.
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
