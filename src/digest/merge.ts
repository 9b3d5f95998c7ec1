/**
 * Joins the digests that are switched on into one, from which the matcher's and the search's index are built. A
 * term that stands in several digests becomes one, with the statements of each. A form that two digests use for
 * different terms is ambiguous in both, and each term is a rival of the other.
 *
 * Two terms of different digests are the same if they have the same id, or share a full name: an unambiguous form
 * of two words or more. Terms of one digest are never joined.
 *
 * Cost: linear in the number of forms and claims.
 */

import { derivingCues } from '../mentions/derive-cues';
import type { Form } from '../mentions/lexicon';
import { atOnce } from '../platform/pace';
import { type DigestContent, inOrder } from './canonical';
import { countWords, formKeys } from './form-key';
import { type Document, documentOf, lexicon, type Passage, type Term } from './schema';
import { unusedId } from './unused-id';

/** A digest that is switched on. */
export interface Member {
  id: string;
  /** What the reader calls it; the source of the statements that rest on no document. */
  name: string;
  content: DigestContent;
}

/** Most names and cues of a term that speak for it as the rival of another. */
const RIVAL_NAMES = 8;
/** Most terms of a digest that are weighed against those of others for one form. */
const MAX_SHARING = 4;
const RIVAL_CUES = 12;
/** Terms between two interruptions; each takes about 20 µs. */
const AT_ONCE = 64;

/** Joins digests, the first of them first. A single digest stays as it is, but for the order of its parts. */
export function merge(members: readonly Member[]): DigestContent {
  return atOnce(merging(members));
}

/** The same, step by step: yields about once in a millisecond. */
export function* merging(members: readonly Member[]): Generator<void, DigestContent> {
  const documents: Document[] = [];
  const passages: Passage[] = [];
  const taken = new Set<string>();
  const joined = new Joined();
  for (const [number, member] of members.entries()) {
    const { rename, documents: own, passages: ownPassages } = withOwnIds(member, taken);
    documents.push(...own);
    for (const passage of ownPassages) passages.push(passage);
    const source = unusedId(`digest-${member.id}`, taken);
    let isSource = false;
    for (const [at, term] of member.content.terms.entries()) {
      if (at % AT_ONCE === 0) yield;
      const claims = term.claims.map((claim) => {
        const { passage, document } = claim;
        if (passage !== undefined) return { ...claim, passage: rename.passage(passage) };
        if (document === undefined) isSource = true;
        return { ...claim, document: document === undefined ? source : rename.document(document) };
      });
      joined.add({ ...term, claims }, number);
    }
    if (!isSource) continue;
    taken.add(source);
    documents.push({ id: source, title: member.name, lang: 'und' });
  }
  const { terms, of } = yield* joined.terms();
  if (members.length > 1) yield* settleForms(terms, of);
  return inOrder({ documents, passages, terms });
}

/** Ids of documents are unique among all digests: a later one gets the digest's id before its own. */
function withOwnIds({ id, content }: Member, taken: Set<string>) {
  const names = new Map<string, string>();
  for (const document of content.documents) {
    const own = taken.has(document.id) ? unusedId(`${id}-${document.id}`, taken) : document.id;
    names.set(document.id, own);
    taken.add(own);
  }
  const rename = {
    document: (name: string) => names.get(name) ?? name,
    passage(passage: string) {
      const document = documentOf(passage);
      return rename.document(document) + passage.slice(document.length);
    },
  };
  return {
    rename,
    documents: content.documents.map((document) => ({ ...document, id: rename.document(document.id) })),
    passages: content.passages.map((passage) => ({
      ...passage,
      id: rename.passage(passage.id),
      document: rename.document(passage.document),
    })),
  };
}

/** The terms of all digests, each thing once. */
class Joined {
  readonly #terms: Term[] = [];
  /** Number of a term by each of its ids, and by the keys of its full names. */
  readonly #byId = new Map<string, number>();
  readonly #byName = new Map<string, number>();
  /** By term: the numbers of the digests that it stands in. */
  readonly of: number[][] = [];

