/**
 * The CSS rules that paint highlights, in one style sheet.
 *
 * In Chromium, highlight styles are inherited: when a rule is added, every element that it matches is
 * restyled with its whole subtree. So each rule matches the painted blocks and little else: the elements with
 * one chain of tag names from the root. Firefox 153 does not inherit highlight styles, so there one rule
 * matches every element (docs/decisions/0005).
 */
import { beforeDrawing } from '../dom/later';
import { nameOf, parentOf, type Root, shadowAround } from '../dom/nodes';

/**
 * Most chains of tag names that get a rule of their own. A page with more (custom elements can have any name)
 * gets one rule for all further blocks. Our test page of 10 MB has 531.
 */
const MOST = 500;
/**
 * Approximate length of the longest chain, characters. A longer chain is cut at its root end and so matches
 * more elements.
 */
const LONGEST = 500;
/**
 * Tag names that need no escaping in a selector. Other values, such as a form field that shadows `localName`,
 * are replaced by `*`.
 */
const PLAIN = /^[-a-z\d]+$/;

export class Rules {
  readonly #doc: Document;
  readonly #sheet = new CSSStyleSheet();
  readonly #rule: string;
  readonly #known = new Set<string>();

  /**
   * `rule`: one CSS rule, possibly with nested rules. `&` stands for the selector of the elements in which it
   * paints.
   */
  constructor(doc: Document, rule: string) {
    this.#doc = doc;
    this.#rule = rule;
  }

  /** Adds the style sheet to a tree, unless it is there. */
  adopt(tree: DocumentOrShadowRoot = this.#doc): void {
    const sheets = tree.adoptedStyleSheets;
    if (!sheets.includes(this.#sheet)) sheets.push(this.#sheet);
  }

  /** Adds a rule for the highlights in a block, unless there is one. */
  reach(block: Root): void {
    this.adopt();
    // Highlight styles that are not inherited do not reach into shadow roots either. (Text that is in no element of its
    // root has the style of the host.)
    if (import.meta.env.FIREFOX)
      for (let tree = shadowAround(block); tree; tree = shadowAround(tree.host)) this.adopt(tree);
    const selector = import.meta.env.FIREFOX ? '' : this.#known.size < MOST ? chainOf(block) : ':root';
    if (this.#known.has(selector)) return;
    this.#known.add(selector);
    // Inserted just before the browser draws. Until then, work on the page asks for computed styles, and each rule
    // inserted before such a request would cost a style recalculation of its own.
    beforeDrawing(() => this.#sheet.insertRule(this.#rule.replaceAll('&', selector)));
  }
}

/**
 * The tag names from the root of the document down to a block, as a selector. An element's name never
 * changes, so the chain stays right until the block is moved. For a block in a shadow root, the chain of the
 * host is used, because a shadow tree inherits styles from its host.
 */
export function chainOf(block: Root): string {
  const host = shadowAround(block)?.host;
  if (host) return chainOf(host);
  let chain = '';
  for (let at = block as Element; chain.length < LONGEST; ) {
    const parent = parentOf(at);
    if (!parent) return `:root${chain}`;
    const name = nameOf(at);
    chain = `>${typeof name === 'string' && PLAIN.test(name) ? name : '*'}${chain}`;
    at = parent;
  }
  return `*${chain}`;
}
