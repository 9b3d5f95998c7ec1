import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { send } from '../../protocol/extension';
import { noteFinder } from './note-finder';

export interface Found {
  /** Ids of the notes that the query finds, best first; absent where there is no query, or no answer yet. */
  ids: readonly string[] | undefined;
  failed: boolean;
}

/**
 * What a query finds among the notes, and anew when they change (`notes` is another object then). `rests`: there is nothing more urgent,
 * and the index is made ready for the first query.
 */
export function useFound(query: string, notes: unknown, rests: boolean): Found {
  const [found, setFound] = useState<Found>({ ids: undefined, failed: false });
  const find = useMemo(() => noteFinder(send), []);
  /** Number of the last question: an answer to an earlier one is stale. */
  const turn = useRef(0);
  useEffect(() => {
    if (rests) find('').catch(() => undefined);
  }, [rests]);
  // Before the letter is painted: the answer comes that much sooner.
  useLayoutEffect(() => {
    const mine = ++turn.current;
    if (query.trim() === '') {
      setFound({ ids: undefined, failed: false });
      return;
    }
    find(query).then(
      (ids) => mine === turn.current && setFound({ ids, failed: false }),
      () => mine === turn.current && setFound({ ids: [], failed: true }),
    );
  }, [query, notes]);
  return found;
}
