/** Builds small lexica for the tests of this room. */
import { find, isShown, type Page } from '../../src/mentions/find';
import { compileIndex, type MentionIndex, openIndex } from '../../src/mentions/index';
import type { Form, LexiconTerm } from '../../src/mentions/lexicon';

export function form(text: string, lang = 'en', ambiguous = false): Form {
  const exact = /\p{Lu}.*\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text);
  const initial = /^\p{Lu}/u.test(text) && !/\s/.test(text);
  return { text, lang, case: exact ? 'exact' : initial ? 'initial' : 'any', ambiguous };
}

export function term(id: string, forms: Form[], rest: Partial<LexiconTerm> = {}): LexiconTerm {
  return { id, forms, cues: [], rivals: [], ...rest };
}

export function indexOf(...terms: LexiconTerm[]): MentionIndex {
  return openIndex(compileIndex(terms));
}

/** The marks in a page of these blocks, each as `text=term id`. */
export function marked(index: MentionIndex, blocks: string | string[], page: Page = {}): string[] {
  const list = typeof blocks === 'string' ? [blocks] : blocks;
  const { mentions, evidence } = find(index, list, page);
  return mentions
    .filter((mention) => isShown(mention, evidence))
    .map(({ block, start, end, term }) => `${list[block]?.slice(start, end)}=${term}`);
}
