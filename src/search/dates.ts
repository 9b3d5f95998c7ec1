/**
 * Rewrites the dates and years of a query as documents write them: `29.08.2023`, `2023-08-29` and
 * `2023年8月29日` become `29 august 2023`; `nineteen ninety-eight` becomes `1998`; `29th` becomes `29`. The
 * names of the months in other languages are synonyms (`synonyms.ts`).
 *
 * Of `05/06/2023` the first number is read as the day; if it cannot be a month's day, or the second cannot be
 * a month, the order is the other one.
 */
const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);

const YEAR_FIRST = /(?<!\p{N})(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\p{N})/gu;
const YEAR_LAST = /(?<!\p{N})(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\p{N})/gu;
const CHINESE = /(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号號])?)?/gu;
const ORDINAL = /(?<!\p{N})(\d{1,2})(?:st|nd|rd|th|er|ère|-?го|-е)(?!\p{L})/giu;

/** The query with its dates rewritten. Letters and words around them stay. */
export function withDates(query: string): string {
  const text = withLatinDigits(query)
    .replace(YEAR_FIRST, (all, year, month, day) => dateOf(day, month, year) ?? all)
    .replace(YEAR_LAST, (all, a, b, year) => dateOf(a, b, year) ?? dateOf(b, a, year) ?? all)
    .replace(CHINESE, (all, year, month, day) =>
      month === undefined ? `${year} ` : (dateOf(day ?? '', month, year) ?? all),
    )
    .replace(ORDINAL, '$1');
  return withFigures(text);
}

function dateOf(day: string, month: string, year: string): string | undefined {
  const name = MONTHS[Number(month) - 1];
  return name === undefined || Number(day) > 31 ? undefined : `${day} ${name} ${year} `;
}

/** Arabic and Persian digits as Latin ones. */
function withLatinDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
}

const UNITS = `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
  sixteen seventeen eighteen nineteen`.split(/\s+/);
const ORDINALS = `zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
  thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth`.split(/\s+/);
const TENS = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const NUMBER = new Map([
  ...UNITS.map((word, i): [string, number] => [word, i]),
  ...TENS.map((word, i): [string, number] => [word, i * 10]),
  ['twentieth', 20],
  ['thirtieth', 30],
]);

/** The last ordinal that texts write as a word. */
const LAST_WORD = 10;

/**
 * English numbers in words, where two or more words make one: a year (`two thousand and three`, `nineteen
 * ninety-eight`, `twenty twenty-three`) or a day (`twenty-ninth`). A number of one word stays, unless it is a
 * late day of the month (`fourteenth`): `one` and `second` are seldom figures in a text.
 */
function withFigures(text: string): string {
  const parts = text.split(/([^\p{L}]+)/u);
  const out: string[] = [];
  for (let at = 0; at < parts.length; ) {
    const { value, next } = numberAt(parts, at);
    const day = ORDINALS.indexOf((parts[at] as string).toLowerCase());
    if (next > at + 1) {
      out.push(String(value));
      at = next;
    } else {
      out.push(day > LAST_WORD ? String(day) : (parts[at] as string));
      at++;
    }
  }
  return out.join('');
}

/** The number that begins at a word of `parts` (words and what separates them, in turn), and its end. */
function numberAt(parts: string[], from: number): { value: number; next: number } {
  let value = 0;
  let last = 0;
  let next = from;
  for (let at = from; at < parts.length && at < from + 12; at += 2) {
    const word = (parts[at] as string).toLowerCase();
    const ordinal = ORDINALS.indexOf(word);
    const number = NUMBER.get(word) ?? (at > from && ordinal > 0 ? ordinal : undefined);
    if (word === 'thousand' && value > 0 && value < 10) value *= 1000;
    else if (word === 'hundred' && value > 0 && value < 100) value *= 100;
    else if (word === 'and' && value >= 100 && at > from) continue;
    else if (number === undefined) break;
    else if (at === from || (value % 1000 === 0 && value > 0) || (value % 100 === 0 && value >= 100))
      value += number;
    else if (last >= 20 && last < 100 && number > 0 && number < 10) value += number;
    else if (value >= 10 && value < 100 && number >= 10) value = value * 100 + number;
    else break;
    last = number ?? 0;
    next = at + 1;
  }
  return { value, next };
}
