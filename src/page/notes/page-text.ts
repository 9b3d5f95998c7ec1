/**
 * The text of a page, and the way between an offset in it and a place in the page. The text is that of all text nodes under
 * the body, joined, but for what is never shown as text. Offsets count UTF-16 units, as the DOM does. No style is asked for:
 * hidden text is text.
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
  /** The text nodes, in the order of the page. */
  nodes: Text[];
  /** Where each begins in `text`. */
  starts: number[];
}

/** Reads the text under `root`, yielding now and then; the page may change in between, and is then read as it was found. */
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

/** The next node of the tree in page order that is not skipped; `null` past the end of `root`. */
function following(node: Node, root: Element): Node | null {
  const isSkipped = read(node, 'nodeType') !== 1 || SKIPPED.has(read(node, 'localName'));
  const inside = isSkipped ? null : read(node, 'firstChild');
  if (inside) return inside;
  for (let at: Node | null = node; at && at !== root; at = read(at, 'parentNode')) {
    const next = read(at, 'nextSibling');
    if (next) return next;
  }
  return null;
}

/** The text node and the place in it of an offset. `atEnd` keeps an end in the node before a boundary. */
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

/** The passage as a range of the page, for a highlight; `undefined` on a page without text. */
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

/** The offset of a place of the page, as a selection gives it: in a text node, or among an element's children. */
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

/** Index of the first text node that is `node`, or in it, or after it. */
function indexFrom({ nodes }: PageText, node: Node): number {
  return lowerBound(nodes.length, (index) => {
    const each = nodes[index] as Text;
    return each !== node && (call(node, 'compareDocumentPosition', each) & (FOLLOWING | CONTAINED)) === 0;
  });
}

/** Index of the first text node after `node` and everything in it. */
function indexAfter({ nodes }: PageText, node: Node): number {
  return lowerBound(
    nodes.length,
    (index) =>
      (call(node, 'compareDocumentPosition', nodes[index] as Text) & (FOLLOWING | CONTAINED)) !== FOLLOWING,
  );
}

/** What `compareDocumentPosition` says: the other node comes after; the other node is inside. */
const FOLLOWING = 4;
const CONTAINED = 16;

/** Steps of a path: more is no page but an attack. */
const DEEPEST = 500;

/** The structural selector of a passage. */
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

/** Where a structural selector leads on this page; `undefined` where its path leads nowhere. */
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
