/** When two forms are the same to the matcher: it reads the same words in them, whatever their letter case. */
import type { Form } from '../mentions/lexicon';
import { spellings } from '../mentions/spellings';
import { tokenise } from '../mentions/tokenise';
import { createTokens } from '../mentions/tokens';

const tokens = createTokens(64);

/**
 * A key for each of the ways in which the matcher lets a form be written; forms that share a key would be found at the same
 * places. Letter case is left out on purpose: whether `WHO` and `Who` can be told apart on a page is for their author to say.
 */
export function formKeys(form: Form): string[] {
  const keys = [...spellings(form)].map((text) => {
    const { count, a, b, gap } = tokenise(text, tokens);
    return Array.from({ length: count }, (_, i) => `${i === 0 ? 0 : gap[i]},${a[i]},${b[i]}`).join(' ');
  });
  return [...new Set(keys)];
}

/** How many words the matcher reads in a form. */
export function countWords(text: string): number {
  return tokenise(text, tokens).count;
}
