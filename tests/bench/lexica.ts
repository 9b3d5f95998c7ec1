/**
 * Digests of any size: the bundled terms, and further terms made up by rule so that they resemble a real
 * glossary.
 *
 * A made-up term has one to four words. Three in ten of its words are invented from syllables. The others are
 * drawn from the longer texts of the corpus, without short words, each with a weight of the square root of
 * its frequency there. A name of one word is always invented. A fourth of the names of three or four words
 * also have an acronym, which is ambiguous and has four cues from the texts. The same seed makes the same
 * terms, and a smaller digest is the beginning of a larger one.
 */
import type { LexiconTerm } from '../../src/mentions/lexicon';
import { bundledTerms, readLongTexts } from '../eval/corpus';
import { loadMentions } from './bundle';
import { seeded } from './numbers';
import { corpus } from './pages';

export const SIZES = ['bundled', '100k', '1m'] as const;
export type Size = (typeof SIZES)[number];
const COUNTS: Record<Size, number> = { bundled: 0, '100k': 100_000, '1m': 1_000_000 };

const SEED = 20_260_101;
/** Shares of terms with one, two, three and four words. */
const WORDS = [0.15, 0.45, 0.28, 0.12];
const INVENTED = 0.3;
const WITH_ACRONYM = 0.25;
const CUES = 4;
/** Length of the shortest word that is drawn, letters. Shorter words are articles and prepositions. */
const SHORTEST = 4;

const ONSETS = 'b br d dr f g gr h j k kl l m n p pl r s st t tr v z'.split(' ');
const VOWELS = 'a e i o u ai ei ou'.split(' ');
const CODAS = ['', '', '', 'l', 'm', 'n', 'r', 's', 't', 'x'];

interface Lexicon {
  size: Size;
  /** Number of terms, including the bundled ones. */
  terms: number;
  /** The compiled index. */
  bytes: Uint8Array<ArrayBuffer>;
}

/** A term that only this digest has, with an unambiguous form. */
interface Sample {
  id: string;
  form: string;
}

/** The mention finder at its full speed. */
export type Mentions = typeof import('./mentions');

export interface Lexica {
  bundled: LexiconTerm[];
  mentions: Mentions;
  /** A made-up term of the digest. For the bundled digest, one of its own terms. */
  sampleOf(size: Size): Sample;
  of(size: Size): Lexicon;
}

/** Compiles digests of these sizes. */
export async function makeLexica(sizes: readonly Size[]): Promise<Lexica> {
  corpus('longform');
  const bundled = await bundledTerms();
  const most = Math.max(...sizes.map((size) => COUNTS[size]), 1);
  const made = madeUp(most);
  const mentions = await loadMentions();
  const compiled = new Map(
    sizes.map((size) => {
      const terms = [...bundled, ...made.slice(0, Math.max(0, COUNTS[size] - bundled.length))];
      return [size, { size, terms: terms.length, bytes: mentions.compileIndex(terms) }];
    }),
  );
  const sample = ({ id, forms }: LexiconTerm): Sample => ({
    id,
    form: forms.find(({ ambiguous, lang }) => !ambiguous && lang === 'en')?.text ?? '',
  });
  return {
    bundled,
    mentions,
    sampleOf: (size) =>
      sample((size === 'bundled' ? bundled.find(({ id }) => id === 'itu') : made[0]) as LexiconTerm),
    of(size) {
      const found = compiled.get(size);
      if (!found) throw new Error(`The digest of ${size} terms was not asked for.`);
      return found;
    },
  };
}

/** The first made-up terms, with which every larger digest begins. */
export function madeUp(count: number): LexiconTerm[] {
  const random = seeded(SEED);
  const draw = drawer(random);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const invent = () => {
    const syllables = 2 + Math.floor(random() * 3);
    let word = '';
    for (let i = 0; i < syllables; i++) word += pick(ONSETS) + pick(VOWELS) + pick(CODAS);
    return word;
  };
  const seen = new Set<string>();
  const terms: LexiconTerm[] = [];
  while (terms.length < count) {
    const length = lengthOf(random());
    const words = Array.from({ length }, () =>
      capital(length === 1 || random() < INVENTED ? invent() : draw()),
    );
    const name = words.join(' ');
    if (seen.has(name)) continue;
    seen.add(name);
    const term: LexiconTerm = {
      id: `made-up-${terms.length}`,
      forms: [{ text: name, lang: 'en', case: length === 1 ? 'initial' : 'any', ambiguous: false }],
      cues: [],
      rivals: [],
    };
    if (length > 2 && random() < WITH_ACRONYM) {
      const acronym = words.map((word) => word[0]).join('');
      term.forms.push({ text: acronym, lang: 'en', case: 'exact', ambiguous: true });
      term.cues = Array.from({ length: CUES }, draw);
    }
    terms.push(term);
  }
  return terms;
}

function lengthOf(at: number): number {
  let left = at;
  for (const [i, share] of WORDS.entries()) {
    if (left < share) return i + 1;
    left -= share;
  }
  return WORDS.length;
}

const capital = (word: string) => word[0]?.toUpperCase() + word.slice(1);

/** Draws words of the corpus's longer texts in Latin script. */
function drawer(random: () => number): () => string {
  const counts = new Map<string, number>();
  for (const { file, blocks } of readLongTexts()) {
    if (file.endsWith('.tsv')) continue; // Chess moves.
    for (const block of blocks) {
      for (const [word] of block.toLowerCase().matchAll(/\p{Script=Latin}+/gu))
        if (word.length >= SHORTEST) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const words = [...counts.keys()];
  const ends = new Float64Array(words.length);
  let sum = 0;
  words.forEach((word, at) => {
    sum += Math.sqrt(counts.get(word) as number);
    ends[at] = sum;
  });
  return () => {
    const at = random() * sum;
    let low = 0;
    let high = words.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] as number) <= at) low = middle + 1;
      else high = middle;
    }
    return words[low] as string;
  };
}
