/**
 * The contract between the background, the readers in pages, and the extension's own pages: every message
 * that crosses a boundary, typed in both directions. A message is a plain JSON value, because browsers differ
 * in what else they carry.
 *
 * | message | from | to | answered | defined in |
 * |---|---|---|---|---|
 * | request of a reader | a reader, a page of the extension | the background | yes | `ReaderRequests`, here |
 * | any other request | a page of the extension | the background | yes | `PageRequests`, here; `own-requests.ts` |
 * | order | the background, a page of the extension, another reader ¹ | the readers of a tab | no | `orders.ts` |
 * | letter | a reader, its popover | its popover, its reader ¹ | no | `letters.ts` |
 * | notice | the background | pages of the extension | no | `notices.ts` |
 * | report | a reader | the page of the extension that ordered it | no | `report.ts` |
 *
 * ¹ Through the background (`background/relay.ts`): a letter goes on to the one frame that it is for, an
 * order to all frames of the sender's tab.
 *
 * The popover in a page is a page of the extension. The dispatcher (`dispatch.ts`) refuses a request from
 * anybody who may not send it, and what is not of its kind's shape. `schema/` holds the shapes of all that a
 * page could send: requests, letters, reports, and the orders that are passed on.
 */

import type { Card } from '../digest/card';
import type { Document, Passage, Term } from '../digest/schema';
import type { Evidence, FoundMention, Reason } from '../mentions/find';
import type { Selectors } from '../notes/anchor/selectors';
import type { Outcome, Source } from '../notes/exchange/import';
import type { Reading, Refused } from '../notes/exchange/read';
import type { Piece } from '../notes/overview';
import type { Safety } from '../notes/recoveries';
import type { ReminderState } from '../notes/reminder';
import type { Correction, Imported, Snapshot } from '../notes/rows';
import type { Colour, Note } from '../notes/schema';
import type { Listing } from '../notes/store';
import type { Group, Results } from '../search/entry';
import type { FoundNotes } from '../search/note-search';
import type { Delay, Stop } from '../settings/choices';
import type { Settings } from '../settings/settings';
import type { OwnRequests } from './own-requests';
import type { Asked } from './schema/requests';

export type { Evidence, Reason };

/**
 * Requests that a reader may send. A reader runs in the process of a page, and a page may take that process
 * over: so none of these tells what the user wrote, and none changes or deletes it. (`marking` tells which terms have
 * notes, if the user has chosen to let pages see that.)
 */
export interface ReaderRequests {
  /**
   * Says which terms are marked in a frame; sent when they change. The top frame says it for all its frames,
   * and the toolbar button then shows their number. What any other frame says goes to the top frame.
   */
  marked: { request: Asked<'marked'>; reply: null };
  /**
   * Asks where in bare text a mention can stand. The reader sends the raw text of a page first: a page
   * without a candidate is never walked, and of any other page only the blocks with a candidate are read.
   * `null`: Gloss is paused on the site. Pages of the extension hear this request too, and so learn of a
   * frame that came late.
   */
  ask: { request: AskRequest; reply: AskReply | null };
  /**
   * Finds the mentions in a batch of blocks. Stateless: the evidence of one reply goes with the next batch.
   */
  scan: { request: Asked<'scan'>; reply: ScanReply };
  /**
   * The passages of the reader's own page that notes were made on, and whether the reader is to offer to make
   * a note of selected text. No text that the user wrote is in it.
   */
  passages: { request: Asked<'passages'>; reply: { passages: NotedPassage[]; offers: boolean } };
  /**
   * Makes a note without text on a passage of the reader's own page. Idempotent: the reader chooses the id.
   * Changes no note that is there. Rejects where the browser does not vouch for the page's address, where the
   * id belongs to another note, and beyond the bounds of `notes/quota`.
   */
  highlight: { request: Asked<'highlight'>; reply: null };
  /** The browser's number of the reader's own frame. */
  frame: { request: null; reply: number };
  /** How the user wants mentions to react to the pointer. */
  hovering: { request: null; reply: { delay: Delay } };
  /** How the user wants the mentions of these terms to be marked. */
  marking: { request: Asked<'marking'>; reply: MarkingReply };
  /** Opens the search with selected words in a new tab. At most one a second, for all pages together. */
  'look-up': { request: Asked<'look-up'>; reply: null };
  /**
   * Opens the form of a term with selected words, and with the sentence around them. At most one a second, for all
   * pages together. Stores nothing.
   */
  explain: { request: Asked<'explain'>; reply: null };
  /** Takes the bar beside selected text off the site of the reader's own page. The settings bring it back. */
  barless: { request: Asked<'barless'>; reply: null };
}

