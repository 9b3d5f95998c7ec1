/**
 * Whether a new version may replace the one that the reader has. A signature says who made a version, not that it is the
 * newest: whoever holds the place of the files can put an old one there again.
 */
import type { HeldKind, Subscribed } from '../subscribed';

/** The version that the reader has. */
export interface Had extends Pick<Subscribed, 'key' | 'seen' | 'published'> {
  hash: string;
  terms: number;
  version: string;
}

/** The version that came. */
export interface Came {
  hash: string;
  terms: number;
  version: string;
  signedBy?: string | undefined;
  published?: string | undefined;
}

/** What speaks against it, the worst first. Empty: it may be taken. */
export function objections(had: Had, came: Came): HeldKind[] {
  const all: HeldKind[] = [];
  if (had.key !== undefined && came.signedBy === undefined) all.push('unsigned');
  if (had.key !== undefined && came.signedBy !== undefined && came.signedBy !== had.key)
    all.push('keyChanged');
  if (isOlder(had, came)) all.push('older');
  if (came.terms < had.terms / 2) all.push('shrunken');
  return all;
}

/**
 * Whether the version was there before, was published on an earlier day, or has a lower number. Versions with letters
 * have no order that is certain.
 */
function isOlder(had: Had, came: Came): boolean {
  if (came.hash !== had.hash && had.seen.includes(came.hash)) return true;
  if (had.published !== undefined && came.published !== undefined && came.published < had.published)
    return true;
  const [before, after] = [numbersOf(had.version), numbersOf(came.version)];
  if (before === undefined || after === undefined) return false;
  for (let at = 0; at < Math.max(before.length, after.length); at++) {
    const [a, b] = [before[at] ?? 0, after[at] ?? 0];
    if (a !== b) return b < a;
  }
  return false;
}

/** The numbers of `2026-11` or `1.10.0`; `undefined` if there is anything else in it. */
function numbersOf(version: string): number[] | undefined {
  return /^\d{1,15}(?:[.-]\d{1,15})*$/.test(version) ? version.split(/[.-]/).map(Number) : undefined;
}
