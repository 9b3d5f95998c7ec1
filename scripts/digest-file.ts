/** Makes a digest of one file: a glossary of any format that Gloss reads, or a `.gloss` file. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readGloss } from '../src/digest/gloss-file/read';
import { GlossRefusal } from '../src/digest/gloss-file/refusal';
import { aboutFile } from '../src/digest/glossaries/about-file';
import { sentenceOf } from '../src/digest/glossaries/left';
import { readGlossaryFile } from '../src/digest/glossaries/read';
import { GlossaryRefusal } from '../src/digest/glossaries/refusal';
import { toDigest } from '../src/digest/glossaries/to-digest';
import { parseAbout } from '../src/digest/parse-about';
import { CompileError } from '../src/digest/problems';
import type { About } from '../src/digest/schema';
import type { Published } from './digest-folder';

const noRest = () => undefined;

/**
 * Reads the file. `about`: the path of an `about.yaml`; absent: the file says it, and its name. `warn` is told what was
 * left out. Rejects with a `CompileError` that begins with the path of the file that is wrong.
 */
export async function digestOfFile(
  path: string,
  about: string | undefined,
  warn: (message: string) => void,
): Promise<Published> {
  const bytes = new Uint8Array(await readFile(path));
  const said = about === undefined ? undefined : await readAbout(about);
  try {
    if (path.toLowerCase().endsWith('.gloss')) {
      const { digest } = await readGloss(bytes, noRest, new AbortController().signal);
      return said ? { ...digest, about: said } : digest;
    }
    const read = await readGlossaryFile(basename(path), bytes, { pause: noRest });
    const own = aboutFile(basename(path), read.about, '');
    const { digest, left } = await toDigest(read, own, { pause: noRest });
    for (const each of [...read.left, ...left]) warn(`${path}: ${sentenceOf(each)}`);
    // Without a version of its own, the file has that of its content: the same file gives the same name.
    const version = own.version.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
    return { ...digest, about: said ?? { ...own, version: version || digest.hash.slice(0, 12) } };
  } catch (error) {
    if (!(error instanceof GlossaryRefusal || error instanceof GlossRefusal)) throw error;
    throw new CompileError([{ file: path, line: 1, message: error.message }]);
  }
}

async function readAbout(path: string): Promise<About> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new CompileError([{ file: path, line: 1, message: 'cannot be read; name a file (--about)' }]);
  const { about, problems } = parseAbout({ path, text });
  if (about === undefined) throw new CompileError(problems);
  return about;
}
