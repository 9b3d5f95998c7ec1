import { useEffect, useRef, useState } from 'preact/hooks';
import type { Term } from '../../digest/schema';
import { send } from '../../protocol/extension';
import { type Following, followTab, type PageState } from './follow-tab';
import { type WeighedTerm, weighTerms } from './weigh-terms';

/** What the digest says of a term on the active page. */
type Head = Pick<Term, 'label' | 'kind'>;

/** A term on the active page, with its name and kind. */
export type PageTerm = WeighedTerm & Head;

export interface FollowedPage {
  state: PageState;
  /** The terms by weight, the heaviest first; empty unless the page is read. */
  terms: PageTerm[];
  /** Scrolls to a mention, or to the passage of a note, and flashes it. */
  go: Following['go'];
}

/** Follows the active page while the component is mounted. */
export function usePage(): FollowedPage {
  const [state, setState] = useState<PageState>({ is: 'waiting' });
  const [heads, setHeads] = useState<Record<string, Head>>({});
  const following = useRef<Following>(undefined);
  useEffect(() => {
    const begun = followTab(setState);
    following.current = begun;
    return () => begun.stop();
  }, []);
  const weighed = state.is === 'read' ? weighTerms(state.frames, state.view) : [];
  const unnamed = weighed.flatMap(({ term }) => (Object.hasOwn(heads, term) ? [] : [term]));
  const wanted = unnamed.join(' ');
  useEffect(() => {
    if (wanted === '') return;
    send('terms', { terms: wanted.split(' ') }).then(
      (found) => setHeads((known) => ({ ...known, ...found })),
      // Terms without a name are not listed until the page reports again.
      () => undefined,
    );
  }, [wanted]);
  return {
    state,
    terms: weighed.flatMap((each) => {
      const head = Object.hasOwn(heads, each.term) ? heads[each.term] : undefined;
      return head ? [{ ...each, ...head }] : [];
    }),
    go: (frame, place) => following.current?.go(frame, place),
  };
}
