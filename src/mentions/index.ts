/**
 * The matcher's index: a hash table from token sequences to the terms they may name. `compile.ts` writes its
 * bytes, this file reads them, `layout.ts` documents each section and its size.
 *
 * The table uses open addressing and lies in typed arrays. Two bitmap filters stand before it, because a
 * probe of a large table is a cache miss. `firstFilter` rejects tokens that begin no sequence. `longerFilter`
 * rejects sequences of two tokens or more that no form begins with.
 *
 * Cost of matching: O(tokens × tokens of the longest form). The number of terms matters only through cache
 * misses. Opening an index creates views over its bytes and copies nothing; only the wildcard cues, which are
 * few, go into a map.
 */
import {
  ACRONYM,
  AMBIGUOUS,
  GROUP_SHIFT,
  IndexError,
  KIND_FORM,
  KIND_MASK,
  LANG_MASK,
  LANG_SHIFT,
  READ,
  type Sections,
  unpackIndex,
} from './layout';
import { slotOf } from './sequence';

export { compileIndex } from './compile';
export { IndexError } from './layout';

/** A cue that ends in `*`: it matches every token that begins with its letters. */
export interface Wildcard {
  /** Number of letters before the `*`, and their hash (`prefixHash`). */
  letters: number;
  hash: number;
  cue: number;
}

function isIn(bits: Int32Array, a: number): boolean {
  const bit = a >>> (Math.clz32(bits.length << 5) + 1);
  return (((bits[bit >>> 5] as number) >>> (bit & 31)) & 1) === 1;
}

/** An opened index. The numbers of terms, rivals, cues and groups have a meaning in this index only. */
export class MentionIndex {
  readonly sections: Sections;
  /**
   * Identifies the index by its checksum and size. Evidence collected with one index is invalid for another.
   */
  readonly id: string;
  readonly terms: number;
  readonly rivals: number;
  readonly cues: number;
  /** Wildcard cues, by the hash of their first three letters (`headOf`). */
  readonly wildcards: ReadonlyMap<number, Wildcard[]>;
  /** A cache for the resolver, valid as long as this index is open. */
  readonly memory = new Map<string, unknown>();
  private readonly slots: number;
  private readonly text: Uint8Array;
  private readonly decoder = new TextDecoder();
  private readonly evidenceTerms: number;
  private topics: Uint8Array | undefined;
  private reads: number | undefined;

  constructor(bytes: Uint8Array) {
    const { sections, text } = unpackIndex(bytes);
    this.sections = sections;
    this.text = text;
    const [terms, rivals, cues, , evidenceTerms, slots] = sections.counts;
    if (slots === undefined || sections.slot.length !== slots * 2) {
      throw new IndexError('index is damaged: its counts are wrong');
    }
    this.terms = terms as number;
    this.rivals = rivals as number;
    this.cues = cues as number;
    this.evidenceTerms = evidenceTerms as number;
    this.slots = slots;
    const header = new DataView(bytes.buffer, bytes.byteOffset, 16);
    this.id = `${header.getUint32(12, true).toString(36)}-${header.getUint32(8, true).toString(36)}`;
    const wildcards = new Map<number, Wildcard[]>();
    const list = sections.wildcard;
    for (let i = 0; i + 3 < list.length; i += 4) {
      const head = list[i] as number;
      const wildcard = { letters: list[i + 1]!, hash: list[i + 2]!, cue: list[i + 3]! };
      const known = wildcards.get(head);
      if (known) known.push(wildcard);
      else wildcards.set(head, [wildcard]);
    }
    this.wildcards = wildcards;
  }

  /** Whether a token with hash A may begin a sequence. About one in ten tokens that begin none also pass. */
  mayBegin(a: number): boolean {
    return isIn(this.sections.firstFilter, a);
  }

  /**
   * Whether a sequence of two tokens or more with hash A may exist. About one in ten that do not exist also
   * pass.
   */
  mayContinue(a: number): boolean {
    return isIn(this.sections.longerFilter, a);
  }

  /** The slot value (see `layout.ts`) of the token sequence with these two hashes, or 0. */
  lookup(a: number, b: number): number {
    const { slot } = this.sections;
    const key = b || 1;
    let at = slotOf(a, this.slots);
    for (;;) {
      const found = slot[at * 2] as number;
      if (found === 0) return 0;
      if (found === key) {
        const value = slot[at * 2 + 1] as number;
        const group = (value >>> GROUP_SHIFT) - 1;
        if (group < 0 || this.sections.groupCheck[group] === a) return value;
      }
      at = at + 1 === this.slots ? 0 : at + 1;
    }
  }

  /** The id of the term with this number. */
  termId(term: number): string {
    return this.textAt(term);
  }

  /** What the rival with this number is, in English. */
  rivalSense(rival: number): string {
    return this.textAt(this.terms + rival);
  }

