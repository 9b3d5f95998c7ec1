import type { PageAddress } from '../../notes/address';
import type { Note, Target } from '../../notes/schema';
import type { ReportedPassage } from '../../protocol/report';
import { useNotes } from '../notes/use-notes';
import type { PageState } from './follow-tab';

/** A note on a passage of the active page. */
export interface PassageNote {
  note: Note;
  /**
   * Whether the passage was found; absent while that is unknown, because the page has not been searched yet
   * or Gloss is paused on it.
   */
  state: ReportedPassage['state'] | undefined;
  /** The browser's id of the frame that the passage is in. */
  frame: number;
}

export interface PageNotes {
  /** Notes on the page as a whole. */
  page: Note[];
  /** Notes on passages, in page order; those with an unknown state come last. */
  passages: PassageNote[];
  /** Notes on passages that were not found on the page. */
  orphans: Note[];
  /** Number of all these notes, without those that were just deleted. */
  count: number;
  /** Number of damaged rows that belong here. */
  damaged: number;
  failed: boolean;
}

type PageTarget = Extract<Target, { kind: 'page' }>;

/** The active page as the target of a note; `undefined` if there is no page to write on. */
export function pageTarget(state: PageState): PageTarget | undefined {
  if (state.is !== 'read') return undefined;
  const { canonical, title = '' } = state.frames.get(0) ?? {};
  return { kind: 'page', page: { ...addressOf(state.address, canonical), title } };
}

/** The notes on the active page and on its passages, those in frames included. */
export function usePageNotes(state: PageState): PageNotes {
  const frames = state.is === 'read' ? [...state.frames].sort(([a], [b]) => a - b) : [];
  const top = frames.find(([frame]) => frame === 0)?.[1];
  const here = useNotes(
    state.is === 'read' ? { page: addressOf(state.address, top?.canonical) } : { ids: [] },
  );
  const others = frames.flatMap(([frame, { passages }]) =>
    frame === 0 ? [] : passages.map((each) => ({ ...each, frame })),
  );
  const within = useNotes({ ids: [...new Set(others.map(({ id }) => id))] });
  const told = [...(top?.passages ?? []).map((each) => ({ ...each, frame: 0 })), ...others];
  const groups = grouped([...here.notes, ...within.notes], told);
  return {
    ...groups,
    count: notesIn(groups).filter(({ deleted }) => !deleted).length,
    damaged: here.damaged + within.damaged,
    failed: [here, within].some(({ state }) => state === 'failed'),
  };
}

/** All notes of the page: on the page as a whole, on passages in page order, and orphans. */
function notesIn({ page, passages, orphans }: Pick<PageNotes, 'page' | 'passages' | 'orphans'>): Note[] {
  return [...page, ...passages.map(({ note }) => note), ...orphans];
}

/** Groups the notes. `told`: the passages that the readers reported, in page order. */
function grouped(
  notes: readonly Note[],
  told: readonly (ReportedPassage & { frame: number })[],
): Pick<PageNotes, 'page' | 'passages' | 'orphans'> {
  const places = new Map(told.map((each, at) => [each.id, { ...each, at }]));
  const all = [...new Map(notes.map((note) => [note.id, note])).values()];
  const passages = all
    .filter(({ target }) => target.kind === 'passage')
    .map((note) => ({ note, state: places.get(note.id)?.state, frame: places.get(note.id)?.frame ?? 0 }));
  const placeOf = ({ note }: PassageNote) => places.get(note.id)?.at ?? told.length;
  return {
    page: all.filter(({ target }) => target.kind === 'page'),
    passages: passages
      .filter(({ state }) => state !== 'orphan')
      .sort((a, b) => placeOf(a) - placeOf(b) || startOf(a.note) - startOf(b.note)),
    orphans: passages
      .filter(({ state }) => state === 'orphan')
      .map(({ note }) => note)
      .sort((a, b) => startOf(a) - startOf(b)),
  };
}

/** Where the passage began when the note was made, UTF-16 units. */
function startOf({ target }: Note): number {
  return (target.kind === 'passage' && target.selectors.position?.start) || 0;
}

function addressOf(address: string, canonical: string | undefined): PageAddress {
  return canonical === undefined ? { address } : { address, canonical };
}
