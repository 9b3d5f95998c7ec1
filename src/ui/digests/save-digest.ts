/** Saves a digest as a file, whatever it came from. */
import { KeptDigests } from '../../digest/kept-digests';
import { hasContents, type KeptDigest } from '../../digest/kept-row';
import type { About, Digest } from '../../digest/schema';
import { readWithGloss } from '../../digest/with-gloss';
import { pacer } from '../../platform/pace';
import type { Watch } from '../../platform/watch';
import { save } from '../data/save';
import { digestOfOwn } from '../own/own-files';

/** `gloss` holds all of a digest; what the others cannot hold is in `docs/glossary-files.md`. */
export const SAVE_FORMATS = ['gloss', 'csv', 'tbx', 'skos'] as const;
export type SaveFormat = (typeof SAVE_FORMATS)[number];

const ENDINGS: Record<SaveFormat, string> = { gloss: 'gloss', csv: 'csv', tbx: 'tbx', skos: 'ttl' };
const TYPES: Record<SaveFormat, string> = {
  gloss: 'application/zip',
  csv: 'text/csv;charset=utf-8',
  tbx: 'application/x-tbx+xml',
  skos: 'text/turtle;charset=utf-8',
};

/**
 * Resolves to the name of the file. Rejects if the contents cannot be read, or with the reason of the watch's signal.
 * A glossary is named by the digest's id alone: so it is known again when it is read.
 */
export async function saveDigest(row: KeptDigest, format: SaveFormat, watch: Watch): Promise<string> {
  const digest = await digestOf(row);
  const about = digest.about ?? { id: row.id, name: row.name, version: '1' };
  const parts = await partsOf({ ...digest, about }, format, watch);
  const version = format === 'gloss' ? `-${about.version.replace(/[^\w.-]+/g, '-')}` : '';
  const name = `${about.id}${version}.${ENDINGS[format]}`;
  save(name, new Blob(parts, { type: TYPES[format] }));
  return name;
}

function digestOf(row: KeptDigest): Promise<Digest> {
  if (hasContents(row)) return new KeptDigests(__WITH_GLOSS__).content(row);
  return row.origin.kind === 'made' ? digestOfOwn(row.name) : readWithGloss(row.id);
}

async function partsOf(
  digest: Digest & { about: About },
  format: SaveFormat,
  watch: Watch,
): Promise<BlobPart[]> {
  const pause = pacer();
  let done = 0;
  const rest = () => {
    watch.signal.throwIfAborted();
    return pause();
  };
  if (format === 'gloss') {
    const { writeGloss } = await import('../../digest/gloss-file/write');
    return [await writeGloss(digest, undefined, rest)];
  }
  const parts: string[] = [];
  for (const piece of await writerOf(format, digest)) {
    parts.push(piece);
    watch.tell(Math.min(++done, digest.terms.length), digest.terms.length);
    const resting = rest();
    if (resting) await resting;
  }
  return parts;
}

async function writerOf(format: Exclude<SaveFormat, 'gloss'>, digest: Digest): Promise<Generator<string>> {
  if (format === 'csv') return (await import('../../digest/glossaries/write/csv')).toCsv(digest);
  if (format === 'tbx') return (await import('../../digest/glossaries/write/tbx')).toTbx(digest);
  return (await import('../../digest/glossaries/write/turtle')).toTurtle(digest);
}
