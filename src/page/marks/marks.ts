/**
 * The marks of one page: which mention stands where, and which of them are painted: those in blocks near the
 * viewport.
 */
import { boxOf, call, type Root, read, shadowOf } from '../dom/nodes';
import { isLarge } from '../read/locate';
import { isLeftAlone } from '../read/prose';
import type { Run } from '../read/walk';
import { type Found, firstsOf, type Groups, isShown, isWhole, type Mention, mentionIn } from './mention';
import type { Noted, Spot } from './spot';
import { Underline } from './underline';

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

/**
 * So many blocks are painted as soon as they are read: no frame is lost on the first marks. All others wait
 * until the browser says that they are near; on a large page, where each paint is dear, all do. (To ask where
 * a block is would lay out the page in the middle of our work.)
 */
const EAGER = 50;

/** How far outside the viewport marks are painted already: one viewport above and below. */
const MARGIN = '100% 0px';

export class Marks {
  readonly #doc: Document;
  #underline: Underline | undefined;
  readonly #blocks = new Map<Root, Block>();
  readonly #pieces = new WeakMap<Text, Piece[]>();
  /** What the page as a whole says. */
  groups: Groups = {};
  readonly #eager: number;
  #nearness: IntersectionObserver | undefined;
  /** Blocks whose nearness is not observed yet. */
  #fresh: Root[] = [];
  #first: (() => void) | undefined;
  /** Called, often, when other mentions are shown than before, or other passages. */
  readonly listeners = new Set<() => void>();
  /** Where the page has passages that notes are on. */
  noted: Noted | undefined;

  /** `first` is called once there are mentions, and the frame with their marks is drawn. */
  constructor(doc: Document, first: () => void) {
    this.#doc = doc;
    this.#eager = isLarge(doc.documentElement) ? 0 : EAGER;
    this.#first = first;
  }

  /** How many mentions, and passages with notes, stand on the page. */
  get size(): number {
    let size = this.noted?.size ?? 0;
    for (const { mentions } of this.#blocks.values()) size += mentions.length;
    return size;
  }

  /** Add the mentions of a run. */
  add(run: Run, found: readonly Found[]): void {
    let block = this.#blocks.get(run.block);
    if (!block) {
      block = { mentions: [], ranges: [], near: this.#blocks.size < this.#eager };
      this.#blocks.set(run.block, block);
      this.#fresh.push(run.block);
    }
    for (const each of found) {
      const mention = mentionIn(run, each);
      block.mentions.push(mention);
      this.#index(run, mention);
    }
    if (block.near) this.#draw(run.block, block, true);
    this.changed();
  }

  /** Forget the mentions of a block, because it is read anew or gone. */
  clear(root: Root): void {
    const block = this.#blocks.get(root);
    if (!block) return;
    this.#underline?.remove(block.ranges);
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
    if (this.#blocks.get(root)?.mentions.some((mention) => !isWhole(mention))) this.clear(root);
  }

  /** Forget all blocks but these. */
  keep(blocks: ReadonlySet<Root>): void {
    for (const block of this.#blocks.keys()) if (!blocks.has(block)) this.clear(block);
  }

  /**
   * Forget the blocks that are no longer in the document, or in an editor now; and put right what the page
   * did to the style sheet.
   */
  sweep(): void {
    for (const block of this.#blocks.keys()) if (isLeftAlone(block)) this.clear(block);
    this.#underline?.adopt();
  }

  /** Take in what the page as a whole now says, form by form. */
  decide(groups: Groups): void {
    const before = this.groups;
    this.groups = groups;
    if (Object.keys(groups).every((key) => groups[key]?.score === before[key]?.score)) return;
    for (const [root, block] of this.#blocks) if (block.near) this.#draw(root, block, true);
    this.changed();
  }

  /** From now on, what was added is painted only while it is near the viewport. */
  watch(): void {
    this.#nearness ??= new IntersectionObserver((entries) => this.#moved(entries), { rootMargin: MARGIN });
    for (const root of this.#fresh) if (this.#blocks.has(root)) this.#nearness.observe(boxOf(root));
    this.#fresh = [];
  }

  /** The mention that covers the character at or beside a caret place, or else the passage, if any. */
  at(node: Node, offset: number): Spot | undefined {
    const pieces = this.#pieces.get(node as Text);
    const piece = pieces?.find(
      ({ from, to, mention }) =>
        from <= offset && offset <= to && isShown(mention, this.groups) && isWhole(mention),
    );
    return piece?.mention ?? this.noted?.at(node, offset);
  }

  /** The blocks that can be seen, with their mentions that are shown. */
  seen(): [Root, Mention[]][] {
    return [...this.#blocks].flatMap(([root, block]) =>
      canBeSeen(root) ? [[root, this.#shown(block)]] : [],
    );
  }

  /**
   * The terms with a mention that can be seen. A block is looked at only for a term that is not known yet.
   */
  terms(): Set<string> {
    const terms = new Set<string>();
    for (const [root, block] of this.#blocks) {
      const fresh = this.#shown(block).filter(({ term }) => !terms.has(term));
      if (fresh.length > 0 && canBeSeen(root)) for (const { term } of fresh) terms.add(term);
    }
    return terms;
  }

  /** Take everything away. */
  stop(): void {
    this.keep(new Set());
    this.#nearness?.disconnect();
    this.#underline?.stop();
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

  #moved(entries: IntersectionObserverEntry[]): void {
    this.#first?.();
    this.#first = undefined;
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      // A block without a box of its own (display: contents) never intersects: it is painted wherever it is.
      const near =
        isIntersecting || (boundingClientRect.width + boundingClientRect.height === 0 && isContents(target));
      for (const root of [target, shadowOf(target)]) {
        const block = root && this.#blocks.get(root);
        if (block && block.near !== near) this.#draw(root, block, near);
      }
    }
  }

  #shown({ mentions }: Block): Mention[] {
    return mentions.filter((mention) => isShown(mention, this.groups));
  }

  /** Paint a block anew, or no longer. */
  #draw(root: Root, block: Block, near: boolean): void {
    this.#underline ??= new Underline(this.#doc);
    this.#underline.remove(block.ranges);
    block.near = near;
    block.ranges = near ? this.#underline.add(root, firstsOf(this.#shown(block))) : [];
  }

  /** Let the listeners know. */
  changed(): void {
    for (const listener of this.listeners) listener();
  }
}

/** Whether a block is in the page and displayed there. */
function canBeSeen(root: Root): boolean {
  if (!read(root, 'isConnected')) return false;
  const box = boxOf(root);
  return call(box, 'checkVisibility', { visibilityProperty: true }) || isContents(box);
}

/** Whether an element has no box of its own, but its children have. */
function isContents(element: Element): boolean {
  // Firefox 153 tells none in a document whose frame is being taken away, and throws where it is gone (see
  // `later.ts`).
  return !closed && getComputedStyle(element)?.display === 'contents';
}
