/**
 * Builds the bytes of a search index from entries: an inverted index with posting lists, sorted words, and
 * all texts. Cost: O(letters), plus the sorting of words and names. Everything that grows is plain numbers.
 * It pauses after each slice of work, because the background that builds it also answers pages.
 */
import { Numbers } from '../mentions/growing';
import { type Entry, FIELDS, KINDS } from './entry';
import { FIELD_BITS, NO_FIELD, packSections } from './layout';
import { sortInSlices } from './sorting';
import { soundOf } from './sounds';
import { keyOf, SOUND, wordsOf } from './words';

/** Letters that are read, and items that are counted or placed, between two pauses: about 5 ms each. */
const LETTERS = 15_000;
const SLICE = 1 << 14;

/** Builds an index. The entries are gone through once. `pause` is awaited between slices. Deterministic. */
export async function buildIndex(
  entries: Iterable<Entry>,
  pause: () => Promise<unknown>,
): Promise<Uint8Array<ArrayBuffer>> {
  const strings = new Strings();
  /** The headings, numbered in their order. */
  const headings = new Map<string, number>();
  const kinds = new Numbers();
  const headingOf = new Numbers();
  const firstText = new Numbers();
  const keys: { key: string; string: number }[] = [];
  const words = new Words();
  let read = 0;
  for (const { kind, id, heading, texts } of entries) {
    const at = firstText.length;
    firstText.push(strings.add(id, NO_FIELD));
    kinds.push(KINDS.indexOf(kind));
    if (!headings.has(heading)) headings.set(heading, headings.size);
    headingOf.push(headings.get(heading) as number);
    for (const { field, text } of texts) {
      const string = strings.add(text, FIELDS.indexOf(field));
      const found = wordsOf(text);
      const isName = field === 'label' || field === 'form';
      for (const { text: word, stem } of found) {
        words.add(word, at, FIELDS.indexOf(field));
        if (stem !== word) words.add(stem, at, FIELDS.indexOf(field));
        const sound = isName ? soundOf(stem) : '';
        if (sound !== '') words.add(SOUND + sound, at, FIELDS.indexOf(field));
      }
      if (isName) keys.push({ key: keyOf(found), string });
      read += text.length;
    }
    if (read >= LETTERS) {
      await pause();
      read = 0;
    }
  }
  firstText.push(strings.count);
  const firstHeading = strings.count;
  for (const heading of headings.keys()) strings.add(heading, NO_FIELD);
  const ordered = await sortInSlices(keys, ({ key }) => key, pause);
  await pause();
  const kind = kinds.toArray();
  const heading = headingOf.toArray().map((number) => firstHeading + number);
  const keyOrder = Int32Array.from(ordered, ({ string }) => string);
  const ofWords = await words.inOrder(pause);
  await pause();
  const ofStrings = strings.joined();
  await pause();
  return packSections({ firstText: firstText.toArray(), kind, heading, keyOrder, ...ofWords, ...ofStrings });
}

/** The words found so far. Each has one posting per entry that contains it. */
class Words {
  readonly #numbers = new Map<string, number>();
  /** The last entry with the word, and its posting, so that each entry gets only one. */
  readonly #last = new Numbers();
  readonly #lastPosting = new Numbers();
  readonly #count = new Numbers();
  readonly #word = new Numbers();
  readonly #posting = new Numbers();

  /**
   * Adds a word of an entry. Entries must come in ascending order. Of several fields, the first in `FIELDS`
   * is kept.
   */
  add(text: string, entry: number, field: number): void {
    let word = this.#numbers.get(text);
    if (word === undefined) {
      word = this.#numbers.size;
      this.#numbers.set(text, word);
      this.#last.push(-1);
      this.#lastPosting.push(-1);
      this.#count.push(0);
    }
    const posting = (entry << FIELD_BITS) | field;
    if (this.#last.get(word) === entry) {
      const at = this.#lastPosting.get(word);
      if (posting < this.#posting.get(at)) this.#posting.set(at, posting);
      return;
    }
    this.#last.set(word, entry);
    this.#lastPosting.set(word, this.#posting.length);
    this.#count.set(word, this.#count.get(word) + 1);
    this.#word.push(word);
    this.#posting.push(posting);
  }

  /** The sections of sorted words and of their posting lists. */
  async inOrder(pause: () => Promise<unknown>) {
    const sorted = await sortInSlices([...this.#numbers], ([text]) => text, pause);
    const size = sorted.length;
    const wordStart = new Int32Array(size + 1);
    const postingStart = new Int32Array(size + 1);
    const place = new Int32Array(size);
    for (const [at, [text, word]] of sorted.entries()) {
      place[word] = at;
      wordStart[at + 1] = (wordStart[at] as number) + text.length;
      postingStart[at + 1] = (postingStart[at] as number) + this.#count.get(word);
      if (at % SLICE === 0) await pause();
    }
    const words = new Uint16Array(wordStart[size] as number);
    for (const [at, [text]] of sorted.entries()) {
      const start = wordStart[at] as number;
      for (let i = 0; i < text.length; i++) words[start + i] = text.charCodeAt(i);
      if (at % SLICE === 0) await pause();
    }
    const next = postingStart.slice();
    const postings = new Int32Array(this.#posting.length);
    for (let i = 0; i < postings.length; i++) {
      const at = place[this.#word.get(i)] as number;
      postings[next[at]!++] = this.#posting.get(i);
      if (i % SLICE === 0) await pause();
    }
    return { wordStart, words, postingStart, postings };
  }
}

/** All strings as one run of UTF-8. */
class Strings {
  count = 0;
  #bytes = new Uint8Array(1 << 16);
  #end = 0;
  readonly #start = new Numbers();
  readonly #field = new Numbers();
  readonly #encoder = new TextEncoder();

  /** Adds a string. Returns its number. */
  add(text: string, field: number): number {
    // A UTF-16 unit is at most three bytes of UTF-8.
    if (this.#end + text.length * 3 > this.#bytes.length) {
      const longer = new Uint8Array(this.#bytes.length * 2 + text.length * 3);
      longer.set(this.#bytes.subarray(0, this.#end));
      this.#bytes = longer;
    }
    this.#start.push(this.#end);
    this.#field.push(field);
    this.#end += this.#encoder.encodeInto(text, this.#bytes.subarray(this.#end)).written;
    return this.count++;
  }

  joined() {
    this.#start.push(this.#end);
    return {
      stringStart: this.#start.toArray(),
      field: new Uint8Array(this.#field.toArray()),
      strings: this.#bytes.slice(0, this.#end),
    };
  }
}
