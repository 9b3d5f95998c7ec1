/**
 * The canonical form of a digest: the same content gives the same text and the same hash, on any machine and
 * for any order of the source files.
 */
import type { Rest } from '../platform/pace';
import type { Digest } from './schema';

/** The content of a digest, which the content hash covers. */
export type DigestContent = Pick<Digest, 'documents' | 'passages' | 'terms'>;

/** Compares by UTF-16 code unit, never by locale, so that the order is the same everywhere. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Passages in reading order: `a#p99` before `a#p100`. */
export function comparePassages(
  a: { id: string; document: string },
  b: { id: string; document: string },
): number {
  return compareIds(a.document, b.document) || a.id.length - b.id.length || compareIds(a.id, b.id);
}

/** Documents and terms by id, passages in reading order. */
export function inOrder({ documents, passages, terms }: DigestContent): DigestContent {
  return {
    documents: [...documents].sort((a, b) => compareIds(a.id, b.id)),
    passages: [...passages].sort(comparePassages),
    terms: [...terms].sort((a, b) => compareIds(a.id, b.id)),
  };
}

/** JSON with sorted keys in every object and without white space. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => compareIds(a, b))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join()}}`;
}

/** In the order of the canonical JSON, which is alphabetical. */
const PARTS = ['documents', 'passages', 'terms'] as const satisfies (keyof DigestContent)[];

/**
 * Computes the content hash of a digest that arrives in pieces, so that a large digest never is one string.
 * The pieces of each part must be in order (`inOrder`).
 */
export class ContentHash {
  readonly #pieces = { documents: [] as Bytes[], passages: [] as Bytes[], terms: [] as Bytes[] };
  readonly #encoder = new TextEncoder();

  add(piece: Partial<DigestContent>): void {
    for (const part of PARTS) {
      const values = piece[part] ?? [];
      if (values.length === 0) continue;
      const text = values.map(canonicalJson).join();
      this.#pieces[part].push(
        this.#encoder.encode(this.#pieces[part].length === 0 ? text : `,${text}`) as Bytes,
      );
    }
  }

  /** SHA-256, in hex, of the canonical JSON of everything added. */
  async hex(): Promise<string> {
    const text = (written: string) => this.#encoder.encode(written) as Bytes;
    const all = PARTS.flatMap((part, i) => [
      text(`${i === 0 ? '{' : ','}"${part}":[`),
      ...this.#pieces[part],
      text(']'),
    ]);
    all.push(text('}'));
    const bytes = new Uint8Array(all.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of all) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return sha256(bytes);
  }
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Entries that are hashed between two looks at the clock: about 1 ms. */
const AT_ONCE = 100;

/**
 * SHA-256, in hex, of the canonical JSON of a digest's content. The lists may be in any order. `rest`: how the thread
 * rests meanwhile; absent: it does not.
 */
export async function hashOf(content: DigestContent, rest?: Rest): Promise<string> {
  const hash = new ContentHash();
  const ordered = inOrder(content);
  for (const part of PARTS)
    for (let at = 0; at < ordered[part].length; at += AT_ONCE) {
      hash.add({ [part]: ordered[part].slice(at, at + AT_ONCE) });
      const resting = rest?.();
      if (resting) await resting;
    }
  return hash.hex();
}

/** SHA-256, in hex. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The digest as the text of a file. The same digest always gives the same bytes. */
export function serialise(digest: Digest): string {
  return canonicalJson(digest);
}
