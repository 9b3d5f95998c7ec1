/**
 * Derives cues for terms that have none, from the passages that speak of them: words frequent there and rare
 * in the passages of other terms (TF-IDF; Spärck Jones 1972). Deterministic.
 *
 * Cost: O(words of all passages). Not done: phrases, stemming beyond the matcher's, any judgement of meaning.
 * A wrong cue does little harm: it is one of several, and never outweighs a definition.
 */
import { atOnce } from '../platform/pace';
import type { LexiconTerm } from './lexicon';
import { normalise } from './normalise';
import { tokenise } from './tokenise';
import { createTokens, HAS_LOWER, type Tokens } from './tokens';

const CUES_PER_TERM = 12;
/** UTF-16 units. */
const MIN_LETTERS = 4;
/** Rarity is an inverse document frequency. A word in more than half of the terms' passages says nothing. */
const MIN_RARITY = Math.log(2);

/**
 * Returns the terms. Those with an ambiguous form and no cues get up to twelve. `passagesByTerm` maps a
 * term's id to the texts of its passages.
 */
export function deriveCues(
  terms: readonly LexiconTerm[],
  passagesByTerm: ReadonlyMap<string, readonly string[]>,
): LexiconTerm[] {
  return atOnce(derivingCues(terms, passagesByTerm));
}

/** Terms between two interruptions: about 1 ms, if each has a paragraph. */
const AT_ONCE = 50;

/**
 * The same, step by step. The words are counted twice, and only the rarity of each is kept meanwhile: a count for
 * each of 100,000 terms would take 100 MB.
 */
export function* derivingCues(
  terms: readonly LexiconTerm[],
  passagesByTerm: ReadonlyMap<string, readonly string[]>,
): Generator<void, LexiconTerm[]> {
  const tokens = createTokens();
  const documentFrequency = new Map<string, number>();
  let count = 0;
  for (const passages of passagesByTerm.values()) {
    for (const word of countWords(passages, tokens).keys())
      documentFrequency.set(word, (documentFrequency.get(word) ?? 0) + 1);
    if (++count % AT_ONCE === 0) yield;
  }
  const derived: LexiconTerm[] = [];
  for (const term of terms) {
    const passages = passagesByTerm.get(term.id);
    const needsCues = term.cues.length === 0 && term.forms.some((form) => form.ambiguous);
    derived.push(
      passages && needsCues
        ? { ...term, cues: cuesOf(term, countWords(passages, tokens), documentFrequency, count) }
        : term,
    );
    if (derived.length % AT_ONCE === 0) yield;
  }
  return derived;
}

function cuesOf(
  term: LexiconTerm,
  words: ReadonlyMap<string, number>,
  documentFrequency: ReadonlyMap<string, number>,
  documents: number,
): string[] {
  const own = new Set(term.forms.flatMap((form) => normalise(form.text).split(' ')));
  const scored = [...words]
    .filter(([word]) => !own.has(word))
    .map(([word, count]): [string, number] => {
      const rarity = Math.log((1 + documents) / (documentFrequency.get(word) ?? 1));
      return [word, rarity < MIN_RARITY ? 0 : (1 + Math.log(count)) * rarity];
    })
    .filter(([, score]) => score > 0)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return scored.slice(0, CUES_PER_TERM).map(([word]) => word);
}

/** Counts the normalised words of four letters or more. Numbers and acronyms do not count. */
function countWords(passages: readonly string[], tokens: Tokens): Map<string, number> {
  const counts = new Map<string, number>();
  for (const passage of passages) {
    tokenise(passage, tokens);
    for (let i = 0; i < tokens.count; i++) {
      const start = tokens.start[i] as number;
      const end = tokens.end[i] as number;
      const isWord = (tokens.flags[i] as number) & HAS_LOWER || passage.charCodeAt(start) > 0x590;
      if (!isWord || end - start < MIN_LETTERS) continue;
      const word = normalise(passage.slice(start, end));
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
}
