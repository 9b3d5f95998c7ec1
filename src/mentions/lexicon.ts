/**
 * What the matcher and the resolver need to know of a term. A digest carries these values; this room knows nothing of
 * documents, claims or the browser.
 */

/** One way a term, or a rival sense of one of its forms, is written. */
export interface Form {
  /** As written in running text, NFC, in the letter case it is usually written in. */
  text: string;
  /** BCP 47 primary language subtag of the text the form belongs to (`en`, `fa`, `zh`, …), or `und` for any language. */
  lang: string;
  /**
   * How letter case counts. `exact`: only as written, or in a possessive or plural of it (acronyms: `ITU`, never `itu`).
   * `initial`: the first letter of each word keeps its case, so that `borhan` is no `Borhan`. `any`: case is ignored.
   * The compiler fills it in when the glossary is silent: `exact` for a form of two or more capitals and no small letter,
   * `initial` for a single capitalised word, `any` otherwise.
   */
  case: 'exact' | 'initial' | 'any';
  /** Whether the form alone does not tell its sense, so that a mark needs evidence. */
  ambiguous: boolean;
}

/**
 * A word or phrase whose presence speaks for a sense. Matched on normalised tokens, whole words; a trailing `*` matches
 * any ending (`telecommunicat*`).
 */
export type Cue = string;

/** Something else that a term's ambiguous forms can mean. */
interface Rival {
  /** What it is, in English: `insulin-like growth factor`. Shown in *Why here?*. */
  sense: string;
  /** The forms of the term that it shares, as the term writes them; empty means every ambiguous form of the term. */
  forms: string[];
  /** Its full names: one on the page speaks for the rival as a definition would. */
  names: string[];
  /** Words that speak for it. */
  cues: Cue[];
}

/** All that finding a term's mentions needs. */
export interface LexiconTerm {
  /** Term id, unique in its digest: `igf`. */
  id: string;
  /** At least one. */
  forms: Form[];
  /** Words that speak for the term where one of its ambiguous forms stands. Empty: none are known. */
  cues: Cue[];
  /** Known rival senses of its ambiguous forms. */
  rivals: Rival[];
}
