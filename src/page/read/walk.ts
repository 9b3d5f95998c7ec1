/**
 * The walk: the prose of one block, run by run. A run is the text between two block boundaries, so that a
 * form written across inline elements (`<b>Internet</b> Governance Forum`) stands in one string. One pass, no
 * recursion, nothing asked of style or layout; cost is about one visit for each node.
 */
import { lowerBound } from '../../platform/bisect';
import { isText, nameOf, type Root } from '../dom/nodes';
import { isInline, isSkipped } from './prose';

/** A stretch of inline text inside one block. */
export interface Run {
  /** The block it stands in. */
  block: Root;
  /** Its text nodes, in order. */
  nodes: Text[];
  /** Where each node's text begins in `text`, UTF-16 units; below 0 where a run begins inside a long node. */
  starts: number[];
  /** Their text, joined; what is skipped in between stands as U+FFFC, a line break as U+000A. */
  text: string;
}

/** `NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION` */
const SHOWN = 1 | 4 | 8;
/** Visits between two heartbeats: well under a millisecond of walking. */
const HEARTBEAT = 400;
/** Longest run, UTF-16 units, about: a page that is one endless paragraph is read in parts. */
const LONGEST = 50_000;

/**
 * The runs that stand directly in a block, not those of the blocks inside it; and `null` as a heartbeat now
 * and then, so that the caller can stop between two.
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
  // A walker moves by what the browser knows: the fields of a form cannot hide its neighbours.
  const at = document.createTreeWalker(block, SHOWN);
  let more = at.firstChild() !== null;
  while (more) {
    if (++visits % HEARTBEAT === 0) yield null;
    const node = at.currentNode as Element | Text;
    let ends = false;
    if (isText(node)) {
      for (let from = 0; ; from += LONGEST) {
        run.nodes.push(node);
        run.starts.push(run.text.length - from);
        run.text += node.data.slice(from, from + LONGEST);
        if (from + LONGEST >= node.length) break;
        const done = finished();
        if (done) yield done;
      }
    } else if (nameOf(node) === 'br') {
      run.text += '\n';
      ends = run.text.length > LONGEST;
    } else if (isSkipped(node)) run.text += '\uFFFC';
    else if (!isInline(node)) ends = true;
    else if (at.firstChild()) continue;
    if (ends) {
      const done = finished();
      if (done) yield done;
    }
    // On to the next; out of inline elements that end here, and no further than the block.
    while (!at.nextSibling()) {
      more = at.parentNode() !== null && at.currentNode !== block;
      if (!more) break;
    }
  }
  const done = finished();
  if (done) yield done;
}

/** A place in a run as a place in its text nodes. `atEnd` keeps an end in the node before a boundary. */
export function place(run: Run, offset: number, atEnd: boolean): { node: Text; offset: number } {
  const isBefore = (at: number) => {
    const start = run.starts[at] as number;
    return atEnd ? start < offset : start <= offset;
  };
  const index = Math.max(0, lowerBound(run.starts.length, isBefore) - 1);
  return { node: run.nodes[index] as Text, offset: offset - (run.starts[index] as number) };
}
