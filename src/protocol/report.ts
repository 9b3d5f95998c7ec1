/**
 * Reports: what the readers of a page tell the popup and the side panel. The page that wants reports sends
 * the order `report` with a name that it chose, and each reader of the tab opens a port of that name. The
 * browser says which frame a port comes from, and the frame's address: the reader's own word is not needed
 * for that. `schema/report` has the shape, and the page checks each report.
 */
import type * as v from 'valibot';
import type * as schema from './schema/report';

export type Report = v.InferOutput<typeof schema.Report>;
export type ReportedPassage = v.InferOutput<typeof schema.ReportedPassage>;
export type ReportedTerm = v.InferOutput<typeof schema.ReportedTerm>;
export type ReportedMention = v.InferOutput<typeof schema.ReportedMention>;
export type InView = v.InferOutput<typeof schema.InView>;

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
