/** The card of a term: its claims with their sources, and the related terms to read next. */
import type { Claim, Document, Passage, Term } from './schema';

export interface Card {
  term: Pick<Term, 'id' | 'label' | 'name' | 'role' | 'kind' | 'gist'>;
  /** In the glossary's order. */
  claims: CardClaim[];
  /** Most related first. */
  related: Pick<Term, 'id' | 'label' | 'kind'>[];
  /** One name in each language of the term's forms, a full name where there is one. In the glossary's order. */
  names: { lang: string; text: string }[];
}

/** A statement. One that rests on no passage has no quote either; its document may be a digest as a whole. */
export interface CardClaim extends Pick<Claim, 'text' | 'quote' | 'passage' | 'asOf'> {
  document: Pick<Document, 'id' | 'title' | 'short' | 'date' | 'address'>;
}

/** The source of a card's parts: the rows of the cache or the bundled digest. */
export interface CardParts {
  passage(id: string): Pick<Passage, 'document'> | undefined;
  document(id: string): Document | undefined;
  term(id: string): Term | undefined;
}

/** The card of a term; `undefined` if a part of it is missing, which never happens in a whole digest. */
export function cardOf(term: Term, parts: CardParts): Card | undefined {
  const claims: CardClaim[] = [];
  for (const { document: named, ...claim } of term.claims) {
    const { passage } = claim;
    const id = passage === undefined ? named : parts.passage(passage)?.document;
    const document = parts.document(id ?? '');
    if (document === undefined) return undefined;
    const { lang: _lang, publisher: _publisher, ...source } = document;
    claims.push({ ...claim, document: source });
  }
  const related: Card['related'] = [];
  for (const id of term.related) {
    const other = parts.term(id);
    if (other === undefined) return undefined;
    related.push({ id, label: other.label, kind: other.kind });
  }
  const { id, label, kind, name, role, gist } = term;
  const heading: Card['term'] = { id, label, kind, gist };
  if (name !== undefined) heading.name = name;
  if (role !== undefined) heading.role = role;
  return { term: heading, claims, related, names: namesOf(term) };
}

/** A form of capitals only is short for the name that is wanted. `und`: in no language of its own. */
function namesOf({ forms }: Term): Card['names'] {
  const names = new Map<string, string>();
  for (const { lang, text } of forms) {
    const known = names.get(lang);
    if (lang !== 'und' && (known === undefined || (isShort(known) && !isShort(text)))) names.set(lang, text);
  }
  return [...names].map(([lang, text]) => ({ lang, text }));
}

const isShort = (name: string) => !/\p{Ll}|\p{Lo}/u.test(name);
