/**
 * The rules by which highlights are painted, in one style sheet. In Chromium highlight styles are inherited, and whatever a rule matches
 * is styled anew with all that is in it. So each rule goes for the blocks that are painted and for hardly more: those of one chain of
 * names from the root. Firefox 153 inherits none: there one rule goes for every element (docs/decisions/0005).
 */
import { parentOf, type Root, shadowAround } from './prose';

/** So many chains are told apart, more than any page we saw has. A page that makes up names without end gets one rule for all. */
const MOST = 500;
/** Letters of the longest chain, about. A longer one begins further down, and matches more. */
const LONGEST = 400;
/** Names that mean the same in a selector; and no fields of a form, which stand before its own name. */
const PLAIN = /^[a-z][-a-z\d]*$/;

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
    // After the work at hand: where it asks for a computed style, each rule before that would cost a recalculation of its own.
    queueMicrotask(() => this.#sheet.insertRule(this.#rule.replaceAll('&', selector)));
  }
}

/**
 * The names from the root of the document down to a block, as a selector. An element never changes its name: the chain of a block stays
 * right until it is moved. Into a shadow root styles are inherited from its host.
 */
export function chainOf(block: Root): string {
  const shadow = shadowAround(block);
  if (shadow) return chainOf(shadow.host);
  let chain = '';
  let element: Element | null = block as Element;
  while (element && chain.length < LONGEST) {
    const { localName } = element;
    element = parentOf(element);
    if (element) chain = `>${PLAIN.test(localName) ? localName : '*'}${chain}`;
  }
  return `${element ? '*' : ':root'}${chain}`;
}
