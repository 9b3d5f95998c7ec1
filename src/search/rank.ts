/**
 * Which hit comes first. An entry's score is that of its best text; a text's score is the product of
 *
 * | factor | values |
 * |---|---|
 * | field | label 1, other form 0.95, claim 0.5, passage 0.45, note 0.5 |
 * | cover², the share of the query that the text answers: each word counts by its rarity and by how well it is matched | word 1, same stem 0.95, beginning 0.55–0.9, one slip 0.75, two 0.6, slips in a beginning × 0.8 |
 * | shape | 1.3 where text and query are the same name, light words aside; else 0.6, + 0.1 where the text begins with the query's first word, + up to 0.2 for words of the query that stand together in the text in their order, + up to 0.1 the fewer other words the text has |
 *
 * So an exact name comes first, then labels, forms, claims and passages; but a passage with the very words comes before a claim
 * with the same words in pieces. Words that are spread over several texts of an entry count as one text of 0.8.
 * Ties go to the entry with more claims, then to the shorter name.
 */
import type { Field } from './entry';
import { type Query, quality } from './query';
import { keyOf, type Word } from './words';

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
}

export interface Judged {
  score: number;
  /** Number of the best text. */
  best: number;
}

/** The score of an entry. `weights` are those of the query's words; they sum to 1. */
export function judge(query: Query, weights: number[], texts: Text[]): Judged {
  const spread = query.words.map(() => 0);
  let judged: Judged = { score: 0, best: 0 };
  texts.forEach(({ field, words }, best) => {
    const matches = bestMatches(query, words);
    const weight = FIELD_WEIGHT[field];
    matches.forEach(({ quality }, i) => {
      spread[i] = Math.max(spread[i] as number, quality * weight);
    });
    const cover = sumOf(weights, (i) => matches[i]?.quality ?? 0);
    if (cover === 0) return;
    const score = weight * cover * cover * shape(query, matches, words, field);
    if (score > judged.score) judged = { score, best };
  });
  const cover = sumOf(weights, (i) => spread[i] as number);
  return { ...judged, score: Math.max(judged.score, SPREAD * PLAIN * cover * cover) };
}

interface Match {
  /** Number of the word in the text, or -1. */
  at: number;
  quality: number;
}

/** For each word of the query the text's best one: of several as good, the one behind the match of the word before. */
function bestMatches(query: Query, words: Word[]): Match[] {
  let before = -1;
  return query.words.map((wanted) => {
    let match: Match = { at: -1, quality: 0 };
    for (let at = 0; at < words.length; at++) {
      const good = quality(wanted, words[at] as Word);
      if (good > match.quality || (good > 0 && good === match.quality && at === before + 1)) {
        match = { at, quality: good };
      }
    }
    if (match.at >= 0) before = match.at;
    return match;
  });
}

function shape(query: Query, matches: Match[], words: Word[], field: Field): number {
  const named = field === 'label' || field === 'form';
  if (named && query.keys.includes(keyOf(words))) return SAME_NAME;
  let together = 0;
  for (let i = 1; i < matches.length; i++) {
    const [last, next] = [matches[i - 1]?.at ?? -1, matches[i]?.at ?? -1];
    if (last >= 0 && next === last + 1) together++;
  }
  const pairs = matches.length - 1;
  const used = new Set(matches.map(({ at }) => at));
  used.delete(-1);
  return (
    PLAIN +
    (matches[0]?.at === 0 ? BEGINS : 0) +
    TOGETHER * (pairs === 0 ? 1 : together / pairs) +
    (CLOSE * used.size) / words.length
  );
}

function sumOf(weights: number[], of: (i: number) => number): number {
  return weights.reduce((sum, weight, i) => sum + weight * of(i), 0);
}
