/** Reads a file into a digest: one of Gloss (`.gloss`), or a glossary of another program. Nothing is stored. */

import { BOUNDS } from '../../digest/glossaries/bounds';
import { tooLong } from '../../digest/glossaries/decode';
import type { Left } from '../../digest/glossaries/left';
import type { About, Digest } from '../../digest/schema';
import { pacer } from '../../platform/pace';
import type { Watch } from '../../platform/watch';

/** A file that was read. */
export interface ReadFile {
  file: string;
  digest: Digest & { about: About };
  /** The fingerprint of the key that signed it; only a `.gloss` file can have one. */
  signedBy?: string;
  /** Whether it is a `.gloss` file. */
  isGloss: boolean;
  /** What was left out of a glossary, and why. */
  left: Left[];
}

/** How a zip begins. A `.gloss` file is one, and no glossary of another program is. */
const ZIP = [0x50, 0x4b];

/**
 * Rejects with a `GlossRefusal` or a `GlossaryRefusal` that says why it cannot be read; with the browser's error if the
 * file is out of reach; with the reason of the watch's signal.
 */
export async function readDigestFile(file: File, watch: Watch): Promise<ReadFile> {
  if (file.size > BOUNDS.bytes) throw tooLong(BOUNDS);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isGloss = /\.gloss$/i.test(file.name) || ZIP.every((byte, at) => bytes[at] === byte);
  if (isGloss) {
    // Loaded now: a page that only lists digests needs no reader.
    const { readGloss } = await import('../../digest/gloss-file/read');
    return { file: file.name, isGloss, left: [], ...(await readGloss(bytes, pacer(), watch.signal)) };
  }
  const { readGlossaryFile } = await import('../../digest/glossaries/read');
  const { toDigest } = await import('../../digest/glossaries/to-digest');
  const { Ids } = await import('../../digest/glossaries/ids');
  const language = navigator.language.split('-')[0]?.toLowerCase();
  const read = await readGlossaryFile(file.name, bytes, { watch, ...(language && { language }) });
  const { name, version, licence, attribution, home } = read.about;
  const base = file.name.replace(/\.[^.]+$/, '').trim() || file.name;
  const about: About = {
    // The next version of the file replaces it.
    id: new Ids().idOf(base, 'glossary'),
    name: (name ?? base).slice(0, 120),
    version: (version ?? new Date(file.lastModified).toISOString().slice(0, 10)).slice(0, 40),
    ...(licence !== undefined && { licence: licence.slice(0, 200) }),
    ...(attribution !== undefined && { attribution: attribution.slice(0, 500) }),
    ...(home !== undefined && { home }),
  };
  const { digest, left } = await toDigest(read, about, { watch });
  return { file: file.name, isGloss, digest: { ...digest, about }, left: [...read.left, ...left] };
}
