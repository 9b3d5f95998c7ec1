/** Makes marks fit the style of their text. In the attending script, because the first marks do not wait for it. */
import { type Root, textStyleOf } from '../dom/nodes';
import { Rules } from './rules';
import { CLEAR, HIGHLIGHT, type Marked, NOTED } from './underline';

/** For text without a colour of its own: over the picture of a page (PDF.js), or cut out of a background. */
const RULE = `@media screen{&::highlight(${CLEAR}){text-decoration:underline dotted #777 1px;text-underline-offset:.2em}}`;
/** For terms with notes. */
const NOTED_RULE = `@media screen{&::highlight(${NOTED}){text-decoration:underline solid currentColor 1px;text-underline-offset:.2em}}`;

/**
 * Makes the function that fits the marks of a block: it takes away those that do harm, also from `marked`, and makes the
 * others seen. `isNoted`: whether the marks of a term get a solid line.
 */
export function fitting(
  doc: Document,
  isNoted: (term: string) => boolean = () => false,
): (root: Root, marked: Marked) => void {
  const rules = new Rules(doc, RULE);
  const noted = new Rules(doc, NOTED_RULE);
  const move = (range: StaticRange, to: string, by: Rules, root: Root) => {
    if (!CSS.highlights.has(to)) CSS.highlights.set(to, new Highlight());
    CSS.highlights.get(to)?.add(range);
    by.reach(root);
  };
  return (root, marked) => {
    for (const [mention, range] of marked) {
      const colour = colourOf(range.startContainer);
      if (colour === undefined) {
        CSS.highlights.get(HIGHLIGHT)?.delete(range);
        marked.delete(mention);
      } else if (isClear(colour)) {
        move(range, CLEAR, rules, root);
      } else if (isNoted(mention.term)) {
        CSS.highlights.get(HIGHLIGHT)?.delete(range);
        move(range, NOTED, noted, root);
      }
    }
  };
}

/**
 * The colour of a text. `undefined` if a highlight would draw the text anew in another way: browsers draw highlighted text
 * in its `color` alone, without its `-webkit-text-fill-color` and `-webkit-text-stroke` (Chromium 156, Firefox 153).
 */
function colourOf(text: Node): string | undefined {
  const { color = '', webkitTextFillColor, webkitTextStrokeWidth } = textStyleOf(text);
  return (webkitTextFillColor ?? color) !== color || Number.parseFloat(webkitTextStrokeWidth ?? '') > 0
    ? undefined
    : color;
}

/** Whether a computed colour is transparent. */
export function isClear(colour: string): boolean {
  return /^rgba.*, 0\)$|\/ 0\)$/.test(colour);
}
