/**
 * Derives what speaks for the ambiguous forms of a glossary: the telling words of a term's own definition, the terms
 * that stand in it, those whose definitions have it, and those that it is related to. The matcher itself finds the
 * terms in the definitions. Deterministic.
 *
 * A word tells something if it is rare in the language, or far more frequent in the glossary than elsewhere: its
 * field (`network`, in a glossary of computing). Words of every definition (`used`, `system`) tell nothing.
 *
 * Cost: linear in the letters of all definitions and names, with bounds for each term.
 */
import { compilingIndex } from '../../mentions/compile';
import { type MentionIndex, openIndex } from '../../mentions/index';
import { ORDINARY_MASK, ORDINARY_SHIFT } from '../../mentions/layout';
import type { Form } from '../../mentions/lexicon';
import { match } from '../../mentions/match';
import { normalise } from '../../mentions/normalise';
import { tokenise } from '../../mentions/tokenise';
import { createTokens, IDEOGRAPHIC, NUMBER, type Tokens } from '../../mentions/tokens';
import type { Term } from '../schema';
import type { Said } from './entry';
import type { Grade, OrdinaryWords } from './ordinary';
import type { Work } from './work';

const CUES = 24;
/** Terms that stand in one definition, and terms whose definitions have one term. */
const NAMED = 16;
const NAMING = 12;
/** Names of one neighbour: one in each language, at most. */
const NAMES = 8;
/** UTF-16 units of the definitions of one term that are read. */
const LETTERS = 4_000;
const MIN_LETTERS = 4;
/** Terms, or definitions, in one step: about 1 ms. */
const STEP = 25;

/** About how often a word of each grade stands in a million words of its language. */
const IN_A_MILLION = [3, 8, 50, 300];
/** Times more frequent than elsewhere that a word is in a glossary of its field. */
const FIELD = [0, 4, 20, 100];
/** How much a word tells, by grade; and one of the field. */
const TELLING = [1, 0.6, 0.15, 0];
const TELLING_OF_FIELD = 0.7;
const NEIGHBOUR = 8;
/** The name of a neighbour that tells less is an ordinary word, and may be one of another language too. */
const LEAST = 0.5;
/** How the index writes the grade of a word that everybody uses daily. */
const EVERYWHERE = 4;
/** Share of the terms whose definitions have a word, above which it tells nothing of one of them. */
const COMMON = 0.3;

/** A term, and what its digest says of it. */
export interface Described {
  term: Term;
  texts: readonly Said[];
}

/** Gives cues, in place, to the terms that have an ambiguous form and none. Yields numbers up to twice the terms. */
export function* derivingNeighbours(described: readonly Described[], words: OrdinaryWords): Work<void> {
  const index = yield* indexOf(described);
  const tokens = createTokens();
  const counted = new Counted(words);
  const named: number[][] = [];
  const naming: number[][] = described.map(() => []);
  for (const [at, { texts }] of described.entries()) {
    named.push(namedIn(index, at, texts, tokens));
    for (const other of named[at] as number[]) {
      const list = naming[other] as number[];
      if (list.length < NAMING) list.push(at);
    }
    counted.add(wordsOf(texts, tokens));
    if (at % STEP === 0) yield at;
  }
  const byId = new Map(described.map(({ term }, at) => [term.id, at]));
  for (const [at, { term, texts }] of described.entries()) {
    if (at % STEP === 0) yield described.length + at;
    if (term.cues.length > 0 || !term.forms.some(({ ambiguous }) => ambiguous)) continue;
    const near = new Set([
      ...term.related.flatMap((id) => byId.get(id) ?? []),
      ...(named[at] as number[]),
      ...(naming[at] as number[]),
    ]);
    near.delete(at);
    const neighbours = [...near].map((other) => (described[other] as Described).term);
    term.cues = cuesOf(term, counted.score(wordsOf(texts, tokens)), neighbours, words);
  }
}

function* indexOf(described: readonly Described[]): Work<MentionIndex> {
  const compiling = compilingIndex(
    described.map(({ term: { id, forms } }) => ({ id, forms, cues: [], rivals: [] })),
  );
  let step = compiling.next();
  for (; !step.done; step = compiling.next()) yield 0;
  return openIndex(step.value);
}

/** The other terms that stand in a definition. */
function namedIn(index: MentionIndex, at: number, texts: readonly Said[], tokens: Tokens): number[] {
  const { groupStart, entryInfo, entryOwner } = index.sections;
  const found = new Set<number>();
  for (const { text } of texts) {
    for (const { group } of match(index, text.slice(0, LETTERS), tokens).candidates) {
      const entry = groupStart[group] as number;
      const owner = entryOwner[entry] as number;
      // A word that is everywhere (`A`, in a glossary of units) is no term there.
      const isEverywhere = (((entryInfo[entry] as number) >>> ORDINARY_SHIFT) & ORDINARY_MASK) === EVERYWHERE;
      if (owner !== at && !isEverywhere) found.add(owner);
      if (found.size === NAMED) return [...found];
    }
  }
  return [...found];
}

