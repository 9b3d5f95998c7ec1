/**
 * Finds text at a point that the browser's caret does not find: text under something that lets it be seen (the link that
 * is stretched over a teaser), and text that is selected as a whole (`user-select: all`, Firefox).
 */
import { isIn, type Point } from '../dom/geometry';
import {
  type Boundary,
  call,
  isHtml,
  isText,
  nameOf,
  type Root,
  rangeBetween,
  read,
  rectsOf,
  shadowOf,
} from '../dom/nodes';

/** Most elements under the point that are looked at, most text nodes of each, and the longest of these, UTF-16 units. */
const ELEMENTS = 16;
const NODES = 60;
const LONGEST = 20_000;

/** The place in the topmost text at a point, unless something that hides it lies over it. */
export function textBelow(doc: Document, { x, y }: Point): Boundary | undefined {
  const over: Element[] = [];
  for (const element of under(doc, { x, y })) {
    const shadow = shadowOf(element);
    const place = placeIn(element, { x, y }) ?? (shadow ? placeIn(shadow, { x, y }) : undefined);
    if (place) return over.every((each) => isClear(each, element)) ? place : undefined;
    over.push(element);
  }
  return undefined;
}

/**
 * The elements under a point, those in shadow roots too, topmost first. A shadow root also names the hosts around it, so
 * `known` holds the roots that were looked into.
 */
function* under(
  tree: Document | ShadowRoot,
  point: Point,
  known = new Set<ShadowRoot>(),
): Generator<Element> {
  for (const element of tree.elementsFromPoint(point.x, point.y).slice(0, ELEMENTS)) {
    const shadow = shadowOf(element);
    if (shadow && !known.has(shadow)) yield* under(shadow, point, known.add(shadow));
    yield element;
  }
}

/** The place at a point in the text that an element or a shadow root itself contains. */
function placeIn(element: Root, point: Point): Boundary | undefined {
  let node = read(element, 'firstChild');
  for (let count = 0; node && count < NODES; count++, node = read(node, 'nextSibling')) {
    if (!isText(node) || node.length > LONGEST || !node.data.trim()) continue;
    let [from, to] = [0, node.length];
    if (!isAt(node, from, to, point)) continue;
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      if (isAt(node, from, middle, point)) to = middle;
      else from = middle;
    }
    return { node, offset: from };
  }
  return undefined;
}

/** Whether a point is on a stretch of text. */
function isAt(node: Text, from: number, to: number, point: Point): boolean {
  const range = rangeBetween({ node, offset: from }, { node, offset: to });
  return rectsOf(range).some((box) => isIn(point, box));
}

/** Elements that draw something of their own. */
const DRAWN =
  /^(?:img|picture|video|canvas|iframe|frame|embed|object|input|select|textarea|button|meter|progress)$/;

/** Whether an element hides nothing that lies under it. `inner`: what may be inside the element, and so not under it. */
function isClear(element: Element, inner: Element): boolean {
  if (!isHtml(element) || DRAWN.test(String(nameOf(element)))) return false;
  const isAround = call(element, 'contains', inner);
  return [...(isAround ? [] : [undefined]), '::before', '::after'].every((pseudo) => {
    const { opacity, backgroundColor, backgroundImage, backdropFilter, content } = getComputedStyle(
      element,
      pseudo,
    );
    if (opacity === '0' || (pseudo && content === 'none')) return true;
    return isThin(backgroundColor) && backgroundImage === 'none' && (backdropFilter || 'none') === 'none';
  });
}

/** Whether text can be read through a colour, as `getComputedStyle` writes it: its alpha is 0.5 at most. */
function isThin(colour: string): boolean {
  const alpha = /^rgba\(.*,\s*([\d.]+)\)$|\/\s*([\d.]+)\)$/.exec(colour);
  return colour === 'transparent' || (alpha !== null && Number(alpha[1] ?? alpha[2]) <= 0.5);
}
