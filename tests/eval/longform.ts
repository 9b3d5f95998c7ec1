/**
 * Counts marks in longer texts. Texts on the subject should have many; texts on another subject, none of the
 * terms named.
 */
import { find, isShown } from '../../src/mentions/find';
import type { MentionIndex } from '../../src/mentions/index';
import { readLongTexts } from './corpus';

export interface LongFigures {
  file: string;
  words: number;
  /** Marks per 1,000 words, of all terms. */
  marks: number;
  /** Marks per 1,000 words of the terms that the text is wrong about. */
  wrong: number;
  /** Marks by term. */
  terms: string;
}

export function evaluateLongTexts(index: MentionIndex): LongFigures[] {
  return readLongTexts().map(({ file, lang, use, terms, blocks }) => {
    const { mentions, evidence } = find(index, blocks, { lang });
    const shown = mentions.filter((mention) => isShown(mention, evidence));
    const words = Math.max(1, blocks.join(' ').split(/\s+/).length);
    const counts = new Map<string, number>();
    for (const { term } of shown) counts.set(term, (counts.get(term) ?? 0) + 1);
    const wrong = use === 'wrong-sense' ? shown.filter((mention) => terms.includes(mention.term)).length : 0;
    return {
      file,
      words,
      marks: (shown.length / words) * 1000,
      wrong: (wrong / words) * 1000,
      terms: [...counts].map(([term, count]) => `${term}=${count}`).join(' '),
    };
  });
}