/** A word of a definition: how often it stands there, and its language. */
type Words = Map<string, { count: number; lang: string }>;

/** The words of four letters or more, or of two characters of Chinese; without numbers. */
function wordsOf(texts: readonly Said[], tokens: Tokens): Words {
  const words: Words = new Map();
  const add = (written: string, lang: string) => {
    const word = normalise(written);
    const known = words.get(word);
    if (known) known.count++;
    else words.set(word, { count: 1, lang });
  };
  for (const { text: whole, lang } of texts) {
    const text = whole.slice(0, LETTERS);
    const { count, start, end, flags } = tokenise(text, tokens);
    for (let i = 0; i < count; i++) {
      const from = start[i] as number;
      const to = end[i] as number;
      if ((flags[i] as number) & (NUMBER | IDEOGRAPHIC)) continue;
      if (to - from >= MIN_LETTERS) add(text.slice(from, to), lang);
    }
    for (const { 0: run } of text.matchAll(/\p{sc=Han}{2,}/gu))
      for (const word of segments(run)) add(word, lang);
  }
  return words;
}

let segmenter: Intl.Segmenter | undefined;

function segments(run: string): string[] {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  return Array.from(segmenter.segment(run), ({ segment }) => segment).filter(({ length }) => length > 1);
}

/** How often each word stands in the definitions of a glossary. */
class Counted {
  readonly #counts = new Map<string, number>();
  readonly #words: OrdinaryWords;
  #definitions = 0;
  #total = 0;

  constructor(words: OrdinaryWords) {
    this.#words = words;
  }

  add(words: Words): void {
    if (words.size > 0) this.#definitions++;
    for (const word of words.keys()) this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1);
    this.#total += words.size;
  }

  /** The words of one definition that tell something, with how much. */
  score(words: Words): [word: string, score: number][] {
    return [...words].flatMap(([word, { count, lang }]): [string, number][] => {
      const seen = this.#counts.get(word) ?? 1;
      if (seen > 3 && seen > COMMON * this.#definitions) return [];
      const grade = this.#words.gradeOf(word, lang);
      const telling = Math.max(TELLING[grade] as number, this.#isOfField(grade, seen) ? TELLING_OF_FIELD : 0);
      if (telling < 0.1) return [];
      const rarity = Math.log(1 + this.#definitions / seen);
      return [[word, telling * rarity * (1 + Math.log(count))]];
    });
  }

  #isOfField(grade: Grade, seen: number): boolean {
    if (seen < 3 || grade === 0) return false;
    return (seen / this.#total) * 1_000_000 > (FIELD[grade] as number) * (IN_A_MILLION[grade] as number);
  }
}

function cuesOf(
  term: Term,
  own: readonly [string, number][],
  neighbours: readonly Term[],
  words: OrdinaryWords,
): string[] {
  const scores = new Map(own);
  const languages = new Set(term.forms.map(({ lang }) => lang));
  for (const neighbour of neighbours) {
    for (const form of namesOf(neighbour, languages)) {
      const telling = tellingOf(form, words);
      const key = normalise(form.text);
      // A name in small letters counts in any case; an acronym only in capitals.
      const cue = form.case === 'exact' ? form.text : key;
      if (telling >= LEAST) scores.set(cue, Math.max(scores.get(cue) ?? 0, telling * NEIGHBOUR));
    }
  }
  const ours = new Set(term.forms.flatMap(({ text }) => [normalise(text), ...normalise(text).split(' ')]));
  return [...scores]
    .filter(([word]) => !ours.has(normalise(word)))
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, CUES * Math.min(3, languages.size))
    .map(([word]) => word);
}

/** A neighbour's names, in the languages of the term: the first in each, and short names beside long ones. */
function namesOf(neighbour: Term, languages: ReadonlySet<string>): Form[] {
  const found: Form[] = [];
  for (const form of neighbour.forms) {
    if (found.length === NAMES) break;
    if (!languages.has(form.lang) && form.lang !== 'und') continue;
    if (found.filter(({ lang }) => lang === form.lang).length < 2) found.push(form);
  }
  return found;
}

/** How much the name of a neighbour tells: an ordinary word, little. */
function tellingOf({ text, lang, ordinary = 0, ambiguous }: Form, words: OrdinaryWords): number {
  if (!ambiguous) return 1;
  if (ordinary === 0) return 0.8;
  return TELLING[words.gradeOf(text, lang)] as number;
}
