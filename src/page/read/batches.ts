/** Splits the text of a page into batches and orders them: the text near the viewport comes first. */
import { BATCH, EACH, TEXT } from '../../protocol/limits';
import { type Root, read } from '../dom/nodes';
import { Locator, partsOf, stretchesOf } from './locate';

/** Text that two neighbouring parts share, UTF-16 units, so that a form across the cut is seen whole. */
const OVERLAP = 200;

/** A part of a stretch. It is sent in one batch. */
export interface Part {
  locator: Locator;
  /** Offset of the part in its stretch, UTF-16 units. */
  from: number;
  text: string;
}

/**
 * The text of `roots` in batches. Leaves out text that is known (`isKnown`) to hold no candidate. A large
 * page is read in parts, and each part is read only when its first batch is requested.
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
        let from = 0;
        do {
          const part = { locator, from, text: text.slice(from, from + TEXT) };
          const size = part.text.length + EACH;
          if (room < size) {
            batches.push([]);
            room = BATCH;
          }
          room -= size;
          batches.at(-1)?.push(part);
          from += TEXT - OVERLAP;
        } while (from + OVERLAP < text.length);
      }
      if (parts.length < 2) continue;
      yield* batches;
      batches = [];
      room = 0;
    }
  }
  yield* inViewFirst(doc, batches);
}

/** Rotates a list: the items near the viewport and after it come first, then the items before it. */
function inViewFirst<T>(doc: Document, all: T[]): T[] {
  if (all.length > 2) {
    const page = doc.scrollingElement;
    const passed = page ? read(page, 'scrollTop') / read(page, 'scrollHeight') : 0;
    const here = Math.max(0, Math.floor(passed * all.length - 0.5));
    all.push(...all.splice(0, here));
  }
  return all;
}
