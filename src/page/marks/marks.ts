/**
 * The marks of one page: where each mention stands, and which mentions are painted. Only blocks near the
 * viewport are painted.
 */
import { boxOf, type Root, shadowOf } from '../dom/nodes';
import { isLarge } from '../read/locate';
import type { Run } from '../read/walk';
import { type Found, type Groups, isShown, isWhole, type Mention, mentionIn } from './mention';
import type { Noted, Spot } from './spot';
import { type Chooses, type Marked as Painted, Underline } from './underline';

interface Piece {
  from: number;
  to: number;
  mention: Mention;
}

interface Block {
  mentions: Mention[];
  /** What is painted. */
  marks: Painted;
  near: boolean;
  /** Whether it had a box when the browser last reported it. */
  boxed?: boolean;
}

/**
 * Number of blocks that are painted as soon as they are read, so that the first marks appear without losing a
 * frame. All other blocks wait until the browser reports that they are near the viewport. On a large page,
 * where each paint is expensive, all blocks wait. (Asking for a block's position would force a layout in the
 * middle of our work.)
 */
const EAGER = 50;

/**
 * Most blocks whose style is looked at in one go. A page may have any number of hidden ones, and each look takes about
 * 5 µs. Of one report of the browser, further blocks without a box count as hidden.
 */
const LOOKS = 400;

/** How far outside the viewport marks are painted: one viewport height above and below. */
const MARGIN = '100% 0px';

/** What the attending script knows of styles. The first look at one costs a page a millisecond: the first marks do not wait. */
export interface Looks {
  /** Tells of an element whether it has no box, but its children have. Holds for one moment of the page. */
  unboxed(): (element: Element) => boolean;
  /** Makes the marks of a block fit the style of their text (`fitting.ts`). */
  fit(root: Root, marked: Painted): void;
}

/** A frame, with its marks once there are any. */
export interface Marked {
  readonly marks: Marks | undefined;
  /** Returns the marks. Creates them if necessary. */
  begin(): Marks;
}

export class Marks {
  readonly #doc: Document;
  #underline: Underline | undefined;
  readonly #blocks = new Map<Root, Block>();
  readonly #pieces = new WeakMap<Text, Piece[]>();
  /** The evidence of the whole page for each group of mentions. */
  groups: Groups = {};
  readonly #eager: number;
  #nearness: IntersectionObserver | undefined;
  /** Blocks whose nearness is not observed yet. */
  #fresh: Root[] = [];
  #first: (() => undefined) | undefined;
  /** What the attending script knows of styles, once it is loaded. */
  #looks: Looks | undefined;
  /** Decides which mentions are marked. The attending script replaces it. */
  chooses: Chooses;
  /** Called when the mentions or passages that are shown may have changed. Called often. */
  readonly listeners = new Set<() => void>();
  /** The passages with notes on this page, once the script for notes is loaded. */
  declare noted?: Noted;
  /** Whether the bar beside selected text is shown, once the script for notes is loaded. */
  declare offers?: () => boolean;
  /** Shows that bar and moves the keyboard into it, if text is selected. Returns whether it is shown. */
  declare asksForBar?: (() => boolean) | undefined;

  /**
   * `first` is called once, when a mention is shown: all mentions of a page may be of other senses. `waits`: nothing is
   * marked before the attending script has decided it.
   */
  constructor(doc: Document, first: () => undefined, waits?: boolean) {
    this.chooses = () => waits && false;
    this.#doc = doc;
    this.#eager = isLarge(doc.documentElement) ? 0 : EAGER;
    this.#first = first;
  }

