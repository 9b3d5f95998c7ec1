/**
 * How large a glossary file may be. Files come from anybody: more than this is a mistake or an attack. What is
 * above a bound of the file refuses the file; what is above a bound of one term is left out, and counted.
 */

import { CLAIMS, FORMS, GISTS, LINE, RELATED, TERMS } from '../limits';

/** Lengths of texts are in UTF-16 units. */
export interface Bounds {
  /** Longest file, as text. */
  text: number;
  /** Largest file, bytes. */
  bytes: number;
  /** Most terms, and most forms of all terms. */
  terms: number;
  forms: number;
  /** Most forms of one term, in all languages. */
  formsOfTerm: number;
  /** Longest label, full name or form. */
  label: number;
  /** Longest definition or statement: of a longer one, the beginning is kept. */
  definition: number;
  /** Most statements of one term. */
  statements: number;
  /** Most languages in which one term is defined in one line. */
  gists: number;
  /** Most related terms of one term. */
  related: number;
  /** Most different sources of a file: each becomes a document of the digest. */
  sources: number;
  /** Elements, lists or brackets inside each other. */
  depth: number;
  /** Most columns of a table, and most cells of a file. */
  columns: number;
  cells: number;
  /** Longest cell of a table, or longest literal of an RDF file. */
  cell: number;
  /** Longest entry of a JSON file, which is parsed in one go: about 50 ms. */
  item: number;
  /** Most statements (triples) of an RDF file. */
  triples: number;
}

export const BOUNDS: Bounds = {
  text: 100_000_000,
  bytes: 400_000_000,
  terms: TERMS,
  forms: 2_000_000,
  formsOfTerm: FORMS,
  label: LINE,
  definition: 5_000,
  statements: CLAIMS,
  gists: GISTS,
  related: RELATED,
  sources: 10_000,
  depth: 60,
  columns: 200,
  cells: 20_000_000,
  cell: 100_000,
  item: 5_000_000,
  triples: 20_000_000,
};
