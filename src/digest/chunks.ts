/**
 * Chunks of entries, as the cache stores them: terms or passages that follow one another, as the JSON text of a list, in
 * UTF-8. A database takes as long for a row of one term as for a row of sixty, so 100,000 rows took 25 times as long to
 * write as the same terms in chunks. A chunk is small enough that reading one of its entries costs little.
 */
import { CacheDamage } from './damage';

/** Most entries of a chunk. */
export const MOST_ENTRIES = 64;
/** UTF-16 units of JSON after which a chunk ends. It takes about 0.1 ms to read so much. */
const ENOUGH = 16_384;

export type Bytes = Uint8Array<ArrayBuffer>;

export interface Chunk<T> {
  /** At least one. */
  entries: [T, ...T[]];
  bytes: Bytes;
}

/** Divides entries into chunks, in their order. `mayFollow`: whether an entry may be in the chunk that begins with another. */
export function* chunksOf<T>(
  entries: Iterable<T>,
  mayFollow: (entry: T, first: T) => boolean = () => true,
): Generator<Chunk<T>, void> {
  const encoder = new TextEncoder();
  let texts: string[] = [];
  let letters = 0;
  let chunk: [T, ...T[]] | undefined;
  const made = (of: [T, ...T[]]): Chunk<T> => ({
    entries: of,
    bytes: encoder.encode(`[${texts.join()}]`) as Bytes,
  });
  for (const entry of entries) {
    if (chunk && (chunk.length >= MOST_ENTRIES || letters >= ENOUGH || !mayFollow(entry, chunk[0]))) {
      yield made(chunk);
      chunk = undefined;
    }
    if (chunk) chunk.push(entry);
    else {
      chunk = [entry];
      texts = [];
      letters = 0;
    }
    const text = JSON.stringify(entry);
    texts.push(text);
    letters += text.length;
  }
  if (chunk) yield made(chunk);
}

/** The entries of a chunk, unchecked. Throws `CacheDamage`, with `what` in its message, if the bytes are no list. */
export function entriesIn(bytes: Bytes, what: string): unknown[] {
  let list: unknown;
  try {
    list = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new CacheDamage(`${what} in the cache of digests cannot be read: ${String(error)}`);
  }
  if (!Array.isArray(list)) throw new CacheDamage(`${what} in the cache of digests are no list`);
  return list;
}
