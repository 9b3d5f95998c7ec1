/**
 * Unpacks a file of a zip in slices. Counts what really comes out and stops at the size that the zip declares, which
 * has been checked: a lie costs no more than the truth. Cost: linear in that size.
 */
import { Inflate } from 'fflate';
import { crc32 } from './crc';
import { AGAIN, GlossRefusal } from './refusal';
import type { Entry } from './zip';

/** Packed bytes between two rests: usually 20 kB unpacked, and at most 4 MB, as deflate has ratios up to 1,032. */
const STEP = 4_096;
/** Stored bytes between two rests. */
const STORED_STEP = 1_000_000;

/** The unpacked bytes. Rejects with a `GlossRefusal`. */
export async function unpack(
  bytes: Uint8Array,
  { name, deflated, crc, start, end, size }: Entry,
  rest: () => Promise<void> | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const out = new Uint8Array(size);
  let filled = 0;
  let sum = 0;
  const take = (piece: Uint8Array) => {
    if (filled + piece.length > size)
      throw new GlossRefusal(
        'zip-bomb',
        `${name} in the file unpacks to more than the ${size} bytes that it declares. Keep away from it.`,
      );
    out.set(piece, filled);
    filled += piece.length;
    sum = crc32(piece, sum);
  };
  const inflate = new Inflate(take);
  const step = deflated ? STEP : STORED_STEP;
  for (let at = start; at < end; at += step) {
    const piece = bytes.subarray(at, Math.min(at + step, end));
    if (deflated) push(inflate, piece, at + step >= end, name);
    else take(piece);
    await rest();
  }
  if (filled !== size || sum !== crc) damaged(name);
  return out;
}

function push(inflate: Inflate, piece: Uint8Array, last: boolean, name: string): void {
  try {
    inflate.push(piece, last);
  } catch (error) {
    if (error instanceof GlossRefusal) throw error;
    damaged(name);
  }
}

function damaged(name: string): never {
  throw new GlossRefusal('damaged', `${name} in the file is damaged. ${AGAIN}.`);
}
