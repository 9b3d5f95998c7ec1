/**
 * Writes a `.gloss` file. The same digest and key give the same bytes, in any browser and in Node, in any time zone:
 * the JSON is canonical, the files are in one order, their times are fixed, and they are deflated in steps of one size.
 */
import { Zip, ZipDeflate } from 'fflate';
import type { Rest } from '../../platform/pace';
import { canonicalBytes, joined } from '../canonical-slices';
import type { Digest } from '../schema';
import { DIGEST_FILE, SIGNATURE_FILE } from './bounds';
import { GlossRefusal } from './refusal';
import { type SigningKey, signatureOf } from './signature';

type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes that are deflated at once: a few milliseconds. */
const STEP = 65_536;
/** Deflate's usual level; the highest takes three times as long and saves 1 %. */
const LEVEL = 6;

/**
 * The file of a digest, signed if there is a key. `pause` is awaited between slices. Rejects with a `GlossRefusal` if
 * the digest does not say what it is (`about`). Nothing else is checked: `readGloss` does. Cost: linear in the JSON;
 * memory: the JSON and the file.
 */
export async function writeGloss(
  digest: Digest,
  sign?: SigningKey,
  pause: Rest = () => undefined,
): Promise<Bytes> {
  if (digest.about === undefined)
    throw new GlossRefusal(
      'invalid',
      'The digest has no name and version. Give it an id, a name and a version.',
      'about',
    );
  const json = await canonicalBytes(digest, pause);
  const pieces: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece);
  });
  await add(zip, DIGEST_FILE, json, pause);
  if (sign !== undefined) {
    const signature = new TextEncoder().encode(await signatureOf(json, sign));
    await add(zip, SIGNATURE_FILE, signature, pause);
  }
  zip.end();
  return joined(pieces);
}

async function add(zip: Zip, name: string, bytes: Uint8Array, pause: Rest): Promise<void> {
  const file = new ZipDeflate(name, { level: LEVEL });
  // The first moment that a zip can say. It is said in local time, so that it is the same everywhere.
  file.mtime = new Date(1980, 0, 1);
  zip.add(file);
  for (let at = 0; at < bytes.length; at += STEP) {
    file.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
    await pause();
  }
}
