/**
 * Where what a reader sees of a passage differs from the page's text: new lines and cells that have no white
 * space in the text, and text that is not shown or cannot be selected. Asks for computed style, so it looks at
 * the passage and its surroundings only.
 */
import type { Gap, Position } from '../../notes/anchor/selectors';
import { call, nameOf, parentOf } from '../dom/nodes';
import { following, indexAt, type PageText } from './page-text';

/** Nodes looked at between two yields. Each costs about two microseconds, and layout once. */
const VISITS = 200;
/** Most nodes without text that are looked at between two text nodes. */
const BETWEEN = 1_000;

/**
 * The gaps of a passage, and of `around` units on each side of it, in ascending order. Yields between short
 * steps. Cost: one look at the style of each element of that text.
 */
export function* gapsOf(page: PageText, { start, end }: Position, around: number): Generator<void, Gap[]> {
  const { nodes, starts } = page;
  const style = styles();
  const gaps: Gap[] = [];
  let visits = 0;
  const first = indexAt(starts, Math.max(0, start - around));
  for (let at = first; at < nodes.length && (starts[at] as number) <= end + around; at++) {
    const node = nodes[at] as Text;
    const from = starts[at] as number;
    const before = nodes[at - 1];
    if (++visits % VISITS === 0) yield;
    if (before && at > first) {
      const { isNew, visited } = newLine(page.root, before, node, style);
      if (isNew) gaps.push({ from, to: from });
      if (Math.floor((visits + visited) / VISITS) > Math.floor(visits / VISITS)) yield;
      visits += visited;
    }
    const parent = parentOf(node);
    if (parent && node.data !== '' && !style.isSeen(parent)) gaps.push({ from, to: from + node.data.length });
  }
  return gaps;
}

/** Whether a line or a cell begins between two neighbouring text nodes. */
function newLine(
  root: Element,
  before: Text,
  after: Text,
  style: Styles,
): { isNew: boolean; visited: number } {
  let visited = 0;
  // Elements that end between the two.
  for (let at = parentOf(before); at && at !== root; at = parentOf(at)) {
    if (call(at, 'contains', after)) break;
    visited++;
    if (style.isBlock(at)) return { isNew: true, visited };
  }
  // Elements that begin between them, or lie there without text.
  for (
    let at: Node | null = following(before, root);
    at && at !== after && visited < BETWEEN;
    at = following(at, root)
  ) {
    visited++;
    if (at instanceof Element && (nameOf(at) === 'br' || style.isBlock(at))) return { isNew: true, visited };
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
function styles(): Styles {
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
      call(element, 'checkVisibility', { visibilityProperty: true }) &&
      isSelectable(element);
    seen.set(element, is);
    return is;
  };
  return { isBlock, isSeen };
}

/** Firefox does not inherit `user-select`; its used value comes from the nearest element that sets it. */
function isSelectable(element: Element): boolean {
  for (let at: Element | null = element; at; at = parentOf(at)) {
    const value = getComputedStyle(at).userSelect;
    if (value !== 'auto') return value !== 'none';
  }
  return true;
}
