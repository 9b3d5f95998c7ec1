import { useEffect, useState } from 'preact/hooks';
import type { Note } from '../../notes/schema';
import type { Listing } from '../../notes/store';
import { browser, send } from '../../protocol/extension';
import type { Requests } from '../../protocol/messages';
import { noticeIn } from '../../protocol/notices';

/** Which notes: those on a term, those on a page and its passages, or those with these ids. */
export type NotesOf = Requests['notes']['request'];

export interface ListedNotes {
  /**
   * The notes, the newest first; editing does not change their order. Notes deleted since they were listed
   * stay in their places, marked as deleted, so that they can be restored there.
   */
  notes: Note[];
  /** Number of damaged rows that belong to this list. */
  damaged: number;
  state: 'waiting' | 'listed' | 'failed';
}

const NOTHING: ListedNotes = { notes: [], damaged: 0, state: 'waiting' };

/** The notes, listed again after each change of any note. `first` is a recent listing to begin with. */
export function useNotes(of: NotesOf, first?: Listing): ListedNotes {
  const key = JSON.stringify(of);
  const [listed, setListed] = useState(() => ({ key, ...(first ? listedOf(first) : NOTHING) }));
  useEffect(() => {
    let stopped = false;
    let stale = false;
    let asking = false;
    const ask = async () => {
      stale = true;
      // A hidden page does not ask: it asks when it becomes visible.
      if (asking || document.visibilityState === 'hidden') return;
      asking = true;
      while (stale && !stopped) {
        stale = false;
        try {
          const next = await send('notes', of);
          if (!stopped) setListed((now) => ({ key, ...listedOf(next, now.key === key ? now.notes : []) }));
        } catch {
          if (!stopped)
            setListed((now) => ({ ...(now.key === key ? now : NOTHING), key, state: 'failed' as const }));
        }
      }
      asking = false;
    };
    const hear = (message: unknown, from?: { tab?: unknown }) => {
      if (noticeIn(message, from)) void ask();
      return undefined;
    };
    const seen = () => {
      if (stale) void ask();
    };
    browser.runtime.onMessage.addListener(hear);
    document.addEventListener('visibilitychange', seen);
    void ask(); // `first` may have become stale before the listener was added.
    return () => {
      stopped = true;
      browser.runtime.onMessage.removeListener(hear);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [key]);
  return listed.key === key ? listed : NOTHING;
}

function listedOf({ notes, damaged }: Listing, before: Note[] = []): ListedNotes {
  const ids = new Set(notes.map(({ id }) => id));
  const gone = before.filter(({ id }) => !ids.has(id)).map((note) => ({ ...note, deleted: true }));
  return {
    notes: [...notes, ...gone].sort((a, b) => b.created - a.created || (a.id < b.id ? -1 : 1)),
    damaged: damaged.length,
    state: 'listed',
  };
}
