/** What is sent together, and in which order: the text where the reader is looking comes first. */
import { cutsOf, Locator, stretchesOf } from './locate';
import type { Root } from './prose';

/** Text in one batch, UTF-16 units: a round trip of about 7 ms in the background (DESIGN.md §6). */
export const BATCH = 100_000;
/** Sent again with the next batch, so that a form across the cut is seen whole. */
const OVERLAP = 200;
/** A piece of a stretch, sent in one batch. */
export interface Part {
  locator: Locator;
  /** Where it begins in its stretch. */
  from: number;
  text: string;
}

/**
 * The text of `roots` in batches; what `isKnown` to hold no candidate is left out. A large page is read part by part, each when its first
 * batch is asked for.
 */
export function* batchesOf(
  doc: Document,
  roots: Iterable<Root>,
  isKnown?: (text: string) => boolean,
): Generator<Part[], void> {
  let batches: Part[][] = [];
  let room = 0;
  for (const root of roots) {
    const cuts = cutsOf(root);
    for (const at of inViewFirst(doc, cuts.length + 1)) {
      for (const stretch of stretchesOf(root, cuts[at - 1], cuts[at])) {
        const { text } = stretch;
        if (isKnown?.(text) || !text.trim()) continue;
        const locator = new Locator(stretch);
        for (let end = BATCH; end - BATCH < text.length; end += BATCH) {
          const from = Math.max(0, end - BATCH - OVERLAP);
          const part = { locator, from, text: text.slice(from, end) };
          if (room < part.text.length) {
            batches.push([]);
            room = BATCH;
          }
          room -= part.text.length;
          batches.at(-1)?.push(part);
        }
      }
      if (cuts.length === 0) continue;
      yield* batches;
      batches = [];
      room = 0;
    }
  }
  for (const at of inViewFirst(doc, batches.length)) yield batches[at] as Part[];
}

/** The numbers of so many parts of a page: those from about the viewport on, then those before. */
function inViewFirst(doc: Document, count: number): number[] {
  const { scrollTop = 0, scrollHeight = 1 } = count > 2 ? (doc.scrollingElement ?? {}) : {};
  const here = Math.max(0, Math.floor((scrollTop / scrollHeight) * count - 0.5));
  return Array.from({ length: count }, (_, at) => (here + at) % count);
}
