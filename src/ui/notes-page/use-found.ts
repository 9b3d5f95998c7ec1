import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { send } from '../../protocol/extension';
import { noteFinder } from './note-finder';

export interface Found {
  /** Ids of the notes that the query finds, the best first; absent if there is no query or no answer yet. */
  ids: readonly string[] | undefined;
  failed: boolean;
}

/**
 * The notes that a query finds. It searches again when the notes have changed (`notes` is another object
 * then). `rests`: nothing more urgent is under way, so the background may build its index before the first
 * query.
 */
export function useFound(query: string, notes: unknown, rests: boolean): Found {
  const [found, setFound] = useState<Found>({ ids: undefined, failed: false });
  const find = useMemo(() => noteFinder(send), []);
  /** Number of the last request: answers to earlier ones are stale. */
  const turn = useRef(0);
  useEffect(() => {
    if (rests) find('').catch(() => undefined);
  }, [rests]);
  // A layout effect runs before the letter is painted, so the answer comes sooner.
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
