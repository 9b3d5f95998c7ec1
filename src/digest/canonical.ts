/** One digest, one text, one hash: whoever builds it, wherever, and in whatever order the files came. */
import type { Digest } from './schema';

/** What a digest says: the content hash is of this. */
export type DigestContent = Pick<Digest, 'documents' | 'passages' | 'terms'>;

/** By code unit, never by locale: the same everywhere. */
function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Passages in reading order: `a#p99` before `a#p100`. */
function comparePassages(a: { id: string; document: string }, b: { id: string; document: string }): number {
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

/** JSON with the keys of every object in order and no space between. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => compareIds(a, b)));
  });
}

/** SHA-256 in hex of the canonical JSON of the content, in whatever order its lists are. */
export async function hashOf(content: DigestContent): Promise<string> {
  return sha256(new TextEncoder().encode(canonicalJson(inOrder(content))));
}

/** SHA-256 in hex. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The digest as a file. The same digest always gives the same bytes. */
export function serialise(digest: Digest): string {
  return canonicalJson(digest);
}
