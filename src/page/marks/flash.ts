/**
 * Shows where a mention is, without changing the page's document: scrolls to it, and lights it for a moment
 * with a custom highlight.
 */

import { call, elementAround, elementAt, isShadow, read, rectOf, scrollBy } from '../dom/nodes';
import { blockOf } from '../read/prose';
import type { Mention } from './mention';
import { Rules } from './rules';

/**
 * How long a mention is lit, ms. Long enough to find it by eye. The light neither fades nor blinks, so it
 * needs no variant for reduced motion.
 */
const LIT = 1_500;

const HIGHLIGHT = 'gloss-flash';
const RULE = `&::highlight(${HIGHLIGHT}){background-color:Mark;color:MarkText}`;

let timer: ReturnType<typeof setTimeout> | undefined;
let rules: Rules | undefined;

export function flash(doc: Document, { start, end }: Pick<Mention, 'start' | 'end'>): void {
  const place = {
    startContainer: start.node,
    startOffset: start.offset,
    endContainer: end.node,
    endOffset: end.offset,
  };
  scrollTo(doc, start.node, place);
  const highlight = new Highlight(new StaticRange(place));
  highlight.priority = 1; // Above the marks.
  CSS.highlights.set(HIGHLIGHT, highlight);
  const block = blockOf(start.node);
  rules ??= new Rules(doc, RULE);
  if (block) rules.reach(block);
  clearTimeout(timer);
  timer = setTimeout(() => {
    CSS.highlights.delete(HIGHLIGHT);
  }, LIT);
}

/**
 * Scrolls a mention to the middle of every scroll container around it. Scrolls to the mention's element
 * first. Then corrects for a long element, in which the mention may still be out of view.
 */
function scrollTo(doc: Document, node: Text, place: StaticRangeInit): void {
  const element = elementAround(node);
  if (element) call(element, 'scrollIntoView', { block: 'center', inline: 'nearest', behavior: 'instant' });
  const range = doc.createRange();
  range.setStart(place.startContainer, place.startOffset);
  range.setEnd(place.endContainer, place.endOffset);
  for (let at = scrollerOf(node); at; at = scrollerOf(at)) {
    const mention = rectOf(range);
    const { top, bottom } =
      at === doc.scrollingElement
        ? { top: 0, bottom: read(doc.documentElement, 'clientHeight') }
        : call(at, 'getBoundingClientRect');
    if (mention.top < top || mention.bottom > bottom)
      scrollBy(at, { top: (mention.top + mention.bottom - top - bottom) / 2, behavior: 'instant' });
  }
}

/** The nearest scroll container around a node. The search continues from a shadow root to its host. */
function scrollerOf(node: Node): Element | null {
  for (let at = around(node); at; at = around(at))
    if (
      read(at, 'scrollHeight') > read(at, 'clientHeight') &&
      (at === document.scrollingElement || scrolls(at))
    )
      return at;
  return null;
}

function around(node: Node): Element | null {
  const parent = read(node, 'parentNode');
  return parent && (isShadow(parent) ? parent.host : elementAt(parent));
}

function scrolls(element: Element): boolean {
  return /auto|scroll|hidden/.test(getComputedStyle(element).overflowY);
}
