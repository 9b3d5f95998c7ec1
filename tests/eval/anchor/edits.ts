/**
 * Edits that people and sites make to pages. Each has a strength: the share of words, sentences or blocks
 * that it affects.
 */
import type { Random } from './random';
import { type Branch, type Change, change, flatten, INSERTED, isLeaf, type Leaf, newLeaf } from './tree';

export const STRENGTHS = ['light', 'middling', 'heavy'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** A source of sentences that the page does not have. */
export interface Donor {
  sentence(random: Random): string;
}

interface Edit {
  /** Affected share, by strength. */
  shares: Record<Strength, number>;
  apply(root: Branch, share: number, random: Random, donor: Donor): void;
}

const WORD = /[\p{L}\p{M}\p{N}]{1,14}/gu;
const SENTENCE = /[^.!?。！？؟۔]+[.!?。！？؟۔]+["'”’)\]]*\s*/gu;
const BLOCK = /^(?:p|li|tr|dd|dt|blockquote|h[1-6]|pre|figure|article|section)$/;

const few = { light: 0.01, middling: 0.05, heavy: 0.15 };
const some = { light: 0.03, middling: 0.1, heavy: 0.3 };

const EDITS: Record<string, Edit> = {
  typos: { shares: few, apply: (root, share, random) => eachWord(root, share, random, typo) },
  words: {
    shares: { light: 0.02, middling: 0.08, heavy: 0.2 },
    apply(root, share, random, donor) {
      eachWord(root, share, random, () => random.pick(donor.sentence(random).match(WORD) ?? ['other']));
    },
  },
  'sentences inserted': {
    shares: some,
    apply: (root, share, random, donor) =>
      eachSentence(root, share, random, (at) => ({ at, remove: 0, insert: `${donor.sentence(random)} ` })),
  },
  'sentences deleted': {
    shares: some,
    apply: (root, share, random) =>
      eachSentence(root, share, random, (at, length) => ({ at, remove: length, insert: '' })),
  },
  'paragraphs moved': { shares: some, apply: move },
  'paragraphs removed': {
    shares: some,
    apply(root, share, random) {
      for (const block of chosen(root, share, random)) take(block);
    },
  },
  'markup rewritten': { shares: { light: 0.05, middling: 0.3, heavy: 0.9 }, apply: rewriteMarkup },
  adverts: {
    shares: some,
    apply(root, share, random, donor) {
      for (const block of chosen(root, share, random)) {
        const kids = Array.from({ length: 1 + random.below(3) }, () =>
          wrap('div', [newLeaf(donor.sentence(random))]),
        );
        put(wrap('aside', [newLeaf('Advertisement'), ...kids]), block);
      }
    },
  },
  'repeated sentences': { shares: some, apply: repeat },
};

/** The kinds of edit; the last one is all of them together, each at half its share. */
export const KINDS: readonly string[] = [...Object.keys(EDITS), 'all at once'];

/** Edits a page in place. */
export function edit(root: Branch, kind: string, strength: Strength, random: Random, donor: Donor): void {
  const one = EDITS[kind];
  for (const { shares, apply } of one ? [one] : Object.values(EDITS)) {
    flatten(root);
    apply(root, shares[strength] * (one ? 1 : 0.5), random, donor);
  }
  flatten(root);
}

function leavesOf(root: Branch): Leaf[] {
  return flatten(root).leaves;
}

function eachWord(
  root: Branch,
  share: number,
  random: Random,
  next: (word: string, random: Random) => string,
) {
  for (const leaf of leavesOf(root)) {
    const changes: Change[] = [];
    for (const { 0: word, index } of leaf.text.matchAll(WORD)) {
      if (!random.chance(share)) continue;
      changes.push({ at: index, remove: word.length, insert: next(word, random) });
    }
    // Only the letters that differ are changed, so that a corrected typing error leaves the rest of the word
    // alone.
    change(
      leaf,
      changes.map((each) => narrowed(leaf.text, each)),
    );
  }
}

/** The change without its unchanged beginning and end. */
function narrowed(text: string, { at, remove, insert }: Change): Change {
  const old = text.slice(at, at + remove);
  let head = 0;
  while (head < Math.min(old.length, insert.length) && old[head] === insert[head]) head++;
  let tail = 0;
  const most = Math.min(old.length, insert.length) - head;
  while (tail < most && old.at(-1 - tail) === insert.at(-1 - tail)) tail++;
  return { at: at + head, remove: remove - head - tail, insert: insert.slice(head, insert.length - tail) };
}

function typo(word: string, random: Random): string {
  const at = random.below(word.length);
  const letter = random.pick([...word]);
  switch (random.below(4)) {
    case 0:
      return word.slice(0, at) + word.slice(at + 1);
    case 1:
      return word.slice(0, at) + letter + word.slice(at);
    case 2:
      return word.slice(0, at) + letter + word.slice(at + 1);
    default:
      return word.slice(0, at) + (word[at + 1] ?? '') + word[at] + word.slice(at + 2);
  }
}

function eachSentence(
  root: Branch,
  share: number,
  random: Random,
  next: (at: number, length: number) => Change,
): void {
  for (const leaf of leavesOf(root)) {
    const changes: Change[] = [];
    for (const { 0: sentence, index } of leaf.text.matchAll(SENTENCE)) {
      if (random.chance(share)) changes.push(next(index, sentence.length));
    }
    change(leaf, changes);
  }
}

/** Blocks that are not empty and not inside each other. */
function chosen(root: Branch, share: number, random: Random): Branch[] {
  const blocks: Branch[] = [];
  const visit = (branch: Branch): void => {
    for (const kid of branch.kids) {
      if (isLeaf(kid)) continue;
      if (BLOCK.test(kid.tag) && size(kid) < 5_000) {
        if (random.chance(share)) blocks.push(kid);
      } else visit(kid);
    }
  };
  visit(root);
  return blocks;
}

function size(branch: Branch): number {
  let length = 0;
  for (const kid of branch.kids) length += isLeaf(kid) ? kid.text.length : size(kid);
  return length;
}

function take(node: Branch | Leaf): void {
  const kids = node.up?.kids;
  if (kids) kids.splice(kids.indexOf(node), 1);
}

/** Inserts a node before another one. */
function put(node: Branch, before: Branch): void {
  const { up } = before;
  if (!up) return;
  node.up = up;
  up.kids.splice(up.kids.indexOf(before), 0, node);
}

function wrap(tag: string, kids: (Leaf | Branch)[]): Branch {
  const branch: Branch = { tag, kids, start: 0 };
  for (const kid of kids) kid.up = branch;
  return branch;
}

function move(root: Branch, share: number, random: Random): void {
  const blocks = chosen(root, 1, random);
  for (const block of blocks) {
    if (!random.chance(share)) continue;
    const target = random.pick(blocks);
    if (target === block) continue;
    take(block);
    put(block, target);
  }
}

/**
 * Copies sentences to other places of the page, as pull quotes and teasers do. The letters of a copy count as
 * new.
 */
function repeat(root: Branch, share: number, random: Random): void {
  const blocks = chosen(root, 1, random);
  for (const block of [...blocks]) {
    if (!random.chance(share)) continue;
    const text = flatten(wrap('div', [copyOf(block)])).text;
    const sentences = text.match(SENTENCE) ?? [text];
    const from = random.below(sentences.length);
    const quoted = random.chance(0.5) ? text : sentences.slice(from, from + 2).join('');
    const target = random.pick(blocks);
    if (target !== block) put(wrap('blockquote', [newLeaf(quoted)]), target);
  }
  flatten(root);
}

function copyOf(branch: Branch): Branch {
  const kids = branch.kids.map((kid) =>
    isLeaf(kid) ? { ...kid, origin: new Int32Array(kid.text.length).fill(INSERTED) } : copyOf(kid),
  );
  return { tag: branch.tag, start: 0, kids };
}

/** Changes element names, wrappers and line breaks, but not the words. */
function rewriteMarkup(root: Branch, share: number, random: Random): void {
  const visit = (branch: Branch): void => {
    if (random.chance(share / 4)) branch.tag = random.pick(['div', 'section', 'span', 'p']);
    branch.kids = branch.kids.flatMap((kid): (Leaf | Branch)[] => {
      if (!isLeaf(kid)) {
        visit(kid);
        if (!random.chance(share)) return [kid];
        return random.chance(0.5) ? kid.kids : [wrap('div', [newLeaf('\n  '), kid, newLeaf('\n')])];
      }
      respace(kid, share, random);
      if (!random.chance(share) || kid.text.length < 2) return [kid];
      const at = 1 + random.below(kid.text.length - 1);
      return [part(kid, 0, at), wrap('span', [part(kid, at, kid.text.length)])];
    });
  };
  visit(root);
}

function part(leaf: Leaf, from: number, to: number): Leaf {
  return { text: leaf.text.slice(from, to), origin: leaf.origin.slice(from, to), start: 0 };
}

/** Moves line breaks. */
function respace(leaf: Leaf, share: number, random: Random): void {
  const changes: Change[] = [];
  for (const { 0: space, index } of leaf.text.matchAll(/\s+/g)) {
    if (random.chance(share / 4))
      changes.push({ at: index, remove: space.length, insert: random.pick([' ', '\n    ', '\u00a0']) });
  }
  change(leaf, changes);
}