/** Requests that only pages of the extension may send. */
interface PageRequests extends OwnRequests {
  // What documents say.

  /** What a term's card shows; `null` where no enabled digest has the term. */
  card: { request: Asked<'card'>; reply: Card | null };
  /** The documents of the digest, in the order of their titles. */
  documents: { request: null; reply: Document[] };
  /** One document with its passages in order; `null` where there is none of that id. */
  document: { request: Asked<'document'>; reply: { document: Document; passages: Passage[] } | null };
  /** Names of terms by their ids, for the terms that a digest has. */
  labels: { request: Asked<'labels'>; reply: Record<string, string> };
  /** Names and kinds of terms by their ids, for the terms that a digest has. */
  terms: { request: Asked<'terms'>; reply: Record<string, Pick<Term, 'label' | 'kind'>> };
  /**
   * Opens a tab: the page of all notes at a note, else the library at a term's card or at a passage, else the
   * library's start.
   */
  open: { request: Asked<'open'>; reply: null };

  // Search.

  /**
   * What the search finds in the digest and among the notes, at most `limit` of each kind. An empty query
   * finds nothing and gets the index ready: a search box sends it as it opens.
   */
  search: { request: Asked<'search'>; reply: Results };
  /**
   * The notes that a query finds, for a page that has searched the digest itself. `beside`: how common the
   * words of the query are there. `any`: whether there are notes at all. An empty query gets the index of the
   * notes ready.
   */
  'search-notes': {
    request: Asked<'search-notes'>;
    reply: { found: Group | null; any: boolean };
  };
  /**
   * All notes that have every word of a query, without deleted ones. `known`: the name of the list of ids
   * that came with an earlier reply. An empty query gets the index ready and brings the list.
   */
  'find-notes': { request: Asked<'find-notes'>; reply: FoundNotes };

  // Digests.

  /**
   * Says that the list of digests has changed (`digest/kept-digests.ts`). The reply comes once what is switched on is
   * in effect, which may take seconds; `good`: whether it is. `off`: those that were switched off or deleted.
   */
  'digests-changed': { request: Asked<'digests-changed'>; reply: { good: boolean } };

  // Settings and corrections.

  settings: { request: null; reply: Settings };
  /** Changes a setting, at once in all open tabs. */
  set: { request: Asked<'set'>; reply: null };
  /** The site of a page, and whether Gloss is paused there; `null` where no reader runs. */
  site: { request: Asked<'site'>; reply: { site: string; paused: boolean } | null };
  /** The corrections that hold, the newest first. */
  corrections: { request: null; reply: ListedCorrection[] };
  /**
   * Wrong meaning here*: no longer mark a term on the page of that address, on its site, or anywhere. The reply is what
   * `uncorrect` takes.
   */
  correct: { request: Asked<'correct'>; reply: { id: string } };
  /** Takes a correction back. */
  uncorrect: { request: Asked<'uncorrect'>; reply: null };

  // Notes.

  /**
   * The notes on a term, those on a page and on its passages, or those of these ids; without deleted ones.
   */
  notes: { request: Asked<'notes'>; reply: Listing };
  /**
   * Notes in short, for the list of all notes. Deleted ones are in it, except at the beginning of the list
   * (`first`).
   */
  briefs: { request: Asked<'briefs'>; reply: Piece };
  /**
   * Writes a note; makes it where there is none of that id and a target is given. Keeps what others have
   * changed since the editor took the note in. Idempotent. Rejects, and writes nothing, where the result is
   * not a valid note.
   */
  write: { request: WriteRequest; reply: Note };
  /** Deletes notes softly, or brings them back: all of them or none. The reply: the ids that it changed. */
  delete: { request: Asked<'delete'>; reply: { ids: string[] } };
  /**
   * Changes tags and colours of notes: of all of them or of none. Keeps what others have changed since `from`.
   * Idempotent. The same edits with `from` and `to` swapped undo it.
   */
  'edit-notes': { request: Asked<'edit-notes'>; reply: null };

  // Export, import, backups.

