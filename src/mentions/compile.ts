/**
 * Terms to index bytes (`layout.ts`). The same terms in the same order give the same bytes. Cost: O(letters of all forms);
 * about 8 s and 500 MB of working memory for a million terms.
 *
 * A form is read by the same `tokenise` as a page. Ways of writing that no rule for single words covers are added here as
 * forms of their own: hyphenated first parts written as one word (`multi-stakeholder`, `multistakeholder`), and -ise/-ize.
 */

import { Numbers, Sequences } from './growing';
import {
  ACRONYM,
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
  KIND_RIVAL,
  LANG_SHIFT,
  LETTERS_SHIFT,
  ONE_WORD,
  packIndex,
  STEMMED_FORM,
} from './layout';
import type { Cue, Form, LexiconTerm } from './lexicon';
import { filterOf, joinTexts, sortByGroup } from './packing';
import { capitalMask, exactHash, stepA, stepB } from './sequence';
import { cueCase, rivalCase, spellings } from './spellings';
import { tokenise } from './tokenise';
import { ALL_CAPS, ARABIC_WORD, createTokens, SMALL, STEMMED, type Tokens } from './tokens';
import { foldWord, nameHead, prefixHash } from './wildcard';

/** Words of the longest form that is kept; longer ones are no names. */
export const MAX_WORDS = 24;

const MAX_LANGS = 255;

interface Builder {
  tokens: Tokens;
  sequences: Sequences;
  firstWords: Set<number>;
  groupCheck: Numbers;
  entryGroup: Numbers;
  entryOwner: Numbers;
  entryInfo: Numbers;
  entryCheck: Numbers;
  /** Entry where the forms of the term, rival or cue at hand begin. */
  from: number;
}

/** An index over the terms' forms, their rivals' names and all cues. */
export function compileIndex(terms: readonly LexiconTerm[]): Uint8Array<ArrayBuffer> {
  const build: Builder = {
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
  const langs = new Map<string, number>([['und', 0]]);
  const evidence = new Int32Array(terms.length);
  const withEvidence: number[] = [];
  terms.forEach((term, owner) => {
    build.from = build.entryGroup.length;
    let needsEvidence = false;
    for (const form of term.forms) {
      const lang = langNumber(langs, form.lang);
      for (const text of spellings(form)) {
        const info = addForm(build, text, form, owner, lang);
        if (info >= 0 && info & (AMBIGUOUS | ACRONYM)) needsEvidence = true;
      }
    }
    if (needsEvidence) evidence[owner] = withEvidence.push(owner);
  });
  const cues = new Map<string, number>();
  const wildcard = new Numbers();
  const cueStart = new Numbers();
  const cueList = new Numbers();
  const addCues = (list: readonly Cue[]): void => {
    cueStart.push(cueList.length);
    const unique = new Set<number>();
    for (const cue of list) {
      const number = cueNumber(build, cues, wildcard, cue);
      if (number >= 0 && !unique.has(number)) {
        unique.add(number);
        cueList.push(number);
      }
    }
  };
  const nameStart = new Numbers();
  const nameHeads = new Numbers();
  for (const owner of withEvidence) {
    const term = terms[owner] as LexiconTerm;
    addCues(term.cues);
    nameStart.push(nameHeads.length);
    for (const head of headsOf(build, term.forms)) nameHeads.push(head);
  }
  nameStart.push(nameHeads.length);
  const rivalStart = new Numbers();
  const rivalTerm = new Numbers();
  const rivalFormStart = new Numbers();
  const rivalForm = new Numbers();
  const senses: string[] = [];
  for (const owner of withEvidence) {
    rivalStart.push(rivalTerm.length);
    for (const rival of terms[owner]!.rivals) {
      const number = rivalTerm.length;
      rivalTerm.push(owner);
      senses.push(rival.sense);
      rivalFormStart.push(rivalForm.length);
      for (const form of rival.forms) {
        const group = groupOf(build, form);
        if (group >= 0) rivalForm.push(group);
      }
      build.from = build.entryGroup.length;
      for (const name of rival.names) {
        const form: Form = { text: name, lang: 'und', case: rivalCase(name), ambiguous: false };
        for (const text of spellings(form)) addSequence(build, text, caseOf(form), KIND_RIVAL, number);
      }
      addCues(rival.cues);
    }
  }
  rivalStart.push(rivalTerm.length);
  rivalFormStart.push(rivalForm.length);
  cueStart.push(cueList.length);

  const slots = Math.max(16, Math.ceil(build.sequences.count * 1.45) + 1);
  const { groupStart, order } = sortByGroup(build.entryGroup, build.groupCheck.length);
  const pick = (from: Numbers): Int32Array<ArrayBuffer> => Int32Array.from(order, (at) => from.get(at));
  const { firstWords } = build;
  const longer = Array.from(build.sequences.hashes()).filter((a) => !firstWords.has(a));
  const textStart = new Numbers();
  const text = joinTexts(
    [terms.map((term) => term.id), senses, [...cues.keys()], [...langs.keys()]],
    textStart,
  );
  return packIndex({
    sections: {
      firstFilter: filterOf(firstWords, firstWords.size),
      longerFilter: filterOf(longer, longer.length),
      slot: build.sequences.resized(slots).toArray(),
      groupCheck: build.groupCheck.toArray(),
      groupStart,
      entryOwner: pick(build.entryOwner),
      entryInfo: pick(build.entryInfo),
      entryCheck: pick(build.entryCheck),
      evidence,
      rivalStart: rivalStart.toArray(),
      rivalTerm: rivalTerm.toArray(),
      rivalFormStart: rivalFormStart.toArray(),
      rivalForm: rivalForm.toArray(),
      cueStart: cueStart.toArray(),
      cueList: cueList.toArray(),
      nameStart: nameStart.toArray(),
      nameHead: nameHeads.toArray(),
      wildcard: wildcard.toArray(),
      textStart: textStart.toArray(),
      counts: Int32Array.of(
        terms.length,
        rivalTerm.length,
        cues.size,
        langs.size,
        withEvidence.length,
        slots,
      ),
    },
    text,
  });
}

/** Adds a term's form; its info bits, or -1 where it has no word or is there already. */
function addForm(build: Builder, text: string, form: Form, owner: number, lang: number): number {
  const info = caseOf(form) | (form.ambiguous ? AMBIGUOUS : 0) | (lang << LANG_SHIFT);
  return addSequence(build, text, info, KIND_FORM, owner);
}

function addSequence(build: Builder, text: string, bits: number, kind: number, owner: number): number {
  const tokens = tokenise(text, build.tokens);
  const count = tokens.count;
  if (count === 0 || count > MAX_WORDS) return -1;
  const { sequences } = build;
  let a = tokens.a[0] as number;
  let b = tokens.b[0] as number;
  build.firstWords.add(a);
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
    group = build.groupCheck.length;
    build.groupCheck.push(a);
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
    if (firstFlags & ALL_CAPS && !(firstFlags & SMALL) && caseBits === CASE_EXACT) info |= ACRONYM;
    if (firstFlags & STEMMED && caseBits === CASE_INITIAL) info |= STEMMED_FORM;
  }
  const letters = Math.min(63, (tokens.end[count - 1] as number) - (tokens.start[0] as number));
  info |= letters << LETTERS_SHIFT;
  if (isKnown(build, group, info, check)) return -1;
  build.entryGroup.push(group);
  build.entryOwner.push(owner);
  build.entryInfo.push(info);
  build.entryCheck.push(check);
  return info;
}

