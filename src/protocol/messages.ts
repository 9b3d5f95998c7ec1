/**
 * The contract between the background, the readers in pages, and the extension's own pages: every message
 * that crosses a boundary, typed in both directions. A message is a plain JSON value, because browsers differ
 * in what else they carry.
 *
 * | message | from | to | answered | defined in |
 * |---|---|---|---|---|
 * | request of a reader | a reader, a page of the extension | the background | yes | `ReaderRequests`, here |
 * | any other request | a page of the extension | the background | yes | `PageRequests`, here |
 * | order | the background, a page of the extension, another reader ¹ | the readers of a tab | no | `orders.ts` |
 * | letter | a reader, its popover | its popover, its reader ¹ | no | `letters.ts` |
 * | notice | the background | pages of the extension | no | `notices.ts` |
 * | report | a reader | the page of the extension that ordered it | no | `report.ts` |
 *
 * ¹ Through the background, which passes it on to the sender's tab (`background/relay.ts`).
 *
 * The popover in a page is a page of the extension. The dispatcher (`requests.ts`) refuses a request from
 * anybody who may not send it.
 */

import type { Card } from '../digest/card';
import type { Document, Passage } from '../digest/schema';
import type { Evidence, FoundMention, Reason } from '../mentions/find';
import type { PageAddress } from '../notes/address';
import type { Selectors } from '../notes/anchor/selectors';
import type { Outcome } from '../notes/exchange/import';
import type { Reading, Refused } from '../notes/exchange/read';
import type { BriefsOf, Piece } from '../notes/overview';
import type { Safety } from '../notes/recoveries';
import type { ReminderState } from '../notes/reminder';
import type { CorrectedVerdict, Correction, Imported, Scope, Snapshot } from '../notes/rows';
import type { Colour, Note, Target } from '../notes/schema';
import type { Changes, Edit, Listing } from '../notes/store';
import type { Counts } from '../search/combine';
import type { Group, Results } from '../search/entry';
import type { FoundNotes } from '../search/note-search';
import type { Settings, SettingsChange } from '../settings/settings';

export type { Evidence, Reason };

/**
 * Requests that a reader may send. A reader runs in the process of a page, and a page may take that process
 * over: so none of these tells what the user wrote, and none changes or deletes it.
 */
export interface ReaderRequests {
  /**
   * Says which terms are marked in a frame; sent when they change. The top frame says it for all its frames,
   * and the toolbar button then shows their number. What any other frame says goes to the top frame.
   */
  marked: { request: { terms: string[] }; reply: null };
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
  scan: { request: ScanRequest; reply: ScanReply };
  /**
   * The passages of the reader's own page that notes were made on, and whether the reader is to offer to make
   * a note of selected text. No text that the user wrote is in it.
   */
  passages: { request: { canonical?: string }; reply: { passages: NotedPassage[]; offers: boolean } };
  /**
   * Makes a note without text on a passage of the reader's own page. Idempotent: the reader chooses the id.
   */
  highlight: { request: HighlightRequest; reply: null };
}

/** Requests that only pages of the extension may send. */
interface PageRequests {
  // What documents say.

  /** What a term's card shows; `null` where no enabled digest has the term. */
  card: { request: { term: string }; reply: Card | null };
  /** The documents of the digest, in the order of their titles. */
  documents: { request: null; reply: Document[] };
  /** One document with its passages in order; `null` where there is none of that id. */
  document: { request: { id: string }; reply: { document: Document; passages: Passage[] } | null };
  /** Names of terms by their ids, for the terms that a digest has. */
  labels: { request: { terms: string[] }; reply: Record<string, string> };
  /**
   * Opens a tab: the page of all notes at a note, else the library at a term's card or at a passage, else the
   * library's start.
   */
  open: { request: { passage?: string; term?: string; note?: string }; reply: null };

  // Search.

  /**
   * What the search finds in the digest and among the notes, at most `limit` of each kind. An empty query
   * finds nothing and gets the index ready: a search box sends it as it opens.
   */
  search: { request: { query: string; limit: number }; reply: Results };
  /**
   * The notes that a query finds, for a page that has searched the digest itself. `beside`: how common the
   * words of the query are there. `any`: whether there are notes at all. An empty query gets the index of the
   * notes ready.
   */
  'search-notes': {
    request: { query: string; limit: number; beside: Counts };
    reply: { found: Group | null; any: boolean };
  };
  /**
   * All notes that have every word of a query, without deleted ones. `known`: the name of the list of ids
   * that came with an earlier reply. An empty query gets the index ready and brings the list.
   */
  'find-notes': { request: { query: string; known?: string }; reply: FoundNotes };

  // Settings and corrections.

  settings: { request: null; reply: Settings };
  /** Changes a setting, at once in all open tabs. */
  set: { request: SettingsChange; reply: null };
  /** The site of a page, and whether Gloss is paused there; `null` where no reader runs. */
  site: { request: { page: string }; reply: { site: string; paused: boolean } | null };
  /** The corrections that hold, the newest first. */
  corrections: { request: null; reply: ListedCorrection[] };
  /**
   * Not this*: no longer mark a term on the page of that address, on its site, or anywhere. The reply is what
   * `uncorrect` takes.
   */
  correct: {
    request: { term: string; scope: Scope; page: string; kind: CorrectedVerdict };
    reply: { id: string };
  };
  /** Takes a correction back. */
  uncorrect: { request: { id: string }; reply: null };

