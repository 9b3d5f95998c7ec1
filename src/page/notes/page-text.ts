/**
 * The text of a page, and the conversion between offsets in it and places on the page. The text is the joined
 * data of all text nodes under the body, except those that are never shown as text. Offsets count UTF-16
 * units, as the DOM does. Computed style is never used, so hidden text counts as text.
 */
import type { Position, Structure } from '../../notes/anchor/selectors';
import { lowerBound } from '../../platform/bisect';
import { call, parentOf, read } from '../dom/nodes';

const SKIPPED = new Set(['script', 'style', 'noscript', 'template', 'textarea']);
/** Nodes visited between two yields. */
const VISITS = 2_000;

export interface PageText {
  root: Element;
  text: string;
  /** The text nodes, in page order. */
  nodes: Text[];
  /** Offset of each node in `text`, UTF-16 units. */
  starts: number[];
}

/**
 * Reads the text under `root`. Yields between short steps. The page may change between two steps; each node
 * is read as it is when the walk meets it.
 */
export function* readPageText(root: Element): Generator<void, PageText> {
  const nodes: Text[] = [];
  const starts: number[] = [];
  const parts: string[] = [];
  let length = 0;
  let visits = 0;
  for (let node: Node | null = read(root, 'firstChild'); node; node = following(node, root)) {
    if (++visits % VISITS === 0) yield;
    if (read(node, 'nodeType') !== 3) continue;
    const text = node as Text;
    nodes.push(text);
    starts.push(length);
    parts.push(text.data);
    length += text.data.length;
  }
  return { root, text: parts.join(''), nodes, starts };
}

/** The next node in page order. Does not enter skipped elements. `null` at the end of `root`. */
export function following(node: Node, root: Element): Node | null {
  const isSkipped = read(node, 'nodeType') !== 1 || SKIPPED.has(read(node, 'localName'));
  const inside = isSkipped ? null : read(node, 'firstChild');
  if (inside) return inside;
  for (let at: Node | null = node; at && at !== root; at = read(at, 'parentNode')) {
    const next = read(at, 'nextSibling');
    if (next) return next;
  }
  return null;
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
  if (read(container, 'nodeType') === 3) {
    const index = indexFrom(page, container);
    return nodes[index] === container ? (starts[index] as number) + offset : (starts[index] ?? text.length);
  }
  const child = read(container, 'childNodes')[offset];
  const index = child ? indexFrom(page, child) : indexAfter(page, container);
  return starts[index] ?? text.length;
}

/** Index of the last node that begins at or before an offset. */
export function indexAt(starts: number[], offset: number): number {
  return Math.max(0, lowerBound(starts.length, (index) => (starts[index] as number) <= offset) - 1);
}

/** Index of the first text node that is `node`, is inside `node`, or follows it. */
function indexFrom({ nodes }: PageText, node: Node): number {
  return lowerBound(nodes.length, (index) => {
    const each = nodes[index] as Text;
    return each !== node && (call(node, 'compareDocumentPosition', each) & (FOLLOWING | CONTAINED)) === 0;
  });
}

/** Index of the first text node after `node` and all its descendants. */
function indexAfter({ nodes }: PageText, node: Node): number {
  return lowerBound(
    nodes.length,
    (index) =>
      (call(node, 'compareDocumentPosition', nodes[index] as Text) & (FOLLOWING | CONTAINED)) !== FOLLOWING,
  );
}

/** Bits of `compareDocumentPosition`: the other node follows; the other node is contained. */
const FOLLOWING = 4;
const CONTAINED = 16;

/** Most steps of a path. A longer path is an attack. */
const DEEPEST = 500;

/** Computes the structural selector of a passage: the paths of its elements, and offsets in their text. */
export function structureOf(page: PageText, { start, end }: Position): Structure | undefined {
  const from = placeOf(page, start, false);
  const to = placeOf(page, end, true);
  const first = from && parentOf(from.node);
  const last = to && parentOf(to.node);
  if (!first || !last) return undefined;
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
