import { useEffect, useRef, useState } from 'preact/hooks';
import { send } from '../../protocol/extension';
import { type Following, followTab, type PageState } from './follow-tab';
import { type WeighedTerm, weighTerms } from './weigh-terms';

/** A term on the page in front, with its name. */
export interface PageTerm extends WeighedTerm {
  label: string;
}

export interface FollowedPage {
  state: PageState;
  /** In order of weight. Empty unless the page is read. */
  terms: PageTerm[];
  /** Scroll to a mention, or to the passage of a note, and flash it. */
  go: Following['go'];
}

/** The page in front, as long as the component is there. */
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
      // Without their names the terms stay unlisted until the page tells again.
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
