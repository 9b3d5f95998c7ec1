/** The card of a term: its claims with their sources, and the related terms to read next. */
import type { Document, Passage, Term } from './schema';

export interface Card {
  term: Pick<Term, 'id' | 'label' | 'name' | 'role' | 'kind' | 'gist'>;
  /** In the glossary's order. */
  claims: CardClaim[];
  /** Most related first. */
  related: Pick<Term, 'id' | 'label' | 'kind'>[];
  /** One name in each language of the term's forms, a full name where there is one. In the glossary's order. */
  names: { lang: string; text: string }[];
}

export interface CardClaim {
  /** One sentence that says what the document says. */
  text: string;
  /** The words that the claim rests on, verbatim in the passage. */
  quote: string;
  /** Passage id. */
  passage: string;
  document: Pick<Document, 'id' | 'title' | 'short' | 'date'>;
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
  for (const { text, quote, passage } of term.claims) {
    const document = parts.document(parts.passage(passage)?.document ?? '');
    if (document === undefined) return undefined;
    const { id, title, short, date } = document;
    const source = { id, title, ...(short !== undefined && { short }), ...(date !== undefined && { date }) };
    claims.push({ text, quote, passage, document: source });
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
