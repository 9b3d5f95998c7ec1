import type { Form } from '../mentions/lexicon';

/**
 * How letter case counts in a form whose author did not say: `exact` for two or more capitals and no small letter (ITU),
 * `initial` for one capitalised word (Borhan), else `any`, which is also the answer for scripts without case.
 */
export function defaultCase(text: string): Form['case'] {
  const capitals = text.match(/[\p{Lu}\p{Lt}]/gu)?.length ?? 0;
  if (capitals >= 2 && !/\p{Ll}/u.test(text)) return 'exact';
  const capitalised = /^\P{L}*[\p{Lu}\p{Lt}]/u.test(text);
  return capitalised && !/\s/u.test(text) ? 'initial' : 'any';
}
