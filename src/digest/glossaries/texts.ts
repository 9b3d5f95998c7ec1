/** Cleans the texts of files, so that equal texts are equal and none can disturb the line it stands in. */

/**
 * Lone surrogates, the byte order mark and noncharacters; controls of writing direction that would reach beyond the
 * text (UAX 9, 2.1–2.4); controls that are no white space. U+200C and U+200D stay: words need them.
 */
const REMOVED = /[[\p{Cs}\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff]--[\t-\r\u0085]]/gv;
/**
 * More marks on one letter than any writing system has (UAX 15, 13: 30). The browser's normalisation is quadratic in
 * their number: 100,000 took 18 s.
 */
const MARKS = /(\p{M}{30})\p{M}+/gu;
const PLAIN = /^[\x20-\x7e]*$/;
const SPACES = /[\s\x85]+/g;

/** A text in NFC, on one line, without white space at its ends. Linear. */
export function tidy(text: string): string {
  if (PLAIN.test(text)) return text.includes('  ') ? text.replace(/ +/g, ' ').trim() : text.trim();
  return text.replace(REMOVED, '').replace(MARKS, '$1').normalize('NFC').replace(SPACES, ' ').trim();
}

/** A text without halves of surrogate pairs, which no encoding can write. */
export function withoutHalves(text: string): string {
  return text.replace(/\p{Cs}/gu, '');
}

/** Whether a reader could find the text on a page: it has a letter or a digit. */
export function hasWord(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/**
 * The text, or its beginning of at most `most` UTF-16 units: up to the end of a sentence or, where none ends in its
 * second half, up to a space, with an ellipsis.
 */
export function beginningOf(text: string, most: number): string {
  if (text.length <= most) return text;
  const start = text.slice(0, most - 1);
  const sentence = Math.max(...['. ', '! ', '? ', '。', '؟ ', '۔ '].map((end) => start.lastIndexOf(end)));
  if (sentence >= most / 2) return start.slice(0, sentence + 1);
  const space = start.lastIndexOf(' ');
  return `${(space >= most / 2 ? start.slice(0, space) : start).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A web address that a reader may be led to; `undefined` for anything else. */
export function webAddress(text: string): string | undefined {
  const address = text.trim();
  return /^https?:\/\//i.test(address) && address.length <= 2_000 && URL.canParse(address)
    ? address
    : undefined;
}

/** A year, or a month, from a date as files write it: `2026-05-01`, `2026`, `05/2026`; `undefined` if unreadable. */
export function monthOf(text: string): string | undefined {
  const [, year, month] = /^(\d{4})(?:[-/.年](\d{1,2})(?!\d))?/.exec(text) ?? [];
  if (year !== undefined) return month === undefined ? year : joined(year, month);
  const [, before, after] = /^(?:\d{1,2}[./])?(\d{1,2})[./](\d{4})$/.exec(text) ?? [];
  return before === undefined || after === undefined ? undefined : joined(after, before);
}

function joined(year: string, month: string): string {
  const number = Number(month);
  return number >= 1 && number <= 12 ? `${year}-${month.padStart(2, '0')}` : year;
}
