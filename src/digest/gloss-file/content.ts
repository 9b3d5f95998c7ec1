/**
 * Checks what one entry of a digest alone cannot show: each id once and in order, and everything that an entry refers
 * to is there. Cost: linear, with a bound on the letters that are searched for quotes.
 */
import { compareIds, comparePassages } from '../canonical';
import { excerpt } from '../problems';
import { documentOf } from '../schema';
import { DIGEST_FILE, SEARCHED } from './bounds';
import { contains } from './contains';
import type { GlossDigest } from './file-schema';
import { GlossRefusal, TELL } from './refusal';

type Document = GlossDigest['documents'][number];
type Passage = GlossDigest['passages'][number];
type Term = GlossDigest['terms'][number];

/** Takes the entries in the order of the file: documents, passages, terms. Each method throws a `GlossRefusal`. */
export class ContentCheck {
  readonly #documents = new Set<string>();
  readonly #passages = new Map<string, string>();
  readonly #terms = new Set<string>();
  #lastDocument: Document | undefined;
  #lastPassage: Passage | undefined;
  #lastTerm: Term | undefined;
  #searched = 0;

  document(document: Document, at: number): void {
    this.#inOrder('documents', at, document.id, this.#lastDocument, (last) =>
      compareIds(last.id, document.id),
    );
    this.#lastDocument = document;
    this.#documents.add(document.id);
  }

  passage(passage: Passage, at: number): void {
    const { id, document } = passage;
    this.#inOrder('passages', at, id, this.#lastPassage, (last) => comparePassages(last, passage));
    this.#lastPassage = passage;
    if (!this.#documents.has(document))
      refuse('passages', at, id, 'document', `is of the document "${document}", which is not there; add it`);
    if (documentOf(id) !== document)
      refuse(
        'passages',
        at,
        id,
        'id',
        `does not begin with the id of its document, "${document}"; correct it`,
      );
    this.#passages.set(id, passage.text);
  }

  term(term: Term, at: number): void {
    const { id, claims } = term;
    this.#inOrder('terms', at, id, this.#lastTerm, (last) => compareIds(last.id, id));
    this.#lastTerm = term;
    this.#terms.add(id);
    claims.forEach(({ passage, quote, document }, i) => {
      const wrong = (key: string, message: string) => refuse('terms', at, id, `claims[${i}].${key}`, message);
      if (document !== undefined && !this.#documents.has(document))
        wrong('document', `has a claim of the document "${document}", which is not there; add it`);
      if (passage === undefined || quote === undefined) return;
      const text = this.#passages.get(passage);
      if (text === undefined) wrong('passage', `cites the passage "${passage}", which is not there; add it`);
      else if (!this.#has(text, quote))
        wrong('quote', `quotes "${excerpt(quote)}", which is not verbatim in ${passage}; copy it from there`);
    });
  }

  /** To be called for each term after all of them are known. */
  related({ id, related }: Term, at: number): void {
    related.forEach((other, i) => {
      if (!this.#terms.has(other))
        refuse('terms', at, id, `related[${i}]`, `is related to "${other}", which is no term; remove it`);
    });
  }

  #has(text: string, quote: string): boolean {
    this.#searched += text.length;
    if (this.#searched > SEARCHED)
      throw new GlossRefusal(
        'too-large',
        `${DIGEST_FILE} has so many claims on long passages that checking their quotes would take too long. ${TELL} in smaller parts.`,
      );
    return contains(text, quote);
  }

  #inOrder<Entry>(
    list: string,
    at: number,
    id: string,
    last: Entry | undefined,
    compare: (last: Entry) => number,
  ): void {
    const order = last === undefined ? -1 : compare(last);
    if (order === 0) refuse(list, at, id, 'id', 'is there twice; remove one');
    if (order > 0) refuse(list, at, id, 'id', `stands before where it belongs; sort ${list} by id`);
  }
}

/** What a message calls an entry of a list: `digest.json, terms, entry 5 ("igf")`. */
export function nameOf(list: string, at: number, id?: string): string {
  return `${DIGEST_FILE}, ${list}, entry ${at + 1}${id === undefined ? '' : ` ("${excerpt(id)}")`}`;
}

function refuse(list: string, at: number, id: string, key: string, message: string): never {
  throw new GlossRefusal('invalid', `${nameOf(list, at, id)}: ${message}. ${TELL}.`, `${list}[${at}].${key}`);
}
