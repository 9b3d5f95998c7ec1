/**
 * Compiles terms into the bytes of an index (`layout.ts`). Deterministic: the same terms in the same order
 * give the same bytes. Cost: O(letters of all forms); about 8 s and 500 MB of working memory for a million
 * terms.
 *
 * The same `tokenise` reads forms and pages. Spelling variants that no rule for single words covers are added
 * as forms of their own (`spellings.ts`): compounds with and without hyphen (`multi-stakeholder`,
 * `multistakeholder`), and -ise/-ize.
 */

import { atOnce } from '../platform/pace';
import { addForm, addSequence, beginOwner, caseOf, createEntries, type Entries, groupOf } from './entries';
import { Numbers } from './growing';
import {
  ACRONYM,
  AMBIGUOUS,
  KIND_CUE,
  KIND_FORM,
  KIND_MASK,
  KIND_RIVAL,
  packIndex,
  READ,
  RIVALLED,
} from './layout';
import type { Cue, Form, LexiconTerm } from './lexicon';
import { filterOf, joinTexts, sortByGroup } from './packing';
import { cueCase, rivalCase, spellings } from './spellings';
import { tokenise } from './tokenise';
import { foldWord, nameHead, prefixHash } from './wildcard';

/** Languages that an entry's eight bits can distinguish; forms of further languages count as `und`. */
const MAX_LANGS = 255;

/** Terms between two interruptions; each takes about 10 µs. */
const AT_ONCE = 128;

/** Compiles the terms' forms, their rivals' names and all cues into an index. */
export function compileIndex(terms: readonly LexiconTerm[]): Uint8Array<ArrayBuffer> {
  return atOnce(compilingIndex(terms));
}

