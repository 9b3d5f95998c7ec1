/** The card of a term: its claims with their sources, and the related terms to read next. */
import type { Document, Passage, Term } from './schema';

export interface Card {
  term: Pick<Term, 'id' | 'label' | 'name' | 'role' | 'kind'>;
  /** In the glossary's order. */
  claims: CardClaim[];
  /** Most related first. */
  related: Pick<Term, 'id' | 'label' | 'kind'>[];
}

export interface CardClaim {
  /** One sentence that says what the document says. */
  text: string;
  /** The words that the claim rests on, verbatim in the passage. */
  quote: string;
  /** Passage id. */
  passage: string;
  document: Pick<Document, 'id' | 'title' | 'date'>;
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
    const { id, title, date } = document;
    claims.push({ text, quote, passage, document: date === undefined ? { id, title } : { id, title, date } });
  }
  const related: Card['related'] = [];
  for (const id of term.related) {
    const other = parts.term(id);
    if (other === undefined) return undefined;
    related.push({ id, label: other.label, kind: other.kind });
  }
  const { id, label, kind, name, role } = term;
  const heading: Card['term'] = { id, label, kind };
  if (name !== undefined) heading.name = name;
  if (role !== undefined) heading.role = role;
  return { term: heading, claims, related };
}
