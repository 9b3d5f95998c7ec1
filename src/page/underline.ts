/**
 * The lines under the marks: one custom highlight and one style sheet. Nothing is inserted into the page: a mark is a StaticRange (a live
 * Range costs every later edit of the page).
 */
import type { Mention } from './mention';
import { type Root, shadowAround } from './prose';

/** Name of the custom highlight. A page may see it; it tells no more than that marks exist. */
const HIGHLIGHT = 'gloss';

/**
 * In Chromium highlight styles are inherited, and one rule for the root is the cheapest (measured in DESIGN.md §6). Firefox 153
 * inherits none: there the rule goes for every element.
 */
const ROOT = import.meta.env.FIREFOX ? '' : ':root';
const STYLE = `${ROOT}::highlight(${HIGHLIGHT}){text-decoration:underline dotted color-mix(in srgb,currentColor 65%,transparent) 1px;text-underline-offset:.2em}`;

/** Made with the first mark, so that a page without one pays for no style sheet. */
export class Underline {
  readonly #doc: Document;
  readonly #highlight = new Highlight();
  readonly #sheet = new CSSStyleSheet();

  constructor(doc: Document) {
    this.#doc = doc;
    CSS.highlights.set(HIGHLIGHT, this.#highlight);
    this.#sheet.replaceSync(STYLE);
    this.adopt();
  }

  /** See that the style sheet is there: a page that gives itself new ones may have thrown it away. */
  adopt(): void {
    adoptIn(this.#doc, this.#sheet);
  }

  /** Mark mentions of a block. Returns what `remove` takes away again. */
  add(root: Root, mentions: readonly Mention[]): StaticRange[] {
    if (import.meta.env.FIREFOX) {
      // Where highlight styles are not inherited, they do not reach into shadow roots either.
      const tree = shadowAround(root);
      if (tree) adoptIn(tree, this.#sheet);
    }
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

function adoptIn(tree: DocumentOrShadowRoot, sheet: CSSStyleSheet): void {
  if (!tree.adoptedStyleSheets.includes(sheet)) tree.adoptedStyleSheets.push(sheet);
}
