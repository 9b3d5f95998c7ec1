/**
 * The marks of one page: which mention stands where, and which of them are painted. Nothing is inserted into the page:
 * a mark is a StaticRange in one custom highlight (a live Range costs every later edit of the page), registered only while
 * its block is near the viewport.
 */
import type { Reason } from '../platform/messages';
import { boxOf, isLeftAlone, type Root, shadowAround } from './prose';
import type { Noted, Spot } from './spot';
import { place, type Run } from './walk';

/** A mention on the page. */
export interface Mention {
  /** Term id. */
  term: string;
  /** As it stands on the page. */
  surface: string;
  /** Where it begins and ends. */
  start: { node: Text; offset: number };
  end: { node: Text; offset: number };
  verdict: Verdict;
  /** What speaks for and against it where it stands. */
  why: Reason[];
}

/** Whether a mention is shown: settled where it stands, or by `score` together with its group's score on the page. */
interface Verdict {
  shown: boolean;
  group?: string;
  score?: number;
}

/** What the reader hands over for one mention of a run: offsets into the run's text. */
export interface Found extends Verdict {
  start: number;
  end: number;
  term: string;
  why?: Reason[];
}

/** What the page as a whole says of a group, and why. */
type Groups = Record<string, { score: number; why: Reason[] }>;

interface Piece {
  from: number;
  to: number;
  mention: Mention;
}

interface Block {
  mentions: Mention[];
  /** The painted ones: each term's first in its run. */
  ranges: StaticRange[];
  near: boolean;
}

/** Name of the custom highlight. A page may see it; it tells no more than that marks exist. */
const HIGHLIGHT = 'gloss';

/**
 * In Chromium highlight styles are inherited, and one rule for the root is the cheapest (measured in DESIGN.md §6). Firefox 153
 * inherits none: there the rule goes for every element.
 */
const ROOT = import.meta.env.FIREFOX ? '' : ':root';
const STYLE = `${ROOT}::highlight(${HIGHLIGHT}){text-decoration:underline dotted color-mix(in srgb,currentColor 65%,transparent) 1px;text-underline-offset:.2em}`;

/** So many blocks are painted as soon as they are read, until it is known whether they are near: no frame is lost on the first marks. */
const EAGER = 50;

/** How far outside the viewport marks are painted already: one viewport above and below. */
const MARGIN = '100% 0px';

export class Marks {
  readonly #doc: Document;
  readonly #blocks = new Map<Root, Block>();
  readonly #pieces = new WeakMap<Text, Piece[]>();
  /** What the page as a whole says of each group: above 0 together with a mention's own score, it is shown. */
  #groups: Groups = {};
  #highlight: Highlight | undefined;
  #sheet: CSSStyleSheet | undefined;
  #nearness: IntersectionObserver | undefined;
  #first: (() => void) | undefined;
  /** Called, often, when other mentions are shown than before, or other passages. */
  readonly listeners = new Set<() => void>();
  /** Where the page has passages that notes are on. */
  noted: Noted | undefined;

  /** `first` is called once there are mentions, and the frame with their marks is drawn. */
  constructor(doc: Document, first: () => void) {
    this.#doc = doc;
    this.#first = first;
  }