  /**
   * Some of all notes in the order of their ids, deleted ones too: the first ones, or those after the note of
   * that id. `damaged`: how many rows cannot be read. `next`: there are more, after that id. `total`: with the
   * first ones, how many rows there are.
   */
  'all-notes': {
    request: Asked<'all-notes'>;
    reply: { notes: Note[]; damaged: number; next?: string; total?: number };
  };
  /**
   * Takes in a part of an import, by its number from 0. `id`: a UUID that the page chose for the whole
   * import.
   */
  stage: { request: Asked<'stage'>; reply: null };
  /**
   * What the staged import would change; writes nothing. `revives`: whether deleted notes come back. `null`: a
   * part is missing, as the background was stopped meanwhile.
   */
  'preview-import': { request: Asked<'preview-import'>; reply: Outcome | null };
  /**
   * Makes the staged import, in one transaction. `name`: of the file. `refused`: how many of its annotations
   * the page has refused. `revives`: whether deleted notes come back.
   * `null`: a part is missing, and nothing was written.
   */
  import: { request: Asked<'import'>; reply: ImportReply | null };
  /** Takes the last import back. */
  'undo-import': { request: Asked<'undo-import'>; reply: Imported };
  /** The backups, the newest first. */
  backups: { request: null; reply: Snapshot[] };
  /** Takes a backup; `null` where there are no notes. `id`: a UUID that the page chose, to watch the work. */
  'take-backup': { request: Asked<'take-backup'>; reply: Snapshot | null };
  /** What restoring that backup would change; writes nothing. */
  'preview-backup': { request: Asked<'preview-backup'>; reply: Outcome };
  /**
   * Merges that backup with the notes, in one transaction. `as`: a UUID that the page chose for this import.
   */
  'restore-backup': { request: Asked<'restore-backup'>; reply: ImportReply };
  /**
   * How far the import, restored backup or new backup of that id is, in notes; `null` where it is not under way.
   */
  'work-state': { request: Asked<'work-state'>; reply: { done: number; of: number } | null };
  /** Cancels it: it rejects and has changed nothing, unless it is finished. */
  'cancel-work': { request: Asked<'cancel-work'>; reply: null };
  /** When notes were last exported, whether to remind the user to export them, and the last import. */
  'data-state': { request: null; reply: ReminderState & { last?: Imported } };
  /** Says that the notes as they were at that time (ms since the epoch) are in a file. */
  exported: { request: Asked<'exported'>; reply: null };
  /** Puts the reminder to export off for a week. */
  'put-off': { request: null; reply: null };
  /** Whether the notes are safe, and what the user is to be told of it. */
  safety: { request: null; reply: Safety };
  /** Dismisses what the user was told of the safety of the notes, up to that time (ms since the epoch). */
  dismiss: { request: Asked<'dismiss'>; reply: null };
}

/** All requests: what each kind asks with, and what the background replies. */
export type Requests = ReaderRequests & PageRequests;

/** A part of an import: about a megabyte. */
export type Part = Pick<Reading, 'notes' | 'places'> & Pick<Source, 'terms'>;

export interface ImportReply {
  imported: Imported;
  /** The annotations that the store refused. */
  refused: Refused[];
}

/** A passage with a note, as a reader knows it. */
export interface NotedPassage {
  /** Id of the note. */
  id: string;
  selectors: Selectors;
  colour: Colour;
}

export type WriteRequest = Asked<'write'>;
export type AskRequest = Asked<'ask'>;

export interface AskReply {
  /** For each text, UTF-16 offsets of the first and last character of each candidate, ascending. */
  places: number[][];
  /** The evidence of the page, these texts included. */
  evidence: Evidence;
  /** Set where there may be notes on passages of the page. Only in the reply to a question with `begins`. */
  noted?: true;
  /**
   * Set where nothing may be marked before `marking` is answered. Only in the reply to a question with `begins`.
   */
  waits?: true;
}

export interface MarkingReply {
  /** Which mentions are marked. */
  marks: Stop;
  /** Ids of the terms that are not marked. */
  unmarked: string[];
  /** Ids of the terms that get a solid line, because they have notes. Empty unless the user has asked for that. */
  noted: string[];
}

/** A correction and the name of its term: its label, or its id where no digest has the term any more. */
export interface ListedCorrection {
  correction: Correction;
  label: string;
}

interface ScanReply {
  mentions: FoundMention[];
  evidence: Evidence;
}
