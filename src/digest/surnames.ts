/**
 * The surnames of persons, as forms of their terms. Writers give a full name once and then the surname alone.
 * A surname is common, so it counts only on a page that has the full name.
 *
 * Not done: surnames that two persons share, or that are a form of another term.
 */
import type { Form, LexiconTerm } from '../mentions/lexicon';
import { normalise } from '../mentions/normalise';
import { atOnce } from '../platform/pace';
import type { Term } from './schema';

/** UTF-16 units. Shorter last words are parts of surnames, or letters. */
const MIN_SURNAME = 4;

/** Terms between two interruptions; each takes about 5 µs. */
const AT_ONCE = 128;

export function withSurnames(terms: readonly Term[]): LexiconTerm[] {
  return atOnce(addingSurnames(terms));
}

/** The same, step by step. */
export function* addingSurnames(terms: readonly Term[]): Generator<void, LexiconTerm[]> {
  const surnames = terms.map((term) => (term.kind === 'person' ? surnamesOf(term) : []));
  if (surnames.every(({ length }) => length === 0)) return [...terms];
  const owners = new Map<string, number>();
  for (const [at, { forms }] of terms.entries()) {
    if (at % AT_ONCE === 0) yield;
    for (const { text } of forms) owners.set(normalise(text), Infinity);
  }
  for (const list of surnames) {
    for (const name of new Set(list.map(({ text }) => normalise(text))))
      owners.set(name, (owners.get(name) ?? 0) + 1);
  }
  return terms.map((term, at) => {
    const own = (surnames[at] ?? []).filter(({ text }) => owners.get(normalise(text)) === 1);
    return own.length === 0 ? term : { ...term, forms: [...term.forms, ...own] };
  });
}

/** The last words of a person's names, each once in a language. */
function surnamesOf({ forms }: Term): Form[] {
  const found = new Map<string, Form>();
  for (const { text, lang } of forms) {
    const words = text.split(' ');
    const last = words.at(-1) ?? '';
    if (words.length < 2 || last.length < MIN_SURNAME || !/^[\p{Lu}\p{Lo}][\p{L}\p{M}\u200c]+$/u.test(last))
      continue;
    if (/\p{Script=Han}/u.test(last)) continue;
    found.set(`${lang} ${last}`, { text: last, lang, case: 'initial', ambiguous: true, afterName: true });
  }
  return [...found.values()];
}
