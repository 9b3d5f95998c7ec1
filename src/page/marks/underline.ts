/**
 * The lines under the marks: one custom highlight and the rules that paint it. Nothing is inserted into the
 * page. A mark is a StaticRange, because a live Range makes every later edit of the page slower.
 */

import type { Root } from '../dom/nodes';
import type { Mention } from './mention';
import { Rules } from './rules';

/** The name of the custom highlight. The page can see it. It reveals only that marks exist. */
export const HIGHLIGHT = 'gloss';
/** A second one, for marks on text without a colour of its own (`fitting.ts`). */
export const CLEAR = 'gloss-clear';
/** A third one, for marks of terms with notes, if the user has asked for it (`fitting.ts`). */
export const NOTED = 'gloss-noted';

/** What is painted in a block, by mention. */
export type Marked = Map<Mention, StaticRange>;
/** Whether a mention is marked, beside the marks that its block has. `undefined`: it is not decided yet. */
export type Chooses = (mention: Mention, root: Root, marked: Marked) => boolean | undefined;

/** Not on paper. */
const RULE = `@media screen{&::highlight(${HIGHLIGHT}){text-decoration:underline dotted color-mix(in srgb,currentColor 65%,transparent) 1px;text-underline-offset:.2em}}`;

/** Created with the first mark, so that a page without a mark pays for no style sheet. */
export class Underline {
  readonly #highlight = new Highlight();
  readonly #rules: Rules;
  /** The terms that were marked. */
  readonly #terms = new Set<string>();

  constructor(doc: Document) {
    this.#rules = new Rules(doc, RULE);
    CSS.highlights.set(HIGHLIGHT, this.#highlight);
  }

  /** Adds again what the page has removed: the style sheet by setting new ones, the highlight by clearing all. */
  adopt(): void {
    this.#rules.adopt();
    if (CSS.highlights.get(HIGHLIGHT) !== this.#highlight) CSS.highlights.set(HIGHLIGHT, this.#highlight);
  }

  /**
   * Marks those of the mentions of a block that `chooses` chooses, and adds them to `marked`, which has none of them
   * yet. Where it has not decided yet, the first mention of each term on the page: it will be marked in any case.
   */
  add(root: Root, mentions: readonly Mention[], marked: Marked, chooses: Chooses): void {
    for (const mention of mentions) {
      const { term, start, end } = mention;
      if (!(chooses(mention, root, marked) ?? !this.#terms.has(term))) continue;
      this.#terms.add(term);
      this.#rules.reach(root);
      const range = new StaticRange({
        startContainer: start.node,
        startOffset: start.offset,
        endContainer: end.node,
        endOffset: end.offset,
      });
      this.#highlight.add(range);
      marked.set(mention, range);
    }
  }

  /** Removes all marks in `marked`, and empties it. */
  remove(marked: Marked): void {
    for (const [{ term }, range] of marked) {
      this.#terms.delete(term);
      for (const name of [HIGHLIGHT, CLEAR, NOTED]) CSS.highlights.get(name)?.delete(range);
    }
    marked.clear();
  }

  /** Removes the highlight from the page. The attending script removes its own. */
  stop(): void {
    CSS.highlights.delete(HIGHLIGHT);
  }
}
