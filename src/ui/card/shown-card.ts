/** What the popover shows, and what the parts of its card are given. */
import type { FunctionComponent } from 'preact';
import type { Statement } from '../../notes/own/schema';
import type { Listing } from '../../notes/store';
import type { Reason } from '../../protocol/messages';
import type { Adding } from '../notes/NoteList';
import type { MentionFootProps } from './MentionFoot';
import type { Stop, Way } from './stops';

export interface Shown extends Way {
  /** The reader's number for the hover. Answers to an earlier number are stale. */
  turn: number;
  /** Width of the card, CSS px. */
  width: number;
  mention: Mention;
  /** The user's notes on the passage that the card was opened at. */
  passage: { ids: string[]; first?: Listing };
}

/** The mention that the card was opened at. */
interface Mention {
  why: Reason[];
  page: string;
  /** Its own words, and their language (BCP 47) as the page says it. */
  words?: string | undefined;
  lang?: string | undefined;
  /** The sentence that it stands in, and the title of the page. */
  sentence?: string | undefined;
  title?: string | undefined;
}

export interface ShownCardProps {
  shown: Shown;
  /** The card that is open fully, once its script is loaded. */
  whole: Whole | undefined;
  /** Whether the card is open fully, and not only a peek. */
  isFull: boolean;
  /** The id of the note whose editor has the keyboard focus. */
  editing: string | undefined;
  onOpen(): void;
  onBack(): void;
  onClose(): void;
  onTerm(id: string): void;
}

/** What the card that is open fully is given. */
export interface TermCardProps extends Pick<ShownCardProps, 'editing' | 'onBack' | 'onClose' | 'onTerm'> {
  stop: Stop;
  backTo: string | undefined;
  words: string | undefined;
  lang: string | undefined;
  adding: Adding;
  /** The sentence that the card was opened at, with its page. */
  offered: Statement | undefined;
  /** The user's notes on the passage that the card was opened at. */
  passage: Shown['passage'];
  /** What can be done about the mark, if it is shown. */
  menu: MentionFootProps | undefined;
}

/** The card that is open fully, as its script gives it to the popover. */
export interface Whole {
  TermCard: FunctionComponent<TermCardProps>;
  PassageCard: FunctionComponent<ShownCardProps>;
  /** Resolves once all changes of notes are saved, to whether they are. */
  allSaved(): Promise<boolean>;
  isAllSaved(): boolean;
}
