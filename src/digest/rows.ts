/**
 * The rows of the cache. Everything here can be rebuilt from the bundled file and the digests that were added
 * (`kept-digests.ts`); nothing that the user made is ever stored here.
 *
 * The joined digests are stored as a *generation*: rows with the same `generation` value. The pointer row says which
 * generation is the cache. Rows of any other generation are left over from an interrupted write.
 */
import * as v from 'valibot';
import { sha256 } from './canonical';
import type { Bytes } from './chunks';
import { CacheDamage, soundRow } from './damage';
import { Document } from './schema';

/** Name of the IndexedDB database. The user's notes are in another one. */
export const DATABASE = 'digests';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** Says which generation is the cache, and what it is made of. */
export const PointerRow = v.object({
  /** The key. There is one generation at a time: the digests that are switched on, joined (`merge.ts`). */
  digest: v.literal('bundled'),
  /** A random UUID. */
  generation: v.string(),
  /** Content hash of the digest bundled with the Gloss that wrote it. */
  hash: Hash,
  /** Says which digests are joined (`DigestSet.key`); absent for the bundled one alone. */
  set: v.optional(v.string()),
  /** Number of the rows in each table. */
  documents: count,
  passages: count,
  terms: count,
  /** SHA-256, hex, of all these rows (`row-sum.ts`). */
  sum: Hash,
});
export type PointerRow = v.InferOutput<typeof PointerRow>;

/** A document with the number of its passages, so that a lost passage is noticed. */
export const DocumentRow = v.object({
  generation: v.string(),
  id: v.string(),
  document: Document,
  passages: count,
});
export type DocumentRow = v.InferOutput<typeof DocumentRow>;

/** The entries of a chunk (`chunks.ts`). */
const ChunkBytes = v.custom<Bytes>(
  (bytes) => bytes instanceof Uint8Array && bytes.buffer instanceof ArrayBuffer,
  'no bytes',
);

/**
 * Passages of one document that follow one another. `length` is that of `id`, so that the order of the keys is the order
 * of reading (`comparePassages`).
 */
export const PassagesRow = v.object({
  generation: v.string(),
  document: v.string(),
  length: count,
  /** Id of the first passage. */
  id: v.string(),
  bytes: ChunkBytes,
});
export type PassagesRow = v.InferOutput<typeof PassagesRow>;

/** Terms that follow one another in the order of their ids. */
export const TermsRow = v.object({
  generation: v.string(),
  /** Id of the first term. */
  id: v.string(),
  /** The ids by which other digests of the set call any of these terms. */
  also: v.array(v.string()),
  bytes: ChunkBytes,
});
export type TermsRow = v.InferOutput<typeof TermsRow>;

/** An index compiled from the generation: the matcher's or the search's. */
export const IndexRow = v.object({
  generation: v.string(),
  /** Format of the bytes. An index in another format is built again. */
  format: v.string(),
  /**
   * A large index is a Blob, because Firefox compresses arrays: it reads 69 MB in 0.14 s as a Blob and in 0.5
   * s as an array.
   */
  bytes: v.custom<Uint8Array<ArrayBuffer> | Blob>(
    (bytes) => bytes instanceof Blob || (bytes instanceof Uint8Array && bytes.buffer instanceof ArrayBuffer),
    'no bytes',
  ),
  /** SHA-256 of the bytes, in hex. Without it, a damaged index would silently find wrong terms. */
  hash: Hash,
});
export type IndexRow = v.InferOutput<typeof IndexRow>;

/** Size in bytes from which an index is stored as a Blob. */
const LARGE = 1 << 20;

/** The row of an index of a generation. */
export async function indexRow(
  generation: string,
  { format, bytes }: { format: string; bytes: Uint8Array<ArrayBuffer> },
): Promise<IndexRow> {
  const kept = bytes.length > LARGE ? new Blob([bytes]) : bytes;
  return { generation, format, bytes: kept, hash: await sha256(bytes) };
}

/** The tables of indexes: `indexes` is the matcher's, `searches` the search's. */
export type IndexTable = 'indexes' | 'searches';

/** The format and the bytes of a stored index. Rejects with `CacheDamage` if the bytes have changed. */
export async function soundIndex(row: unknown): Promise<{ format: string; bytes: Uint8Array<ArrayBuffer> }> {
  const { format, bytes: kept, hash } = soundRow(IndexRow, row, 'an index');
  const bytes = kept instanceof Blob ? new Uint8Array(await kept.arrayBuffer()) : kept;
  if ((await sha256(bytes)) === hash) return { format, bytes };
  throw new CacheDamage('an index in the cache of digests is damaged');
}
