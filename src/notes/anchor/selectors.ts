/**
 * The selectors of a passage, stored with its note so that it can be found again. They follow the W3C Web
 * Annotation model: the quote with its context (TextQuoteSelector), the position in the page's text
 * (TextPositionSelector), and the place in the element tree (RangeSelector of XPathSelectors). They are made
 * once, when the note is made, and never rewritten.
 */
/** The passage's words and their context. White space is folded: every run of it is one space. */
export interface Quote {
  /** The passage, without white space at its ends; never empty. */
  exact: string;
  /**
   * UTF-16 text before the passage: `CONTEXT` units, or up to `WIDEST` where fewer do not distinguish it from
   * similar places. Shorter or empty at the beginning of the page, or where an import brought less.
   */
  prefix: string;
  /** The same after the passage. */
  suffix: string;
}

/** A range of the page's text: UTF-16 units from its start, the end excluded. */
export interface Position {
  start: number;
  end: number;
}

/** The elements that a passage begins and ends in, by their paths in the element tree. */
export interface Structure {
  /**
   * Path from the body: `/div[2]/p[5]`. Each step counts siblings of the same name, from 1. Empty for the
   * body itself.
   */
  startPath: string;
  /** UTF-16 units from the start of that element's text. */
  startOffset: number;
  endPath: string;
  endOffset: number;
}

export interface Selectors {
  quote: Quote;
  /**
   * Score of the most similar other place on the page when the note was made: from 0 (none) to 1 (the same
   * words in the same context). A place that scores no more than this today may be that other place. Absent
   * where an import does not say.
   */
  rival?: number;
  /** Position in the page's text when the note was made; absent where an import brought none. */
  position?: Position;
  /**
   * Length of the whole page's text when the note was made, UTF-16 units. Comparing it with today's length
   * shows about how far the passage has moved. Absent where an import brought none.
   */
  length?: number;
  structure?: Structure;
  /**
   * What stands on the page where the passage is, white space folded, if that is more than the quote: text
   * between its words that was not shown or could not be selected. The passage is searched for by it.
   */
  text?: string;
}

/**
 * A place of the page's text at which what a reader sees differs from it: UTF-16 units from its start, `to`
 * excluded. If `from` equals `to`, a new line or cell begins there; otherwise, that text is not seen or not
 * selected.
 */
export interface Gap {
  from: number;
  to: number;
}

/** Units of context on each side by default: as in the Web Annotation model's examples and in Hypothesis. */
export const CONTEXT = 32;
/** Units of the widest context on each side. Of a wider one in an import, only this much is used. */
export const WIDEST = 8 * CONTEXT;
const SPACES = /\s+/g;

/** Replaces every run of white space by one space. */
export function fold(text: string): string {
  return text.replace(SPACES, ' ');
}
