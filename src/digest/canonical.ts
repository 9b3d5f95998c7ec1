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
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => compareIds(a, b))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join()}}`;
}

/** In the order of canonical JSON. */
const PARTS = ['documents', 'passages', 'terms'] as const satisfies (keyof DigestContent)[];

/** The content hash of what comes in pieces, each part in its order (`inOrder`): a large digest is never one string. */
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

  /** SHA-256 in hex of the canonical JSON of it all. */
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

/** SHA-256 in hex of the canonical JSON of the content, in whatever order its lists are. */
export async function hashOf(content: DigestContent): Promise<string> {
  const hash = new ContentHash();
  hash.add(inOrder(content));
  return hash.hex();
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
