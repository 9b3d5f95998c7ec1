/**
 * The contents of a digest as they are kept: gzipped lines, so that neither packing nor reading needs all of it in one
 * text. The first line is the digest without its entries; each other line is one entry, the letter of its list before
 * its canonical JSON. Cost: linear; one line at a time is in memory.
 */
import * as v from 'valibot';
import { nextTask, pacer, type Rest } from '../platform/pace';
import { UNWATCHED, type Watch } from '../platform/watch';
import { ContentHash, canonicalJson, inOrder } from './canonical';
import { type About, Digest, Document, Passage, Term } from './schema';

/** A digest that is ready to be stored. */
export interface Packed {
  about: About | undefined;
  /** Its content hash. */
  hash: string;
  /** Number of terms. */
  terms: number;
  bytes: Bytes;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** The lists, in the order of their lines, and the letters that begin those. */
const LISTS = [
  ['documents', 'd'],
  ['passages', 'p'],
  ['terms', 't'],
] as const;
const SCHEMAS = { d: Document, p: Passage, t: Term };
/** UTF-16 units that are handed to the compressor at once: about 1 ms. */
const CHUNK = 32_768;
/** Terms that are checked between two looks at the clock. */
const STEP = 32;

/** Packs a digest, in slices. Rejects with the reason of the watch's signal. */
export async function packed(
  digest: Digest,
  watch: Watch = UNWATCHED,
  rest: Rest = pacer(),
): Promise<Packed> {
  const lines = linesOf(digest, watch);
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Bytes>(
    {
      async pull(controller) {
        watch.signal.throwIfAborted();
        const resting = rest();
        if (resting) await resting;
        let text = '';
        while (text.length < CHUNK) {
          const { done, value } = lines.next();
          if (done) break;
          text += value;
        }
        if (text === '') controller.close();
        else controller.enqueue(encoder.encode(text) as Bytes);
      },
    },
    { highWaterMark: 0 },
  );
  const gzip = stream.pipeThrough(new CompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(gzip).arrayBuffer());
  return { about: digest.about, hash: digest.hash, terms: digest.terms.length, bytes };
}

function* linesOf(digest: Digest, watch: Watch): Generator<string> {
  const lists = inOrder(digest);
  const of = lists.documents.length + lists.passages.length + lists.terms.length;
  let done = 0;
  yield `${canonicalJson({ ...digest, documents: [], passages: [], terms: [] })}\n`;
  for (const [list, letter] of LISTS)
    for (const entry of lists[list]) {
      yield `${letter}${canonicalJson(entry)}\n`;
      if (++done % 100 === 0) watch.tell(done, of);
    }
}

/** The lines of packed contents. Rejects if they are no gzip, or are damaged. */
async function* unpackedLines(bytes: Bytes): AsyncGenerator<string> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  const reader = stream.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const text = rest + (done ? decoder.decode() : decoder.decode(value, { stream: true }));
      const lines = text.split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
      if (done) break;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  if (rest !== '') throw new Error('the contents end within a line');
}

/**
 * The digest that was packed, every part of it checked, its content hash too. Rejects with any error if it is damaged.
 * `rest`: how the thread rests.
 */
export async function unpacked(bytes: Bytes, rest: Rest = pacer(nextTask)): Promise<Digest> {
  const digest: Digest = { format: 1, hash: '', documents: [], passages: [], terms: [] };
  const hash = new ContentHash();
  const lists = { d: digest.documents, p: digest.passages, t: digest.terms } as Record<
    'd' | 'p' | 't',
    unknown[]
  >;
  let [isFirst, count] = [true, 0];
  for await (const line of unpackedLines(bytes)) {
    if (isFirst) Object.assign(digest, { ...v.parse(Digest, JSON.parse(line)), ...listsOf(digest) });
    else {
      const letter = v.parse(v.picklist(['d', 'p', 't']), line[0]);
      lists[letter].push(v.parse(SCHEMAS[letter], JSON.parse(line.slice(1))));
    }
    isFirst = false;
    const resting = ++count % STEP === 0 ? rest() : undefined;
    if (resting) await resting;
  }
  for (const [list] of LISTS)
    for (let at = 0; at < digest[list].length; at += STEP) {
      hash.add({ [list]: digest[list].slice(at, at + STEP) });
      const resting = rest();
      if (resting) await resting;
    }
  if (hash.hex() !== digest.hash) throw new Error('the contents have another hash');
  return digest;
}

const listsOf = ({ documents, passages, terms }: Digest) => ({ documents, passages, terms });

/** The terms of packed contents, in the order of their ids, one at a time. They are not checked. */
export async function* packedTerms(bytes: Bytes, rest: Rest = pacer()): AsyncGenerator<Term> {
  for await (const line of unpackedLines(bytes)) {
    if (!line.startsWith('t')) continue;
    yield JSON.parse(line.slice(1)) as Term;
    const resting = rest();
    if (resting) await resting;
  }
}
