/**
 * Reports: what the readers of a page tell the popup and the side panel. The page that wants reports sends
 * the order `report` with a name that it chose, and each reader of the tab opens a port of that name. The
 * browser says which frame a port comes from, and the frame's address: the reader's own word is not needed
 * for that.
 */

/** All that a reader tells. Sent when the port opens, and again a moment after a change of what is marked. */
export interface Report {
  /** Whether the frame shows a file in the browser's own viewer, in which nothing is marked. */
  viewer: boolean;
  /** In the order of each term's first mention. */
  terms: ReportedTerm[];
  /** The first `MOST_REPORTED` mentions that are shown, in page order. */
  mentions: ReportedMention[];
  /**
   * Address of the frame now, in the reader's own word: an application changes its address without a new
   * page.
   */
  address: string;
  /** The canonical address that the page names. */
  canonical?: string;
  /** Title of the page. */
  title: string;
  /**
   * The passages with notes, in page order, orphans last. A passage that is still being looked for is not in
   * it.
   */
  passages: ReportedPassage[];
}

export interface ReportedPassage {
  /** Id of the note. */
  id: string;
  /** `sure`: found. `changed`: found in changed words. `orphan`: not found (`notes/anchor`). */
  state: 'sure' | 'changed' | 'orphan';
}

export interface ReportedTerm {
  /** Term id. */
  term: string;
  /** Mentions that are shown, those beyond `MOST_REPORTED` too; 1 or more. */
  count: number;
  /** How many of these mentions stand in a heading of the page. */
  headings: number;
}

export interface ReportedMention {
  /** Names the mention in `GoTo`. A mention that is read again gets another id. */
  id: number;
  /** Term id. */
  term: string;
  /** The words as they stand on the page. */
  surface: string;
  /** Up to 60 UTF-16 units of its block before it and after it, with each run of white space as one space. */
  before: string;
  after: string;
}

/** The most mentions in a report: nobody reads a longer list, and its text would slow the page. */
export const MOST_REPORTED = 1_000;

/**
 * From the page of the extension to the reader, over the port: scroll to a mention or to a noted passage, and
 * flash it.
 */
export interface GoTo {
  /** Id of the mention, or of the note. */
  go: number | string;
}
