/** A mention on a page: where it stands, and whether it is shown. */
import type { Reason } from '../../protocol/messages';
import { read, textIn } from '../dom/nodes';
import { place, type Run } from '../read/walk';

export interface Mention {
  /** Term id. */
  term: string;
  /** The text of the mention on the page. */
  surface: string;
  /** Text nodes and UTF-16 offsets of the mention's beginning and end. */
  start: { node: Text; offset: number };
  end: { node: Text; offset: number };
  verdict: Verdict;
  /** The local reasons for and against this sense. */
  why: Reason[];
}

/**
 * Whether a mention is shown. Without a group, `shown` decides. With a group that has a score on this page,
 * the sum of `score` and the group's score decides.
 */
interface Verdict {
  shown: boolean;
  group?: string;
  score?: number;
}

/** The background's result for one mention of a run. Offsets count UTF-16 units of the run's text. */
export interface Found extends Verdict {
  start: number;
  end: number;
  term: string;
  why?: Reason[];
}

/**
 * The evidence of the whole page for each group of mentions. A mention is shown if the group's score and the
 * mention's own score add up to more than 0.
 */
export type Groups = Record<string, { score: number; why: Reason[] }>;

/** Converts a result of the background to a mention at its place on the page. */
export function mentionIn(run: Run, found: Found): Mention {
  const { start, end, term, why = [] } = found;
  return {
    term,
    surface: unshared(run.text.slice(start, end)),
    start: place(run, start, false),
    end: place(run, end, true),
    verdict: found,
    why,
  };
}

/** Copies a string. A plain slice would keep the whole text it was cut from in memory. */
function unshared(text: string): string {
  return JSON.parse(JSON.stringify(text));
}

export function isShown({ verdict: { shown, group, score = 0 } }: Mention, groups: Groups): boolean {
  const page = group === undefined ? undefined : groups[group];
  return page ? score + page.score > 0 : shown;
}

/**
 * The reasons why a mention is marked: from its surroundings, then from the rest of the page. Empty if its
 * form has only one sense.
 */
export function whyOf({ why = [], verdict }: Partial<Mention>, groups: Groups): Reason[] {
  const page = verdict?.group === undefined ? undefined : groups[verdict.group];
  return [...why, ...(page?.why ?? [])];
}

/** The first mention of each term. */
export function firstsOf(mentions: readonly Mention[]): Mention[] {
  const seen = new Set<string>();
  return mentions.filter(({ term }) => !seen.has(term) && seen.add(term));
}

/**
 * Whether the mention's nodes still hold its text. The page may have changed since, before the observer
 * reported it.
 */
export function isWhole({ start, end, surface }: Mention): boolean {
  if (!read(start.node, 'isConnected') || !read(end.node, 'isConnected')) return false;
  const text = textIn(start.node, start.offset, start.offset + surface.length);
  return start.node === end.node ? text === surface : surface.startsWith(text);
}