/** The same, step by step. The longest step sorts the hashes: about 40 ms for 100,000 terms. */
export function* compilingIndex(terms: readonly LexiconTerm[]): Generator<void, Uint8Array<ArrayBuffer>> {
  const entries = createEntries();
  const langs = new Map<string, number>([['und', 0]]);
  const evidence = new Int32Array(terms.length);
  const withEvidence: number[] = [];
  for (const [owner, term] of terms.entries()) {
    if (owner % AT_ONCE === 0) yield;
    beginOwner(entries);
    let needsEvidence = term.rivals.some(({ forms }) => forms.length > 0);
    for (const form of term.forms) {
      const lang = langNumber(langs, form.lang);
      for (const text of spellings(form)) {
        const info = addForm(entries, text, form, owner, lang);
        if (info >= 0 && info & (AMBIGUOUS | ACRONYM)) needsEvidence = true;
      }
    }
    if (needsEvidence) evidence[owner] = withEvidence.push(owner);
    if (term.forms.some(({ ordinary }) => ordinary !== undefined)) evidence[owner]! |= READ;
  }
  const cues = new Map<string, number>();
  const wildcard = new Numbers();
  const cueStart = new Numbers();
  const cueList = new Numbers();
  const addCues = (list: readonly Cue[]): void => {
    cueStart.push(cueList.length);
    const unique = new Set<number>();
    for (const cue of list) {
      const number = cueNumber(entries, cues, wildcard, cue);
      if (number >= 0 && !unique.has(number)) {
        unique.add(number);
        cueList.push(number);
      }
    }
  };
  const nameStart = new Numbers();
  const nameHeads = new Numbers();
  for (const [at, owner] of withEvidence.entries()) {
    if (at % AT_ONCE === 0) yield;
    const term = terms[owner] as LexiconTerm;
    addCues(term.cues);
    nameStart.push(nameHeads.length);
    for (const head of headsOf(entries, term.forms)) nameHeads.push(head);
  }
  nameStart.push(nameHeads.length);
  const rivalStart = new Numbers();
  const rivalTerm = new Numbers();
  const rivalFormStart = new Numbers();
  const rivalForm = new Numbers();
  const senses: string[] = [];
  const rivalled = new Map<number, Set<number>>();
  for (const [at, owner] of withEvidence.entries()) {
    if (at % AT_ONCE === 0) yield;
    rivalStart.push(rivalTerm.length);
    for (const rival of terms[owner]!.rivals) {
      const number = rivalTerm.length;
      rivalTerm.push(owner);
      senses.push(rival.sense);
      rivalFormStart.push(rivalForm.length);
      for (const form of rival.forms) {
        const group = groupOf(entries, form);
        if (group < 0) continue;
        rivalForm.push(group);
        rivalled.set(owner, (rivalled.get(owner) ?? new Set()).add(group));
      }
      beginOwner(entries);
      for (const name of rival.names) {
        const form: Form = { text: name, lang: 'und', case: rivalCase(name), ambiguous: false };
        for (const text of spellings(form)) addSequence(entries, text, caseOf(form), KIND_RIVAL, number);
      }
      addCues(rival.cues);
    }
  }
  rivalStart.push(rivalTerm.length);
  rivalFormStart.push(rivalForm.length);
  cueStart.push(cueList.length);
  yield;
  markRivalled(entries, rivalled);
  yield;

  const slots = Math.max(16, Math.ceil(entries.sequences.count * 1.45) + 1);
  const { groupStart, order } = sortByGroup(entries.entryGroup, entries.groupCheck.length);
  const pick = (from: Numbers): Int32Array<ArrayBuffer> => Int32Array.from(order, (at) => from.get(at));
  const { firstWords } = entries;
  yield;
  const longer = Array.from(entries.sequences.hashes()).filter((a) => !firstWords.has(a));
  yield;
  const textStart = new Numbers();
  const text = joinTexts(
    [terms.map((term) => term.id), senses, [...cues.keys()], [...langs.keys()]],
    textStart,
  );
  yield;
  return packIndex({
    sections: {
      firstFilter: filterOf(firstWords, firstWords.size),
      longerFilter: filterOf(longer, longer.length),
      slot: entries.sequences.resized(slots).toArray(),
      groupCheck: entries.groupCheck.toArray(),
      groupStart,
      entryOwner: pick(entries.entryOwner),
      entryInfo: pick(entries.entryInfo),
      entryCheck: pick(entries.entryCheck),
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

/** Sets the bit of each form that a rival of its term shares by name. `rivalled`: their groups, by term. */
function markRivalled(entries: Entries, rivalled: ReadonlyMap<number, ReadonlySet<number>>): void {
  const { entryGroup, entryOwner, entryInfo } = entries;
  for (let i = 0; i < entryGroup.length; i++) {
    const info = entryInfo.get(i);
    if ((info & KIND_MASK) !== KIND_FORM) continue;
    if (rivalled.get(entryOwner.get(i))?.has(entryGroup.get(i))) entryInfo.set(i, info | RIVALLED);
  }
}

/** Hashes of the beginnings of the words in a term's full names, sorted. */
function headsOf(entries: Entries, forms: readonly Form[]): Int32Array {
  const heads = new Set<number>();
  for (const { text } of forms) {
    const tokens = tokenise(text, entries.tokens);
    if (tokens.count < 2) continue;
    for (let i = 0; i < tokens.count; i++) {
      const head = nameHead(text, tokens.start[i] as number, tokens.end[i] as number);
      if (head !== 0) heads.add(head);
    }
  }
  return Int32Array.from(heads).sort();
}

/** The number of a language, which is added if it is new. */
function langNumber(langs: Map<string, number>, lang: string): number {
  const known = langs.get(lang);
  if (known !== undefined) return known;
  if (langs.size >= MAX_LANGS) return 0;
  langs.set(lang, langs.size);
  return langs.size - 1;
}

/** The number of a cue, which is added if it is new; -1 if it contains no word. */
function cueNumber(entries: Entries, cues: Map<string, number>, wildcard: Numbers, cue: Cue): number {
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
    beginOwner(entries);
    const form: Form = { text: stem || cue, lang: 'und', case: cueCase(stem || cue), ambiguous: false };
    let added = false;
    for (const text of spellings(form))
      added = addSequence(entries, text, caseOf(form), KIND_CUE, number) >= 0 || added;
    if (!added) return -1;
  }
  cues.set(cue, number);
  return number;
}