  add(term: Term, digest: number): void {
    const names = fullNames(term);
    const known = this.#known(term.id, names, digest);
    const at = known ?? this.#terms.push(term) - 1;
    if (known !== undefined) this.#terms[known] = joinedTerm(this.#terms[known] as Term, term);
    this.of[at] = [...(this.of[at] ?? []), digest];
    this.#byId.set(term.id, at);
    for (const name of names) if (!this.#byName.has(name)) this.#byName.set(name, at);
  }

  #known(id: string, names: readonly string[], digest: number): number | undefined {
    const byId = this.#byId.get(id);
    if (byId !== undefined) return byId;
    return names
      .map((name) => this.#byName.get(name))
      .find((at) => at !== undefined && !this.of[at]?.includes(digest));
  }

  /**
   * All terms, each related to the terms that there are, by their ids of now. A term that only adds to another one,
   * and has no form of its own, is left out where there is no such other.
   */
  *terms(): Generator<void, { terms: Term[]; of: number[][] }> {
    const isWhole = ({ forms }: Term) => forms.length > 0;
    const idOf = (id: string) => {
      const term = this.#terms[this.#byId.get(id) ?? -1];
      return term && isWhole(term) ? term.id : undefined;
    };
    const terms: Term[] = [];
    const of: number[][] = [];
    for (const [at, term] of this.#terms.entries()) {
      if (at % AT_ONCE === 0) yield;
      if (!isWhole(term)) continue;
      const related = [...new Set(term.related.flatMap((id) => idOf(id) ?? []))];
      terms.push({ ...term, related: related.filter((id) => id !== term.id) });
      of.push(this.of[at] as number[]);
    }
    return { terms, of };
  }
}

/** Keys of the forms that name a term alone and in full. */
function fullNames({ forms }: Term): string[] {
  return forms.flatMap((form) => (!form.ambiguous && countWords(form.text) > 1 ? formKeys(form) : []));
}

/** Two digests' words about one term. What can be said once only is said by the first. */
function joinedTerm(first: Term, other: Term): Term {
  const forms = new Map(first.forms.map((form) => [`${form.lang} ${form.text}`, form]));
  for (const form of other.forms) {
    const key = `${form.lang} ${form.text}`;
    const known = forms.get(key);
    forms.set(key, known ? { ...known, ambiguous: known.ambiguous || form.ambiguous } : form);
  }
  const name = first.name ?? other.name;
  const role = first.role ?? other.role;
  const also = new Set([...(first.also ?? []), other.id].filter((id) => id !== first.id));
  return {
    ...first,
    ...(name !== undefined && { name }),
    ...(role !== undefined && { role }),
    gist: { ...other.gist, ...first.gist },
    forms: [...forms.values()],
    cues: [...new Set([...first.cues, ...other.cues])],
    rivals: [...first.rivals, ...other.rivals],
    claims: [...first.claims, ...other.claims],
    related: [...first.related, ...other.related],
    ...(also.size > 0 && { also: [...also] }),
  };
}

/**
 * Makes the forms that terms of different digests share ambiguous, and the terms rivals, in place. `of`: the digests
 * of each term. What the terms of one digest share, that digest has settled itself.
 */
function* settleForms(terms: Term[], of: readonly number[][]): Generator<void> {
  const claimants = new Map<string, number[]>();
  for (const [at, term] of terms.entries()) {
    if (at % AT_ONCE === 0) yield;
    for (const key of new Set(term.forms.flatMap(formKeys))) {
      const known = claimants.get(key);
      if (known) known.push(at);
      else claimants.set(key, [at]);
    }
  }
  /** By term: its rivals, each with the keys of what they share. */
  const rivals = new Map<number, Map<number, Set<string>>>();
  let steps = 0;
  for (const [key, sharing] of claimants) {
    if (++steps % AT_ONCE === 0) yield;
    const weighed = fewOfEach(sharing, of);
    for (const at of sharing) {
      for (const other of weighed) {
        if (other === at || of[at]?.some((digest) => of[other]?.includes(digest))) continue;
        const known = rivals.get(at) ?? new Map<number, Set<string>>();
        rivals.set(at, known.set(other, (known.get(other) ?? new Set()).add(key)));
      }
    }
  }
  for (const [at, others] of rivals) {
    const keys = new Set([...others.values()].flatMap((each) => [...each]));
    terms[at] = withAmbiguous(terms[at] as Term, keys);
  }
  yield* giveCues(terms, [...rivals.keys()]);
  const before = [...terms];
  for (const [at, others] of rivals) {
    if (++steps % AT_ONCE === 0) yield;
    terms[at] = withRivals(before[at] as Term, others, before);
  }
}

/** The first terms of each digest among those that share a form. */
function fewOfEach(sharing: readonly number[], of: readonly number[][]): number[] {
  const counts = new Map<number, number>();
  return sharing.filter((at) => {
    const digest = of[at]?.[0] ?? 0;
    const count = (counts.get(digest) ?? 0) + 1;
    counts.set(digest, count);
    return count <= MAX_SHARING;
  });
}

const has = (form: Form, keys: ReadonlySet<string>) => formKeys(form).some((key) => keys.has(key));

function withAmbiguous(term: Term, keys: ReadonlySet<string>): Term {
  return {
    ...term,
    forms: term.forms.map((form) => (has(form, keys) ? { ...form, ambiguous: true } : form)),
  };
}

/** A term with others that share forms with it as rivals. Its card leads to them. */
function withRivals(
  term: Term,
  others: ReadonlyMap<number, ReadonlySet<string>>,
  all: readonly Term[],
): Term {
  const rivals = [...others].map(([other, keys]) => {
    const rival = all[other] as Term;
    const shared = term.forms.filter((form) => has(form, keys)).map(({ text }) => text);
    const names = rival.forms.filter((form) => !form.ambiguous && countWords(form.text) > 1);
    return {
      sense: Object.values(rival.gist)[0] ?? rival.label,
      forms: [...new Set(shared)],
      names: [...new Set(names.map(({ text }) => text))].slice(0, RIVAL_NAMES),
      cues: rival.cues.slice(0, RIVAL_CUES),
    };
  });
  const related = new Set([...term.related, ...[...others.keys()].map((other) => (all[other] as Term).id)]);
  return { ...term, rivals: [...term.rivals, ...rivals], related: [...related] };
}

/** A form that has become ambiguous needs cues: where its term has none, the words of its own statements. */
function* giveCues(terms: Term[], numbers: readonly number[]): Generator<void> {
  const poor = numbers.filter((at) => (terms[at] as Term).cues.length === 0);
  if (poor.length === 0) return;
  const texts = new Map(
    poor.map((at) => {
      const { id, gist, claims } = terms[at] as Term;
      return [id, [...Object.values(gist), ...claims.map(({ text }) => text)]];
    }),
  );
  yield;
  const derived = yield* derivingCues(lexicon(poor.map((at) => terms[at] as Term)), texts);
  for (const [i, at] of poor.entries()) terms[at] = { ...(terms[at] as Term), cues: derived[i]?.cues ?? [] };
}
