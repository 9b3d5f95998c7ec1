/**
 * Decides which mentions of this frame are marked, as the user wants it (`density.ts`), and decides again when mentions
 * come and go. Works in slices, and rests after each time so long that the page keeps most of its thread, however often
 * it changes and however many mentions it has.
 */
import { MOST_TERMS } from '../../protocol/limits';
import type { MarkingReply } from '../../protocol/messages';
import { send } from '../../protocol/native';
import { later, unhear, unplan } from '../dom/later';
import { allIn, isAfter, type Root, textIn } from '../dom/nodes';
import { inSlices } from '../dom/slices';
import { density, type Place, type Stop, wordsIn } from './density';
import { blocksInOrder, treesOf } from './in-order';
import type { Marks } from './marks';
import type { Mention } from './mention';
import type { Chooses, Marked } from './underline';

const HEADINGS = 'h1,h2,h3,h4,h5,h6,[role=heading]';
/** Delay (ms) before a change of the mentions is taken up. Further changes within this time go with it. */
const SOON = 60;
/** Largest share of the page's thread that the decisions take. */
const SHARE = 1 / 20;

/** Mentions that are looked at in one go. */
const LOOKS = 100;

/** The key that shows the marks that are otherwise hidden. */
const KEY = 'Alt';
const EVENTS = ['keydown', 'keyup', 'blur'] as const;

export class Choosing {
  readonly #doc: Document;
  readonly #marks: Marks;
  #wanted: MarkingReply = { marks: 'section', unmarked: [], noted: [] };
  #unmarked = new Set<string>();
  #noted = new Set<string>();
  /** The terms that the background was asked about. */
  #asked = new Set<string>();
  /** Whether it has answered. */
  #isTold = false;
  /** Whether each mention is marked, as it was last decided. */
  #decided = new WeakMap<Mention, boolean>();
  /** The marked terms of each block, by which a block that is read again keeps its marks until it is decided anew. */
  readonly #before = new WeakMap<Root, Set<string>>();
  #isHeld = false;
  #isDue = false;
  #isBusy = false;
  #rested = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  constructor(doc: Document, marks: Marks) {
    this.#doc = doc;
    this.#marks = marks;
    const before = marks.chooses;
    marks.chooses = (...given) => (this.#isTold ? this.#chooses(...given) : before(...given));
    marks.listeners.add(this.changed);
    this.again();
  }

