/**
 * The entries of an index under construction: tokenises each form, name and cue, inserts the sequence into
 * the hash table, and records how it must be written. Cost: O(letters).
 */
import { Numbers, Sequences } from './growing';
import {
  ACRONYM,
  AFTER_NAME,
  AMBIGUOUS,
  CASE_ANY,
  CASE_EXACT,
  CASE_INITIAL,
  CONTINUES,
  GROUP_SHIFT,
  HAS_CUE,
  HAS_MENTION,
  KIND_CUE,
  KIND_FORM,
  LANG_SHIFT,
  LETTERS_SHIFT,
  ONE_WORD,
  ORDINARY_SHIFT,
  STEMMED_FORM,
} from './layout';
import type { Form } from './lexicon';
import { capitalMask, exactHash, stepA, stepB } from './sequence';
import { tokenise } from './tokenise';
import { ALL_CAPS, ARABIC_WORD, createTokens, HAS_LOWER, STEMMED, type Tokens } from './tokens';

/** Tokens of the longest form that is kept. Longer forms are not names. */
export const MAX_WORDS = 24;

export interface Entries {
  /** Reused for each form. */
  tokens: Tokens;
  sequences: Sequences;
  /** Hash A of the first token of each sequence. */
  firstWords: Set<number>;
  /** Hash A of each group. */
  groupCheck: Numbers;
  /** Parallel lists, one number per entry; `layout.ts` describes them. */
  entryGroup: Numbers;
  entryOwner: Numbers;
  entryInfo: Numbers;
  entryCheck: Numbers;
  /** The first entry of the current term, rival or cue. */
  from: number;
}

export function createEntries(): Entries {
  return {
    tokens: createTokens(64),
    sequences: new Sequences(),
    firstWords: new Set(),
    groupCheck: new Numbers(),
    entryGroup: new Numbers(),
    entryOwner: new Numbers(),
    entryInfo: new Numbers(),
    entryCheck: new Numbers(),
    from: 0,
  };
}

/** Call before adding what the next term, rival or cue owns: an owner's duplicates are left out. */
export function beginOwner(entries: Entries): void {
  entries.from = entries.entryGroup.length;
}

/**
 * Adds a form of a term. Returns its info bits, or -1 if it has no word, is too long, or is there already.
 */
export function addForm(entries: Entries, text: string, form: Form, owner: number, lang: number): number {
  const need = (form.ambiguous ? AMBIGUOUS : 0) | (form.afterName ? AMBIGUOUS | AFTER_NAME : 0);
  const judged = form.ordinary === undefined ? 0 : (form.ordinary + 1) << ORDINARY_SHIFT;
  const info = caseOf(form) | need | judged | (lang << LANG_SHIFT);
  return addSequence(entries, text, info, KIND_FORM, owner);
}

/**
 * Adds an entry of any kind. `bits` are its letter case, ambiguity and language; the rest is derived from the
 * text. Returns the info bits, or -1 as `addForm` does.
 */
export function addSequence(
  entries: Entries,
  text: string,
  bits: number,
  kind: number,
  owner: number,
): number {
  const tokens = tokenise(text, entries.tokens);
  const count = tokens.count;
  if (count === 0 || count > MAX_WORDS) return -1;
  const { sequences } = entries;
  let a = tokens.a[0] as number;
  let b = tokens.b[0] as number;
  entries.firstWords.add(a);
  let slot = sequences.slot(a, b || 1);
  for (let i = 1; i < count; i++) {
    sequences.value[slot] = (sequences.value[slot] as number) | CONTINUES;
    a = stepA(a, tokens.a[i] as number, tokens.gap[i] as number);
    b = stepB(b, tokens.b[i] as number, tokens.gap[i] as number);
    slot = sequences.slot(a, b || 1);
  }
  let value = sequences.value[slot] as number;
  let group = (value >>> GROUP_SHIFT) - 1;
  if (group < 0) {
    group = entries.groupCheck.length;
    entries.groupCheck.push(a);
  }
  value = (value & (CONTINUES | HAS_CUE | HAS_MENTION)) | ((group + 1) << GROUP_SHIFT);
  sequences.value[slot] = value | (kind === KIND_CUE ? HAS_CUE : HAS_MENTION);

  const firstFlags = tokens.flags[0] as number;
  const caseBits = bits & 3;
  let info = bits | kind;
  let check = arabicMask(tokens, count);
  if (caseBits === CASE_EXACT) check = exactHash(text, tokens, 0, count - 1);
  else if (caseBits === CASE_INITIAL) check |= capitalMask(tokens, 0, count - 1);
  if (count === 1) {
    info |= ONE_WORD;
    if (firstFlags & ALL_CAPS && !(firstFlags & HAS_LOWER) && caseBits === CASE_EXACT) info |= ACRONYM;
    if (firstFlags & STEMMED && caseBits === CASE_INITIAL) info |= STEMMED_FORM;
  }
  // The dots of `U.N.` are no letters.
  const written = text.slice(tokens.start[0], tokens.end[count - 1]).replaceAll('.', '');
  const letters = Math.min(63, written.length);
  info |= letters << LETTERS_SHIFT;
  if (isKnown(entries, group, info, check)) return -1;
  entries.entryGroup.push(group);
  entries.entryOwner.push(owner);
  entries.entryInfo.push(info);
  entries.entryCheck.push(check);
  return info;
}

/** Whether the current owner has this very entry already. */
function isKnown(
  { from, entryGroup, entryInfo, entryCheck }: Entries,
  group: number,
  info: number,
  check: number,
): boolean {
  for (let i = from; i < entryGroup.length; i++) {
    if (entryGroup.get(i) === group && entryInfo.get(i) === info && entryCheck.get(i) === check) return true;
  }
  return false;
}

/** The group of a form that has been added, or -1. */
export function groupOf(entries: Entries, form: string): number {
  const tokens = tokenise(form, entries.tokens);
  if (tokens.count === 0) return -1;
  let a = tokens.a[0] as number;
  let b = tokens.b[0] as number;
  for (let i = 1; i < tokens.count; i++) {
    a = stepA(a, tokens.a[i] as number, tokens.gap[i] as number);
    b = stepB(b, tokens.b[i] as number, tokens.gap[i] as number);
  }
  const slot = entries.sequences.slot(a, b || 1);
  return ((entries.sequences.value[slot] as number) >>> GROUP_SHIFT) - 1;
}

/**
 * Mask of the words that must have the article: `الجامعة العربية` is a name, `جامعة عربية` is any Arab
 * university.
 */
function arabicMask(tokens: Tokens, count: number): number {
  let mask = 0;
  for (let i = 0; i < count && i < 31; i++) {
    const flags = tokens.flags[i] as number;
    if (flags & ARABIC_WORD && flags & 1) mask |= 1 << i;
  }
  return mask;
}

/** The bits of `entryInfo` for a form's letter case. */
export function caseOf(form: Form): number {
  if (form.case === 'exact') return CASE_EXACT;
  return form.case === 'initial' ? CASE_INITIAL : CASE_ANY;
}
