/**
 * The text of a page, and the conversion between offsets in it and places on the page. The text is the joined
 * data of all text nodes under the body, those of shadow roots included, in the order of `page-order.ts`. Text that is
 * never shown as text is left out. Offsets count UTF-16 units, as the DOM does. Computed style is never used, so hidden
 * text counts as text.
 */
import type { Position, Structure } from '../../notes/anchor/selectors';
import { lowerBound } from '../../platform/bisect';
import { isText, parentOf, read, shadowAround } from '../dom/nodes';
import type { Stretch } from './composed';
import { PageOrder } from './page-order';

/** Nodes visited between two yields. */
const VISITS = 2_000;
/** Most nodes without text that are passed to find the text at a place. Further ones are at no known text. */
const PASSED = 50_000;

export interface PageText {
  root: Element;
  text: string;
  /** The text nodes, in page order. */
  nodes: Text[];
  /** Offset of each node in `text`, UTF-16 units. */
  starts: number[];
  /** Index of each node. */
  indices: Map<Node, number>;
  /**
   * Indices of the nodes that do not follow the one before in their tree: at the border of a shadow root or of a slot. No
   * range goes across such a place.
   */
  cuts: Set<number>;
  order: PageOrder;
}

/**
 * Reads the text under `root`. Yields between short steps. The page may change between two steps; each node
 * is read as it is when the walk meets it.
 */
export function* readPageText(root: Element): Generator<void, PageText> {
  const nodes: Text[] = [];
  const starts: number[] = [];
  const indices = new Map<Node, number>();
  const cuts = new Set<number>();
  const order = new PageOrder(root);
  const parts: string[] = [];
  let length = 0;
  let visits = 0;
  let jumps = 0;
  for (let node = order.following(root); node; node = order.following(node)) {
    if (++visits % VISITS === 0) yield;
    if (read(node, 'nodeType') !== 3) continue;
    const text = node as Text;
    if (order.jumps > jumps) cuts.add(nodes.length);
    jumps = order.jumps;
    indices.set(text, nodes.length);
    nodes.push(text);
    starts.push(length);
    parts.push(text.data);
    length += text.data.length;
  }
  return { root, text: parts.join(''), nodes, starts, indices, cuts, order };
}

/**
 * Converts an offset to a text node and an offset in it. `atEnd`: at a boundary between two nodes, returns
 * the end of the first node.
 */
function placeOf(
  { nodes, starts }: PageText,
  offset: number,
  atEnd: boolean,
): { node: Text; offset: number } | undefined {
  const after = lowerBound(nodes.length, (index) => {
    const start = starts[index] as number;
    return atEnd ? start < offset : start <= offset;
  });
  const at = Math.max(0, after - 1);
  const node = nodes[at];
  return node && { node, offset: offset - (starts[at] as number) };
}

/** The range of a passage, for a highlight. `undefined` on a page without text. */
export function rangeOf(page: PageText, { start, end }: Position): StaticRangeInit | undefined {
  const from = placeOf(page, start, false);
  const to = placeOf(page, end, true);
  return (
    from &&
    to && {
      startContainer: from.node,
      startOffset: from.offset,
      endContainer: to.node,
      endOffset: to.offset,
    }
  );
}

/**
 * Converts a position as a selection gives it to an offset. The position is in a text node, or among the
 * children of an element.
 */
export function offsetOf(page: PageText, container: Node, offset: number): number {
  const { nodes, starts, text } = page;
  if (isText(container)) {
    const index = indexFrom(page, container);
    return nodes[index] === container ? (starts[index] as number) + offset : (starts[index] ?? text.length);
  }
  const child = read(container, 'childNodes')[offset];
  const index = child ? indexFrom(page, child) : indexAfter(page, container);
  return starts[index] ?? text.length;
}

/**
 * Converts the ends of a selection to a position. Where a slot shows them in another order than that of their tree, the
 * end comes first.
 */
export function positionOf(page: PageText, ends: Stretch): Position {
  const start = offsetOf(page, ends.startContainer, ends.startOffset);
  const end = offsetOf(page, ends.endContainer, ends.endOffset);
  return { start: Math.min(start, end), end: Math.max(start, end) };
}

/** Index of the last node that begins at or before an offset. */
export function indexAt(starts: number[], offset: number): number {
  return Math.max(0, lowerBound(starts.length, (index) => (starts[index] as number) <= offset) - 1);
}

/** Index of the first text node that is `node`, is inside `node`, or follows it. */
function indexFrom(page: PageText, node: Node): number {
  const { indices, nodes, order } = page;
  let at: Node | null = node;
  for (let passed = 0; at && passed < PASSED; passed++) {
    const index = indices.get(at);
    if (index !== undefined) return index;
    at = order.following(at);
  }
  return nodes.length;
}

/** Index of the first text node after `node` and all that is in it. */
function indexAfter(page: PageText, node: Node): number {
  const next = page.order.after(node);
  return next ? indexFrom(page, next) : page.nodes.length;
}

/** Most steps of a path. A longer path is an attack. */
const DEEPEST = 500;

/**
 * Computes the structural selector of a passage: the paths of its elements, and offsets in their text. `undefined` in a
 * shadow root, into which no path leads.
 */
export function structureOf(page: PageText, { start, end }: Position): Structure | undefined {
  const from = placeOf(page, start, false);
  const to = placeOf(page, end, true);
  const first = from && parentOf(from.node);
  const last = to && parentOf(to.node);
  if (!first || !last || shadowAround(first) || shadowAround(last)) return undefined;
  return {
    startPath: pathOf(first, page.root),
    startOffset: start - (page.starts[indexFrom(page, first)] as number),
    endPath: pathOf(last, page.root),
    endOffset: end - (page.starts[indexFrom(page, last)] as number),
  };
}

/** Resolves a structural selector on this page. `undefined` if its path does not exist here. */
export function follow(page: PageText, structure: Structure): Position | undefined {
  const first = elementAt(page.root, structure.startPath);
  const last = elementAt(page.root, structure.endPath);
  if (!first || !last) return undefined;
  const start = (page.starts[indexFrom(page, first)] ?? page.text.length) + structure.startOffset;
  const end = (page.starts[indexFrom(page, last)] ?? page.text.length) + structure.endOffset;
  return start < end && end <= page.text.length ? { start, end } : undefined;
}

function pathOf(element: Element, root: Element): string {
  const steps: string[] = [];
  for (let at: Element | null = element; at && at !== root; at = parentOf(at)) {
    let count = 1;
    const name = read(at, 'localName');
    for (let before = previous(at); before; before = previous(before)) {
      if (read(before, 'localName') === name) count++;
    }
    steps.push(`/${name}[${count}]`);
  }
  return steps.reverse().join('');
}

const previous = (element: Element) => read(element, 'previousElementSibling');

function elementAt(root: Element, path: string): Element | undefined {
  let at: Element = root;
  const steps = path.split('/').slice(1);
  if (steps.length > DEEPEST) return undefined;
  for (const step of steps) {
    const [, name, count] = /^(.+?)(?:\[(\d+)\])?$/.exec(step) ?? [];
    let left = Number(count ?? 1);
    let child = read(at, 'firstElementChild');
    while (child && (read(child, 'localName') !== name || --left > 0))
      child = read(child, 'nextElementSibling');
    if (!child) return undefined;
    at = child;
  }
  return at;
}
