/**
 * Makes a digest that readers can subscribe to: `npm run digest -- FOLDER -o OUT`. Compiles the folder, or reads the
 * file, into `OUT/ID-VERSION.gloss` and `OUT/ID.json`, which points to it; with `--also`, into other formats too.
 * `docs/publishing.md` is the manual.
 */
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fileOf, pointerTo } from '../src/digest/gloss-file/pointer';
import { readGloss } from '../src/digest/gloss-file/read';
import { GlossRefusal } from '../src/digest/gloss-file/refusal';
import { writeGloss } from '../src/digest/gloss-file/write';
import { toCsv } from '../src/digest/glossaries/write/csv';
import { toTbx } from '../src/digest/glossaries/write/tbx';
import { toTurtle } from '../src/digest/glossaries/write/turtle';
import { CompileError, describeProblem } from '../src/digest/problems';
import { readYaml } from '../src/digest/yaml';
import { digestOfFile } from './digest-file';
import { compileFolder, type Published, readFolder } from './digest-folder';
import { KeyError, newKey, readKey } from './signing-keys';

const USAGE = `npm run digest -- FOLDER -o OUT [--sign KEYFILE] [--published 2026-11-30] [--also csv,tbx,skos]
                                                    makes OUT/ID-VERSION.gloss and OUT/ID.json, and the other formats
npm run digest -- FILE -o OUT [--about about.yaml]  the same of a glossary file (CSV, TBX, SKOS, …) or a .gloss file
npm run digest -- FOLDER --check                    only checks the folder or file
npm run digest -- --new-key KEYFILE                 makes a key to sign with`;

/** The other formats that a digest is written in, and the endings of their files. */
const FORMATS = { csv: ['csv', toCsv], tbx: ['tbx', toTbx], skos: ['ttl', toTurtle] } as const;
type Format = keyof typeof FORMATS;
const isFormat = (name: string): name is Format => Object.hasOwn(FORMATS, name);

interface Options {
  /** A folder, or a file. */
  folder: string;
  /** What a file says of itself: the path of an `about.yaml`. */
  about?: string;
  also: Format[];
  /** Absent: only check. */
  out?: string;
  sign?: string;
  published?: string;
}

/** Resolves to the exit status: 1 if something is wrong with the files, 2 if the command is. */
export async function run(args: string[]): Promise<number> {
  const asked = optionsOf(args);
  if (typeof asked === 'string') {
    console.error(`${asked}\n${USAGE}`);
    return 2;
  }
  try {
    if ('newKey' in asked) {
      const fingerprint = await newKey(asked.newKey);
      console.log(
        `${asked.newKey}: a new key, with the fingerprint ${fingerprint}. Keep the file, and keep it secret.`,
      );
    } else await make(asked);
    return 0;
  } catch (error) {
    const expected = [CompileError, GlossRefusal, KeyError].some((kind) => error instanceof kind);
    if (!expected) throw error;
    console.error((error as Error).message);
    return 1;
  }
}

/** What the command line asks for, or what is wrong with it. */
function optionsOf(args: string[]): Options | { newKey: string } | string {
  let read: ReturnType<typeof parse>;
  try {
    read = parse(args);
  } catch (error) {
    return String(error instanceof Error ? error.message : error);
  }
  const { values, positionals } = read;
  const [folder] = positionals;
  const { out, sign, check, published, about, 'new-key': key } = values;
  if (key !== undefined)
    return args.length === 2 || args.length === 1 ? { newKey: key } : '--new-key stands alone.';
  if (folder === undefined || positionals.length > 1) return 'Name one folder or file.';
  const also = values.also?.split(',') ?? [];
  if (!also.every(isFormat)) return `--also names other formats: ${Object.keys(FORMATS)}.`;
  const what = { folder, also, ...(about !== undefined && { about }) };
  if (check && out === undefined && sign === undefined && published === undefined) return what;
  if (check || out === undefined) return 'Either name a folder to write to (-o OUT), or --check.';
  if (published !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(published))
    return '--published is a day: 2026-11-30.';
  return { ...what, out, ...(sign !== undefined && { sign }), ...(published !== undefined && { published }) };
}

function parse(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: { type: 'string', short: 'o' },
      sign: { type: 'string' },
      published: { type: 'string' },
      check: { type: 'boolean' },
      about: { type: 'string' },
      also: { type: 'string' },
      'new-key': { type: 'string' },
    },
  });
}

async function make({ folder, about: file, also, out, sign, published }: Options): Promise<void> {
  const key = sign === undefined ? undefined : await readKey(sign, console.warn);
  const isFile = (await stat(folder).catch(() => undefined))?.isFile() ?? false;
  const digest = isFile
    ? await digestOfFile(folder, file, console.warn)
    : await compileFolder(folder, (warning) => console.warn(describeProblem(warning)));
  const bytes = await writeGloss(digest, key);
  // What this Gloss would not read must not be published.
  const { signedBy } = await readGloss(bytes, () => undefined, new AbortController().signal);
  const pointer = pointerTo(digest, bytes.length, published);
  const { about, documents, terms, hash } = digest;
  console.log(
    `${about.name} ${about.version}: ${terms.length} terms, ${documents.length} documents, hash ${hash}`,
  );
  if (signedBy !== undefined) console.log(`signed by the key with the fingerprint ${signedBy}`);
  if (out === undefined) return;
  const path = join(out, fileOf(about));
  await mkdir(out, { recursive: true });
  await checkVersion(folder, isFile, digest, path, bytes);
  for (const format of also) {
    const [ending, write] = FORMATS[format];
    const other = path.replace(/gloss$/, ending);
    await replace(other, [...write(digest)].join(''));
    console.log(other);
  }
  // The pointer last: it never names a file that is not there.
  await replace(path, bytes);
  await replace(join(out, `${about.id}.json`), pointer);
  console.log(`${path}: ${bytes.length} bytes\n${join(out, `${about.id}.json`)}: ${pointer.length} bytes`);
}

/**
 * A version is published once. Caches keep a file for ever, so other content under the same name would never reach some
 * readers.
 */
async function checkVersion(
  folder: string,
  isFile: boolean,
  { about }: Published,
  file: string,
  bytes: Uint8Array,
): Promise<void> {
  const there = await readFile(file).catch(() => undefined);
  if (there === undefined || there.equals(bytes)) return;
  const source = isFile ? { path: folder, text: '' } : (await readFolder(folder)).about;
  const line = readYaml(source.text).lineOf(['version']);
  const message = `has the version ${about.version}, and ${file} is there with other content; change the version, or remove that file`;
  throw new CompileError([{ file: source.path, line, message }]);
}

/** Replaces a file at once: who reads it meanwhile gets the old one or the new one, and never a part. */
async function replace(path: string, content: Uint8Array | string): Promise<void> {
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
}
