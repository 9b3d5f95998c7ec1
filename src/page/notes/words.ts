/** The selected words as the page shows them. */
import { seen } from '../../notes/anchor/describe';
import { inSlices } from '../dom/slices';
import { gapsOf } from './gaps';
import { positionOf, readPageText } from './page-text';
import type { Selected } from './selected';

/** Longest text that is read where the browser does not give it, UTF-16 units. */
const LONGEST = 100_000;

/**
 * The selected words. The browser's own text of a selection ends where that crosses the border of a shadow root, so
 * then the text of the page is read.
 */
export async function wordsOf(doc: Document, selected: Selected | undefined): Promise<string> {
  if (!selected?.crosses) return `${doc.getSelection() ?? ''}`;
  function* read(ends: Selected): Generator<void, string> {
    const page = yield* readPageText(doc.body);
    const { start, end } = positionOf(page, ends);
    const position = { start, end: Math.min(end, start + LONGEST) };
    return seen(page.text, position, yield* gapsOf(page, position, 0));
  }
  return (await inSlices(doc, read(selected), true)).made;
}
