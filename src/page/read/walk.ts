/**
 * The walk yields the prose of one block, run by run. A run is the text between two block boundaries, so that
 * a form across inline elements (`<b>Internet</b> Governance Forum`) stands in one string. The walk is one
 * pass without recursion, and asks for no style or layout. Its cost is about one visit for each node.
 *
 * Names do not tell whether two inline elements that touch are one word: a style sheet can lay them out as blocks or
 * as items of a grid. The walk reports each such place as a seam, and its caller decides.
 */
import { lowerBound } from '../../platform/bisect';
import { isText, nameOf, type Root } from '../dom/nodes';
import { isInline, isSkipped } from './prose';

/** A stretch of inline text inside one block. */
export interface Run {
  /** The block that contains the run. */
  block: Root;
  /** The text nodes of the run, in order. */
  nodes: Text[];
  /**
   * Offset in `text` at which each node's text begins, UTF-16 units. Negative if the run begins inside a long
   * node.
   */
  starts: number[];
  /**
   * The joined text of the nodes. A skipped element is written as U+FFFC, a line break as U+000A. The readings of ruby
   * add nothing.
   */
  text: string;
}

/** A place between two text nodes where one word may end: most often, an inline element begins or ends there. */
export interface Seam {
  /** The text nodes before and after it. Their characters at the seam are no white space. */
  before: Text;
  after: Text;
  /** Set by the caller: whether layout parts them, so that the run must end here. */
  parts: boolean;
}

/**
 * Two characters that may be of one word: no white space, and no punctuation of ASCII. (To name the letters of Unicode in
 * an expression costs each page a millisecond.)
 */
const TOUCHING = /[^\s!-/:-@[-`{-~]\n[^\s!-/:-@[-`{-~]/;

/** `NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION` */
const SHOWN = 1 | 4 | 8;
/** Nodes visited between two heartbeats: well under a millisecond of walking. */
const HEARTBEAT = 400;
/**
 * Length (UTF-16 units) from which a run ends after the next node with white space at its end, and length of
 * a piece of a long node. From twice this length on, a run ends at the next node. So none is longer than
 * `TEXT` (`protocol/limits.ts`).
 */
const LONG = 16_000;

/**
 * Yields the runs directly in a block, not those of nested blocks. Also yields `null` now and then as a
 * heartbeat, so that the caller can pause, and in the place of a run without words. Yields each seam before the run
 * that contains it.
 */
export function* walk(block: Root): Generator<Run | Seam | null> {
  const begin = (): Run => ({ block, nodes: [], starts: [], text: '' });
  let run = begin();
  let visits = 0;
  const finished = (): Run | null => {
    const done = run;
    run = begin();
    return done.nodes[0] && done.text.trim() ? done : null;
  };
  // A TreeWalker uses the browser's own tree, so form fields cannot shadow a node's neighbours.
  const at = document.createTreeWalker(block, SHOWN);
  let more = at.firstChild();
  while (more) {
    if (++visits % HEARTBEAT === 0) yield null;
    const node = at.currentNode as Element | Text;
    let ends = false;
    if (!isText(node)) {
      const name = `${nameOf(node)}`;
      if (name === 'br') run.text += '\n';
      // Of the skipped elements, only `rt` and `rp` begin with an r.
      else if (isSkipped(node)) run.text += name.startsWith('r') ? '' : '\uFFFC';
      else if (!isInline(node)) ends = true;
      else if (at.firstChild()) continue;
    } else if (node.length > 0) {
      // (Firefox copies all of a node's text at each look at it.)
      const { data } = node;
      const before = run.nodes.at(-1);
      // (Most often a space tells at once. A slice of `run.text` would copy it each time.)
      if (
        before &&
        !before.data.endsWith(' ') &&
        run.text.length - before.length === run.starts.at(-1) &&
        TOUCHING.test(`${before.data.slice(-1)}\n${data[0]}`)
      ) {
        const seam = { before, after: node, parts: false };
        yield seam;
        if (seam.parts) yield finished();
      }
      for (let from = 0; ; ) {
        const piece = data.slice(from, from + LONG);
        run.nodes.push(node);
        run.starts.push(run.text.length - from);
        // Cut at white space, if there is any.
        const end = (piece.length === LONG && piece.lastIndexOf(' ') + 1) || LONG;
        run.text += piece.slice(0, end);
        from += end;
        if (from >= data.length) break;
        yield finished();
      }
      ends = run.text.length > LONG && data.endsWith(' ');
    }
    if (ends || run.text.length > 2 * LONG) yield finished();
    // Moves on to the next node, and out of inline elements that end here, but never out of the block.
    do more = at.nextSibling();
    while (!more && at.parentNode() && at.currentNode !== block);
  }
  yield finished();
}

/**
 * Converts an offset in a run to a position in its text nodes. `atEnd`: at a boundary between two nodes,
 * returns the end of the first node.
 */
export function place(run: Run, offset: number, atEnd: boolean): { node: Text; offset: number } {
  const isBefore = (at: number) => {
    const start = run.starts[at] as number;
    return atEnd ? start < offset : start <= offset;
  };
  const index = Math.max(0, lowerBound(run.starts.length, isBefore) - 1);
  return { node: run.nodes[index] as Text, offset: offset - (run.starts[index] as number) };
}
