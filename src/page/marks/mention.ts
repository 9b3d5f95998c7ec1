/** A mention on a page: where it stands, and whether it is shown. */
import type { Reason } from '../../protocol/messages';
import { read } from '../dom/nodes';
import { place, type Run } from '../read/walk';

export interface Mention {
  /** Term id. */
  term: string;
  /** As it stands on the page. */
  surface: string;
  /** Where it begins and ends. */
  start: { node: Text; offset: number };
  end: { node: Text; offset: number };
  verdict: Verdict;
  /** What speaks for and against it where it stands. */
  why: Reason[];
}

/**
 * Whether a mention is shown: settled where it stands, or by `score` together with its group's score on the
 * page.
 */
interface Verdict {
  shown: boolean;
  group?: string;
  score?: number;
}

/** What the background says of one mention of a run: offsets into the run's text. */
export interface Found extends Verdict {
  start: number;
  end: number;
  term: string;
  why?: Reason[];
}

/**
 * What the page as a whole says of each group of mentions, and why: above 0 together with a mention's own
 * score, it is shown.
 */
export type Groups = Record<string, { score: number; why: Reason[] }>;

/** A mention that was found in a run, at its place in the page. */
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

/** The same text, not as a slice that keeps the whole text in memory that it was cut from. */
function unshared(text: string): string {
  return JSON.parse(JSON.stringify(text));
}

export function isShown({ verdict: { shown, group, score = 0 } }: Mention, groups: Groups): boolean {
  const page = group === undefined ? undefined : groups[group];
  return page ? score + page.score > 0 : shown;
}

/**
 * Why a mention is marked: by what stands around it, and by what the page says elsewhere. Empty: its form has
 * one sense only.
 */
export function whyOf({ why = [], verdict }: Partial<Mention>, groups: Groups): Reason[] {
  const page = verdict?.group === undefined ? undefined : groups[verdict.group];
  return [...why, ...(page?.why ?? [])];
}

/** Each term's first mention. */
export function firstsOf(mentions: readonly Mention[]): Mention[] {
  const seen = new Set<string>();
  return mentions.filter(({ term }) => !seen.has(term) && seen.add(term));
}

/**
 * Whether the mention's nodes still hold the text it was found in: the page may have changed since, unseen as
 * yet.
 */
export function isWhole({ start, end, surface }: Mention): boolean {
  if (!read(start.node, 'isConnected') || !read(end.node, 'isConnected')) return false;
  if (start.node === end.node) return start.node.data.slice(start.offset, end.offset) === surface;
  return surface.startsWith(start.node.data.slice(start.offset));
}
