import { useEffect, useRef, useState } from 'preact/hooks';
import { send } from '../../protocol/extension';
import { type Following, followTab, type PageState } from './follow-tab';
import { type WeighedTerm, weighTerms } from './weigh-terms';

/** A term on the active page, with its name. */
export interface PageTerm extends WeighedTerm {
  label: string;
}

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
  const [labels, setLabels] = useState<Record<string, string>>({});
  const following = useRef<Following>(undefined);
  useEffect(() => {
    const begun = followTab(setState);
    following.current = begun;
    return () => begun.stop();
  }, []);
  const weighed = state.is === 'read' ? weighTerms(state.frames) : [];
  const unnamed = weighed.flatMap(({ term }) => (Object.hasOwn(labels, term) ? [] : [term]));
  const wanted = unnamed.join(' ');
  useEffect(() => {
    if (wanted === '') return;
    send('labels', { terms: wanted.split(' ') }).then(
      (found) => setLabels((known) => ({ ...known, ...found })),
      // Terms without a name are not listed until the page reports again.
      () => undefined,
    );
  }, [wanted]);
  return {
    state,
    terms: weighed.flatMap((each) => {
      const label = labels[each.term];
      return label === undefined ? [] : [{ ...each, label }];
    }),
    go: (frame, place) => following.current?.go(frame, place),
  };
}
