/**
 * What a page's readers and the extension's own pages (popup, side panel) tell each other. An extension page sends the order
 * `tell` with a name it made up; each reader of the tab then opens a port of that name. The browser says of a port which frame
 * it comes from and at what address: a reader's own word is not needed for that.
 */

/** A reader's whole answer: sent once when the port opens, and again, a moment later, when what is marked has changed. */
export interface Report {
  /** Whether the frame shows a file in the browser's own viewer, in which nothing is marked. */
  viewer: boolean;
  /** In the order of each term's first mention. */
  terms: ReportedTerm[];
  /** The first `MOST_REPORTED` mentions that are shown, in page order. */
  mentions: ReportedMention[];
  /** Where the frame is now: an application moves without a new page. It is the reader's own word. */
  address: string;
  /** What the page names as its canonical address. */
  canonical?: string;
  /** Of the page. */
  title: string;
  /** The passages that notes are on, in page order, those that are not on the page last; without those still looked for. */
  passages: ReportedPassage[];
}

export interface ReportedPassage {
  /** Of its note. */
  id: string;
  /** See `notes/anchor`: `changed` is most likely the passage, `orphan` is not on the page. */
  state: 'sure' | 'changed' | 'orphan';
}

export interface ReportedTerm {
  /** Term id. */
  term: string;
  /** Mentions that are shown, 1 or more; those beyond `MOST_REPORTED` are counted too. */
  count: number;
  /** How many of them stand in a heading of the page. */
  headings: number;
}

export interface ReportedMention {
  /** Names it in an order to go there. A mention that is read anew gets another one. */
  id: number;
  /** Term id. */
  term: string;
  /** As it stands on the page. */
  surface: string;
  /** Up to 60 UTF-16 units of its block before and after it, as the page has them, white space joined. */
  before: string;
  after: string;
}

/** Mentions of a frame told one by one: a list of more is of no use to a person, and its text would be felt. */
export const MOST_REPORTED = 1_000;

/** From an extension page to a reader, over the port: scroll to that mention, or to the passage of that note, and flash it. */
export interface GoTo {
  go: number | string;
}
