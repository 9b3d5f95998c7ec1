/**
 * Finds the candidates of a page. A few native calls read the text of the page, which is sent to the
 * background. The background answers with offsets. Only the text nodes at these offsets are looked up. So a
 * page without a candidate is never walked, and on other pages only the blocks with a candidate are read.
 *
 * Cost, as a share of a walk that sums the lengths of all text nodes: reading the text 0.4–0.7, finding the
 * nodes 0.6–0.9.
 */
import { allIn, allUnder, type Root, read } from '../dom/nodes';

/** A stretch of a page's text, as one native call returns it. */
export interface Stretch {
  root: Root;
  /**
   * The node before the stretch: the text of a script or style sheet, which was left out. `null` if the
   * stretch begins at the start of `root`.
   */
  after: Node | null;
  /**
   * The text as `textContent` returns it: blocks follow each other without a separator, and text that the
   * walk skips is included.
   */
  text: string;
}

/**
 * Elements whose text is never prose. Their text is left out, because words of a program are no cues to a
 * sense.
 */
const RAW = 'script:not([src]),style';
/** Most such elements that are left out. A page with more of them is read as a whole, scripts included. */
const MANY_RAW = 200;

/** Elements in one part of a page. Reading a part takes about 8 ms in one native call. */
const CHUNK = 10_000;

/**
 * Splits the content of `root` into ranges of `chunk` elements each. Ranges follow the page as it changes.
 * Most pages are one part, and pay for one check. A shadow root is always one part, because it has no
 * `getElementsByTagName`.
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

/** Whether the content of `root` is more than one part. */
export function isLarge(root: Root): boolean {
  return allUnder(root)[CHUNK] !== undefined;
}

/** The text of one part of `root`, without the text of scripts and style sheets. */
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
/** Nodes visited between two heartbeats. */
const HEARTBEAT = 400;

/**
 * Finds text nodes by their offset in a stretch. Ascending offsets share one walk. An offset before the last
 * one starts a new walk.
 */
export class Locator {
  readonly stretch: Stretch;
  #walker: TreeWalker | undefined;
  #node: Text | null = null;
  #end = 0;

  constructor(stretch: Stretch) {
    this.stretch = stretch;
  }

  /**
   * Yields the text nodes at `places` (offsets in the stretch, UTF-16 units, ascending), each once. Also
   * yields `null` as a heartbeat. Stops and returns false if the page no longer holds the text of the
   * stretch.
   */
  *find(places: readonly number[]): Generator<Text | null, boolean> {
    const { root, after, text } = this.stretch;
    const first = places[0] ?? 0;
    if (!this.#walker || (this.#node && first < this.#end - this.#node.length)) {
      this.#walker = document.createTreeWalker(root, TEXT);
      if (after) this.#walker.currentNode = after;
      this.#node = null;
      this.#end = 0;
    }
    let visits = 0;
    let told: Text | null = null;
    for (const place of places) {
      while (!this.#node || place >= this.#end) {
        if (++visits % HEARTBEAT === 0) yield null;
        this.#node = this.#walker.nextNode() as Text | null;
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
