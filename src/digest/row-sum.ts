/**
 * The sum of all rows of a generation: SHA-256 of the SHA-256 of each row, in order. It is computed from the bytes that
 * are stored, row by row, so that a check need not understand them, nor hold all of them at once.
 */
import { canonicalJson, sha256 } from './canonical';
import type { Bytes } from './chunks';

/** What a row has beside its generation and its bytes, which are hashed as they are. */
type Row = { generation: string; bytes?: Bytes } & object;

export class RowSum {
  #hashes = '';
  /** Number of rows added. */
  count = 0;

  /** Adds rows, to be awaited before the next are added. */
  async add(rows: readonly Row[]): Promise<void> {
    const hashes = await Promise.all(rows.map(hashOfRow));
    this.count += rows.length;
    this.#hashes += hashes.join('');
  }

  /** SHA-256, in hex. */
  hex(): Promise<string> {
    return sha256(encoded(this.#hashes));
  }
}

function hashOfRow({ generation: _, bytes = new Uint8Array(), ...others }: Row): Promise<string> {
  const head = encoded(`${canonicalJson(others)}\n`);
  const all = new Uint8Array(head.length + bytes.length);
  all.set(head);
  all.set(bytes, head.length);
  return sha256(all);
}

const encoded = (text: string) => new TextEncoder().encode(text) as Bytes;
