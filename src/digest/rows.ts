/**
 * The rows of the cache. Everything in it can be rebuilt from the bundled file; nothing of the user's is ever written here.
 *
 * A digest is kept as a *generation*: rows that carry its name. The pointer row says which generation is the cache; rows of
 * any other generation are the remains of a write that did not end.
 */
import * as v from 'valibot';
import { sha256 } from './canonical';
import { CacheDamage, soundRow } from './damage';
import { Document, Passage, Term } from './schema';

/** Name of the database. The user's notes live in another one. */
export const DATABASE = 'digests';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** Which generation is the cache, and what it holds. */
export const PointerRow = v.object({
  /** Only one digest is bundled. A row each, once users add theirs. */
  digest: v.literal('bundled'),
  generation: v.string(),
  /** Content hash of the digest that the generation was written from. */
  hash: Hash,
  documents: count,
  passages: count,
  terms: count,
});
export type PointerRow = v.InferOutput<typeof PointerRow>;

/** A document, and how many passages it has, so that a lost one is noticed. */
export const DocumentRow = v.object({
  generation: v.string(),
  id: v.string(),
  document: Document,
  passages: count,
});
export type DocumentRow = v.InferOutput<typeof DocumentRow>;

/** `document` and `number` are the passage's place in reading order. */
export const PassageRow = v.object({
  generation: v.string(),
  id: v.string(),
  document: v.string(),
  number: count,
  passage: Passage,
});
export type PassageRow = v.InferOutput<typeof PassageRow>;

export const TermRow = v.object({ generation: v.string(), id: v.string(), term: Term });
export type TermRow = v.InferOutput<typeof TermRow>;

/** An index compiled from the generation: the matcher's of its terms, or the search's of all of it. */
export const IndexRow = v.object({
  generation: v.string(),
  /** Which format the bytes are in; an index in another format is built anew. */
  format: v.string(),
  /** A large one is a Blob: Firefox reads 69 MB so in 0.14 s, and in 0.5 s as an array, which it compresses. */
  bytes: v.custom<Uint8Array<ArrayBuffer> | Blob>(
    (bytes) => bytes instanceof Blob || (bytes instanceof Uint8Array && bytes.buffer instanceof ArrayBuffer),
    'no bytes',
  ),
  /** SHA-256 of the bytes: a damaged index would find wrong terms without a complaint. */
  hash: Hash,
});
export type IndexRow = v.InferOutput<typeof IndexRow>;

/** The tables of indexes: the matcher's, the search's. */
export type IndexTable = 'indexes' | 'searches';

/** The format of an index and its bytes, if they are those that were kept. */
export async function soundIndex(row: unknown): Promise<{ format: string; bytes: Uint8Array<ArrayBuffer> }> {
  const { format, bytes: kept, hash } = soundRow(IndexRow, row, 'an index');
  const bytes = kept instanceof Blob ? new Uint8Array(await kept.arrayBuffer()) : kept;
  if ((await sha256(bytes)) === hash) return { format, bytes };
  throw new CacheDamage('an index in the cache of digests is damaged');
}