  /** Listens to the key. Called again after `document.open`, which removes all listeners. */
  listen(): void {
    for (const name of EVENTS) addEventListener(name, this.#heard, { capture: true, passive: true });
  }

  /** Whether the marks of a term have a solid line. */
  readonly isNoted = (term: string): boolean => this.#noted.has(term);

  /** Asks again: the settings or the notes may have changed. */
  again(): void {
    this.#asked = new Set();
    this.#rested = 0; // The user waits for it.
    unplan(this.#timer);
    this.#timer = undefined;
    this.changed();
  }

  /** To be called when the mentions may have changed. */
  readonly changed = () => {
    this.#isDue = true;
    if (this.#isBusy || this.#isStopped) return;
    const wait = this.#isTold ? Math.max(SOON, this.#rested - performance.now()) : 0;
    this.#timer ??= later(() => {
      this.#timer = undefined;
      void this.#work();
    }, wait);
  };

  stop(): void {
    this.#isStopped = true;
    for (const name of EVENTS) unhear(name, this.#heard);
    unplan(this.#timer);
    this.#marks.listeners.delete(this.changed);
  }

  readonly #chooses: Chooses = (mention, root, marked) => {
    const { term } = mention;
    if (this.#unmarked.has(term)) return false;
    const { marks } = this.#wanted;
    if (marks === 'every' || marks === 'held') return marks === 'every' || this.#isHeld;
    const decided = this.#decided.get(mention);
    if (decided !== undefined) return decided;
    if (!this.#before.get(root)?.has(term)) return undefined;
    return [...marked.keys()].every((each) => each.term !== term);
  };

  readonly #heard = (event: Event) => {
    if (!event.isTrusted) return;
    if (event.type !== 'blur') {
      if ((event as KeyboardEvent).key === KEY) this.#hold(event.type === 'keydown');
    } else if (event.target === event.currentTarget) this.#hold(false); // The window, not a field of the page.
  };

  #hold(isHeld: boolean): void {
    if (this.#isHeld === isHeld) return;
    this.#isHeld = isHeld;
    if (this.#wanted.marks === 'held') this.#marks.redraw();
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    this.#isDue = false;
    try {
      const isOther = await this.#ask();
      const { made, worked } = await inSlices(this.#doc, this.#decide());
      if (isOther) this.#marks.redraw();
      else this.#marks.redraw(made);
      this.#rested = performance.now() + worked / SHARE;
    } catch (error) {
      console.debug('Gloss could not decide what to mark on this page.', error);
    } finally {
      this.#isBusy = false;
      if (this.#isDue) this.changed();
    }
  }

  /** Asks the background about terms that are new here. Returns whether it has answered otherwise than before. */
  async #ask(): Promise<boolean> {
    const asked = this.#asked;
    const { made: terms } = await inSlices(this.#doc, termsOf(this.#marks));
    if (this.#asked.size > 0 && [...terms].every((term) => this.#asked.has(term))) return false;
    const before = JSON.stringify(this.#wanted);
    this.#wanted = await send('marking', { terms: [...terms].slice(0, MOST_TERMS) });
    this.#isTold = true;
    // If `again` was called meanwhile, this may be what the settings were before, and is asked once more.
    if (this.#asked === asked) this.#asked = terms;
    this.#unmarked = new Set(this.#wanted.unmarked);
    this.#noted = new Set(this.#wanted.noted);
    return JSON.stringify(this.#wanted) !== before;
  }

  /** Decides about all mentions. Returns the blocks of which other mentions are marked now. */
  *#decide(): Generator<void, Set<Root>> {
    const { marks } = this.#wanted;
    const changed = new Set<Root>();
    if (marks === 'every' || marks === 'held') return changed;
    const isMarked = density(marks);
    let [at, block] = [0, -1];
    let terms = new Set<string>();
    for (const { root, mention, painted, place } of yield* placesOf(this.#doc, this.#marks, marks)) {
      if (place.block !== block) {
        block = place.block;
        terms = new Set();
        this.#before.set(root, terms);
      }
      const is = !this.#unmarked.has(mention.term) && isMarked(place);
      if (is) terms.add(mention.term);
      if ((this.#decided.get(mention) ?? painted.has(mention)) !== is) changed.add(root);
      this.#decided.set(mention, is);
      if (++at % LOOKS === 0) yield;
    }
    return changed;
  }
}

/** The terms that are found in a frame. */
function* termsOf(marks: Marks): Generator<void, Set<string>> {
  const terms = new Set<string>();
  let looks = 0;
  for (const [, mentions] of marks.blocks()) {
    for (const { term } of mentions) terms.add(term);
    if (++looks % LOOKS === 0) yield;
  }
  return terms;
}

/** A mention, what is painted in its block, and where it stands. */
interface Standing {
  root: Root;
  mention: Mention;
  painted: Marked;
  place: Place;
}

/** All visible mentions of a frame in page order. Only sections need headings and words. */
function* placesOf(doc: Document, marks: Marks, stop: Stop): Generator<void, Standing[]> {
  const isMeasured = stop === 'section';
  const headings = isMeasured && doc.body ? [...allIn(doc.body, HEADINGS)] : [];
  const range = doc.createRange();
  const standing: Standing[] = [];
  let [section, words] = [0, 0];
  let last: Standing | undefined;
  for (const [block, [root, mentions, painted]] of (yield* blocksInOrder(marks)).entries()) {
    const outer = treesOf(root)[0] as Node;
    for (let next = headings[section]; next && !isBehind(next, outer); next = headings[section]) section++;
    for (const mention of mentions) {
      if (isMeasured && last?.place.section === section) words += wordsBetween(range, last.mention, mention);
      last = { root, mention, painted, place: { term: mention.term, block, section, words } };
      standing.push(last);
      if (standing.length % LOOKS === 0) yield;
    }
    yield;
  }
  range.setStart(doc, 0);
  range.collapse(true); // The range lives on for a while, and would make edits of the page slower.
  return standing;
}

/** Whether a heading comes after a block. The heading that a block is, or is in, does not. */
const isBehind = (heading: Node, block: Node) => heading !== block && isAfter(block, heading);

/** The number of words from one mention to the next one. 0 where they are in different trees, or the page has changed. */
function wordsBetween(range: Range, { start: from }: Mention, { start: to }: Mention): number {
  if (from.node === to.node) return wordsIn(textIn(from.node, from.offset, to.offset));
  if (from.offset > from.node.length || to.offset > to.node.length) return 0;
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset);
  return wordsIn(`${range}`);
}
