/** A publisher's folder in a temporary place, and the command `npm run digest` run on it. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';
import { run } from '../../scripts/digest';
import { root } from '../../scripts/packages';
import { readGloss } from '../../src/digest/gloss-file/read';
import { changed, DOCUMENT, GLOSSARY } from '../digest/sources';

export const ABOUT = `id: small-terms
name: Small terms
version: 1.0.0
licence: CC-BY-4.0
`;
/** A glossary of which nothing is to be said. */
export const SOUND = changed(
  GLOSSARY,
  'quote: is held',
  'quote: The Internet Governance Forum (IGF) is held',
);

let folder = '';

/** To be called once in a file of tests: each has a new folder with a sound folder `in` in it. */
export function inNewFolder(): void {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gloss-digest-'));
    write('in/about.yaml', ABOUT);
    write('in/documents/report.md', DOCUMENT);
    write('in/terms.yaml', SOUND);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });
}

/** A path in the folder. */
export const at = (...path: string[]) => join(folder, ...path);

/** The names of what is in a folder of it, sorted. */
export const namesIn = (path: string) => readdirSync(at(path)).sort();

/** Writes a file, with the folders above it. */
export function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), content);
}

/** A file that the command has made. */
export const made = (name: string) => new Uint8Array(readFileSync(at('out', name)));

/** What a reader finds in it. */
export const read = (name: string) => readGloss(made(name), () => undefined, new AbortController().signal);

export interface Outcome {
  status: number | null;
  out: string;
  err: string;
}

/** Runs the command in this process. */
export async function digest(...args: string[]): Promise<Outcome> {
  const printed = { out: '', err: '' };
  const into = (part: 'out' | 'err') => (text: unknown) => {
    printed[part] += `${text}\n`;
  };
  vi.spyOn(console, 'log').mockImplementation(into('out'));
  vi.spyOn(console, 'warn').mockImplementation(into('err'));
  vi.spyOn(console, 'error').mockImplementation(into('err'));
  const status = await run(args);
  return { status, ...printed };
}

/** Runs the command in the folder, as a publisher does. */
export function spawned(...args: string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'scripts/run.mjs'), 'scripts/digest.ts', ...args], {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1' },
    });
    const printed = { out: '', err: '' };
    child.stdout.on('data', (data: Buffer) => {
      printed.out += data;
    });
    child.stderr.on('data', (data: Buffer) => {
      printed.err += data;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, ...printed }));
  });
}