  // Notes.

  /**
   * The notes on a term, those on a page and on its passages, or those of these ids; without deleted ones.
   */
  notes: { request: { term: string } | { page: PageAddress } | { ids: string[] }; reply: Listing };
  /**
   * Notes in short, for the list of all notes. Deleted ones are in it, except at the beginning of the list
   * (`first`).
   */
  briefs: { request: BriefsOf; reply: Piece };
  /**
   * Writes a note; makes it where there is none of that id and a target is given. Keeps what others have
   * changed since the editor took the note in. Idempotent. Rejects, and writes nothing, where the result is
   * not a valid note.
   */
  write: { request: WriteRequest; reply: Note };
  /** Deletes notes softly, or brings them back: all of them or none. The reply: the ids that it changed. */
  delete: { request: { ids: string[]; deleted: boolean }; reply: { ids: string[] } };

  // Export, import, backups.

  /**
   * Some of all notes in the order of their ids, deleted ones too: the first ones, or those after the note of
   * that id. `damaged`: how many rows cannot be read. `next`: there are more, after that id.
   */
  'all-notes': {
    request: { after?: string };
    reply: { notes: Note[]; damaged: number; next?: string };
  };
  /**
   * Takes in a part of an import, by its number from 0. `id`: a UUID that the page chose for the whole
   * import.
   */
  stage: { request: { id: string; number: number; part: Part }; reply: null };
  /**
   * What the staged import would change; writes nothing. `null`: a part is missing, as the background was
   * stopped meanwhile.
   */
  'preview-import': { request: Staged; reply: Outcome | null };
  /**
   * Makes the staged import, in one transaction. `name`: of the file. `refused`: how many of its annotations
   * the page has refused.
   * `null`: a part is missing, and nothing was written.
   */
  import: { request: Staged & { name: string; refused: number }; reply: ImportReply | null };
  /** Takes the last import back. */
  'undo-import': { request: { id: string }; reply: Imported };
  /** The backups, the newest first. */
  backups: { request: null; reply: Snapshot[] };
  /** Takes a backup; `null` where there are no notes. */
  'take-backup': { request: null; reply: Snapshot | null };
  /** What restoring that backup would change; writes nothing. */
  'preview-backup': { request: { id: string }; reply: Outcome };
  /**
   * Merges that backup with the notes, in one transaction. `as`: a UUID that the page chose for this import.
   */
  'restore-backup': { request: { id: string; as: string }; reply: ImportReply };
  /** When notes were last exported, whether to remind the user to export them, and the last import. */
  'data-state': { request: null; reply: ReminderState & { last?: Imported } };
  /** Says that the notes as they were at that time (ms since the epoch) are in a file. */
  exported: { request: { at: number }; reply: null };
  /** Puts the reminder to export off for a week. */
  'put-off': { request: null; reply: null };
  /** Whether the notes are safe, and what the user is to be told of it. */
  safety: { request: null; reply: Safety };
  /** Dismisses what the user was told of the safety of the notes, up to that time (ms since the epoch). */
  dismiss: { request: { at: number }; reply: null };
}

/** All requests: what each kind asks with, and what the background replies. */
export type Requests = ReaderRequests & PageRequests;

/** A part of an import: about a megabyte. */
export type Part = Pick<Reading, 'notes' | 'places'>;

/** An import whose parts were all taken in. */
interface Staged {
  /** Of the staged parts, and of the import that is made from them. */
  id: string;
  /** How many parts there are. */
  parts: number;
}

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

interface HighlightRequest {
  /** Id of the new note: a UUID that the reader chose. */
  id: string;
  selectors: Selectors;
  colour: Colour;
  /** The canonical address that the page names. */
  canonical?: string;
  /** Title of the page. */
  title: string;
}

export interface WriteRequest {
  /** Id of the note: a UUID. */
  id: string;
  /** What a new note is on. */
  target?: Target;
  changes: Changes;
  /** Which write of which editor it is. `changes` is then all that the editor holds of the note. */
  by?: Edit;
}

export interface AskRequest {
  /** Pieces of a page's bare text, at most about 100 kB together. */
  texts: string[];
  /**
   * Sent with a reader's first question, and with the first after the settings or the page have changed: may
   * the frame be read? `top`: the origin of the page around the frame; empty in a top frame, or where the
   * browser does not say.
   */
  begins?: { top: string };
  /** The evidence of the page's earlier batches; absent with the first. */
  evidence?: Evidence | undefined;
}

export interface AskReply {
  /** For each text, UTF-16 offsets of the first and last character of each candidate, ascending. */
  places: number[][];
  /** The evidence of the page, these texts included. */
  evidence: Evidence;
  /** Set where there may be notes on passages of the page. Only in the reply to a question with `begins`. */
  noted?: true;
}

interface ScanRequest {
  /** The text of each block as the page has it; at most about 100 kB together. */
  blocks: string[];
  /** `lang` of the page (BCP 47); empty where the page does not say. */
  lang: string;
  /** The evidence of the page's earlier batches; absent with the first. */
  evidence?: Evidence | undefined;
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
