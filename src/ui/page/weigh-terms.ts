/**
 * Ranks the terms of a page, so that what the page is about comes first. Pure.
 *
 * The weight of a term is the number of its mentions; a mention in a heading counts as three. Terms of equal
 * weight are in page order. Page order is that of the frames: the top frame first, then the others by frame
 * id, because only the page itself knows where a frame stands in it. Cost: O(m + n log n) for m mentions of n
 * terms.
 */
import type { Report, ReportedMention } from '../../protocol/report';

/** Weight of a mention in a heading. */
const HEADING = 3;

/** A mention with the browser's id of its frame. */
export type PlacedMention = ReportedMention & { frame: number };

export interface WeighedTerm {
  /** Term id. */
  term: string;
  /** Number of mentions on the page. */
  count: number;
  /** The mentions in page order; fewer than `count` if the page has very many. */
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
  // The sort is stable.
  return [...weighed.values()]
    .sort((a, b) => b.weight - a.weight)
    .map(({ term, count, mentions }) => ({ term, count, mentions }));
}
