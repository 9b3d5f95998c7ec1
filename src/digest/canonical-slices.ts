/** The canonical JSON of a digest as bytes, made in slices: a large one would hold its thread for a second. */
import type { Rest } from '../platform/pace';
import { canonicalJson, inOrder } from './canonical';
import type { Digest } from './schema';

type Bytes = Uint8Array<ArrayBuffer>;

/** The bytes of what `serialise` writes. `pause` is awaited between entries. Memory: the bytes twice. */
export async function canonicalBytes(digest: Digest, pause: Rest): Promise<Bytes> {
  const lists = inOrder(digest);
  const whole = { ...digest, documents: [], passages: [], terms: [] };
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  let shell = canonicalJson(whole);
  for (const list of ['documents', 'passages', 'terms'] as const) {
    const opening = `"${list}":[`;
    // No text before it can have this: a quotation mark in a text is written with a backslash.
    const at = shell.indexOf(opening) + opening.length;
    pieces.push(encoder.encode(shell.slice(0, at)));
    shell = shell.slice(at);
    for (const [i, entry] of lists[list].entries()) {
      pieces.push(encoder.encode((i === 0 ? '' : ',') + canonicalJson(entry)));
      await pause();
    }
  }
  pieces.push(encoder.encode(shell));
  return joined(pieces);
}

/** Bytes one after the other. */
export function joined(pieces: readonly Uint8Array[]): Bytes {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
