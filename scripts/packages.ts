/** The project's folder, and the command-line programs of the installed packages, run on this very Node. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

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

/** Run a package's program in the project's folder; its exit status. With `quiet`, what it prints is shown only if it fails. */
export function runProgram(
  [name, bin]: [name: string, bin?: string],
  args: string[],
  quiet = false,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program(name, bin), ...args], {
      cwd: root,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    const printed: Buffer[] = [];
    child.stdout?.on('data', (data: Buffer) => printed.push(data));
    child.stderr?.on('data', (data: Buffer) => printed.push(data));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0) process.stdout.write(Buffer.concat(printed));
      resolve(code ?? 1);
    });
  });
}