/** Whether the owner at hand has this very form already. */
function isKnown(
  { from, entryGroup, entryInfo, entryCheck }: Builder,
  group: number,
  info: number,
  check: number,
): boolean {
  for (let i = from; i < entryGroup.length; i++) {
    if (entryGroup.get(i) === group && entryInfo.get(i) === info && entryCheck.get(i) === check) return true;
  }
  return false;
}

/** Beginnings of the words of a term's full names. */
function headsOf(build: Builder, forms: readonly Form[]): Int32Array {
  const heads = new Set<number>();
  for (const { text } of forms) {
    const tokens = tokenise(text, build.tokens);
    if (tokens.count < 2) continue;
    for (let i = 0; i < tokens.count; i++) {
      const head = nameHead(text, tokens.start[i] as number, tokens.end[i] as number);
      if (head !== 0) heads.add(head);
    }
  }
  return Int32Array.from(heads).sort();
}

/** Group of a form that is in the index already, or -1. */
function groupOf(build: Builder, form: string): number {
  const tokens = tokenise(form, build.tokens);
  if (tokens.count === 0) return -1;
  let a = tokens.a[0] as number;
  let b = tokens.b[0] as number;
  for (let i = 1; i < tokens.count; i++) {
    a = stepA(a, tokens.a[i] as number, tokens.gap[i] as number);
    b = stepB(b, tokens.b[i] as number, tokens.gap[i] as number);
  }
  const slot = build.sequences.slot(a, b || 1);
  return ((build.sequences.value[slot] as number) >>> GROUP_SHIFT) - 1;
}

/** Words that must have the article: `الجامعة العربية` is a name, `جامعة عربية` is any Arab university. */
function arabicMask(tokens: Tokens, count: number): number {
  let mask = 0;
  for (let i = 0; i < count && i < 31; i++) {
    const flags = tokens.flags[i] as number;
    if (flags & ARABIC_WORD && flags & 1) mask |= 1 << i;
  }
  return mask;
}

function caseOf(form: Form): number {
  if (form.case === 'exact') return CASE_EXACT;
  return form.case === 'initial' ? CASE_INITIAL : CASE_ANY;
}

function langNumber(langs: Map<string, number>, lang: string): number {
  const known = langs.get(lang);
  if (known !== undefined) return known;
  if (langs.size >= MAX_LANGS) return 0;
  langs.set(lang, langs.size);
  return langs.size - 1;
}

/** Number of a cue, which is added where it is new; -1 where it has no word. */
function cueNumber(build: Builder, cues: Map<string, number>, wildcard: Numbers, cue: Cue): number {
  const known = cues.get(cue);
  if (known !== undefined) return known;
  const number = cues.size;
  const stem = cue.endsWith('*') ? cue.slice(0, -1).trim() : '';
  if (stem && !/\s/.test(stem)) {
    const folded = foldWord(stem, 0, stem.length);
    if (folded.length < 3) return -1;
    wildcard.push(folded.head);
    wildcard.push(folded.length);
    wildcard.push(prefixHash(folded.length));
    wildcard.push(number);
  } else {
    build.from = build.entryGroup.length;
    const form: Form = { text: stem || cue, lang: 'und', case: cueCase(stem || cue), ambiguous: false };
    let added = false;
    for (const text of spellings(form))
      added = addSequence(build, text, caseOf(form), KIND_CUE, number) >= 0 || added;
    if (!added) return -1;
  }
  cues.set(cue, number);
  return number;
}
