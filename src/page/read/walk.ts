/**
 * The walk yields the prose of one block, run by run. A run is the text between two block boundaries, so that
 * a form across inline elements (`<b>Internet</b> Governance Forum`) stands in one string. The walk is one
 * pass without recursion, and asks for no style or layout. Its cost is about one visit for each node.
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
  /** The joined text of the nodes. A skipped element is written as U+FFFC, a line break as U+000A. */
  text: string;
}

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
 * heartbeat, so that the caller can pause, and in the place of a run without words.
 */
export function* walk(block: Root): Generator<Run | null> {
  const begin = (): Run => ({ block, nodes: [], starts: [], text: '' });
  let run = begin();
  let visits = 0;
  const finished = (): Run | null => {
    const done = run.nodes.length > 0 && run.text.trim() ? run : null;
    run = begin();
    return done;
  };
  // A TreeWalker uses the browser's own tree, so form fields cannot shadow a node's neighbours.
  const at = document.createTreeWalker(block, SHOWN);
  let more = at.firstChild() !== null;
  while (more) {
    if (++visits % HEARTBEAT === 0) yield null;
    const node = at.currentNode as Element | Text;
    let ends = false;
    if (isText(node)) {
      for (let from = 0; ; ) {
        const piece = node.data.slice(from, from + LONG);
        run.nodes.push(node);
        run.starts.push(run.text.length - from);
        // Cut at white space, if there is any.
        const end = (piece.length === LONG && piece.lastIndexOf(' ') + 1) || LONG;
        run.text += piece.slice(0, end);
        from += end;
        if (from >= node.length) break;
        yield finished();
      }
      ends = run.text.length > LONG && node.data.endsWith(' ');
    } else if (nameOf(node) === 'br') run.text += '\n';
    else if (isSkipped(node)) run.text += '\uFFFC';
    else if (!isInline(node)) ends = true;
    else if (at.firstChild()) continue;
    // Nodes count too: they may be empty.
    if (ends || run.text.length + run.nodes.length > 2 * LONG) yield finished();
    // Moves on to the next node, and out of inline elements that end here, but never out of the block.
    while (!at.nextSibling()) {
      more = at.parentNode() !== null && at.currentNode !== block;
      if (!more) break;
    }
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