  /**
   * Adds the mentions of a run. Runs of a block come in the order of the page. The cost is that of the run
   * alone: a hostile block has a hundred thousand runs.
   */
  add(run: Run, found: readonly Found[]): void {
    let block = this.#blocks.get(run.block);
    if (!block) {
      block = { mentions: [], marks: new Map(), near: this.#blocks.size < this.#eager };
      this.#blocks.set(run.block, block);
      this.#fresh.push(run.block);
    }
    const fresh = found.map((each) => this.#index(run, each));
    block.mentions.push(...fresh);
    const shown = this.#shown(fresh);
    if (block.near) this.#paint(run.block, block, shown);
    this.changed();
  }

  /** Forgets the mentions of a block that is read again or was removed. */
  clear(root: Root): void {
    const block = this.#blocks.get(root);
    if (!block) return;
    this.#draw(root, block, false);
    for (const { start, end } of block.mentions) {
      this.#pieces.delete(start.node);
      this.#pieces.delete(end.node);
    }
    this.#blocks.delete(root);
    this.#nearness?.unobserve(boxOf(root));
    this.changed();
  }

  /**
   * Forgets the mentions of a block if the text of one of them has changed. Otherwise they stay until the
   * block is read again.
   */
  prune(root: Root): void {
    if (this.#blocks.get(root)?.mentions.some((mention) => !isWhole(mention))) this.clear(root);
  }

  /** Forgets all blocks except these. */
  keep(blocks: ReadonlySet<Root>): void {
    for (const block of this.#blocks.keys()) if (!blocks.has(block)) this.clear(block);
  }

  /**
   * Paints marks and passages again if the page has removed the style sheet or the highlights. Removes the paint that
   * a new style of the page has made harmful.
   */
  adopt(): void {
    this.#underline?.adopt();
    for (const [root, { marks }] of this.#blocks) this.#looks?.fit(root, marks);
    this.noted?.adopt();
  }

  /** Stores the new evidence of the whole page, and repaints if any group's score has changed. */
  decide(groups: Groups): void {
    const before = this.groups;
    this.groups = groups;
    if (Object.keys(groups).every((key) => groups[key]?.score === before[key]?.score)) return;
    this.redraw();
    this.changed();
  }

  /** Paints blocks anew, because other mentions are to be marked. */
  redraw(roots: Iterable<Root> = this.#blocks.keys()): void {
    for (const root of roots) {
      const block = this.#blocks.get(root);
      if (block) this.#draw(root, block, block.near);
    }
  }

  /** From now on, the blocks that were added are painted only while they are near the viewport. */
  watch(): void {
    this.#nearness ??= new IntersectionObserver((entries) => this.#moved(entries), { rootMargin: MARGIN });
    for (const root of this.#fresh) if (this.#blocks.has(root)) this.#nearness.observe(boxOf(root));
    this.#fresh = [];
  }

  /** Looks at the style of what is painted or has no box, from now on too. */
  look(looks: Looks): void {
    this.#looks = looks;
    this.adopt();
    for (const [root, { boxed }] of this.#blocks) {
      if (boxed === false) {
        this.#nearness?.unobserve(boxOf(root));
        this.#nearness?.observe(boxOf(root));
      }
    }
  }

  /**
   * The mention at a caret position: it covers the character before or after it. Otherwise the passage with
   * notes there, if any.
   */
  at(node: Node, offset: number): Spot | undefined {
    const pieces = this.#pieces.get(node as Text);
    const piece = pieces?.find(
      ({ from, to, mention }) =>
        from <= offset && offset <= to && isShown(mention, this.groups) && isWhole(mention),
    );
    return piece?.mention ?? this.noted?.at(node, offset);
  }

  /** All blocks, the hidden ones too, each with its mentions that are meant and those that are painted. */
  *blocks(): Generator<[Root, Mention[], Painted]> {
    for (const [root, { mentions, marks }] of this.#blocks) yield [root, this.#shown(mentions), marks];
  }

  /** Removes all marks. */
  stop(): void {
    this.keep(new Set());
    this.#nearness?.disconnect();
    this.#underline?.stop();
  }

  /** Makes a mention of a run, which `at` finds from now on. */
  #index(run: Run, found: Found): Mention {
    const mention = mentionIn(run, found);
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
    return mention;
  }

  #moved(entries: IntersectionObserverEntry[]): void {
    let looks = 0;
    let shows = false;
    const isContents = this.#looks?.unboxed();
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      const boxed = boundingClientRect.width + boundingClientRect.height > 0;
      // A block without a box (`display: contents`) never intersects. It is painted wherever it is.
      const near = isIntersecting || (!boxed && looks++ < LOOKS && isContents?.(target) === true);
      for (const root of [target, shadowOf(target)]) {
        const block = root && this.#blocks.get(root);
        if (!block) continue;
        // The page shows what was hidden, or hides what was shown, without a change of its text.
        shows ||= block.boxed === !boxed;
        block.boxed = boxed;
        if (block.near !== near) this.#draw(root, block, near);
      }
    }
    if (shows) this.changed();
  }

  #shown(mentions: Mention[]): Mention[] {
    const shown = mentions.filter((mention) => isShown(mention, this.groups));
    if (shown[0]) this.#first = this.#first?.();
    return shown;
  }

  /** Repaints a block, or removes its marks if it is not near. */
  #draw(root: Root, block: Block, near: boolean): void {
    this.#underline?.remove(block.marks);
    block.near = near;
    const shown = this.#shown(block.mentions);
    if (near) this.#paint(root, block, shown);
  }

  /** Paints those of the shown mentions that are to be marked. */
  #paint(root: Root, { marks }: Block, shown: Mention[]): void {
    this.#underline ??= new Underline(this.#doc);
    this.#underline.add(root, shown, marks, this.chooses);
    this.#looks?.fit(root, marks);
  }

  /** Calls the listeners. */
  changed(): void {
    for (const listener of this.listeners) listener();
  }
}
