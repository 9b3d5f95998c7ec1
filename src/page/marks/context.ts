/** The words before and after a mention, within its block. */

import { isElement, isText, nameOf } from '../dom/nodes';
import { blockOf, isSkipped } from '../read/prose';
import type { Mention } from './mention';

/** Longest context on either side, UTF-16 units, without the “…” of a cut. About one line in the side panel. */
const LENGTH = 60;

/**
 * Returns the context of a mention. White space is collapsed. A word or character that the limit would cut in
 * two is left out, and “…” says that the block goes on.
 */
export function contextOf({ start, end }: Pick<Mention, 'start' | 'end'>): { before: string; after: string } {
  const { before, after } = blockAround({ start, end }, LENGTH * 2);
  return { before: lastWords(joined(before)), after: firstWords(joined(after)) };
}

/**
 * The text of a block before and after a part of it, as the page has it: of each text node at most `most` units, and
 * at most twice that much together.
 */
export function blockAround(
  { start, end }: Pick<Mention, 'start' | 'end'>,
  most: number,
): { before: string; after: string } {
  let before = start.node.data.slice(0, start.offset).slice(-most);
  for (const node of around(start.node, 'previousNode')) {
    if (before.length > most) break;
    before = node.data.slice(-most) + before;
  }
  let after = end.node.data.slice(end.offset, end.offset + most);
  for (const node of around(end.node, 'nextNode')) {
    if (after.length > most) break;
    after += node.data.slice(0, most);
  }
  return { before, after };
}

const joined = (text: string) => text.replace(/\s+/g, ' ');

/** The text nodes of the same block before or after a node, nearest first. */
function* around(from: Text, way: 'previousNode' | 'nextNode'): Generator<Text> {
  const block = blockOf(from);
  if (!block) return;
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, {
    acceptNode: (node) =>
      isText(node) || !isSkipped(node as Element) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT,
  });
  walker.currentNode = from;
  for (let node = walker[way](); node; node = walker[way]()) {
    // The context ends at another block or at a `<br>`.
    if (blockOf(node) !== block || (isElement(node) && nameOf(node) === 'br')) return;
    if (isText(node)) yield node;
  }
}

function lastWords(text: string): string {
  if (text.length <= LENGTH) return text.trimStart();
  const cut = text.slice(-LENGTH);
  const space = cut.indexOf(' ');
  // Text in scripts without spaces is cut anywhere, but not inside a surrogate pair.
  const whole =
    space < 0 || space === cut.length - 1 ? cut.replace(/^[\udc00-\udfff]/, '') : cut.slice(space + 1);
  return `… ${whole}`;
}

function firstWords(text: string): string {
  if (text.length <= LENGTH) return text.trimEnd();
  const cut = text.slice(0, LENGTH);
  const space = cut.lastIndexOf(' ');
  return `${space <= 0 ? cut.replace(/[\ud800-\udbff]$/, '') : cut.slice(0, space)} …`;
}
