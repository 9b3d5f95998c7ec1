/** What the readers of a page report to the popup and the side panel (`report.ts`). */
import * as v from 'valibot';
import { Address, count, Id, list, strict, text, Uuid } from './shapes';

/** Words of a page, UTF-16 units: the reader cuts what is around a mention, and a form is not longer. */
const Words = text(10_000);

export const ReportedPassage = strict({
  /** Id of the note. */
  id: Uuid,
  /** `sure`: found. `changed`: found in changed words. `orphan`: not found (`notes/anchor`). */
  state: v.picklist(['sure', 'changed', 'orphan']),
});

export const ReportedTerm = strict({
  /** Term id. */
  term: Id,
  /** Mentions that are shown, those beyond `MOST_REPORTED` too; 1 or more. */
  count: count(),
  /** How many of these mentions stand in a heading of the page. */
  headings: count(),
});

export const ReportedMention = strict({
  /** Names the mention in `GoTo`. A mention that is read again gets another id. */
  id: count(),
  /** Term id. */
  term: Id,
  /** The words as they stand on the page. */
  surface: Words,
  /** Up to 60 UTF-16 units of its block before it and after it, with each run of white space as one space. */
  before: Words,
  after: Words,
});

/** All that a reader tells. Sent when the port opens, and again a moment after a change of what is marked. */
export const Report = strict({
  /** Whether the frame shows a file in the browser's own viewer, in which nothing is marked. */
  viewer: v.boolean(),
  /** In the order of each term's first mention. */
  terms: list(ReportedTerm, 100_000),
  /** The first `MOST_REPORTED` (1,000) mentions that are shown, in page order. */
  mentions: list(ReportedMention, 1_000),
  /**
   * Address of the frame now, in the reader's own word: an application changes its address without a new
   * page.
   */
  address: text(10_000_000),
  /** The canonical address that the page names. */
  canonical: v.optional(Address),
  /** Title of the page. */
  title: text(2_000),
  /**
   * The passages with notes, in page order, orphans last. A passage that is still being looked for is not in
   * it.
   */
  passages: list(ReportedPassage, 10_000),
});
