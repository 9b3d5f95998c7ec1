/** Fetches the digest at an address: of a pointer (`name.json`), or of a `.gloss` file itself. Nothing is stored. */
import { get, type Limits } from '../../platform/network';
import type { Rest } from '../../platform/pace';
import type { Watch } from '../../platform/watch';
import { PACKED } from '../gloss-file/bounds';
import { MOST_POINTER, readPointer } from '../gloss-file/pointer';
import { type GlossFile, readGloss } from '../gloss-file/read';
import { AGAIN, GlossRefusal } from '../gloss-file/refusal';

/** What is known of an address, so that nothing is fetched twice. */
export interface Known {
  etag?: string | undefined;
  modified?: string | undefined;
  hash: string;
  version: string;
}

/** What the server said of its answer. */
export interface Said {
  etag?: string;
  modified?: string;
  /** How long (ms) it stays as it is. */
  freshFor: number;
}

export interface Fetched extends GlossFile {
  said: Said;
  /** Name of the file, at most 255 letters. */
  file: string;
  /** The day that the pointer gives. */
  published?: string;
}

/** At the address is a web page. */
export class WebPage extends Error {
  override name = 'WebPage';
}

/** The pointer names another file than the one that is there. The message says what differs. */
export class Mismatch extends Error {
  override name = 'Mismatch';
}

/** How to do it. */
export interface Doing {
  watch: Watch;
  /** Awaited between slices of the work. */
  pause: Rest;
  limits?: Limits | undefined;
}

/**
 * `undefined` in `digest`'s place if what is there is what is known. Rejects with a `NetworkRefusal`, a `GlossRefusal`,
 * `WebPage`, `Mismatch`, or the reason of the watch's signal.
 */
export async function fetchDigest(
  address: string,
  known: Known | undefined,
  doing: Doing,
): Promise<Fetched | { digest: undefined; said: Said }> {
  const { watch, pause, limits } = doing;
  const asked = { watch, ...(limits && { limits }) };
  const answer = await get(address, {
    ...asked,
    most: PACKED,
    look: (head) => (kindOf(head) === 'zip' ? PACKED : MOST_POINTER),
    etag: known?.etag,
    modified: known?.modified,
  });
  const said = saidBy(answer);
  if (answer.bytes === undefined) return { digest: undefined, said };
  if (kindOf(answer.bytes) === 'zip') {
    const read = await readGloss(answer.bytes, pause, watch.signal);
    return { ...read, said, file: nameIn(answer.address) };
  }
  const pointer = readPointer(answer.bytes);
  if (known && pointer.hash === known.hash && pointer.version === known.version)
    return { digest: undefined, said };
  const beside = new URL(pointer.file, answer.address).href;
  const { bytes = new Uint8Array() } = await get(beside, {
    ...asked,
    most: PACKED,
    look: (head) => (kindOf(head) === 'zip' ? pointer.size : MOST_POINTER),
  });
  if (bytes.length !== pointer.size) throw new Mismatch(`${bytes.length} ≠ ${pointer.size}`);
  const read = await readGloss(bytes, pause, watch.signal);
  const { hash, about } = read.digest;
  if (hash !== pointer.hash) throw new Mismatch(`${hash} ≠ ${pointer.hash}`);
  if (about.version !== pointer.version) throw new Mismatch(`${about.version} ≠ ${pointer.version}`);
  if (about.id !== pointer.name) throw new Mismatch(`${about.id} ≠ ${pointer.name}`);
  return { ...read, said, file: pointer.file, ...(pointer.published && { published: pointer.published }) };
}

/** By its first bytes: a server's word for what a file is cannot be relied on. Throws if it is neither. */
function kindOf(head: Uint8Array): 'zip' | 'json' {
  if (head[0] === 0x50) return 'zip';
  const [first] = new TextDecoder().decode(head.subarray(0, 100)).trimStart();
  if (first === '{') return 'json';
  if (first === '<') throw new WebPage();
  throw new GlossRefusal(
    'not-zip',
    `What stands at the address is neither a .gloss file nor the pointer to one. ${AGAIN}.`,
  );
}

function saidBy({ etag, modified, freshFor }: Said): Said {
  return { freshFor, ...(etag && { etag }), ...(modified && { modified }) };
}

function nameIn(address: string): string {
  return (new URL(address).pathname.split('/').pop() || 'digest.gloss').slice(-255);
}
