/**
 * Ranks hits. An entry's score is that of its best text. A text's score is the product of three factors:
 *
 * - field: label 1, other form 0.95, a person's role 0.6, claim, note and gist 0.5, passage 0.46, the
 *   heading over a passage 0.4. A claim of a term with three or more is a small part of what is said of the
 *   term: 0.44. A claim gains up to 0.12 if a name of its term matches the query, too.
 * - cover²: the share of the query that the text matches. Each word of the query counts by its rarity
 *   (`weightOf`) and by the quality of its match (`query.ts`): same word 1, same stem 0.95, same root 0.8,
 *   prefix 0.55–0.9, edit distance one 0.75, two 0.6, three 0.5, a prefix within such a distance × 0.8,
 *   synonym 0.65, same sound 0.6, or 0.4 with two consonants only.
 * - shape: 1.3 if text and query are the same name, apart from stop words and unknown words. Otherwise 0.6,
 *   + 0.1 if the text begins with the query's first word, + up to 0.2 for words of the query that stand
 *   together in the text in the same order, + up to 0.1 the fewer other words the text has.
 *
 * So an exact name comes first, then labels, forms, claims and passages. But a passage with the exact words
 * comes before a claim with the same words scattered. Words that are spread over several texts of an entry
 * count as one text of weight 0.8. A query that asks who prefers persons, and one that asks when texts with a
 * year. Ties go to the entry with more claims, then to the shorter name.
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
  role: 0.6,
  claim: 0.5,
  passage: 0.46,
  note: 0.5,
  gist: 0.5,
  section: 0.4,
};
/** The weight of a claim of a term with many claims, which is a small part of what is said of the term. */
const ONE_OF_MANY = 0.44;
const MANY = 3;
/** Added to the weight of a claim, times the share of the query that a name of its term matches. */
const NAMED = 0.12;
/** The factor of a person if the query asks who, and of a text with a year if it asks when. */
const ASKED_FOR = 1.15;
const SAME_NAME = 1.3;
const PLAIN = 0.6;
const BEGINS = 0.1;
const TOGETHER = 0.2;
const CLOSE = 0.1;
const SPREAD = 0.8;

/**
 * The part of a word's weight that does not depend on how rare the word is: an answer to most words of a
 * question is better than one to its rarest word.
 */
const EACH = 1;
/** The factor of a stop word's weight, beside other words. */
const STOP_WORD = 0.05;

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

/**
 * The score of an entry. `weights` are those of the query's words; their sum is 1. `isAskedFor`: the query asks who, and
 * the entry is a person.
 */
export function judge(query: Query, weights: number[], texts: Text[], isAskedFor: boolean): Judged {
  const count = query.words.length;
  const claims = claimsIn(texts);
  spread.fill(0, 0, count);
  let score = 0;
  let best = 0;
  let named = 0;
  for (let number = 0; number < texts.length; number++) {
    const text = texts[number] as Text;
    if (!match(query, text.words)) continue;
    const isClaim = text.field === 'claim';
    const weight = isClaim && claims >= MANY ? ONE_OF_MANY : FIELD_WEIGHT[text.field];
    let cover = 0;
    for (let i = 0; i < count; i++) {
      const value = good[i] as number;
      if (value * weight > (spread[i] as number)) spread[i] = value * weight;
      cover += (weights[i] as number) * value;
    }
    if (cover === 0) continue;
    if (text.field === 'label' || text.field === 'form') named = Math.max(named, cover);
    const dated = query.asks === 'when' && YEAR.test(text.text) ? ASKED_FOR : 1;
    const scored = (weight + (isClaim ? NAMED * named : 0)) * cover * cover * shape(query, text) * dated;
    if (scored <= score) continue;
    score = scored;
    best = number;
  }
  let cover = 0;
  for (let i = 0; i < count; i++) cover += (weights[i] as number) * (spread[i] as number);
  return { score: (isAskedFor ? ASKED_FOR : 1) * Math.max(score, SPREAD * PLAIN * cover * cover), best };
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

function claimsIn(texts: Text[]): number {
  let count = 0;
  for (const { field } of texts) if (field === 'claim') count++;
  return count;
}

/** A year in figures. */
const YEAR = /(?<!\p{N})\p{N}{4}(?!\p{N})/u;

/** The shape factor of the text that was matched last. Stop words count only in a query without others. */
function shape(query: Query, { field, words, key }: Text): number {
  if ((field === 'label' || field === 'form') && query.keys.includes(key)) return SAME_NAME;
  const onlyStops = query.words.every(({ stop }) => stop);
  let together = 0;
  let used = 0;
  let count = 0;
  let before = -1;
  let first = -1;
  for (let i = 0; i < query.words.length; i++) {
    if ((query.words[i] as Wanted).stop && !onlyStops) continue;
    const at = place[i] as number;
    if (count === 0) first = at;
    count++;
    // Words that stop words separate in the query may be separated in the text.
    if (at >= 0 && before >= 0 && at > before && at <= before + 2) together++;
    if (at >= 0 && place.indexOf(at) === i) used++;
    before = at;
  }
  return (
    PLAIN +
    (first === 0 ? BEGINS : 0) +
    TOGETHER * (count === 1 ? 1 : together / Math.max(1, count - 1)) +
    (CLOSE * used) / words.length
  );
}

/**
 * The weight of a query word: one part for each word, one for its rarity (inverse document frequency). A word that
 * matches nothing weighs nothing.
 */
export function weightOf({ stop }: Wanted, entries: number, size: number): number {
  return entries === 0 ? 0 : (EACH + Math.log(1 + size / entries)) * (stop ? STOP_WORD : 1);
}

/**
 * Orders two entries with equal scores: the one with more claims first, then the one with the shorter name.
 */
export function compareAlike(a: Text[], b: Text[]): number {
  return claimsIn(b) - claimsIn(a) || (a[0] as Text).text.length - (b[0] as Text).text.length;
}
