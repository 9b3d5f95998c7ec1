/**
 * A page as a tree that edits are made on. Every letter knows where it stood before the edits, so that the
 * evaluation knows, and does not guess, where a passage has gone.
 */
import { HOLLOW } from '../../../src/notes/anchor/solid';

/**
 * What a letter's origin says: an offset of the page as it was; `INSERTED`; or, below that,
 * `replaced(offset)`.
 */
export const INSERTED = -1;
/** A letter that stands for the one at `offset`, which was changed. Its own inverse. */
const replaced = (offset: number): number => -2 - offset;

export interface Leaf {
  text: string;
  /** For each UTF-16 unit of `text`, its origin. */
  origin: Int32Array;
  /** Where it begins in the page's text; set by `flatten`. */
  start: number;
  up?: Branch;
}

export interface Branch {
  tag: string;
  kids: (Leaf | Branch)[];
  /** Where its text begins; set by `flatten`. */
  start: number;
  up?: Branch;
}

export const isLeaf = (node: Leaf | Branch): node is Leaf => 'text' in node;

/** The tree of a page's body. */
export function grow(body: Element): Branch {
  let offset = 0;
  const branch = (element: Element): Branch => {
    const kids: (Leaf | Branch)[] = [];
    const skipped = /^(script|style|noscript|template|textarea)$/.test(element.localName);
    for (let node = skipped ? null : element.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === 1) kids.push(branch(node as Element));
      else if (node.nodeType === 3) {
        const text = (node as Text).data;
        const from = offset;
        kids.push({ text, origin: Int32Array.from({ length: text.length }, (_, i) => from + i), start: 0 });
        offset += text.length;
      }
    }
    return { tag: element.localName, kids, start: 0 };
  };
  return branch(body);
}

/** A copy whose nodes can be changed. Texts and origins are shared: edits replace them. */
export function copy(branch: Branch): Branch {
  return {
    tag: branch.tag,
    start: 0,
    kids: branch.kids.map((kid) => (isLeaf(kid) ? { ...kid } : copy(kid))),
  };
}

export interface Flat {
  root: Branch;
  text: string;
  origin: Int32Array;
  leaves: Leaf[];
}

/** The page's text, in the order of the page, and each node's place in it. */
export function flatten(root: Branch): Flat {
  const leaves: Leaf[] = [];
  let length = 0;
  const visit = (branch: Branch): void => {
    branch.start = length;
    for (const kid of branch.kids) {
      kid.up = branch;
      if (isLeaf(kid)) {
        kid.start = length;
        length += kid.text.length;
        leaves.push(kid);
      } else visit(kid);
    }
  };
  visit(root);
  const origin = new Int32Array(length);
  for (const leaf of leaves) origin.set(leaf.origin, leaf.start);
  return { root, text: leaves.map(({ text }) => text).join(''), origin, leaves };
}

/** A change inside a text: `remove` units at `at` become `insert`. */
export interface Change {
  at: number;
  remove: number;
  insert: string;
}

/** Makes changes in a text, in order and apart from each other; what replaces a letter remembers which. */
export function change(leaf: Leaf, changes: Change[]): void {
  if (changes.length === 0) return;
  const texts: string[] = [];
  const origins: number[] = [];
  let from = 0;
  const keep = (to: number): void => {
    texts.push(leaf.text.slice(from, to));
    for (let i = from; i < to; i++) origins.push(leaf.origin[i] as number);
  };
  for (const { at, remove, insert } of changes) {
    keep(at);
    texts.push(insert);
    for (let i = 0; i < insert.length; i++) {
      const old = i < remove ? (leaf.origin[at + i] as number) : INSERTED;
      origins.push(old >= 0 ? replaced(old) : old);
    }
    from = at + remove;
  }
  keep(leaf.text.length);
  leaf.text = texts.join('');
  leaf.origin = Int32Array.from(origins);
}

export function newLeaf(text: string): Leaf {
  return { text, origin: new Int32Array(text.length).fill(INSERTED), start: 0 };
}

/** Where a passage has gone. */
export interface Truth {
  /** The stretch of the edited text that holds what is left of it; `undefined` if nothing is. */
  at?: { start: number; end: number };
  /**
   * Share of its letters that were changed, taken out or put in; white space does not count. 1 and more: torn
   * apart, or gone.
   */
  changed: number;
}

/** Where each of some passages (`start`, `end` in the page as it was) has gone. */
export function trace(before: string, after: Flat, passages: { start: number; end: number }[]): Truth[] {
  const place = new Int32Array(before.length).fill(-1);
  after.origin.forEach((origin, at) => {
    const old = origin >= 0 ? origin : origin < INSERTED ? replaced(origin) : -1;
    if (old >= 0) place[old] = at;
  });
  return passages.map(({ start, end }) => {
    let from = Number.POSITIVE_INFINITY;
    let to = -1;
    let letters = 0;
    let kept = 0;
    for (let i = start; i < end; i++) {
      if (HOLLOW.test(before[i] as string)) continue;
      letters++;
      const at = place[i] as number;
      if (at < 0) continue;
      if (after.origin[at] === i) kept++;
      from = Math.min(from, at);
      to = Math.max(to, at);
    }
    if (to < 0) return { changed: 1 };
    let strange = 0;
    for (let at = from; at <= to; at++) {
      const origin = after.origin[at] as number;
      const old = origin < INSERTED ? replaced(origin) : origin;
      if ((old < start || old >= end) && !HOLLOW.test(after.text[at] as string)) strange++;
    }
    return { at: { start: from, end: to + 1 }, changed: (letters - kept + strange) / letters };
  });
}

/** Path of a node, as a structural selector writes it. */
export function pathOf(node: Branch): string {
  const steps: string[] = [];
  for (let at = node; at.up; at = at.up) {
    const same = at.up.kids.filter((kid): kid is Branch => !isLeaf(kid) && kid.tag === at.tag);
    steps.push(`/${at.tag}[${same.indexOf(at) + 1}]`);
  }
  return steps.reverse().join('');
}

/** Where a path leads in a flattened tree. */
export function follow(root: Branch, path: string): Branch | undefined {
  let at: Branch | undefined = root;
  for (const step of path.split('/').slice(1)) {
    const [, tag, count] = /^(.+)\[(\d+)\]$/.exec(step) ?? [];
    at = at.kids.filter((kid): kid is Branch => !isLeaf(kid) && kid.tag === tag)[Number(count) - 1];
    if (!at) return undefined;
  }
  return at;
}

/** The leaf that an offset of the text stands in. */
export function leafAt({ leaves }: Flat, offset: number): Leaf | undefined {
  let low = 0;
  let high = leaves.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((leaves[middle] as Leaf).start <= offset) low = middle;
    else high = middle - 1;
  }
  return leaves[low];
}
