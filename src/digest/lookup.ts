/** A digest in memory with access by id. It answers while the cache cannot. */
import { type Card, cardOf } from './card';
import type { Digest, Document, Passage, Term } from './schema';

export class DigestLookup {
  readonly digest: Digest;
  readonly #documents: Map<string, Document>;
  readonly #passages: Map<string, Passage>;
  readonly #terms: Map<string, Term>;

  constructor(digest: Digest) {
    this.digest = digest;
    this.#documents = byId(digest.documents);
    this.#passages = byId(digest.passages);
    this.#terms = byId(digest.terms);
    for (const term of digest.terms) for (const id of term.also ?? []) this.#terms.set(id, term);
  }

  term(id: string): Term | undefined {
    return this.#terms.get(id);
  }

  passage(id: string): Passage | undefined {
    return this.#passages.get(id);
  }

  /** The documents that can be read: those with passages. */
  documents(): Document[] {
    const read = new Set(this.digest.passages.map(({ document }) => document));
    return this.digest.documents.filter(({ id }) => read.has(id));
  }

  passages(document: string): Passage[] {
    return this.digest.passages.filter((passage) => passage.document === document);
  }

  card(id: string): Card | undefined {
    const term = this.term(id);
    return (
      term &&
      cardOf(term, {
        passage: (key) => this.#passages.get(key),
        document: (key) => this.#documents.get(key),
        term: (key) => this.#terms.get(key),
      })
    );
  }
}

function byId<T extends { id: string }>(values: T[]): Map<string, T> {
  return new Map(values.map((value) => [value.id, value]));
}
