/**
 * One search over terms, passages and notes: an index that is opened without copying, and answers in two steps. The first goes
 * through the postings of all words that answer a word of the query, O(postings), and keeps the few best entries by a rough
 * score; the second reads the texts of those and scores them as `rank.ts` says. Nothing waits. Between queries nothing is kept but
 * the texts read lately: with the next letter of a word most of them are read again.
 */
import { type Counts, NO_COUNTS } from './combine';
import { type Entry, FIELDS, type Group, type Hit, KINDS, type Results } from './entry';
import { markedPiece } from './excerpt';
import { FIELD_BITS, type Sections, unpackSections } from './layout';
import { isLight } from './light-words';
import { answers, type Query, readQuery, type Wanted } from './query';
import { FIELD_WEIGHT, type Judged, judge, type Text } from './rank';
import { Vocabulary } from './vocabulary';
import { keyOf, wordsOf } from './words';

/** Entries of each kind whose texts are read. */
const CANDIDATES = 40;
/** Entries whose texts are kept: some queries' candidates, about 2 MB. */
const KEPT = 300;
/**
 * A hit whose score is a smaller share of the best one of its kind is none. The best counts for this much at most: a name that
 * is the very query does not hide where it is spoken of.
 */
const WORTH_SHOWING = 0.35;
const BEST = 0.9;
/** What a word that carries the question counts, beside others. */
const LIGHT = 0.05;
const WEIGHTS = FIELDS.map((field) => FIELD_WEIGHT[field]);
const FIELD_MASK = (1 << FIELD_BITS) - 1;

export class SearchIndex {
  readonly #sections: Sections;
  readonly #vocabulary: Vocabulary;
  readonly #decoder = new TextDecoder();
  /** For each entry: the rough score so far, the word it was last counted for, and its best match of that word. */
  readonly #rough: Float32Array;
  readonly #counted: Int32Array;
  readonly #best: Float32Array;
  /** How many words of the query it answers. */
  readonly #answered: Uint8Array;
  readonly #kept = new Map<number, Text[]>();
  #turn = 0;
  /** Ids of all entries, once they are asked for. */
  #ids: string[] | undefined;
  /** 1 for each entry that is no longer to be found; absent while all are. */
  #hidden: Uint8Array | undefined;

