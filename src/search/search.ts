/**
 * One search over terms, passages and notes. An index is opened without copying. A query is answered in two
 * steps, synchronously. The first reads the posting lists of all words that match a word of the query and
 * keeps the best entries by a rough score: O(postings). The second reads the texts of those entries and
 * scores them exactly (`rank.ts`).
 *
 * Between queries, only recently read texts are kept: the next keystroke needs most of them again. Not done:
 * ranking by frequency of a word in a text, phrases, operators.
 */
import { lowerBound } from '../platform/bisect';
import { type Counts, NO_COUNTS } from './combine';
import { type Entry, FIELDS, type Group, type Hit, KINDS, type Results } from './entry';
import { markedPiece } from './excerpt';
import { FIELD_BITS, type Sections, unpackSections } from './layout';
import { eachMatch, keysOf, type Query, readQuery, SURE } from './query';
import { compareAlike, FIELD_WEIGHT, type Judged, judge, type Text, weightOf } from './rank';
import { Vocabulary } from './vocabulary';
import { keyOf, wordsOf } from './words';

/** Entries of each kind that the second step scores. */
const CANDIDATES = 40;
/** Entries whose texts are kept: the candidates of a few queries, about 2 MB. */
const KEPT = 300;
/**
 * A hit is dropped if its score is below this share of the best score of its kind. The best score counts as
 * `BEST` at most, so that an exact name does not hide the places that speak of it.
 */
const WORTH_SHOWING = 0.35;
const BEST = 0.9;
const WEIGHTS = FIELDS.map((field) => FIELD_WEIGHT[field]);
const FIELD_MASK = (1 << FIELD_BITS) - 1;

/** An opened index. Not reentrant: each query uses the same working memory. */
export class SearchIndex {
  readonly #sections: Sections;
  readonly #vocabulary: Vocabulary;
  readonly #decoder = new TextDecoder();
  /**
   * Working memory, one number per entry: the rough score so far; the query word (`#turn`) for which the
   * entry was counted last; its best match of that word.
   */
  readonly #rough: Float32Array;
  readonly #counted: Int32Array;
  readonly #best: Float32Array;
  /** How many words of the query each entry matches. */
  readonly #matched: Uint8Array;
  readonly #kept = new Map<number, Text[]>();
  #turn = 0;
  /** Ids of all entries, decoded at first use. */
  #ids: string[] | undefined;
  /** 1 for each hidden entry; absent if none is hidden. */
  #hidden: Uint8Array | undefined;

