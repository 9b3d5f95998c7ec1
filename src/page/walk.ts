/**
 * The walk: the prose of one block, run by run. A run is the text between two block boundaries, so that a form written
 * across inline elements (`<b>Internet</b> Governance Forum`) stands in one string. One pass, no recursion, nothing
 * asked of style or layout; cost is about one visit for each node.
 */
import { isInline, isSkipped, type Root } from './prose';

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

/** Visits between two heartbeats: well under a millisecond of walking. */
const HEARTBEAT = 400;
/** Longest run, UTF-16 units, about: a page that is one endless paragraph is read in parts. */
const LONGEST = 50_000;

/**
 * The runs that stand directly in a block, not those of the blocks inside it; and `null` as a heartbeat now and then, so that
 * the caller can stop between two.
 */
export function* walk(block: Root): Generator<Run | null> {
  const begin = (): Run => ({ block, nodes: [], starts: [], text: '' });
  let run = begin();
  let visits = 0;
  const finished = (): Run | null => {
    const done = run.nodes.length > 0 && /\S/.test(run.text) ? run : null;
    run = begin();
    return done;
  };
  let node: Node | null = block.firstChild;
  let parent: Node = block;
  while (node || parent !== block) {
    if (++visits % HEARTBEAT === 0) yield null;
    if (!node) {
      const up: Node | null = parent.parentNode;
      if (!up) break; // The page took this part out while we rested; the observer has told of it.
      node = parent.nextSibling;
      parent = up;
      continue;
    }
    if (node.nodeType === Node.TEXT_NODE || node.nodeType === Node.CDATA_SECTION_NODE) {
      const { data } = node as Text;
      for (let from = 0; ; from += LONGEST) {
        run.nodes.push(node as Text);
        run.starts.push(run.text.length - from);
        run.text += data.slice(from, from + LONGEST);
        if (from + LONGEST >= data.length) break;
        const done = finished();
        if (done) yield done;
      }
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      const element = node as Element;
      if (element.localName === 'br') {
        run.text += '\n';
        if (run.text.length > LONGEST) {
          const done = finished();
          if (done) yield done;
        }
      } else if (isSkipped(element)) run.text += '\uFFFC';
      else if (isInline(element)) {
        parent = element;
        node = element.firstChild;
        continue;
      } else {
        const done = finished();
        if (done) yield done;
      }
    }
    node = node.nextSibling;
  }
  const done = finished();
  if (done) yield done;
}

/** A place in a run as a place in its text nodes. `atEnd` keeps an end in the node before a boundary. */
export function place(run: Run, offset: number, atEnd: boolean): { node: Text; offset: number } {
  let low = 0;
  let high = run.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const start = run.starts[middle] as number;
    if (atEnd ? start < offset : start <= offset) low = middle;
    else high = middle - 1;
  }
  return { node: run.nodes[low] as Text, offset: offset - (run.starts[low] as number) };
}
