/** Accuracy of a glossary that is imported blind. Its ordinary texts are not in this repository. */
import { describe, expect, it } from 'vitest';
import { importedSet } from './imported/glossary';
import { ordinaryPages } from './imported/ordinary';
import { readLabelled, scoreLabelled } from './imported/passages';

describe('A glossary of 2,000 terms that nobody prepared', async () => {
  const set = await importedSet();
  const labelled = readLabelled();

  it('is marked where it is meant, in each part of the labelled places', () => {
    for (const part of ['tune', 'held']) {
      const { right, marked } = scoreLabelled(
        set,
        labelled.filter((passage) => passage.part === part),
      );
      expect(marked / right, part).toBeGreaterThanOrEqual(0.82);
    }
  });

  it('is hardly ever marked where its words mean something else', () => {
    const { others, othersMarked } = scoreLabelled(set, labelled);
    expect(othersMarked / others).toBeLessThanOrEqual(0.05);
  });

  // 68 whole pages are parsed: about 5 s of work, and far more on a busy machine.
  it('has at most 2.1 marks in 1,000 words of texts on other subjects, right ones included', () => {
    const pages = ordinaryPages(set);
    const words = pages.reduce((sum, page) => sum + page.words, 0);
    const marks = pages.reduce((sum, page) => sum + page.marks.length, 0);
    expect((marks / Math.max(1, words)) * 1000).toBeLessThanOrEqual(2.1);
  }, 120_000);
});
