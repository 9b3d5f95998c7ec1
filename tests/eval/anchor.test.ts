import { describe, expect, it } from 'vitest';
import { edit, KINDS } from './anchor/edits';
import { makeNotes, measure, outcomeOf } from './anchor/measure';
import { donorFor, listPages, readPage, sentencesOf } from './anchor/pages';
import { Random } from './anchor/random';
import { type Branch, change, copy, flatten, newLeaf, trace } from './anchor/tree';

/** A page of paragraphs before the edit. Each letter has its original position (`origin`). */
function page(...paragraphs: string[]): Branch {
  const root: Branch = {
    tag: 'body',
    start: 0,
    kids: paragraphs.map((text) => ({ tag: 'p', start: 0, kids: [newLeaf(text)] })),
  };
  const { leaves } = flatten(root);
  for (const leaf of leaves)
    leaf.origin = Int32Array.from({ length: leaf.text.length }, (_, i) => leaf.start + i);
  return root;
}

const leafOf = (root: Branch, n: number) => {
  const leaf = flatten(root).leaves[n];
  if (!leaf) throw new Error(`There is no paragraph ${n}.`);
  return leaf;
};

describe('The evaluation of anchoring recognises', () => {
  const before = 'One two.Three four.';
  const passage = { start: before.indexOf('Three'), end: before.length };
  const where = (root: Branch) => {
    const after = flatten(root);
    const [truth] = trace(before, after, [passage]);
    return { ...truth, text: truth?.at && after.text.slice(truth.at.start, truth.at.end) };
  };

  it('the new position of a passage that moved', () => {
    const root = page('One two.', 'Three four.');
    root.kids.reverse();
    expect(where(root)).toEqual({ at: { start: 0, end: 11 }, changed: 0, text: 'Three four.' });
  });

  it('how much of a passage was changed, apart from white space', () => {
    const root = page('One two.', 'Three four.');
    change(leafOf(root, 1), [
      { at: 0, remove: 1, insert: 'T' },
      { at: 5, remove: 1, insert: '\n\n' },
      { at: 6, remove: 4, insert: 'five' },
    ]);
    // Five of ten letters. One was replaced by the same letter, and counts as changed.
    expect(where(root)).toMatchObject({ changed: 0.5, text: 'Three\n\nfive.' });
  });

  it('that a passage is gone', () => {
    const root = page('One two.', 'Three four.');
    root.kids.pop();
    expect(where(root)).toEqual({ changed: 1, text: undefined });
  });

  it('that a copy of a passage is not the passage', () => {
    const root = page('One two.', 'Three four.');
    root.kids.unshift({ tag: 'p', start: 0, kids: [newLeaf('Three four.')] });
    expect(where(root)).toMatchObject({ at: { start: 19, end: 30 }, changed: 0 });
  });

  it('whether an anchor is right or wrong', () => {
    const letters = Int32Array.from({ length: 101 }, (_, i) => i);
    const truth = (changed: number) => ({ at: { start: 40, end: 60 }, changed });
    expect(outcomeOf({ start: 40, end: 60 }, truth(0), letters)).toBe('right');
    expect(outcomeOf({ start: 40, end: 61 }, truth(0), letters)).toBe('wrong');
    expect(outcomeOf({ start: 40, end: 61 }, truth(0.1), letters)).toBe('right');
    expect(outcomeOf({ start: 50, end: 70 }, truth(0.1), letters)).toBe('wrong');
    expect(outcomeOf({ start: 0, end: 10 }, { changed: 1 }, letters)).toBe('wrong');
    expect(outcomeOf(undefined, truth(0), letters)).toBe('orphan');
  });

  it.each(KINDS)('an edit as reproducible: %s', (kind) => {
    const text = 'The forum met in Kyoto. It heard delegates. They spoke of the network. ';
    const donor = { sentence: () => 'Something else was said.' };
    const once = (seed: string) => {
      const root = copy(page(...Array.from({ length: 30 }, (_, i) => `${i} ${text}`)));
      edit(root, kind, 'heavy', new Random(seed), donor);
      return flatten(root);
    };
    const [one, again, other] = [once('a'), once('a'), once('b')];
    expect(again.text).toBe(one.text);
    expect(again.origin).toEqual(one.origin);
    if (kind !== 'markup rewritten') expect(other.text).not.toBe(one.text);
  });
});

const FILES = ['wikipedia__Dog.html', 'newspaper__arabic_article.html', 'readability__bbc-1.html'];
const listed = listPages().filter(({ file }) => FILES.includes(file));
if (listed.length === 0) console.warn('SKIPPED: there are no pages in ../shared/corpus/pages.');

describe.skipIf(listed.length === 0)('On pages of the corpus', () => {
  it('notes are found again, and none in a wrong place', () => {
    const pages = listed.flatMap((each) => readPage(each) ?? []);
    const pool = pages.map((page) => ({ ...page, sentences: sentencesOf(page) }));
    const trials = pages.flatMap((page) =>
      measure(page, makeNotes(page, 5, 7), 'words', 'light', 7, donorFor(page, pool)),
    );
    expect(trials.length).toBeGreaterThan(40);
    expect(trials.filter(({ outcome }) => outcome === 'wrong')).toEqual([]);
    expect(trials.filter(({ outcome }) => outcome === 'right').length / trials.length).toBeGreaterThan(0.95);
  });
});
