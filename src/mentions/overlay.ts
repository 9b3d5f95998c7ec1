/**
 * A small index beside the large one, for terms that the large one does not have yet. Its mentions are final: whoever
 * lays it over says that its forms need no evidence. Where both find something, the leftmost place wins, then the longest,
 * and of two equal ones that of the small index.
 *
 * The evidence of a page is that of the large index alone, so nothing changes for it when the small one comes or goes.
 *
 * Cost: a second pass over the text.
 */
import { type Candidates, findingCandidates } from './candidates';
import { type Found, type FoundMention, finding, type Page } from './find';
import type { MentionIndex } from './index';

export interface Overlay {
  index: MentionIndex;
  /** Ids of its terms. */
  terms: ReadonlySet<string>;
  /** Whether the large index may know a term as it is no longer, so that its mentions do not count. */
  replaces(term: string): boolean;
}

/** As `finding`, with an overlay if there is one. */
export function* findingWith(
  overlay: Overlay | undefined,
  index: MentionIndex,
  blocks: readonly string[],
  page: Page = {},
): Generator<void, Found> {
  const found = yield* finding(index, blocks, page);
  if (!overlay) return found;
  const over = yield* finding(overlay.index, blocks, { lang: page.lang });
  const laid = over.mentions.flatMap(({ block, start, end, term, shown }) =>
    shown ? [{ block, start, end, term, shown }] : [],
  );
  const under = found.mentions.filter(({ term }) => !overlay.replaces(term));
  return { ...found, mentions: laidOver(laid, under) };
}

/** As `findingCandidates`, with an overlay if there is one. */
export function* findingCandidatesWith(
  overlay: Overlay | undefined,
  index: MentionIndex,
  texts: readonly string[],
  evidence?: unknown,
  wanted?: ReadonlySet<string>,
): Generator<void, Candidates> {
  const found = yield* findingCandidates(index, texts, evidence, wanted);
  if (!overlay) return found;
  const { places } = yield* findingCandidates(overlay.index, texts, undefined, overlay.terms);
  const both = found.places.map((list, at) =>
    [...new Set([...list, ...(places[at] ?? [])])].sort((a, b) => a - b),
  );
  return { ...found, places: both };
}

/** Both lists are in reading order, and so is the result. Within a list, two places are apart or the same. */
function laidOver(laid: readonly FoundMention[], under: readonly FoundMention[]): FoundMention[] {
  const mentions: FoundMention[] = [];
  let at = 0;
  for (const over of laid) {
    let next = under[at];
    while (next && endsBefore(next, over)) {
      mentions.push(next);
      next = under[++at];
    }
    let end = at;
    while (next && !endsBefore(over, next)) next = under[++end];
    if (under.slice(at, end).some((each) => each.shown && winsOver(each, over))) continue;
    mentions.push(over);
    at = end;
  }
  for (; at < under.length; at++) mentions.push(under[at] as FoundMention);
  return mentions;
}

function endsBefore(one: FoundMention, other: FoundMention): boolean {
  return one.block < other.block || (one.block === other.block && one.end <= other.start);
}

/** Of two that overlap. */
function winsOver(one: FoundMention, other: FoundMention): boolean {
  return one.start < other.start || (one.start === other.start && one.end > other.end);
}
