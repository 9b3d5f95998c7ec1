import type { Form } from '../mentions/lexicon';

/**
 * The letter case rule of a form whose author gave none. `exact` for two capitals or more and no lower-case
 * letter (ITU), `initial` for one capitalised word (Borhan), otherwise `any`, which scripts without letter
 * case also get.
 */
export function defaultCase(text: string): Form['case'] {
  const capitals = text.match(/[\p{Lu}\p{Lt}]/gu)?.length ?? 0;
  if (capitals >= 2 && !/\p{Ll}/u.test(text)) return 'exact';
  const capitalised = /^\P{L}*[\p{Lu}\p{Lt}]/u.test(text);
  return capitalised && !/\s/u.test(text) ? 'initial' : 'any';
}
