import type { PageAddress } from '../../notes/address';
import type { Note, Target } from '../../notes/schema';
import type { ReportedPassage } from '../../protocol/report';
import { useNotes } from '../notes/use-notes';
import type { PageState } from './follow-tab';

/** A note on a passage of the page in front. */
export interface PassageNote {
  note: Note;
  /** Absent while it is not known: the page has not been looked through, or Gloss is paused on it. */
  state: ReportedPassage['state'] | undefined;
  /** The browser's number of the frame that it is in. */
  frame: number;
}

export interface PageNotes {
  /** On the page as a whole. */
  page: Note[];
  /** On its passages, in page order; those whose state is not known come last. */
  passages: PassageNote[];
  /** On passages that are not on the page now. */
  orphans: Note[];
  /** Rows that belong here and cannot be read. */
  damaged: number;
  failed: boolean;
}

type PageTarget = Extract<Target, { kind: 'page' }>;

/** The page in front as the target of a note; `undefined` where there is none to write on. */
export function pageTarget(state: PageState): PageTarget | undefined {
  if (state.is !== 'read') return undefined;
  const { canonical, title = '' } = state.frames.get(0) ?? {};
  return { kind: 'page', page: { ...addressOf(state.address, canonical), title } };
}

/** The notes on the page in front and on its passages, those in its frames too. */
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
  return {
    ...grouped([...here.notes, ...within.notes], told),
    damaged: here.damaged + within.damaged,
    failed: [here, within].some(({ state }) => state === 'failed'),
  };
}

/** `told`: what became of the passages, in page order. */
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

/** Where the passage began when the note was made. */
function startOf({ target }: Note): number {
  return (target.kind === 'passage' && target.selectors.position?.start) || 0;
}

function addressOf(address: string, canonical: string | undefined): PageAddress {
  return canonical === undefined ? { address } : { address, canonical };
}
