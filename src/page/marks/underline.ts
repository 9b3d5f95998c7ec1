/**
 * The lines under the marks: one custom highlight and the rules that paint it. Nothing is inserted into the
 * page: a mark is a StaticRange (a live Range costs every later edit of the page).
 */

import type { Root } from '../dom/nodes';
import type { Mention } from './mention';
import { Rules } from './rules';

/** Name of the custom highlight. A page may see it; it tells no more than that marks exist. */
const HIGHLIGHT = 'gloss';

const RULE = `&::highlight(${HIGHLIGHT}){text-decoration:underline dotted color-mix(in srgb,currentColor 65%,transparent) 1px;text-underline-offset:.2em}`;

/** Made with the first mark, so that a page without one pays for no style sheet. */
export class Underline {
  readonly #highlight = new Highlight();
  readonly #rules: Rules;

  constructor(doc: Document) {
    this.#rules = new Rules(doc, RULE);
    CSS.highlights.set(HIGHLIGHT, this.#highlight);
  }

  /** See that the style sheet is there: a page that gives itself new ones may have thrown it away. */
  adopt(): void {
    this.#rules.adopt();
  }

  /** Mark mentions of a block. Returns what `remove` takes away again. */
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

  /** Take the highlight off the page. */
  stop(): void {
    CSS.highlights.delete(HIGHLIGHT);
  }
}