  cueText(cue: number): string {
    return this.textAt(this.terms + this.rivals + cue);
  }

  /** The language of an entry's form; `und` for any language. */
  langOf(info: number): string {
    return this.textAt(this.terms + this.rivals + this.cues + ((info >>> LANG_SHIFT) & LANG_MASK));
  }

  /** Whether Gloss itself judged which of the term's forms are ambiguous. */
  isRead(term: number): boolean {
    return ((this.sections.evidence[term] ?? 0) & READ) !== 0;
  }

  /** The number of terms that are read, or are not. */
  termsRead(isRead: boolean): number {
    this.reads ??= this.sections.evidence.reduce((sum, value) => sum + (value & READ ? 1 : 0), 0);
    return isRead ? this.reads : this.terms - this.reads;
  }

  /** 1 + the term's number among those with evidence, or 0. */
  private evidenceOf(term: number): number {
    return (this.sections.evidence[term] ?? 0) & ~READ;
  }

  /** The rivals of a term: their numbers run from `from` to `to`, exclusive. */
  rivalsOf(term: number): { from: number; to: number } {
    const at = this.evidenceOf(term);
    if (at === 0) return { from: 0, to: 0 };
    const { rivalStart } = this.sections;
    return { from: rivalStart[at - 1] as number, to: rivalStart[at] as number };
  }

  /** Whether a group contains an ambiguous form of a term. */
  isAmbiguous(group: number, term: number): boolean {
    const { groupStart, entryInfo, entryOwner } = this.sections;
    for (let e = groupStart[group] as number; e < (groupStart[group + 1] as number); e++) {
      const info = entryInfo[e] as number;
      if ((info & KIND_MASK) === KIND_FORM && entryOwner[e] === term && info & AMBIGUOUS) return true;
    }
    return false;
  }

  /**
   * Whether a rival shares the forms of a group. A rival that lists no forms shares every ambiguous form of
   * its term.
   */
  rivalShares(rival: number, group: number, ambiguous: boolean): boolean {
    const { rivalFormStart, rivalForm } = this.sections;
    const from = rivalFormStart[rival] as number;
    const to = rivalFormStart[rival + 1] as number;
    if (from === to) return ambiguous;
    for (let i = from; i < to; i++) if (rivalForm[i] === group) return true;
    return false;
  }

  /** Numbers of the cues that support a term. */
  cuesOfTerm(term: number): Int32Array {
    const at = this.evidenceOf(term);
    return at === 0 ? new Int32Array(0) : this.cueSlice(at - 1);
  }

  /** Numbers of the cues that support a rival. */
  cuesOfRival(rival: number): Int32Array {
    return this.cueSlice(this.evidenceTerms + rival);
  }

  /**
   * Whether a cue supports at least one term whose author chose it. It may support rivals as well. The cues that Gloss
   * derives for the terms of a file are too many to say what a page is about.
   */
  isTopic(cue: number): boolean {
    this.topics ??= this.readTopics();
    return this.topics[cue] === 1;
  }

  private readTopics(): Uint8Array {
    const { cueStart, cueList, evidence } = this.sections;
    const topics = new Uint8Array(this.cues);
    for (const value of evidence) {
      if (value === 0 || value & READ) continue;
      const to = cueStart[value] as number;
      for (let i = cueStart[value - 1] as number; i < to; i++) topics[cueList[i] as number] = 1;
    }
    return topics;
  }

  /** Whether one of a term's full names contains a word with this beginning (`nameHead`). */
  isInName(term: number, head: number): boolean {
    const at = this.evidenceOf(term);
    const { nameStart, nameHead } = this.sections;
    for (let i = at && (nameStart[at - 1] as number); at && i < (nameStart[at] as number); i++) {
      if (nameHead[i] === head) return true;
    }
    return false;
  }

  /** The terms for which a group is an acronym. */
  acronymTerms(group: number): number[] {
    const { groupStart, entryInfo, entryOwner } = this.sections;
    const terms: number[] = [];
    for (let e = groupStart[group] as number; e < (groupStart[group + 1] as number); e++) {
      const info = entryInfo[e] as number;
      if ((info & KIND_MASK) === KIND_FORM && info & ACRONYM) terms.push(entryOwner[e] as number);
    }
    return terms;
  }

  private cueSlice(at: number): Int32Array {
    const { cueStart, cueList } = this.sections;
    return cueList.subarray(cueStart[at] as number, cueStart[at + 1] as number);
  }

  private textAt(number: number): string {
    const { textStart } = this.sections;
    const from = textStart[number];
    const to = textStart[number + 1];
    return from === undefined || to === undefined ? '' : this.decoder.decode(this.text.subarray(from, to));
  }
}

/**
 * Opens bytes from `compileIndex`. Throws `IndexError` if they are damaged or have another format version.
 */
export function openIndex(bytes: Uint8Array): MentionIndex {
  return new MentionIndex(bytes);
}
