/**
 * What the matcher and the resolver need to know about a term. A digest supplies these values. This room
 * knows nothing of documents, claims or the browser.
 */

/** One way of writing a term or a rival sense. */
export interface Form {
  /** The text in NFC, in the letter case usual in running text. */
  text: string;
  /** BCP 47 primary language subtag of the form (`en`, `fa`, `zh`, …), or `und` for any language. */
  lang: string;
  /**
   * How letter case counts.
   * - `exact`: only as written, or in a possessive or plural of it. For acronyms: `ITU`, never `itu`.
   * - `initial`: the first letter of each word keeps its case, so `borhan` is not `Borhan`.
   * - `any`: case is ignored.
   *
   * If the glossary does not say, `src/digest/form-case.ts` chooses: `exact` for two capitals or more and no
   * lower-case letter, `initial` for a single capitalised word, `any` otherwise.
   */
  case: 'exact' | 'initial' | 'any';
  /** Whether the form alone does not determine its sense, so that a mark needs evidence. */
  ambiguous: boolean;
  /**
   * How ordinary a word or phrase it is in its language, if Gloss judged that itself, because nobody said whether the
   * form is ambiguous: 0, not at all; 1, a known word; 2, a frequent one; 3, one that everybody uses daily. Absent:
   * an author decided.
   */
  ordinary?: 0 | 1 | 2 | 3 | undefined;
  /** Whether the form counts only on a page that has a full name of the term: a surname alone. */
  afterName?: boolean;
}

/**
 * A word or phrase whose presence supports a sense. It matches whole normalised tokens. A trailing `*`
 * matches any ending (`telecommunicat*`).
 */
export type Cue = string;

/** A rival sense: something else that a term's ambiguous forms can mean. */
interface Rival {
  /** What it is, in English: `insulin-like growth factor`. Shown under *Why here?*. */
  sense: string;
  /** The forms it shares with the term, as the term writes them. Empty means every ambiguous form. */
  forms: string[];
  /** Its full names. One on the page speaks for the rival on the whole page, as a definition would. */
  names: string[];
  /** Cues that support it. */
  cues: Cue[];
}

/** Everything needed to find the mentions of a term. */
export interface LexiconTerm {
  /** Term id, unique in its digest: `igf`. */
  id: string;
  /** At least one. */
  forms: Form[];
  /** Cues that support the term at an ambiguous form. Empty if none are known. */
  cues: Cue[];
  /** Known rival senses of its ambiguous forms. */
  rivals: Rival[];
}