  /** Opens an index. Throws `SearchIndexError` if the bytes are not valid. */
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#sections = unpackSections(bytes);
    this.#vocabulary = new Vocabulary(this.#sections.wordStart, this.#sections.words);
    this.#rough = new Float32Array(this.size);
    this.#counted = new Int32Array(this.size);
    this.#best = new Float32Array(this.size);
    this.#matched = new Uint8Array(this.size);
  }

  /** Number of entries. */
  get size(): number {
    return this.#sections.kind.length;
  }

  /** Hides the entries with these ids, and no others. */
  hide(ids: ReadonlySet<string>): void {
    this.#hidden = undefined;
    if (ids.size === 0) return;
    this.#hidden = Uint8Array.from(this.ids, (id) => (ids.has(id) ? 1 : 0));
  }

  /**
   * Reads the texts of all entries of a small index, one at each step, so that the first query need not: 0.2
   * ms each. Does nothing for an index that is too large to be kept.
   */
  *readAhead(): Generator<void, void, void> {
    if (this.size > KEPT) return;
    for (let entry = 0; entry < this.size; entry++) {
      this.#texts(entry);
      yield;
    }
  }

  /** Document frequencies of a query's words in this index. */
  counts(text: string): Counts {
    return this.#gather(readQuery(text, this.#vocabulary), NO_COUNTS).counts;
  }

  /**
   * At most `limit` hits of each kind. Any text is a valid query; one without words finds nothing. `beside`:
   * the counts of another index that is searched together with this one, so that a word is equally rare in
   * both.
   */
  search(text: string, limit: number, beside: Counts = NO_COUNTS): Results {
    const read = readQuery(text, this.#vocabulary);
    if (read.words.length === 0) return [];
    const { touched, weights: gathered, sure } = this.#gather(read, beside);
    // If half of the words are unknown and the others are merely like known ones, nothing answers the query.
    const telling = gathered.filter((_, i) => !read.words[i]?.stop);
    const unknown = telling.filter((weight) => weight === 0).length;
    const like = !sure && unknown * 2 >= telling.length && telling.length > 0;
    if (like && read.keys.every((key) => this.#named(key).length === 0)) return [];
    // A word that matches nothing does not keep the others from being a name.
    const told = read.read.filter((_, i) => !read.words[i]?.stop && gathered[i] !== 0);
    const query = { ...read, keys: [...read.keys, ...keysOf(told)] };
    const whole = totalOf(gathered);
    const weights = gathered.map((weight) => (whole === 0 ? 0 : weight / whole));
    const judged = this.#choose(touched, query).flatMap((entry) => {
      const texts = this.#texts(entry);
      const isAskedFor =
        query.asks === 'who' && this.#string(this.#sections.heading[entry] as number) === 'person';
      const { score, best } = judge(query, weights, texts, isAskedFor);
      return score > 0 ? [{ entry, texts, score, best }] : [];
    });
    judged.sort((a, b) => b.score - a.score || compareAlike(a.texts, b.texts) || a.entry - b.entry);
    const groups = new Map<string, Group>();
    for (const each of judged) {
      const kind = this.#kind(each.entry);
      const group = groups.get(kind) ?? { kind, hits: [] };
      groups.set(kind, group);
      if (group.hits.length < limit && isWorthShowing(each.score, group.hits[0]?.score))
        group.hits.push(this.#hit(query, each));
    }
    return [...groups.values()].filter(({ hits }) => hits.length > 0);
  }

  /**
   * All entries that match every word of a query, stop words aside: their positions in `ids`, in no
   * particular order, with a score from 0 to 1. Reads no text: O(postings).
   */
  all(text: string): { entry: number; score: number }[] {
    const query = readQuery(text, this.#vocabulary);
    const telling = query.words.filter((wanted) => !wanted.stop);
    const words = telling.length > 0 ? telling : query.words;
    const { touched, weights } = this.#gather({ ...query, words }, NO_COUNTS, Number.POSITIVE_INFINITY);
    const whole = totalOf(weights);
    return touched
      .filter((entry) => this.#matched[entry] === words.length)
      .map((entry) => ({ entry, score: (this.#rough[entry] as number) / whole }));
  }

  /** Ids of all entries. Decoded once; ten thousand take a few ms. */
  get ids(): readonly string[] {
    this.#ids ??= Array.from({ length: this.size }, (_, entry) => this.#id(entry));
    return this.#ids;
  }

  /**
   * The first step: the entries that match a word of the query, the weight of each word, its document
   * frequency, and whether a word matches for sure.
   */
  #gather(
    query: Query,
    beside: Counts,
    limit?: number,
  ): { touched: number[]; weights: number[]; sure: boolean; counts: Counts } {
    const { postingStart, postings } = this.#sections;
    const touched: number[] = [];
    const weights: number[] = [];
    const words: number[] = [];
    let sure = false;
    const first = this.#turn + 1;
    query.words.forEach((wanted, at) => {
      const turn = ++this.#turn;
      const of: number[] = [];
      const add = (word: number, quality: number) => {
        if (quality >= SURE && !wanted.stop) sure = true;
        const end = postingStart[word + 1] as number;
        for (let i = postingStart[word] as number; i < end; i++) {
          const posting = postings[i] as number;
          const entry = posting >>> FIELD_BITS;
          if (this.#hidden?.[entry] === 1) continue;
          const value = quality * (WEIGHTS[posting & FIELD_MASK] as number);
          const last = this.#counted[entry] as number;
          if (last !== turn) {
            if (last < first) {
              touched.push(entry);
              this.#rough[entry] = 0;
              this.#matched[entry] = 0;
            }
            this.#counted[entry] = turn;
            this.#matched[entry]!++;
            this.#best[entry] = value;
            of.push(entry);
          } else if (value > (this.#best[entry] as number)) this.#best[entry] = value;
        }
      };
      eachMatch(wanted, this.#vocabulary, postingStart, add, limit);
      words.push(of.length);
      const weight = weightOf(wanted, of.length + (beside.words[at] ?? 0), this.size + beside.size);
      weights.push(weight);
      for (const entry of of) this.#rough[entry]! += weight * (this.#best[entry] as number);
    });
    return { touched, weights, sure, counts: { words, size: this.size } };
  }

  /**
   * The entries for the second step: the best of each kind by rough score, and those with a name that begins
   * with the query.
   */
  #choose(touched: number[], query: Query): number[] {
    const chosen = new Set(
      query.keys.flatMap((key) => this.#named(key)).filter((entry) => this.#hidden?.[entry] !== 1),
    );
    for (let kind = 0; kind < KINDS.length; kind++) {
      const best: number[] = [];
      let least = 0;
      for (const entry of touched) {
        if (this.#sections.kind[entry] !== kind) continue;
        const score = this.#rough[entry] as number;
        if (best.length === CANDIDATES && score <= least) continue;
        if (best.length === CANDIDATES) best.pop();
        let at = best.length;
        while (at > 0 && (this.#rough[best[at - 1] as number] as number) < score) at--;
        best.splice(at, 0, entry);
        least = this.#rough[best.at(-1) as number] as number;
      }
      for (const entry of best) chosen.add(entry);
    }
    return [...chosen];
  }

  /** Entries with a name that begins with `key`, the shortest names first. */
  #named(key: string): number[] {
    const { keyOrder, stringStart } = this.#sections;
    const bound = (after: boolean) =>
      lowerBound(keyOrder.length, (at) => {
        const other = keyOf(wordsOf(this.#string(keyOrder[at] as number)));
        return other < key || (after && other.startsWith(key));
      });
    const found = [...keyOrder.subarray(bound(false), bound(true))];
    const length = (string: number) => (stringStart[string + 1] as number) - (stringStart[string] as number);
    return found
      .sort((a, b) => length(a) - length(b))
      .slice(0, CANDIDATES)
      .map((string) => this.#entryOf(string));
  }

  #entryOf(string: number): number {
    const { firstText } = this.#sections;
    return lowerBound(this.size, (entry) => (firstText[entry + 1] as number) <= string);
  }

  #hit(query: Query, { entry, texts, score, best }: Judged & { entry: number; texts: Text[] }): Hit {
    const hit: Hit = {
      kind: this.#kind(entry),
      id: this.#id(entry),
      heading: this.#string(this.#sections.heading[entry] as number),
      title: markedPiece(query, texts[0] as Text),
      score,
    };
    return best === 0 ? hit : { ...hit, found: markedPiece(query, texts[best] as Text) };
  }

  #id(entry: number): string {
    return this.#string(this.#sections.firstText[entry] as number);
  }

  #kind(entry: number): Entry['kind'] {
    return KINDS[this.#sections.kind[entry] as number] as Entry['kind'];
  }

  #texts(entry: number): Text[] {
    const kept = this.#kept.get(entry);
    if (kept) return kept;
    const { firstText, field } = this.#sections;
    const texts: Text[] = [];
    for (let at = (firstText[entry] as number) + 1; at < (firstText[entry + 1] as number); at++) {
      const text = this.#string(at);
      const words = wordsOf(text);
      texts.push({ field: FIELDS[field[at] as number] as Text['field'], text, words, key: keyOf(words) });
    }
    if (this.#kept.size === KEPT) this.#kept.clear();
    this.#kept.set(entry, texts);
    return texts;
  }

  #string(at: number): string {
    const { strings, stringStart } = this.#sections;
    return this.#decoder.decode(strings.subarray(stringStart[at], stringStart[at + 1]));
  }
}

/** Whether a hit is good enough to be shown beside the best of its kind. */
export function isWorthShowing(score: number, best = 0): boolean {
  return score >= Math.min(best, BEST) * WORTH_SHOWING;
}

function totalOf(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
