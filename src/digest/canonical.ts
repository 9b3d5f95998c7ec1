/**
 * The canonical form of a digest: the same content gives the same text and the same hash, on any machine and
 * for any order of the source files.
 */
import { sha256 as Sha256 } from '@noble/hashes/sha2.js';
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
 * Computes the content hash of a digest that arrives in pieces, and keeps none of them: of a digest of 100,000 terms
 * they are 30 MB. The pieces must be in order (`inOrder`), documents first and terms last; throws a `RangeError` for one
 * of an earlier part.
 */
export class ContentHash {
  readonly #hash = Sha256.create();
  readonly #encoder = new TextEncoder();
  /** The part that is being added, and whether it has a value. */
  #part = 0;
  #isBegun = false;

  constructor() {
    this.#write(`{"${PARTS[0]}":[`);
  }

  add(piece: Partial<DigestContent>): void {
    for (const [number, part] of PARTS.entries()) {
      const values = piece[part] ?? [];
      if (values.length === 0) continue;
      if (number < this.#part) throw new RangeError(`The ${part} come before the ${PARTS[this.#part]}.`);
      this.#goTo(number);
      this.#write(`${this.#isBegun ? ',' : ''}${values.map(canonicalJson).join()}`);
      this.#isBegun = true;
    }
  }

  /** SHA-256, in hex, of the canonical JSON of everything added. To be called once. */
  hex(): string {
    this.#goTo(PARTS.length - 1);
    this.#write(']}');
    return hexOf(this.#hash.digest());
  }

  #goTo(part: number): void {
    while (this.#part < part) {
      this.#write(`],"${PARTS[++this.#part]}":[`);
      this.#isBegun = false;
    }
  }

  #write(text: string): void {
    this.#hash.update(this.#encoder.encode(text));
  }
}

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
  return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

const hexOf = (hash: Uint8Array) => Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The digest as the text of a file. The same digest always gives the same bytes. */
export function serialise(digest: Digest): string {
  return canonicalJson(digest);
}
