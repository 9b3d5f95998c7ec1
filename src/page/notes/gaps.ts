/**
 * Where what a reader sees of a passage differs from the page's text: new lines and cells that have no white
 * space in the text, and text that is not shown or cannot be selected. Asks for computed style, so it looks at
 * the passage and its surroundings only.
 */
import type { Gap, Position } from '../../notes/anchor/selectors';
import { call, isElement, nameOf } from '../dom/nodes';
import type { PageOrder } from './page-order';
import { indexAt, type PageText } from './page-text';

/** Nodes looked at between two yields. Each costs about two microseconds, and layout once. */
const VISITS = 200;
/** Most nodes without text that are looked at between two text nodes. */
const BETWEEN = 1_000;

/**
 * The gaps of a passage, and of `around` units on each side of it, in ascending order. Yields between short
 * steps. Cost: one look at the style of each element of that text.
 */
export function* gapsOf(page: PageText, { start, end }: Position, around: number): Generator<void, Gap[]> {
  const { nodes, starts, order } = page;
  const style = styles(order);
  const gaps: Gap[] = [];
  let visits = 0;
  const first = indexAt(starts, Math.max(0, start - around));
  for (let at = first; at < nodes.length && (starts[at] as number) <= end + around; at++) {
    const node = nodes[at] as Text;
    const from = starts[at] as number;
    const before = nodes[at - 1];
    if (++visits % VISITS === 0) yield;
    if (before && at > first) {
      const { isNew, visited } = newLine(page, before, node, style);
      if (isNew) gaps.push({ from, to: from });
      if (Math.floor((visits + visited) / VISITS) > Math.floor(visits / VISITS)) yield;
      visits += visited;
    }
    const around = order.around(node);
    const isSeen = around && !order.isReplaced(node) && style.isSeen(around);
    if (node.length > 0 && !isSeen) gaps.push({ from, to: from + node.length });
  }
  return gaps;
}

/** Whether a line or a cell begins between two neighbouring text nodes. */
function newLine(
  { root, order }: PageText,
  before: Text,
  after: Text,
  style: Styles,
): { isNew: boolean; visited: number } {
  let visited = 0;
  /** What is around the second, where a shadow root is on the page: `contains` stops at its border. */
  let around: Set<Element> | undefined;
  if (order.jumps > 0) {
    around = new Set();
    for (let at = order.around(after); at && at !== root; at = order.around(at)) around.add(at);
    visited += around.size;
  }
  // Elements that end between the two.
  for (let at = order.around(before); at && at !== root; at = order.around(at)) {
    if (around ? around.has(at) : call(at, 'contains', after)) break;
    visited++;
    if (style.isBlock(at)) return { isNew: true, visited };
  }
  // Elements that begin between them, or lie there without text.
  for (
    let at: Node | null = order.following(before);
    at && at !== after && visited < BETWEEN;
    at = order.following(at)
  ) {
    visited++;
    if (isElement(at) && (nameOf(at) === 'br' || style.isBlock(at))) return { isNew: true, visited };
  }
  return { isNew: false, visited };
}

interface Styles {
  /** Whether an element begins a line, a cell or a box of its own. Boxes within a line do not. */
  isBlock(element: Element): boolean;
  /** Whether text in an element is shown and can be selected. Readings of ruby are not the text's own words. */
  isSeen(element: Element): boolean;
}

/** Looks up the style of each element once. */
function styles(order: PageOrder): Styles {
  const blocks = new Map<Element, boolean>();
  const seen = new Map<Element, boolean>();
  const isBlock = (element: Element): boolean => {
    let is = blocks.get(element);
    if (is === undefined) {
      const { display } = getComputedStyle(element);
      is = !/^(?:inline|ruby|contents|none|$)/.test(display);
      blocks.set(element, is);
    }
    return is;
  };
  const isSeen = (element: Element): boolean => {
    const known = seen.get(element);
    if (known !== undefined) return known;
    const is =
      !/^(?:rt|rp)$/.test(String(nameOf(element))) &&
      call(boxOf(element, order), 'checkVisibility', { visibilityProperty: true }) &&
      isSelectable(element, order);
    seen.set(element, is);
    return is;
  };
  return { isBlock, isSeen };
}

/** The element itself, or the nearest one around it that has a box: a slot has none (`display: contents`). */
function boxOf(element: Element, order: PageOrder): Element {
  let at: Element | undefined = element;
  while (at && getComputedStyle(at).display === 'contents') at = order.around(at);
  return at ?? element;
}

/** Firefox does not inherit `user-select`; its used value comes from the nearest element that sets it. */
function isSelectable(element: Element, order: PageOrder): boolean {
  for (let at: Element | undefined = element; at; at = order.around(at)) {
    const value = getComputedStyle(at).userSelect;
    if (value !== 'auto') return value !== 'none';
  }
  return true;
}
