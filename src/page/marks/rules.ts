/**
 * The rules by which highlights are painted, in one style sheet. In Chromium highlight styles are inherited,
 * and whatever a rule matches is styled anew with all that is in it. So each rule goes for the blocks that
 * are painted and for hardly more: those of one chain of names from the root. Firefox 153 inherits none:
 * there one rule goes for every element (docs/decisions/0005).
 */
import { nameOf, parentOf, type Root, shadowAround } from '../dom/nodes';

/**
 * So many chains are told apart; a page that makes up names without end then gets one rule for all. Our page
 * of 10 MB has 531.
 */
const MOST = 500;
/** Letters of the longest chain, about. A longer one begins further down, and matches more. */
const LONGEST = 500;
/** Names that a selector can say as they are. What a form with a field of that name says is none of them. */
const PLAIN = /^[-a-z\d]+$/;

export class Rules {
  readonly #doc: Document;
  readonly #sheet = new CSSStyleSheet();
  readonly #rule: string;
  readonly #known = new Set<string>();

  /** `rule`: one rule, perhaps around others, with `&` for the elements in which it paints. */
  constructor(doc: Document, rule: string) {
    this.#doc = doc;
    this.#rule = rule;
  }

  /** See that the style sheet is there. */
  adopt(tree: DocumentOrShadowRoot = this.#doc): void {
    const sheets = tree.adoptedStyleSheets;
    if (!sheets.includes(this.#sheet)) sheets.push(this.#sheet);
  }

  /** See that there is a rule for what is painted in a block. */
  reach(block: Root): void {
    this.adopt();
    // Where highlight styles are not inherited, they do not reach into shadow roots either.
    if (import.meta.env.FIREFOX) this.adopt(shadowAround(block) ?? this.#doc);
    const selector = import.meta.env.FIREFOX ? '' : this.#known.size < MOST ? chainOf(block) : ':root';
    if (this.#known.has(selector)) return;
    this.#known.add(selector);
    // After the work at hand: where it asks for a computed style, each rule before that would cost a
    // recalculation of its own.
    queueMicrotask(() => this.#sheet.insertRule(this.#rule.replaceAll('&', selector)));
  }
}

/**
 * The names from the root of the document down to a block, as a selector. An element never changes its name:
 * the chain of a block stays right until it is moved. Into a shadow root styles are inherited from its host.
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
