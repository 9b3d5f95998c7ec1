/**
 * Decides when two forms are equal to the matcher: it reads the same tokens in them, whatever their letter
 * case.
 */
import type { Form } from '../mentions/lexicon';
import { spellings } from '../mentions/spellings';
import { tokenise } from '../mentions/tokenise';
import { createTokens } from '../mentions/tokens';

const tokens = createTokens(64);

/**
 * One key for each spelling of a form. Forms that share a key would be found at the same places. Letter case
 * is deliberately left out: only the author can say whether `WHO` and `Who` are different on a page.
 */
export function formKeys(form: Form): string[] {
  const keys = [...spellings(form)].map((text) => {
    const { count, a, b, gap } = tokenise(text, tokens);
    return Array.from({ length: count }, (_, i) => `${i === 0 ? 0 : gap[i]},${a[i]},${b[i]}`).join(' ');
  });
  return [...new Set(keys)];
}

/** The number of tokens that the matcher reads in a form. */
export function countWords(text: string): number {
  return tokenise(text, tokens).count;
}
