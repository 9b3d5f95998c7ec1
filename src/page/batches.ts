/** What is sent together, and in which order: the text where the reader is looking comes first. */
import { Locator, type Stretch, stretchesOf } from './locate';
import { type Root, rectOf } from './prose';

/** Text in one batch, UTF-16 units: a round trip of about 7 ms in the background (DESIGN.md §6). */
export const BATCH = 100_000;
/** Sent again with the next batch, so that a form across the cut is seen whole. */
const OVERLAP = 200;
/** More blocks than this are not sorted: measuring them all would be felt. */
const MANY = 2_000;

/** A piece of a stretch, sent in one batch. */
export interface Part {
  locator: Locator;
  /** Where it begins in its stretch. */
  from: number;
  text: string;
}

/** The text of `roots` in batches; what `isKnown` to hold no candidate is left out. */
export function batchesOf(doc: Document, roots: Root[], isKnown: (text: string) => boolean): Part[][] {
  const batches: Part[][] = [];
  let room = 0;
  const add = (stretch: Stretch) => {
    const { text } = stretch;
    if (isKnown(text) || !text.trim()) return;
    const locator = new Locator(stretch);
    for (let at = 0; at < text.length; at += BATCH) {
      const from = Math.max(0, at - OVERLAP);
      const part = { locator, from, text: text.slice(from, at + BATCH) };
      if (room < part.text.length) {
        batches.push([]);
        room = BATCH;
      }
      room -= part.text.length;
      batches.at(-1)?.push(part);
    }
  };
  for (const root of roots) stretchesOf(root).forEach(add);
  return batches.length > 2 ? inViewFirst(doc, batches) : batches;
}

/** The batches from about the viewport on, then those before. */
function inViewFirst(doc: Document, batches: Part[][]): Part[][] {
  const { scrollTop = 0, scrollHeight = 1 } = doc.scrollingElement ?? {};
  const here = Math.max(0, Math.floor((scrollTop / scrollHeight) * batches.length - 0.5));
  return [...batches.slice(here), ...batches.slice(0, here)];
}

/** Blocks in page order; but where there is more than one batch to send, the nearest to the viewport first. */
export function nearestFirst(doc: Document, blocks: Set<Root>): Iterable<Root> {
  let size = 0;
  for (const block of blocks) size += block.textContent?.length ?? 0;
  if (size <= BATCH || blocks.size > MANY) return blocks;
  const middle = doc.documentElement.clientHeight / 2;
  const distances = new Map<Root, number>();
  for (const block of blocks) {
    const { top, bottom } = rectOf(block);
    distances.set(
      block,
      top <= middle && middle <= bottom ? 0 : Math.min(...[top, bottom].map((y) => Math.abs(y - middle))),
    );
  }
  return [...blocks].sort((a, b) => (distances.get(a) ?? 0) - (distances.get(b) ?? 0));
}
