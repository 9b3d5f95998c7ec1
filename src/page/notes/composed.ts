/**
 * Where a selection begins and ends when it is in shadow roots. The range of the selection does not tell it: in Chromium
 * it is collapsed at the host, and in Firefox it is a part of the selection if that crosses a border
 * (docs/browser-facts.md). `getComposedRanges` tells it, of the shadow roots that it is given.
 */
import { isElement, isShadow, read, shadowAround, shadowOf } from '../dom/nodes';

/** Two places on a page, in page order. They may be in different trees. */
export interface Stretch {
  startContainer: Node;
  startOffset: number;
  endContainer: Node;
  endOffset: number;
}

/** Most shadow roots inside each other that are looked into. */
const DEEPEST = 100;

/**
 * The ends of a selection of one range. Looks into the shadow root at each end, until it has the innermost one.
 * Of selections outside shadow roots, and in browsers without `getComposedRanges`, it returns the range itself.
 */
export function composedOf(selection: Selection, range: Stretch): Stretch {
  let ends = range;
  const shadowRoots: ShadowRoot[] = [];
  try {
    for (let depth = 0; depth < DEEPEST; depth++) {
      const [composed] = selection.getComposedRanges({ shadowRoots });
      if (!composed) break;
      const { startContainer, startOffset, endContainer, endOffset } = composed;
      // A selection in a field is reported around it, too.
      if (shadowRoots.length > 0) ends = { startContainer, startOffset, endContainer, endOffset };
      const further = [shadowAt(startContainer, startOffset), shadowAt(endContainer, endOffset - 1)].filter(
        (shadow) => shadow !== undefined && !shadowRoots.includes(shadow),
      ) as ShadowRoot[];
      if (further.length === 0) break;
      shadowRoots.push(...further);
    }
  } catch {
    // An older browser, which takes the shadow roots in another way.
  }
  return ends;
}

/** The shadow root of a node's child. */
function shadowAt(container: Node, at: number): ShadowRoot | undefined {
  const child = read(container, 'childNodes')[at];
  return (child && isElement(child) && shadowOf(child)) || undefined;
}

/** A node, the host of the shadow root that it is in, and so on outwards. */
export function* outwards(node: Node): Generator<Node> {
  for (let at: Node | undefined = node; at; at = (isShadow(at) ? at : shadowAround(at))?.host) yield at;
}

/** The tree of a node: its shadow root, or `null` for the document. */
export const treeOf = (node: Node): ShadowRoot | null => (isShadow(node) ? node : shadowAround(node));
