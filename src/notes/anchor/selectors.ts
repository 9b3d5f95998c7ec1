/**
 * What is stored of a passage so that it can be found again, as the W3C Web Annotation model has it: the quote with its
 * context (TextQuoteSelector), the place in the page's text (TextPositionSelector), and the place in the page's structure
 * (RangeSelector of XPathSelectors). Made once, when the note is made; never rewritten.
 */
/** The passage's words and what stood around them. White space is folded: every run of it is one space. */
export interface Quote {
  /** The passage, without white space at its ends; never empty. */
  exact: string;
  /** `CONTEXT` units before it, more where so few do not tell the passage from others; fewer, or none, where the page begins, or where an import brought none. */
  prefix: string;
  /** The same after it. */
  suffix: string;
}

/** A stretch of the page's text, UTF-16 units from its start, the end excluded. */
export interface Position {
  start: number;
  end: number;
}

/** The elements that a passage begins and ends in, by way of the tree. */
export interface Structure {
  /** Steps from the body: `/div[2]/p[5]`, each counted among siblings of its name from 1; empty for the body itself. */
  startPath: string;
  /** UTF-16 units from the beginning of that element's text. */
  startOffset: number;
  endPath: string;
  endOffset: number;
}

export interface Selectors {
  quote: Quote;
  /**
   * How like the passage the next best place of the page was when the note was made, from 0 (none at all) to 1 (the same words
   * in the same context): what is no liker today may be that other place. Absent where an import does not say.
   */
  rival?: number;
  /** Absent where an import brought none; so is the next. */
  position?: Position;
  /** UTF-16 units of the whole page's text then: what was put in or taken out since moves a passage in proportion. */
  length?: number;
  structure?: Structure;
}

/** Units of context kept on either side: what the Web Annotation model's examples and Hypothesis keep. */
export const CONTEXT = 32;
/** The widest context, units on either side; of an import's wider one no more is looked at. */
export const WIDEST = 8 * CONTEXT;
const SPACES = /\s+/g;

/** Every run of white space as one space. */
export function fold(text: string): string {
  return text.replace(SPACES, ' ');
}
