/**
 * Decides whether the characters at a seam of two inline elements are one word, as the page shows them.
 *
 * Elements laid out inline are joined, unless a margin, border or padding parts them as a space would. Other boxes
 * (blocks, items of a flexbox or grid, cells, floats) are joined only where their characters touch on one line:
 * initials that float, and letters in boxes of their own. What has no box is decided by `display` alone.
 *
 * Cost: the style of the few elements that begin or end at the seam, about 5 µs each. Boxes also need a layout.
 */
import { parentOf, rangeBetween, rectsOf, widthOf } from '../dom/nodes';
import { isLarge } from './locate';
import { isInline } from './prose';
import type { Seam } from './walk';

/** Most seams that one judge looks at. Further ones are joined. */
const LOOKS = 2_000;
/** Most elements that begin or end at one seam. A seam with more of them is joined. */
const DEEPEST = 20;
/** Gap from which characters do not touch, as a share of the font size. A space is 0.25 in most fonts. */
const SPACE = 0.21;
/** The same as a share of the height of the larger character, which is about 1.15 of the font size. */
const SPACE_OF_HEIGHT = 0.2;
/** Width (CSS px) of a box that only screen readers read. */
const UNSEEN = 1;
/** Values of `display` that leave an element in its line. */
const IN_LINE = /^(?:inline|contents|ruby.*)$/;

/** Han, kana and Yi: their words touch anyway, and every link in such a text is a seam. */
const UNSPACED = /[\u2E80-\uA4CF]/;

/**
 * Makes a judge of seams that looks at no more than `LOOKS` of them. `isOut`: whether an element is in something whose
 * contents are not displayed.
 */
export function seamJudge(doc: Document, isOut: (element: Element) => boolean): (seam: Seam) => boolean {
  let looks = 0;
  return ({ before, after }) => {
    const edges = edgesOf(before, after);
    const [first] = edges;
    if (!first || UNSPACED.test(before.data.slice(-1) + after.data.charAt(0)) || looks++ >= LOOKS)
      return false;
    // The style of one element that is not laid out can cost that of all of them (`visible.ts`).
    if (isLarge(doc.documentElement) && isOut(first.element)) return false;
    if (!edges.every(({ element }) => IN_LINE.test(getComputedStyle(element).display)))
      return !doTouch(before, after);
    return spaceOf(edges) > SPACE * Number.parseFloat(getComputedStyle(first.element).fontSize);
  };
}

/** An inline element that ends or begins at a seam. */
interface Edge {
  element: Element;
  side: 'End' | 'Start';
}

function edgesOf(before: Text, after: Text): Edge[] {
  const ending = inlinesAround(before);
  const beginning = inlinesAround(after);
  return [
    ...ending
      .filter((each) => !beginning.includes(each))
      .map((element) => ({ element, side: 'End' as const })),
    ...beginning
      .filter((each) => !ending.includes(each))
      .map((element) => ({ element, side: 'Start' as const })),
  ];
}

/** The margins, borders and paddings of inline elements at a seam, CSS px. */
function spaceOf(edges: readonly Edge[]): number {
  let space = 0;
  for (const { element, side } of edges) {
    const style = getComputedStyle(element);
    if (style.display === 'contents') continue;
    for (const each of [`marginInline${side}`, `paddingInline${side}`, `borderInline${side}Width`] as const)
      space += Number.parseFloat(style[each]) || 0;
  }
  return space;
}

/** The inline elements around a text node in its block, the innermost first. */
function inlinesAround(text: Text): Element[] {
  const around: Element[] = [];
  for (let at = parentOf(text); at && isInline(at) && around.length < DEEPEST; at = parentOf(at))
    around.push(at);
  return around;
}

/** Whether the last character of one node and the first of another touch on one line. */
function doTouch(before: Text, after: Text): boolean {
  if ([before, after].some((text) => widthOf(parentOf(text) as Element) <= UNSEEN)) return false;
  const a = boxOf(before, before.length - 1);
  const b = boxOf(after, 0);
  if (!a || !b) return false;
  const isUpright = /^[vs]/.test(getComputedStyle(parentOf(after) as Element).writingMode);
  const across = { a: [a.left, a.right], b: [b.left, b.right] } as const;
  const down = { a: [a.top, a.bottom], b: [b.top, b.bottom] } as const;
  const [line, stack] = isUpright ? [down, across] : [across, down];
  const heights = [stack.a[1] - stack.a[0], stack.b[1] - stack.b[0]];
  const common = Math.min(stack.a[1], stack.b[1]) - Math.max(stack.a[0], stack.b[0]);
  const gap = Math.max(line.a[0], line.b[0]) - Math.min(line.a[1], line.b[1]);
  return common >= Math.min(...heights) / 2 && gap <= SPACE_OF_HEIGHT * Math.max(...heights);
}

function boxOf(node: Text, at: number): DOMRect | undefined {
  return rectsOf(rangeBetween({ node, offset: at }, { node, offset: at + 1 }))[0];
}
