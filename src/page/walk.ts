/**
 * The walk: the prose of a page, run by run. A run is the text between two block boundaries, so that a form written
 * across inline elements (`<b>Internet</b> Governance Forum`) stands in one string. One pass, no recursion, nothing
 * asked of style or layout; cost is about one visit for each node.
 */
import { isInline, isSkipped } from './prose';

/** A stretch of inline text inside one block. */
export interface Run {
  /** The block it stands in. */
  block: Element;
  /** Its text nodes, in order. */
  nodes: Text[];
  /** Where each node's text begins in `text`, UTF-16 units. */
  starts: number[];
  /** Their text, joined; what is skipped in between stands as U+FFFC, a line break as U+000A. */
  text: string;
}

/** Visits between two heartbeats: well under a millisecond of walking. */
const HEARTBEAT = 400;

/**
 * The runs under `root` in page order, and `null` as a heartbeat now and then, so that the caller can stop between two.
 * `deep: false` reads only the runs that stand directly in the block `root`, not those of the blocks inside it.
 */
export function* walk(root: Element, deep = true): Generator<Run | null> {
  let run: Run = { block: root, nodes: [], starts: [], text: '' };
  let visits = 0;
  const finished = (next: Element): Run | null => {
    const done = run.nodes.length > 0 && /\S/.test(run.text) ? run : null;
    run = { block: next, nodes: [], starts: [], text: '' };
    return done;
  };
  let block = root;
  let node: Node | null = root.firstChild;
  let parent: Element = root;
  while (true) {
    if (++visits % HEARTBEAT === 0) yield null;
    if (node === null) {
      if (parent === root) break;
      const left: Element = parent;
      const up: Element | null = left.parentElement;
      if (!up) break; // The page took this part out while we rested; the observer has told of it.
      if (left === block) {
        block = outer(up, root);
        const done = finished(block);
        if (done) yield done;
      }
      node = left.nextSibling;
      parent = up;
      continue;
    }
    if (node.nodeType === Node.TEXT_NODE) {
      const text = node as Text;
      run.nodes.push(text);
      run.starts.push(run.text.length);
      run.text += text.data;
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      const element = node as Element;
      const name = element.localName;
      if (name === 'br') run.text += '\n';
      else if (isSkipped(element)) run.text += '\uFFFC';
      else if (isInline(element)) {
        parent = element;
        node = element.firstChild;
        continue;
      } else {
        const done = finished(deep ? element : block);
        if (done) yield done;
        if (deep) {
          block = element;
          parent = element;
          node = element.firstChild;
          continue;
        }
      }
    }
    node = node.nextSibling;
  }
  const done = finished(root);
  if (done) yield done;
}

function outer(element: Element, root: Element): Element {
  let block = element;
  while (block !== root && isInline(block) && block.parentElement) block = block.parentElement;
  return block;
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
