/**
 * Ranks the terms of a page, so that what the page is about comes first. Pure.
 *
 * The weight of a term is the number of its mentions; a mention in a heading counts as three. Terms of equal
 * weight are in page order. Page order is that of the frames: the top frame first, then the others by frame
 * id, because only the page itself knows where a frame stands in it. Cost: O(m + n log n) for m mentions of n
 * terms.
 */
import type { InView, Report, ReportedMention } from '../../protocol/report';

/** Weight of a mention in a heading. */
const HEADING = 3;

/** A mention with the browser's id of its frame. */
export type PlacedMention = ReportedMention & {
  frame: number;
  /** Whether it is in view; always `false` in a frame inside the page. */
  seen: boolean;
};

export interface WeighedTerm {
  /** Term id. */
  term: string;
  /** Number of mentions on the page. */
  count: number;
  /** How many other terms are mentioned before it: 0 for the first term of the page. */
  place: number;
  /** The mentions in page order; fewer than `count` if the page has very many. */
  mentions: PlacedMention[];
}

/** The terms of all frames, the heaviest first. `view`: which mentions of the top frame are in view. */
export function weighTerms(
  frames: ReadonlyMap<number, Report>,
  view: InView['inView'] = { from: 0, to: 0 },
): WeighedTerm[] {
  const weighed = new Map<string, WeighedTerm & { weight: number }>();
  for (const [frame, report] of [...frames].sort(([a], [b]) => a - b)) {
    for (const { term, count, headings } of report.terms) {
      const known = weighed.get(term) ?? { term, count: 0, place: weighed.size, weight: 0, mentions: [] };
      known.count += count;
      known.weight += count + (HEADING - 1) * headings;
      weighed.set(term, known);
    }
    for (const [index, mention] of report.mentions.entries()) {
      const seen = frame === 0 && index >= view.from && index < view.to;
      weighed.get(mention.term)?.mentions.push({ ...mention, frame, seen });
    }
  }
  // The sort is stable.
  return [...weighed.values()]
    .sort((a, b) => b.weight - a.weight)
    .map(({ term, count, place, mentions }) => ({ term, count, place, mentions }));
}
