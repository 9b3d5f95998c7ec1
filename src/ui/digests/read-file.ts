/** Reads a file into a digest: one of Gloss (`.gloss`), or a glossary of another program. Nothing is stored. */

import { type Difference, differenceOf } from '../../digest/difference';
import { BOUNDS } from '../../digest/glossaries/bounds';
import { tooLong } from '../../digest/glossaries/decode';
import type { ReadTable } from '../../digest/glossaries/entry';
import type { Left } from '../../digest/glossaries/left';
import type { Columns } from '../../digest/glossaries/tables/columns';
import { type Packed, packed, packedTerms } from '../../digest/kept-content';
import type { KeptDigests } from '../../digest/kept-digests';
import { type KeptDigest, replacedBy } from '../../digest/kept-row';
import type { About, Digest } from '../../digest/schema';
import { pacer } from '../../platform/pace';
import type { Watch } from '../../platform/watch';
import type { BeginStep } from '../data/use-work';

/** How the user wants a table to be read. What is absent is guessed. */
export interface Plan {
  /** A label of the Encoding Standard. */
  encoding?: string;
  /** Between the cells: one UTF-16 unit. */
  separator?: string;
  columns?: Columns;
}

/** A table as it was understood, to be shown and corrected. */
export type ShownTable = ReadTable & { encoding: string };

/** A file that was read. It holds no term: a page may show twenty of them. */
export interface ReadFile {
  /** The name of the file. */
  file: string;
  packed: Packed & { about: About };
  facts: Facts;
  /** The fingerprint of the key that signed it; only a `.gloss` file can have one. */
  signedBy?: string;
  /** Whether it is a `.gloss` file. */
  isGloss: boolean;
  /** What was left out of a glossary, and why. */
  left: Left[];
  /** Absent where the file is no table. */
  table?: ShownTable;
  /** The digest that it would replace, and what that changes. `undefined`: its contents cannot be read. */
  replaces?: { row: KeptDigest; difference: Difference | undefined };
}

/** What a preview says of a digest. */
interface Facts {
  terms: number;
  forms: number;
  documents: number;
  /** BCP 47 tags of the forms, without `und`. At most `MOST_LANGUAGES`. */
  languages: string[];
  /** Labels of the first terms. */
  samples: string[];
}

/** Terms that are named in a preview. */
const SAMPLES = 8;
const MOST_LANGUAGES = 40;

/** How a zip begins. A `.gloss` file is one, and no glossary of another program is. */
const ZIP = [0x50, 0x4b];

/** What reading a file says while it goes on, in the reader's language. */
export type StepNames = Record<'reading' | 'packing' | 'comparing', string>;

type Named = { digest: Digest & { about: About } } & Pick<
  ReadFile,
  'signedBy' | 'isGloss' | 'left' | 'table'
>;

/**
 * Reads a file, and compares it with the digest that it would replace. Rejects with a `GlossRefusal` or a
 * `GlossaryRefusal` that says why it cannot be read; with the browser's error if the file is out of reach; with the
 * reason of the signal.
 */
export async function readDigestFile(
  file: File,
  plan: Plan,
  kept: KeptDigests,
  begin: BeginStep,
  names: StepNames,
): Promise<ReadFile> {
  const { digest, ...read } = await readDigest(file, plan, begin(names.reading));
  const about = digest.about;
  const facts = factsOf(digest);
  const made = await packed(digest, begin(names.packing));
  const result: ReadFile = { file: file.name, packed: { ...made, about }, facts, ...read };
  const row = replacedBy({ packed: made, from: file.name }, await kept.all());
  if (row) result.replaces = { row, difference: await changesOf(row, made, kept, begin(names.comparing)) };
  return result;
}

async function changesOf(
  row: KeptDigest,
  { bytes, terms }: Packed,
  kept: KeptDigests,
  watch: Watch,
): Promise<Difference | undefined> {
  let done = 0;
  const after = async function* () {
    for await (const term of packedTerms(bytes)) {
      watch.signal.throwIfAborted();
      watch.tell(++done, terms);
      yield term;
    }
  };
  try {
    return await differenceOf(kept.terms(row), after());
  } catch (error) {
    if (watch.signal.aborted) throw error;
    return undefined;
  }
}

async function readDigest(file: File, plan: Plan, watch: Watch): Promise<Named> {
  const bytes = await bytesOf(file);
  const isGloss = /\.gloss$/i.test(file.name) || ZIP.every((byte, at) => bytes[at] === byte);
  if (isGloss) {
    // Loaded now: a page that only lists digests needs no reader.
    const { readGloss } = await import('../../digest/gloss-file/read');
    return { isGloss, left: [], ...(await readGloss(bytes, pacer(), watch.signal)) };
  }
  const { readGlossaryFile } = await import('../../digest/glossaries/read');
  const { toDigest } = await import('../../digest/glossaries/to-digest');
  const { aboutFile } = await import('../../digest/glossaries/about-file');
  const read = await readGlossaryFile(file.name, bytes, { ...optionsOf(plan), watch });
  const day = new Date(file.lastModified).toISOString().slice(0, 10);
  const about = aboutFile(file.name, read.about, day);
  const { digest, left } = await toDigest(read, about, { watch });
  const { table, encoding } = read;
  return {
    isGloss,
    digest: { ...digest, about },
    left: [...read.left, ...left],
    ...(table && encoding !== undefined && { table: { ...table, encoding } }),
  };
}

/** The table in a file that was refused, for the user to correct; `undefined` if there is none. */
export async function tableIn(file: File, plan: Plan): Promise<ShownTable | undefined> {
  try {
    const { peekGlossaryTable } = await import('../../digest/glossaries/read');
    return await peekGlossaryTable(file.name, await bytesOf(file), optionsOf(plan));
  } catch {
    return undefined;
  }
}

async function bytesOf(file: File): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > BOUNDS.bytes) throw tooLong(BOUNDS);
  return new Uint8Array(await file.arrayBuffer());
}

function optionsOf({ encoding, separator, columns }: Plan) {
  const language = navigator.language.split('-')[0]?.toLowerCase();
  return {
    ...(language && { language }),
    ...(encoding !== undefined && { encoding }),
    ...(separator !== undefined && { separator }),
    ...(columns && { columns }),
  };
}

export function factsOf({ terms, documents }: Digest): Facts {
  const languages = new Set<string>();
  let forms = 0;
  for (const term of terms) {
    forms += term.forms.length;
    for (const { lang } of term.forms) if (languages.size < MOST_LANGUAGES) languages.add(lang);
  }
  languages.delete('und');
  return {
    terms: terms.length,
    forms,
    documents: documents.length,
    languages: [...languages],
    samples: terms.slice(0, SAMPLES).map(({ label }) => label),
  };
}