  #observe(element: Element): void {
    this.#nearness ??= new IntersectionObserver(
      (entries) => {
        this.#first?.();
        this.#first = undefined;
        for (const entry of entries) {
          const { target, isIntersecting, boundingClientRect } = entry;
          // A block without a box of its own (display: contents) never intersects: it is painted wherever it is.
          const near =
            isIntersecting ||
            (boundingClientRect.width + boundingClientRect.height === 0 && isContents(target));
          for (const root of [target, target.shadowRoot])
            if (root && this.#blocks.get(root)?.near !== near) this.#paint(root, near);
        }
      },
      { rootMargin: MARGIN },
    );
    this.#nearness.observe(element);
  }

  /** How many mentions, and passages with notes, stand on the page. */
  get size(): number {
    let size = this.noted?.size ?? 0;
    for (const { mentions } of this.#blocks.values()) size += mentions.length;
    return size;
  }

  /** Add the mentions of a run. */
  add(run: Run, found: readonly Found[]): void {
    if (found.length === 0) return;
    let block = this.#blocks.get(run.block);
    if (!block) {
      block = { mentions: [], ranges: [], near: this.#blocks.size < EAGER };
      this.#blocks.set(run.block, block);
      this.#observe(boxOf(run.block));
    }
    for (const { start, end, term, shown, group, score, why = [] } of found) {
      const mention: Mention = {
        term,
        surface: unshared(run.text.slice(start, end)),
        start: place(run, start, false),
        end: place(run, end, true),
        verdict: group === undefined ? { shown } : { shown, group, score: score ?? 0 },
        why,
      };
      block.mentions.push(mention);
      this.#index(run, mention);
    }
    if (block.near) this.#paint(run.block, true);
    this.changed();
  }

  /** Forget the mentions of a block, because it is read anew or gone. */
  clear(root: Root): void {
    const block = this.#blocks.get(root);
    if (!block) return;
    this.#unpaint(block);
    for (const { start, end } of block.mentions) {
      this.#pieces.delete(start.node);
      this.#pieces.delete(end.node);
    }
    this.#blocks.delete(root);
    this.#nearness?.unobserve(boxOf(root));
    this.changed();
  }

  /** Forget the mentions of a block whose text has changed; the others stay until the block is read. */
  prune(root: Root): void {
    const block = this.#blocks.get(root);
    if (block?.mentions.some((mention) => !isWhole(mention))) this.clear(root);
  }

  /** Forget all blocks but these. */
  keep(blocks: ReadonlySet<Root>): void {
    for (const block of this.#blocks.keys()) if (!blocks.has(block)) this.clear(block);
  }

  /** Forget the blocks that are no longer in the document, or in an editor now; and put right what the page did to the style sheet. */
  sweep(): void {
    for (const block of this.#blocks.keys()) if (isLeftAlone(block)) this.clear(block);
    if (this.#sheet) this.#adopt(this.#sheet);
  }

  /** A page that gives itself new style sheets may have thrown ours away. */
  #adopt(sheet: CSSStyleSheet): void {
    if (!this.#doc.adoptedStyleSheets.includes(sheet)) this.#doc.adoptedStyleSheets.push(sheet);
  }

  /** Take in what the page as a whole now says, form by form. */
  decide(groups: Groups): void {
    const before = this.#groups;
    this.#groups = groups;
    if (Object.keys(groups).every((key) => groups[key]?.score === before[key]?.score)) return;
    for (const [root, block] of this.#blocks) if (block.near) this.#paint(root, true);
    this.changed();
  }

  /** The mention that covers the character at or beside a caret place, or else the passage, if any. */
  at(node: Node, offset: number): Spot | undefined {
    const pieces = this.#pieces.get(node as Text);
    const piece = pieces?.find(
      ({ from, to, mention }) => from <= offset && offset <= to && this.#isShown(mention) && isWhole(mention),
    );
    return piece?.mention ?? this.noted?.at(node, offset);
  }

  /** Why a mention is marked: by what stands around it, and by what the page says elsewhere. Empty: its form has one sense only. */
  why({ why = [], verdict }: Spot): Reason[] {
    const page = verdict?.group === undefined ? undefined : this.#groups[verdict.group];
    return [...why, ...(page?.why ?? [])];
  }

  /** The blocks that can be seen, with their mentions that are shown: each term's first, or `all`. */
  seen(all: boolean): [Root, Mention[]][] {
    return [...this.#blocks].flatMap(([root, block]) =>
      root.isConnected && isDisplayed(root) ? [[root, all ? this.#shown(block) : this.#firsts(block)]] : [],
    );
  }

  /** The terms with a mention that can be seen. A block is looked at only for a term that is not known yet. */
  terms(): Set<string> {
    const terms = new Set<string>();
    for (const [root, block] of this.#blocks) {
      const fresh = this.#shown(block).filter(({ term }) => !terms.has(term));
      if (fresh.length > 0 && root.isConnected && isDisplayed(root))
        for (const { term } of fresh) terms.add(term);
    }
    return terms;
  }

  /** Take everything away. */
  stop(): void {
    this.keep(new Set());
    this.#nearness?.disconnect();
    if (this.#highlight) CSS.highlights.delete(HIGHLIGHT);
  }

  #index(run: Run, mention: Mention): void {
    const first = run.nodes.indexOf(mention.start.node);
    const last = run.nodes.indexOf(mention.end.node);
    for (let at = first; at <= last; at++) {
      const node = run.nodes[at] as Text;
      const pieces = this.#pieces.get(node) ?? [];
      pieces.push({
        from: at === first ? mention.start.offset : 0,
        to: at === last ? mention.end.offset : node.length,
        mention,
      });
      this.#pieces.set(node, pieces);
    }
  }

  #isShown({ verdict }: Mention): boolean {
    const page = verdict.group === undefined ? undefined : this.#groups[verdict.group];
    return page ? (verdict.score ?? 0) + page.score > 0 : verdict.shown;
  }

  #shown(block: Block): Mention[] {
    return block.mentions.filter((mention) => this.#isShown(mention));
  }

  /** Each term's first mention in a block. */
  #firsts(block: Block): Mention[] {
    const seen = new Set<string>();
    return this.#shown(block).filter(({ term }) => !seen.has(term) && seen.add(term));
  }

  /** Let the listeners know. */
  changed(): void {
    for (const listener of this.listeners) listener();
  }

  #paint(root: Root, near: boolean): void {
    const block = this.#blocks.get(root);
    if (!block) return;
    this.#unpaint(block);
    block.near = near;
    if (!near) return;
    const highlight = this.#open(root);
    for (const { start, end } of this.#firsts(block)) {
      const range = new StaticRange({
        startContainer: start.node,
        startOffset: start.offset,
        endContainer: end.node,
        endOffset: end.offset,
      });
      highlight.add(range);
      block.ranges.push(range);
    }
  }

  #unpaint(block: Block): void {
    for (const range of block.ranges) this.#highlight?.delete(range);
    block.ranges = [];
  }

  /** The highlight, and with it the style sheet: adopted with the first mark, so that a page without one pays for none. */
  #open(root: Root): Highlight {
    if (!this.#highlight || !this.#sheet) {
      this.#highlight = new Highlight();
      CSS.highlights.set(HIGHLIGHT, this.#highlight);
      this.#sheet = new CSSStyleSheet();
      this.#sheet.replaceSync(STYLE);
    }
    this.#adopt(this.#sheet);
    if (import.meta.env.FIREFOX) {
      // Where highlight styles are not inherited, they do not reach into shadow roots either.
      const tree = shadowAround(root);
      if (tree && !tree.adoptedStyleSheets.includes(this.#sheet)) tree.adoptedStyleSheets.push(this.#sheet);
    }
    return this.#highlight;
  }
}

const { checkVisibility } = Element.prototype;

function isContents(element: Element): boolean {
  return getComputedStyle(element).display === 'contents';
}

function isDisplayed(root: Root): boolean {
  const box = boxOf(root);
  return checkVisibility.call(box, { visibilityProperty: true }) || isContents(box);
}

/** The same text, not as a slice that keeps the whole text in memory that it was cut from. */
function unshared(text: string): string {
  return JSON.parse(JSON.stringify(text));
}

/** Whether the mention's nodes still hold the text it was found in: the page may have changed since, unseen as yet. */
export function isWhole({ start, end, surface }: Mention): boolean {
  if (!start.node.isConnected || !end.node.isConnected) return false;
  if (start.node === end.node) return start.node.data.slice(start.offset, end.offset) === surface;
  return surface.startsWith(start.node.data.slice(start.offset));
}
