/**
 * Ranks hits. An entry's score is that of its best text. A text's score is the product of three factors:
 *
 * - field: label 1, other form 0.95, claim 0.5, note 0.5, passage 0.45.
 * - cover²: the share of the query that the text matches. Each word of the query counts by its rarity
 *   (`search.ts`) and by the quality of its match (`query.ts`): same word 1, same stem 0.95, prefix 0.55–0.9,
 *   edit distance one 0.75, two 0.6, a prefix within such a distance × 0.8.
 * - shape: 1.3 if text and query are the same name, stop words aside. Otherwise 0.6, + 0.1 if the text begins
 *   with the query's first word, + up to 0.2 for words of the query that stand together in the text in the
 *   same order, + up to 0.1 the fewer other words the text has.
 *
 * So an exact name comes first, then labels, forms, claims and passages. But a passage with the exact words
 * comes before a claim with the same words scattered. Words that are spread over several texts of an entry
 * count as one text of weight 0.8. Ties go to the entry with more claims, then to the shorter name.
 *
 * Cost: O(words of the query × words of the text) for each text. Not a BM25: a match's place in a name
 * matters here, its frequency does not.
 */
import type { Field } from './entry';
import { type Query, quality, type Wanted, WORDS_LIMIT } from './query';
import type { Word } from './words';

export const FIELD_WEIGHT: Record<Field, number> = {
  label: 1,
  form: 0.95,
  claim: 0.5,
  passage: 0.45,
  note: 0.5,
};
const SAME_NAME = 1.3;
const PLAIN = 0.6;
const BEGINS = 0.1;
const TOGETHER = 0.2;
const CLOSE = 0.1;
const SPREAD = 0.8;

export interface Text {
  field: Field;
  text: string;
  words: Word[];
  /** The whole text as one key (`keyOf`). */
  key: string;
}

export interface Judged {
  score: number;
  /** Index of the best text. */
  best: number;
}

/**
 * Working memory, reused because one keystroke scores thousands of texts. For each word of the query: the
 * position of the word of the current text that matches it best, or -1 (`place`); the quality of that match
 * (`good`); and the best weighted quality in any text of the entry (`spread`).
 */
const place = new Int32Array(WORDS_LIMIT);
const good = new Float64Array(WORDS_LIMIT);
const spread = new Float64Array(WORDS_LIMIT);

/** The score of an entry. `weights` are those of the query's words; their sum is 1. */
export function judge(query: Query, weights: number[], texts: Text[]): Judged {
  const count = query.words.length;
  spread.fill(0, 0, count);
  let score = 0;
  let best = 0;
  for (let number = 0; number < texts.length; number++) {
    const text = texts[number] as Text;
    if (!match(query, text.words)) continue;
    const weight = FIELD_WEIGHT[text.field];
    let cover = 0;
    for (let i = 0; i < count; i++) {
      const value = good[i] as number;
      if (value * weight > (spread[i] as number)) spread[i] = value * weight;
      cover += (weights[i] as number) * value;
    }
    if (cover === 0) continue;
    const scored = weight * cover * cover * shape(query, text);
    if (scored <= score) continue;
    score = scored;
    best = number;
  }
  let cover = 0;
  for (let i = 0; i < count; i++) cover += (weights[i] as number) * (spread[i] as number);
  return { score: Math.max(score, SPREAD * PLAIN * cover * cover), best };
}

/**
 * Finds the best match of each word of the query. Of equally good ones, the one right after the previous
 * word's match wins. Whether there is any match.
 */
function match(query: Query, words: Word[]): boolean {
  let before = -1;
  let any = false;
  for (let i = 0; i < query.words.length; i++) {
    const wanted = query.words[i] as Wanted;
    let most = 0;
    let where = -1;
    for (let at = 0; at < words.length; at++) {
      const value = quality(wanted, words[at] as Word);
      if (value > most || (value > 0 && value === most && at === before + 1)) {
        most = value;
        where = at;
      }
    }
    good[i] = most;
    place[i] = where;
    if (where < 0) continue;
    before = where;
    any = true;
  }
  return any;
}

/** The shape factor of the text that was matched last. */
function shape(query: Query, { field, words, key }: Text): number {
  if ((field === 'label' || field === 'form') && query.keys.includes(key)) return SAME_NAME;
  const count = query.words.length;
  let together = 0;
  let used = 0;
  for (let i = 0; i < count; i++) {
    const at = place[i] as number;
    if (at < 0) continue;
    const before = i > 0 ? (place[i - 1] as number) : -1;
    if (before >= 0 && at === before + 1) together++;
    if (place.indexOf(at) === i) used++;
  }
  return (
    PLAIN +
    (place[0] === 0 ? BEGINS : 0) +
    TOGETHER * (count === 1 ? 1 : together / (count - 1)) +
    (CLOSE * used) / words.length
  );
}
