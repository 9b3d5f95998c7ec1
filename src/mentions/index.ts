/**
 * The matcher's table for any number of terms: a hash of word sequences in typed arrays. Its layout, byte by byte, and
 * its cost are in `layout.ts`; `compile.ts` makes the bytes, this file reads them.
 *
 * A page's word costs one bit of a filter, and where it passes a probe of the table; each further word costs a bit of a second filter
 * first, because hardly any pair of words is one that a form goes on with, while its place in a large table is in no cache. So
 * matching is O(words × longest form), and does not depend on the number of terms beyond cache misses. Opening makes views over
 * the bytes; only the few wildcard cues are put into a map.
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
  type Sections,
  unpackIndex,
} from './layout';
import { slotOf } from './sequence';

export { compileIndex } from './compile';
export { IndexError } from './layout';

/** A cue that ends in `*`. */
export interface Wildcard {
  /** Letters before the `*`, and their hash. */
  letters: number;
  hash: number;
  cue: number;
}

function isIn(bits: Int32Array, a: number): boolean {
  const bit = a >>> (Math.clz32(bits.length << 5) + 1);
  return (((bits[bit >>> 5] as number) >>> (bit & 31)) & 1) === 1;
}

/** An opened index. Numbers of terms, rivals, cues and groups are good for this index only. */
export class MentionIndex {
  readonly sections: Sections;
  /** Tells this index from any other: evidence of one means nothing to another. */
  readonly id: string;
  readonly terms: number;
  readonly rivals: number;
  readonly cues: number;
  /** Wildcard cues by the hash of their first three letters. */
  readonly wildcards: ReadonlyMap<number, Wildcard[]>;
  /** Whatever the resolver wants to keep for a form while this index is open. */
  readonly memory = new Map<string, unknown>();
  private readonly slots: number;
  private readonly text: Uint8Array;
  private readonly decoder = new TextDecoder();
  private readonly evidenceTerms: number;
  private topics: Uint8Array | undefined;

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

  /** Whether a word may begin a sequence, by its hash A; true for about one in ten that does not. */
  mayBegin(a: number): boolean {
    return isIn(this.sections.firstFilter, a);
  }

  /** Whether there may be a sequence of two words or more with hash A; true for about one in ten that is none. */
  mayContinue(a: number): boolean {
    return isIn(this.sections.longerFilter, a);
  }

  /** Value of a sequence of words by its two hashes, or 0. */
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

  /** Id of a term by its number. */
  termId(term: number): string {
    return this.textAt(term);
  }

  /** What a rival is, in English. */
  rivalSense(rival: number): string {
    return this.textAt(this.terms + rival);
  }

  cueText(cue: number): string {
    return this.textAt(this.terms + this.rivals + cue);
  }

  /** Language of an entry's form, `und` for any. */
  langOf(info: number): string {
    return this.textAt(this.terms + this.rivals + this.cues + ((info >>> LANG_SHIFT) & LANG_MASK));
  }

  /** Numbers of the rivals of a term. */
  rivalsOf(term: number): { from: number; to: number } {
    const at = this.sections.evidence[term] ?? 0;
    if (at === 0) return { from: 0, to: 0 };
    const { rivalStart } = this.sections;
    return { from: rivalStart[at - 1] as number, to: rivalStart[at] as number };
  }

  /** Whether a group is an ambiguous form of a term. */
  isAmbiguous(group: number, term: number): boolean {
    const { groupStart, entryInfo, entryOwner } = this.sections;
    for (let e = groupStart[group] as number; e < (groupStart[group + 1] as number); e++) {
      const info = entryInfo[e] as number;
      if ((info & KIND_MASK) === KIND_FORM && entryOwner[e] === term && info & AMBIGUOUS) return true;
    }
    return false;
  }

  /** Whether a rival shares the forms of a group; one that names no forms shares all that are ambiguous. */
  rivalShares(rival: number, group: number, ambiguous: boolean): boolean {
    const { rivalFormStart, rivalForm } = this.sections;
    const from = rivalFormStart[rival] as number;
    const to = rivalFormStart[rival + 1] as number;
    if (from === to) return ambiguous;
    for (let i = from; i < to; i++) if (rivalForm[i] === group) return true;
    return false;
  }

  /** Cues that speak for a term. */
  cuesOfTerm(term: number): Int32Array {
    const at = this.sections.evidence[term] ?? 0;
    return at === 0 ? new Int32Array(0) : this.cueSlice(at - 1);
  }

  /** Cues that speak for a rival. */
  cuesOfRival(rival: number): Int32Array {
    return this.cueSlice(this.evidenceTerms + rival);
  }

  /** Whether a cue speaks for some term, whatever else it speaks for. */
  isTopic(cue: number): boolean {
    if (!this.topics) {
      const { cueStart, cueList } = this.sections;
      this.topics = new Uint8Array(this.cues);
      for (let i = 0; i < (cueStart[this.evidenceTerms] as number); i++)
        this.topics[cueList[i] as number] = 1;
    }
    return this.topics[cue] === 1;
  }

  /** Whether a word with this beginning (`nameHead`) is in one of a term's full names. */
  isInName(term: number, head: number): boolean {
    const at = this.sections.evidence[term] ?? 0;
    const { nameStart, nameHead } = this.sections;
    for (let i = at && (nameStart[at - 1] as number); at && i < (nameStart[at] as number); i++) {
      if (nameHead[i] === head) return true;
    }
    return false;
  }

  /** Terms that have a group as an acronym. */
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

/** Opens the bytes that `compileIndex` made. Throws `IndexError` where they are damaged or of another version. */
export function openIndex(bytes: Uint8Array): MentionIndex {
  return new MentionIndex(bytes);
}
