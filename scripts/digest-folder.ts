/**
 * Compiles a folder into a digest: `documents/*.md`, glossary files (`*.yaml`, there or in `glossary/`) and
 * `about.yaml`. The bundled digest is made from `assets/` by this function, and a publisher's by the same.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { posix } from 'node:path';
import { compile, type Sources } from '../src/digest/compile';
import type { WithGloss } from '../src/digest/kept-row';
import type { SourceFile } from '../src/digest/parse-document';
import { CompileError, type Problem } from '../src/digest/problems';
import type { About, Digest } from '../src/digest/schema';

/** A digest that says what it is. */
export type Published = Digest & { about: About };

const ABOUT = 'about.yaml';

/**
 * Compiles the folder. Rejects with a `CompileError` that carries every problem, with paths that begin as `folder`
 * does. `warn` is called with what compiles but should be looked at.
 */
export async function compileFolder(folder: string, warn: (warning: Problem) => void): Promise<Published> {
  const { about, ...digest } = await compile(await readFolder(folder), warn);
  // The compiler has read it, or has thrown.
  if (about === undefined) throw new Error(`${folder} was compiled without ${ABOUT}`);
  return { ...digest, about };
}

/** What Gloss knows of a digest that comes with it before it reads the digest. */
export function describeDigest(
  { about, hash, terms }: Published,
  kind: WithGloss['origin']['kind'],
): WithGloss {
  return { id: about.id, name: about.name, about, hash, terms: terms.length, origin: { kind } };
}

/** The sources in a folder. Rejects with a `CompileError` if a file is missing, unreadable or wrongly named. */
export async function readFolder(folder: string): Promise<Sources & { about: SourceFile }> {
  const base = folder.replaceAll('\\', '/');
  const problems: Problem[] = [];
  if (!(await isFolder(base)))
    throw new CompileError([
      { file: base, line: 1, message: `is no folder; name the one that has ${ABOUT}` },
    ]);
  const complain = (file: string, message: string, line = 1) => problems.push({ file, line, message });
  /** The files of a folder in it with that ending, by name. */
  const sources = async (inside: string, ending: string): Promise<SourceFile[]> => {
    const here = posix.join(base, inside);
    const names = (await namesIn(here)).filter((name) => !(inside === '' && name === ABOUT));
    for (const name of names)
      if (/\.(yml|markdown)$/i.test(name) || (name.toLowerCase().endsWith(ending) && !name.endsWith(ending)))
        complain(posix.join(here, name), `is not read; name it *${ending}`);
    const paths = names.filter((name) => name.endsWith(ending)).map((name) => posix.join(here, name));
    return Promise.all(paths.map(async (path) => ({ path, text: await readUtf8(path, complain) })));
  };
  const documents = await sources('documents', '.md');
  const glossary = [...(await sources('', '.yaml')), ...(await sources('glossary', '.yaml'))];
  const about = posix.join(base, ABOUT);
  if (!(await namesIn(base)).includes(ABOUT))
    complain(about, 'is missing; write it, with the keys id, name and version (docs/publishing.md)');
  if (glossary.length === 0)
    complain(base, 'has no glossary; write terms in *.yaml (docs/glossary-format.md)');
  if (problems.length > 0) throw new CompileError(problems);
  const text = await readUtf8(about, complain);
  if (problems.length > 0) throw new CompileError(problems);
  return { documents, glossary, about: { path: about, text } };
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

/** The names of what is in a folder, sorted; none if there is no such folder. */
async function namesIn(folder: string): Promise<string[]> {
  if (!(await isFolder(folder))) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** The text of a file. Complains about the first line that is not UTF-8. */
async function readUtf8(
  path: string,
  complain: (file: string, message: string, line: number) => void,
): Promise<string> {
  const bytes = await readFile(path);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // A line feed is never a part of another letter in UTF-8, so each line can be read by itself.
    let [line, from] = [1, 0];
    for (let to = 0; to <= bytes.length; to++) {
      if (to < bytes.length && bytes[to] !== 0x0a) continue;
      if (!isUtf8(bytes.subarray(from, to))) break;
      line++;
      from = to + 1;
    }
    complain(path, 'is not in UTF-8; save the file as UTF-8', line);
    return '';
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
