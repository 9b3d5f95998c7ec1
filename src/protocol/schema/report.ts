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
  /**
   * Up to 60 UTF-16 units of its block before it and after it, with each run of white space as one space, and “…”
   * where the block goes on.
   */
  before: Words,
  after: Words,
  /** How far down its frame it stands: from 0, the top, to 1,000, the end. */
  at: count(1_000),
});

/** All that a reader tells. Sent when the port opens, and again a moment after a change of what is marked. */
export const Report = strict({
  /**
   * What the frame shows. `viewer`: a file in the browser's own viewer. `editor`: most of the view is an editor. `code`:
   * most of it is code or data. `media`: an image, a video or a sound. Nothing is marked in any of these, except in what
   * else there is beside an editor or code.
   */
  kind: v.picklist(['page', 'viewer', 'editor', 'code', 'xml', 'svg', 'media']),
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

/**
 * What the reader of the top frame tells when the page was scrolled: which mentions of its last report are in view,
 * from the one at the index `from` to the one before `to`.
 */
export const InView = strict({ inView: strict({ from: count(), to: count() }) });
