/**
 * A page as a tree that can be edited. Every letter keeps its position before the edits, so the evaluation
 * knows the true place of a passage.
 */
import { INVISIBLE } from '../../../src/notes/anchor/solid';

/**
 * The origin of a letter: an offset in the page before the edits, `INSERTED`, or a lower number from
 * `replaced(offset)`.
 */
export const INSERTED = -1;
/** The origin of a letter that replaced the one at `offset`. The function is its own inverse. */
const replaced = (offset: number): number => -2 - offset;

export interface Leaf {
  text: string;
  /** The origin of each UTF-16 unit of `text`. */
  origin: Int32Array;
  /** Offset in the page's text; set by `flatten`. */
  start: number;
  up?: Branch;
}

export interface Branch {
  tag: string;
  kids: (Leaf | Branch)[];
  /** Offset of its text in the page's text; set by `flatten`. */
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

/** A copy whose nodes can be changed. Texts and origins are shared, because edits replace them. */
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

/** The page's text in document order. Sets each node's place in it. */
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

/** A change inside a text: replaces `remove` units at `at` by `insert`. */
export interface Change {
  at: number;
  remove: number;
  insert: string;
}

/**
 * Applies changes to a text. They must be in order and must not touch. A replaced letter keeps the origin of
 * the letter it replaces.
 */
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

/** The true place of a passage after the edits. */
export interface Truth {
  /** The span of the edited text that holds what is left of the passage; `undefined` if nothing is. */
  at?: { start: number; end: number };
  /**
   * Share of its letters that were changed, removed or inserted; white space does not count. 1 or more: torn
   * apart, or gone.
   */
  changed: number;
}

/** The true places of some passages (`start` and `end` are offsets before the edits). */
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
      if (INVISIBLE.test(before[i] as string)) continue;
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
      if ((old < start || old >= end) && !INVISIBLE.test(after.text[at] as string)) strange++;
    }
    return { at: { start: from, end: to + 1 }, changed: (letters - kept + strange) / letters };
  });
}

/** The path of a node, as a structural selector writes it. */
export function pathOf(node: Branch): string {
  const steps: string[] = [];
  for (let at = node; at.up; at = at.up) {
    const same = at.up.kids.filter((kid): kid is Branch => !isLeaf(kid) && kid.tag === at.tag);
    steps.push(`/${at.tag}[${same.indexOf(at) + 1}]`);
  }
  return steps.reverse().join('');
}

/** The node at a path in a flattened tree. */
export function follow(root: Branch, path: string): Branch | undefined {
  let at: Branch | undefined = root;
  for (const step of path.split('/').slice(1)) {
    const [, tag, count] = /^(.+)\[(\d+)\]$/.exec(step) ?? [];
    at = at.kids.filter((kid): kid is Branch => !isLeaf(kid) && kid.tag === tag)[Number(count) - 1];
    if (!at) return undefined;
  }
  return at;
}

/** The leaf at an offset of the text. */
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
