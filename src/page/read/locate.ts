/**
 * Where in a page its candidates are. The text of a page is read by a few native calls and sent to the
 * background; back come offsets, and only the text nodes at those are looked for. So a page without a
 * candidate is never walked, and of any other only the blocks that have one are read.
 *
 * Cost, as a share of a walk that sums the lengths of all text nodes: reading the text 0.4–0.7, finding the
 * nodes 0.6–0.9.
 */
import { allIn, allUnder, type Root, read } from '../dom/nodes';

/** A stretch of a page's text, as one native call tells it. */
export interface Stretch {
  root: Root;
  /**
   * The node before it: the text of a script or style sheet, which was left out. `null`: it begins at the
   * start of `root`.
   */
  after: Node | null;
  /**
   * As `textContent` tells it: blocks stand side by side without a separator, and what is skipped by the walk
   * is in it.
   */
  text: string;
}

/**
 * Elements whose text is never prose. Left out: the words of a program are no cues to the sense of a text.
 */
const RAW = 'script:not([src]),style';
/** With more of them than this the page's text is taken whole. */
const MANY_RAW = 200;

/** Elements in a part of a page that is read at a time: about 8 ms of one native call. */
const CHUNK = 10_000;

/**
 * What is under `root`, in parts of so many elements: ranges, which follow the page as it changes. Most pages
 * are one, and pay for one look. A shadow root, which does not tell its elements so, is taken whole.
 */
export function partsOf(root: Root, chunk = CHUNK): Range[] {
  let range = document.createRange();
  range.selectNodeContents(root);
  const parts = [range];
  const all = allUnder(root);
  for (let at = chunk; all[at]; at += chunk) {
    const cut = all[at] as Element;
    const rest = range.cloneRange();
    rest.setStart(cut, 0);
    range.setEnd(cut, 0);
    parts.push(rest);
    range = rest;
  }
  return parts;
}

/** Whether what is under `root` is more than one part. */
export function isLarge(root: Root): boolean {
  return allUnder(root)[CHUNK] !== undefined;
}

/** The text under `root` in a part of it, without what stands in scripts and style sheets. */
export function stretchesOf(root: Root, part: Range): Stretch[] {
  const raw = allIn(root, RAW);
  const { startContainer, endContainer, endOffset } = part;
  const range = part.cloneRange();
  const stretches: Stretch[] = [];
  let after = startContainer === root ? null : startContainer;
  const add = () => {
    const text = range.toString();
    if (text) stretches.push({ root, after, text });
  };
  if (raw.length <= MANY_RAW)
    for (const each of raw) {
      const lastChild = read(each, 'lastChild');
      if (!lastChild || !range.isPointInRange(lastChild, 0)) continue;
      range.setEndBefore(lastChild);
      add();
      range.setStartAfter(lastChild);
      range.setEnd(endContainer, endOffset);
      after = lastChild;
    }
  add();
  return stretches;
}

/** `NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION` */
const TEXT = 4 | 8;
/** Visits between two heartbeats. */
const HEARTBEAT = 400;

/**
 * Finds text nodes by their place in a stretch. Ascending places cost one walk together; a place before the
 * last begins anew.
 */
export class Locator {
  readonly #stretch: Stretch;
  #walker: TreeWalker | undefined;
  #node: Text | null = null;
  #end = 0;

  get root(): Root {
    return this.#stretch.root;
  }

  constructor(stretch: Stretch) {
    this.#stretch = stretch;
  }

  #begin(): TreeWalker {
    const { root, after } = this.#stretch;
    this.#walker = document.createTreeWalker(root, TEXT);
    if (after) this.#walker.currentNode = after;
    this.#node = null;
    this.#end = 0;
    return this.#walker;
  }

  /**
   * The text nodes at `places` (offsets in the stretch, ascending), each once, and `null` as a heartbeat.
   * Returns whether the page still holds the text that the places were found in; where it does not, it stops.
   */
  *find(places: readonly number[]): Generator<Text | null, boolean> {
    const { text } = this.#stretch;
    const first = places[0];
    if (first === undefined) return true;
    const begins = this.#node !== null && first < this.#end - this.#node.length;
    const walker = this.#walker && !begins ? this.#walker : this.#begin();
    let visits = 0;
    let told: Text | null = null;
    for (const place of places) {
      while (!this.#node || place >= this.#end) {
        if (++visits % HEARTBEAT === 0) yield null;
        this.#node = walker.nextNode() as Text | null;
        if (!this.#node) return false;
        this.#end += this.#node.length;
      }
      if (this.#node === told) continue;
      told = this.#node;
      if (!text.startsWith(told.data, this.#end - told.length)) return false;
      yield told;
    }
    return true;
  }
}
