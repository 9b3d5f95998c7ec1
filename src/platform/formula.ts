/**
 * Texts in cells that a spreadsheet would evaluate as formulas. An apostrophe before them makes spreadsheets show
 * them as text (OWASP, CSV injection). What is guarded here can be taken back exactly. Linear.
 */

/** The start of a formula. Invisible characters count as white space, because some programs drop them. */
const FORMULA = /^'*[\s\p{Cc}\p{Cf}]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/u;
const GUARDED = /^'+[\s\p{Cc}\p{Cf}]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/u;
/**
 * The same inside a cell: after a line break, and after the separators of other locales. A spreadsheet that
 * separates by semicolons does not see our quotes. A list's `- ` stays. What follows is looked at first: from each
 * character of a long white space, the way back would be long.
 */
const INNER = /(?<!')(?='*(?:[=@\uFF1D\uFF20]|[+\-\uFF0B\uFF0D]\S))(?<=[;\t\r\n][\s\p{Cc}\p{Cf}]*)/gu;
const INNER_GUARDED =
  /(?<!')'(?='*(?:[=@\uFF1D\uFF20]|[+\-\uFF0B\uFF0D]\S))(?<=[;\t\r\n][\s\p{Cc}\p{Cf}]*')/gu;

/** The text with an apostrophe before each formula, and before each apostrophe that could be taken for such a one. */
export function guarded(text: string): string {
  const inner = text.replace(INNER, "'");
  return FORMULA.test(text) ? `'${inner}` : inner;
}

/** The text that was guarded. Any other text with such apostrophes loses them, too: spreadsheets hide them. */
export function unguarded(text: string): string {
  if (!text.includes("'")) return text;
  const inner = text.replace(INNER_GUARDED, '');
  return GUARDED.test(inner) ? inner.slice(1) : inner;
}

/** One cell of a CSV file (RFC 4180), guarded; in quotation marks where any spreadsheet might need them. */
export function csvCell(text: string): string {
  const safe = guarded(text);
  return /[",;\t\r\n]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe;
}
