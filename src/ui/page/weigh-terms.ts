/**
 * The terms of a page in order of weight: what the page is about comes first. A term weighs as much as it has mentions, and one
 * in a heading counts as three; of two that weigh the same, the one that comes first on the page does. Pure.
 *
 * A page is told of frame by frame. Page order is that of the frames, the top frame first and the others as they came: where a frame
 * stands in the page is known to the page alone.
 */
import type { Report, ReportedMention } from '../../protocol/report';

/** A mention in a heading counts as so many. */
const HEADING = 3;

/** A mention, and the browser's number of its frame. */
export type PlacedMention = ReportedMention & { frame: number };

export interface WeighedTerm {
  /** Term id. */
  term: string;
  /** Mentions on the page. */
  count: number;
  /** In page order; fewer than `count` where a page has very many. */
  mentions: PlacedMention[];
}

export function weighTerms(frames: ReadonlyMap<number, Report>): WeighedTerm[] {
  const weighed = new Map<string, WeighedTerm & { weight: number }>();
  for (const [frame, report] of [...frames].sort(([a], [b]) => a - b)) {
    for (const { term, count, headings } of report.terms) {
      const known = weighed.get(term) ?? { term, count: 0, weight: 0, mentions: [] };
      known.count += count;
      known.weight += count + (HEADING - 1) * headings;
      weighed.set(term, known);
    }
    for (const mention of report.mentions) weighed.get(mention.term)?.mentions.push({ ...mention, frame });
  }
  // Sorting keeps the order of those that weigh the same.
  return [...weighed.values()]
    .sort((a, b) => b.weight - a.weight)
    .map(({ term, count, mentions }) => ({ term, count, mentions }));
}
