/**
 * Searches for passages on the page as it is now. If the page changes in the meantime, the caller searches
 * again.
 */
import { anchoring, type Sought } from '../../notes/anchor/anchor';
import type { Selectors } from '../../notes/anchor/selectors';
import type { ReportedPassage } from '../../protocol/report';
import { follow, readPageText } from './page-text';
import { type Piece, piecesOf } from './pieces';

/** The result of the search for one passage. */
export interface Place {
  state: ReportedPassage['state'];
  /**
   * Offset in the page's text at which the passage begins, UTF-16 units. For an orphan, where it began when
   * the note was made.
   */
  start: number;
  /** Empty for an orphan. */
  pieces: Piece[];
}

/** Finds the place of each passage, in the order of `all`. Yields between short steps. */
export function* seek(root: Element, all: readonly Selectors[]): Generator<void, Place[]> {
  const page = yield* readPageText(root);
  const sought: Sought[] = [];
  for (const selectors of all) {
    const hint = selectors.structure && follow(page, selectors.structure);
    sought.push(hint ? { selectors, hint } : { selectors });
    yield;
  }
  const places: Place[] = [];
  for (const [at, verdict] of (yield* anchoring(page.text, sought)).entries()) {
    if (verdict.verdict === 'orphan')
      places.push({ state: 'orphan', start: all[at]?.position?.start ?? 0, pieces: [] });
    else {
      const { verdict: state, start } = verdict;
      places.push({ state, start, pieces: yield* piecesOf(page, verdict) });
    }
  }
  return places;
}
