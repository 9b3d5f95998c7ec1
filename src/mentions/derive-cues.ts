/**
 * Derives cues for terms that have none, from the passages that speak of them: words frequent there and rare
 * in the passages of other terms (TF-IDF; Spärck Jones 1972). Deterministic.
 *
 * Cost: O(words of all passages). Not done: phrases, stemming beyond the matcher's, any judgement of meaning.
 * A wrong cue does little harm: it is one of several, and never outweighs a definition.
 */
import type { LexiconTerm } from './lexicon';
import { normalise } from './normalise';
import { tokenise } from './tokenise';
import { createTokens, HAS_LOWER } from './tokens';

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
  const counts = new Map<string, Map<string, number>>();
  const documentFrequency = new Map<string, number>();
  for (const [term, passages] of passagesByTerm) {
    const words = countWords(passages);
    counts.set(term, words);
    for (const word of words.keys()) documentFrequency.set(word, (documentFrequency.get(word) ?? 0) + 1);
  }
  return terms.map((term) => {
    const words = counts.get(term.id);
    if (term.cues.length > 0 || !words || !term.forms.some((form) => form.ambiguous)) return term;
    const own = new Set(term.forms.flatMap((form) => normalise(form.text).split(' ')));
    const scored = [...words]
      .filter(([word]) => !own.has(word))
      .map(([word, count]): [string, number] => {
        const rarity = Math.log((1 + counts.size) / (documentFrequency.get(word) ?? 1));
        return [word, rarity < MIN_RARITY ? 0 : (1 + Math.log(count)) * rarity];
      })
      .filter(([, score]) => score > 0)
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    return { ...term, cues: scored.slice(0, CUES_PER_TERM).map(([word]) => word) };
  });
}

/** Counts the normalised words of four letters or more. Numbers and acronyms do not count. */
function countWords(passages: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  const tokens = createTokens();
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