  /** Opens an index. Throws `SearchIndexError` where the bytes are none. */
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#sections = unpackSections(bytes);
    this.#vocabulary = new Vocabulary(this.#sections.wordStart, this.#sections.words);
    this.#rough = new Float32Array(this.size);
    this.#counted = new Int32Array(this.size);
    this.#best = new Float32Array(this.size);
    this.#answered = new Uint8Array(this.size);
  }

  /** How many entries it has. */
  get size(): number {
    return this.#sections.kind.length;
  }

  /** Entries that are no longer to be found, by their ids; in place of those that were named before. */
  hide(ids: ReadonlySet<string>): void {
    this.#hidden = undefined;
    if (ids.size === 0) return;
    this.#hidden = Uint8Array.from(this.ids, (id) => (ids.has(id) ? 1 : 0));
  }

  /** Reads the texts of all entries of a small index, one at each step, so that no query has to: 0.2 ms each, cold. */
  *readAhead(): Generator<void, void, void> {
    if (this.size > KEPT) return;
    for (let entry = 0; entry < this.size; entry++) {
      this.#texts(entry);
      yield;
    }
  }

  /** How common the words of a query are here. */
  counts(text: string): Counts {
    return this.#gather(readQuery(text, this.#vocabulary), NO_COUNTS).counts;
  }

  /**
   * What a query finds: at most `limit` hits of each kind. Any text is a query; one without words finds nothing. Another index may
   * stand beside this one: with its counts, words are as rare as they are in both.
   */
  search(text: string, limit: number, beside: Counts = NO_COUNTS): Results {
    const query = readQuery(text, this.#vocabulary);
    if (query.words.length === 0) return [];
    const { touched, weights: gathered } = this.#gather(query, beside);
    const whole = totalOf(gathered);
    const weights = gathered.map((weight) => (whole === 0 ? 0 : weight / whole));
    const judged = this.#choose(touched, query).flatMap((entry) => {
      const texts = this.#texts(entry);
      const { score, best } = judge(query, weights, texts);
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
   * All entries that answer every word of a query, by their places among `ids`, in no order, and how well, from 0 to 1; words that only
   * carry the question need no answer. No text is read: O(postings).
   */
  all(text: string): { entry: number; score: number }[] {
    const query = readQuery(text, this.#vocabulary);
    const telling = query.words.filter((wanted) => !isLight(wanted.text));
    const words = telling.length > 0 ? telling : query.words;
    const { touched, weights } = this.#gather({ ...query, words }, NO_COUNTS, Number.POSITIVE_INFINITY);
    const whole = totalOf(weights);
    return touched
      .filter((entry) => this.#answered[entry] === words.length)
      .map((entry) => ({ entry, score: (this.#rough[entry] as number) / whole }));
  }

  /** Ids of all entries. Decoded once: ten thousand take some ms. */
  get ids(): readonly string[] {
    this.#ids ??= Array.from({ length: this.size }, (_, entry) => this.#id(entry));
    return this.#ids;
  }

  /** The entries that answer a word of the query, what each word weighs, and in how many entries it is. */
  #gather(
    query: Query,
    beside: Counts,
    limit?: number,
  ): { touched: number[]; weights: number[]; counts: Counts } {
    const { postingStart, postings } = this.#sections;
    const touched: number[] = [];
    const weights: number[] = [];
    const words: number[] = [];
    const first = this.#turn + 1;
    query.words.forEach((wanted, at) => {
      const turn = ++this.#turn;
      const of: number[] = [];
      const add = (word: number, quality: number) => {
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
              this.#answered[entry] = 0;
            }
            this.#counted[entry] = turn;
            this.#answered[entry]!++;
            this.#best[entry] = value;
            of.push(entry);
          } else if (value > (this.#best[entry] as number)) this.#best[entry] = value;
        }
      };
      answers(wanted, this.#vocabulary, postingStart, add, limit);
      words.push(of.length);
      const weight = weightOf(wanted, of.length + (beside.words[at] ?? 0), this.size + beside.size);
      weights.push(weight);
      for (const entry of of) this.#rough[entry]! += weight * (this.#best[entry] as number);
    });
    return { touched, weights, counts: { words, size: this.size } };
  }

  /** The best by rough score, some of each kind, and those whose name begins as the query. */
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

  /** Entries of which a name begins with `key`, the shortest names first. */
  #named(key: string): number[] {
    const { keyOrder, stringStart } = this.#sections;
    const bound = (after: boolean) => {
      let [low, high] = [0, keyOrder.length];
      while (low < high) {
        const middle = (low + high) >>> 1;
        const other = keyOf(wordsOf(this.#string(keyOrder[middle] as number)));
        if (other < key || (after && other.startsWith(key))) low = middle + 1;
        else high = middle;
      }
      return low;
    };
    const found = [...keyOrder.subarray(bound(false), bound(true))];
    const length = (string: number) => (stringStart[string + 1] as number) - (stringStart[string] as number);
    return found
      .sort((a, b) => length(a) - length(b))
      .slice(0, CANDIDATES)
      .map((string) => this.#entryOf(string));
  }

  #entryOf(string: number): number {
    const { firstText } = this.#sections;
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((firstText[middle + 1] as number) <= string) low = middle + 1;
      else high = middle;
    }
    return low;
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

/** Whether a hit is one, beside the best of its kind. */
export function isWorthShowing(score: number, best = 0): boolean {
  return score >= Math.min(best, BEST) * WORTH_SHOWING;
}

function totalOf(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** The rarer the heavier. A word that nothing has tells nothing. */
function weightOf({ text }: Wanted, entries: number, size: number): number {
  return entries === 0 ? 0 : Math.log(1 + size / entries) * (isLight(text) ? LIGHT : 1);
}

/** Of two that fit alike, the one of which more is said comes first, then the one with the shorter name. */
function compareAlike(a: Text[], b: Text[]): number {
  const claims = (texts: Text[]) => texts.filter(({ field }) => field === 'claim').length;
  return claims(b) - claims(a) || (a[0] as Text).text.length - (b[0] as Text).text.length;
}
