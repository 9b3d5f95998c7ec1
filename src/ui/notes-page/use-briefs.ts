import { useEffect, useState } from 'preact/hooks';
import type { Brief } from '../../notes/brief';
import type { Piece } from '../../notes/overview';
import { browser, send } from '../../protocol/extension';
import { noticeIn } from '../../protocol/notices';

export interface AllNotes {
  /** All briefs by note id, deleted notes included. */
  briefs: ReadonlyMap<string, Brief>;
  /** Names of the terms that notes are on, by term id. */
  labels: Readonly<Record<string, string>>;
  /** Number of damaged rows. */
  damaged: number;
  /** `beginning`: only the notes at the beginning of the list have been loaded. */
  state: 'waiting' | 'beginning' | 'all' | 'failed';
}

/** Notes requested first: more than a window shows. */
const FIRST = 30;

/**
 * The briefs of all notes. The beginning of the list is loaded first, then all; changed notes are loaded
 * again.
 */
export function useBriefs(): AllNotes {
  const [all, setAll] = useState<AllNotes>({ briefs: new Map(), labels: {}, damaged: 0, state: 'waiting' });
  useEffect(() => follow(setAll), []);
  return all;
}

/** Loads and follows the briefs; calls `changed` with each new state. Returns a function that stops it. */
function follow(changed: (all: AllNotes) => void): () => void {
  let all: AllNotes = { briefs: new Map(), labels: {}, damaged: 0, state: 'waiting' };
  let stopped = false;
  let asking = false;
  /** What has to be requested: everything, or the notes with these ids. */
  let stale: 'all' | Set<string> = 'all';

  const show = async (next: AllNotes) => {
    const terms = new Set(
      [...next.briefs.values()].flatMap(({ kind, place }) => (kind === 'term' ? place : [])),
    );
    const unknown = [...terms].filter((term) => !(term in next.labels));
    const labels = unknown.length === 0 ? {} : await send('labels', { terms: unknown });
    all = { ...next, labels: { ...next.labels, ...labels } };
    if (!stopped) changed(all);
  };
  const askForAll = async () => {
    if (all.state === 'waiting') {
      const { notes } = await send('briefs', { first: FIRST });
      await show({ ...all, briefs: mapOf(notes), state: 'beginning' });
    }
    const notes: Brief[] = [];
    let damaged = 0;
    for (let after: string | undefined, more = true; more && !stopped; more = after !== undefined) {
      const piece: Piece = await askBehind(after);
      notes.push(...piece.notes);
      damaged += piece.damaged;
      after = piece.next;
    }
    await show({ ...all, briefs: mapOf(notes), damaged, state: 'all' });
  };
  const askFor = async (ids: string[]) => {
    const { notes } = await send('briefs', { ids });
    const briefs = new Map(all.briefs);
    for (const id of ids) briefs.delete(id);
    for (const brief of notes) briefs.set(brief.id, brief);
    await show({ ...all, briefs });
  };
  const ask = async () => {
    if (asking) return;
    asking = true;
    while (!stopped && (stale === 'all' || stale.size > 0)) {
      const what = stale;
      stale = new Set();
      try {
        await (what === 'all' ? askForAll() : askFor([...what]));
      } catch {
        all = { ...all, state: 'failed' };
        if (!stopped) changed(all);
      }
    }
    asking = false;
  };
  const hear = (message: unknown, from?: { tab?: unknown }) => {
    const ids = noticeIn(message, from)?.ids;
    if (ids === 'all') stale = 'all';
    else if (ids && stale !== 'all') for (const id of ids) stale.add(id);
    if (ids) void ask();
    return undefined;
  };
  browser.runtime.onMessage.addListener(hear);
  void ask();
  return () => {
    stopped = true;
    browser.runtime.onMessage.removeListener(hear);
  };
}

const askBehind = (after: string | undefined) => send('briefs', after === undefined ? {} : { after });

function mapOf(briefs: Brief[]): Map<string, Brief> {
  return new Map(briefs.map((brief) => [brief.id, brief]));
}
