/** What is sent together, and in which order: the text where the reader is looking comes first. */
import { type Root, read } from '../dom/nodes';
import { Locator, partsOf, stretchesOf } from './locate';

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
 * The text of `roots` in batches; what `isKnown` to hold no candidate is left out. A large page is read part
 * by part, each when its first batch is asked for.
 */
export function* batchesOf(
  doc: Document,
  roots: Iterable<Root>,
  isKnown: (text: string) => boolean,
): Generator<Part[], void> {
  let batches: Part[][] = [];
  let room = 0;
  for (const root of roots) {
    const parts = partsOf(root);
    for (const each of inViewFirst(doc, parts)) {
      for (const stretch of stretchesOf(root, each)) {
        const { text } = stretch;
        if (isKnown(text) || !text.trim()) continue;
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
      if (parts.length < 2) continue;
      yield* batches;
      batches = [];
      room = 0;
    }
  }
  yield* inViewFirst(doc, batches);
}

/** What stands about in the viewport and after it, then what stands before. */
function inViewFirst<T>(doc: Document, all: T[]): T[] {
  if (all.length > 2) {
    const page = doc.scrollingElement;
    const passed = page ? read(page, 'scrollTop') / read(page, 'scrollHeight') : 0;
    const here = Math.max(0, Math.floor(passed * all.length - 0.5));
    all.push(...all.splice(0, here));
  }
  return all;
}
