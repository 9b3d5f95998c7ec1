/**
 * The lines under the marks: one custom highlight and the rules that paint it. Nothing is inserted into the
 * page. A mark is a StaticRange, because a live Range makes every later edit of the page slower.
 */

import type { Root } from '../dom/nodes';
import type { Mention } from './mention';
import { Rules } from './rules';

/** The name of the custom highlight. The page can see it. It reveals only that marks exist. */
const HIGHLIGHT = 'gloss';

/** Not on paper. */
const RULE = `@media screen{&::highlight(${HIGHLIGHT}){text-decoration:underline dotted color-mix(in srgb,currentColor 65%,transparent) 1px;text-underline-offset:.2em}}`;

/** Created with the first mark, so that a page without a mark pays for no style sheet. */
export class Underline {
  readonly #highlight = new Highlight();
  readonly #rules: Rules;

  constructor(doc: Document) {
    this.#rules = new Rules(doc, RULE);
    CSS.highlights.set(HIGHLIGHT, this.#highlight);
  }

  /** Adds again what the page has removed: the style sheet by setting new ones, the highlight by clearing all. */
  adopt(): void {
    this.#rules.adopt();
    if (CSS.highlights.get(HIGHLIGHT) !== this.#highlight) CSS.highlights.set(HIGHLIGHT, this.#highlight);
  }

  /** Marks the first of the mentions of each term that is not in `marked`, and adds it there. */
  add(root: Root, mentions: readonly Mention[], marked: Map<string, StaticRange>): void {
    if (mentions[0]) this.#rules.reach(root);
    for (const { term, start, end } of mentions) {
      if (marked.has(term)) continue;
      const range = new StaticRange({
        startContainer: start.node,
        startOffset: start.offset,
        endContainer: end.node,
        endOffset: end.offset,
      });
      this.#highlight.add(range);
      marked.set(term, range);
    }
  }

  /** Removes all marks in `marked`, and empties it. */
  remove(marked: Map<string, StaticRange>): void {
    for (const range of marked.values()) this.#highlight.delete(range);
    marked.clear();
  }

  /** Removes the highlight from the page. */
  stop(): void {
    CSS.highlights.delete(HIGHLIGHT);
  }
}
