/**
 * The lines under the marks: one custom highlight and the rules that paint it. Nothing is inserted into the
 * page. A mark is a StaticRange, because a live Range makes every later edit of the page slower.
 */

import type { Root } from '../dom/nodes';
import type { Mention } from './mention';
import { Rules } from './rules';

/** The name of the custom highlight. The page can see it. It reveals only that marks exist. */
const HIGHLIGHT = 'gloss';

const RULE = `&::highlight(${HIGHLIGHT}){text-decoration:underline dotted color-mix(in srgb,currentColor 65%,transparent) 1px;text-underline-offset:.2em}`;

/** Created with the first mark, so that a page without a mark pays for no style sheet. */
export class Underline {
  readonly #highlight = new Highlight();
  readonly #rules: Rules;

  constructor(doc: Document) {
    this.#rules = new Rules(doc, RULE);
    CSS.highlights.set(HIGHLIGHT, this.#highlight);
  }

  /** Adds the style sheet again if the page removed it by setting new ones. */
  adopt(): void {
    this.#rules.adopt();
  }

  /** Marks mentions of a block. Returns the ranges to pass to `remove`. */
  add(root: Root, mentions: readonly Mention[]): StaticRange[] {
    if (mentions.length > 0) this.#rules.reach(root);
    return mentions.map(({ start, end }) => {
      const range = new StaticRange({
        startContainer: start.node,
        startOffset: start.offset,
        endContainer: end.node,
        endOffset: end.offset,
      });
      this.#highlight.add(range);
      return range;
    });
  }

  remove(ranges: readonly StaticRange[]): void {
    for (const range of ranges) this.#highlight.delete(range);
  }

  /** Removes the highlight from the page. */
  stop(): void {
    CSS.highlights.delete(HIGHLIGHT);
  }
}
