/**
 * Sizes of what a reader sends to be searched for mentions. The reader keeps to them, and the background
 * refuses what exceeds them: a page may have taken over the process of its reader.
 */

/** Longest text of a page in a message, UTF-16 units: a run, or a part of the page's bare text. */
export const TEXT = 50_000;
/**
 * What each text counts in a message in addition to its length, UTF-16 units: each costs a little, however
 * short it is. So a message has at most `BATCH / EACH` texts, about 5,000.
 */
export const EACH = 20;
/**
 * Most text in a message, UTF-16 units. A round trip of 100 kB takes about 7 ms in the background
 * (docs/design.md, Measurements).
 */
export const BATCH = 2 * (TEXT + EACH);
/** Longest language tag, UTF-16 units. A page may write anything there. */
export const LANG = 100;
/** Words of a mention that a card is told, UTF-16 units. */
export const WORDS = 200;
/** Longest selection that is looked up, UTF-16 units; of a longer one, its beginning is. */
export const LOOKED_UP = 300;
/** Longest sentence that is offered as a statement (`notes/own/schema`), and longest name of a term, UTF-16 units. */
export const SENTENCE = 2_000;
export const NAME = 200;
/** Most terms of a frame in a question about their marks. */
export const MOST_TERMS = 5_000;
/**
 * Largest evidence, counted by `sizeOf`. With every list full, and with names of 100 letters, it has about
 * 120,000.
 */
const EVIDENCE = 200_000;

/**
 * Throws a `RangeError` if a message exceeds the limits. Cost: one step for each text, and one for each part
 * of the evidence. It ends at the first excess.
 */
export function checkSize(texts: readonly string[], evidence: unknown, lang = ''): void {
  let room = BATCH;
  for (const { length } of texts) {
    if (length > TEXT) throw new RangeError(`A text of ${length} letters is too long: at most ${TEXT}.`);
    room -= length + EACH;
    if (room < 0) throw new RangeError(`Too much text in one message: at most ${BATCH} letters.`);
  }
  if (lang.length > LANG) throw new RangeError(`A language tag has at most ${LANG} letters.`);
  if (sizeOf(evidence, EVIDENCE) > EVIDENCE) throw new RangeError('The evidence of the page is too large.');
}

/**
 * The size of a plain value: the length of its strings and keys, and 8 for each value in it. Counts no further
 * than `most`, and then returns more than that.
 */
function sizeOf(value: unknown, most: number): number {
  let size = 8;
  if (typeof value === 'string') return size + value.length;
  if (typeof value !== 'object' || value === null) return size;
  for (const key in value) {
    size += Array.isArray(value) ? 0 : key.length;
    size += sizeOf(Reflect.get(value, key), most - size);
    if (size > most) break;
  }
  return size;
}
