/**
 * Everything that crosses a boundary inside Gloss, typed in one place and in both directions: the requests that a page or
 * the reader makes of the background, the orders the background gives a reader, and what a reader and its popover tell
 * each other. A message is a plain JSON value, so that both browsers carry it alike.
 */

import type { Card } from '../digest/card';
import type { Document, Passage } from '../digest/schema';
import type { Evidence, FoundMention, Reason } from '../mentions/find';
import type { PageAddress } from '../notes/address';
import type { Selectors } from '../notes/anchor/selectors';
import type { Outcome } from '../notes/exchange/import';
import type { Reading, Refused } from '../notes/exchange/read';
import type { BriefsOf, Piece } from '../notes/overview';
import type { ReminderState } from '../notes/reminder';
import type { CorrectedVerdict, Correction, Imported, Scope, Snapshot } from '../notes/rows';
import type { Colour, Note, Target } from '../notes/schema';
import type { Changes, Edit, Listing } from '../notes/store';
import type { Counts } from '../search/combine';
import type { Group, Results } from '../search/entry';
import type { FoundNotes } from '../search/note-search';
import type { Settings, SettingsChange } from '../settings/settings';

export type { Evidence, Reason };

/** What the background answers, by kind of request. */
export interface Requests {
  /**
   * The terms that are marked in a frame, told when they change: the top frame tells those of all its frames, for the number on the
   * toolbar button; any other frame's go to the top frame.
   */
  marked: { request: { terms: string[] }; reply: null };
  /**
   * Where in bare text can a mention stand? Sent first, with the raw text of a page: a page without a candidate is never walked, and of
   * any other only the blocks that have one are read. `null`: the user paused Gloss on the site. Extension pages hear it too, and so learn
   * of a frame that came late.
   */
  ask: { request: AskRequest; reply: AskReply | null };
  /** Find the mentions of a batch of blocks. Stateless: the evidence of one reply goes with the next batch. */
  scan: { request: ScanRequest; reply: ScanReply };
  /** What a term's card shows; `null` where no enabled digest has the term. */
  card: { request: { term: string }; reply: Card | null };
  /** The documents of the digest, in the order of their titles. */
  documents: { request: null; reply: Document[] };
  /** One document with its passages in order; `null` where there is none of that id. */
  document: { request: { id: string }; reply: { document: Document; passages: Passage[] } | null };
  /** Open the library page at a passage, at a term's card (or at its start), or the page of all notes at one, in a tab of its own. */
  open: { request: { passage?: string; term?: string; note?: string }; reply: null };
  /**
   * What the search finds for a query, at most `limit` of each kind. An empty one finds nothing and gets the index ready: a search
   * box asks it as it opens. Notes are found too.
   */
  search: { request: { query: string; limit: number }; reply: Results };
  /** The corrections that hold, the newest first. */
  corrections: { request: null; reply: ListedCorrection[] };
  /** *Not this*: no longer mark a term on the page of that address, on its site, or anywhere. The reply is what undoes it. */
  correct: {
    request: { term: string; scope: Scope; page: string; kind: CorrectedVerdict };
    reply: { id: string };
  };
  /** Undo a correction. */
  uncorrect: { request: { id: string }; reply: null };
  /** Names of terms, for those that a digest has. */
  labels: { request: { terms: string[] }; reply: Record<string, string> };
  /** The site of a page, and whether Gloss is paused there; `null` for a page that has none to pause on. */
  site: { request: { page: string }; reply: { site: string; paused: boolean } | null };
  settings: { request: null; reply: Settings };
  /** Change settings, here and in all open tabs at once. */
  set: { request: SettingsChange; reply: null };
  /**
   * For the reader: the passages that notes were made on, of the page that it reads, and whether it is to offer to make one of selected
   * text. Nothing that the user wrote is in it.
   */
  passages: { request: { canonical?: string }; reply: { passages: NotedPassage[]; offers: boolean } };
  /** For the reader: make a note, as yet without a word, on a passage of the page that it reads. Asked twice it is one note. */
  highlight: { request: HighlightRequest; reply: null };
  /** The notes on a term, those on a page and on its passages, or those of these ids, as far as they are not deleted. */
  notes: { request: { term: string } | { page: PageAddress } | { ids: string[] }; reply: Listing };
  /** Notes in short, deleted ones too except at the beginning of the list: for the page that lists all of them. */
  briefs: { request: BriefsOf; reply: Piece };
  /**
   * The notes that a query finds, for a page that has searched the digest by itself: `beside` is how common the words are there. `any`:
   * whether there are notes at all. An empty query gets their index ready.
   */
  'search-notes': {
    request: { query: string; limit: number; beside: Counts };
    reply: { found: Group | null; any: boolean };
  };
  /**
   * All notes that answer every word of a query; deleted ones are not found. `known`: the name of the list of ids that an earlier answer
   * came with. An empty query gets their index ready, and brings the list.
   */
  'find-notes': { request: { query: string; known?: string }; reply: FoundNotes };
  /**
   * Write a note: a new one where there is none of that id, which takes a target. What others have changed since its editor took it in
   * is kept. Asked twice it is written once. Rejects, and writes nothing, where the result is not sound.
   */
  write: { request: WriteRequest; reply: Note };
  /** Delete notes, softly, or bring them back: all of them or none. The ids of those that were not so before. */
  delete: { request: { ids: string[]; deleted: boolean }; reply: { ids: string[] } };
  /**
   * Some of all notes, in the order of their ids: those after the note of that id, or the first. `damaged` counts rows that cannot be read.
   * With `next` there are more, after that one.
   */
  'all-notes': {
    request: { after?: string };
    reply: { notes: Note[]; damaged: number; next?: string };
  };
  /** Take in a part of what is to be imported, by its number from 0. `id`: a UUID that the page made up for the whole. */
  stage: { request: { id: string; number: number; part: Part }; reply: null };
  /** What importing what was taken in would come to; nothing is written. `null`: not all of the parts are there (any more). */
  'preview-import': { request: Staged; reply: Outcome | null };
  /**
   * Import it, in one transaction. `refused`: how many annotations of the file were refused before; `name`: of the file. `null`: not all of
   * the parts are there, and nothing was written.
   */
  import: { request: Staged & { name: string; refused: number }; reply: ImportReply | null };
  /** Take the last import back. */
  'undo-import': { request: { id: string }; reply: Imported };
  /** The backups, the newest first. */
  backups: { request: null; reply: Snapshot[] };
  /** Take a backup now; `null` where there are no notes. */
  'take-backup': { request: null; reply: Snapshot | null };
  /** What restoring that backup would come to; nothing is written. */
  'preview-backup': { request: { id: string }; reply: Outcome };
  /** Merge that backup with the notes, in one transaction. `as`: a UUID that the page made up for this import. */
  'restore-backup': { request: { id: string; as: string }; reply: ImportReply };
  /** When notes were exported last, whether the user is to be reminded to, and the last import. */
  'data-state': { request: null; reply: ReminderState & { last?: Imported } };
  /** The notes as they were at that time, ms since the epoch, were put into a file. */
  exported: { request: { at: number }; reply: null };
  /** No reminder to export for a week. */
  'put-off': { request: null; reply: null };
}

/** A part of what is to be imported: about a megabyte. */
export type Part = Pick<Reading, 'notes' | 'places'>;

/** What is to be imported, when all of that many parts were taken in. */
interface Staged {
  /** Also of the import, if it comes to one. */
  id: string;
  parts: number;
}

export interface ImportReply {
  imported: Imported;
  /** What the store refused of it. */
  refused: Refused[];
}

/** A passage that a note is on, as its reader needs it. */
export interface NotedPassage {
  /** Of the note. */
  id: string;
  selectors: Selectors;
  colour: Colour;
}

interface HighlightRequest {
  /** Of the note to be made: a UUID that the reader made up. */
  id: string;
  selectors: Selectors;
  colour: Colour;
  canonical?: string;
  /** Of the page. */
  title: string;
}

export interface WriteRequest {
  /** A UUID. */
  id: string;
  /** What a new note is on. */
  target?: Target;
  changes: Changes;
  /** Of an editor: `changes` is then all that it has of the note. */
  by?: Edit;
}

export interface AskRequest {
  /** Stretches of a page's bare text, at most about 100 kB together. */
  texts: string[];
  /**
   * With the first question of a reader, or the first after the settings or the page have changed: may it read its frame? `top` is the
   * origin of the page around a frame, empty where there is none or the browser does not tell.
   */
  begins?: { top: string };
  /** The evidence of the page's earlier batches; absent with the first. */
  evidence?: Evidence | undefined;
}

export interface AskReply {
  /** For each text, UTF-16 offsets of the first and last character of each candidate, ascending. */
  places: number[][];
  /** What is known of the page with these texts. */
  evidence: Evidence;
  /** Set where there may be notes on passages of the page: with the answer to a question that `begins`. */
  noted?: true;
}

interface ScanRequest {
  /** Text of each block, as the page has it; at most about 100 kB together. */
  blocks: string[];
  /** `lang` of the page (BCP 47), or empty where it does not say. */
  lang: string;
  /** The evidence of the page's earlier batches; absent with the first. */
  evidence?: Evidence | undefined;
}

/** A correction with the name of its term; a term that no digest has any more goes by its id. */
export interface ListedCorrection {
  correction: Correction;
  label: string;
}

interface ScanReply {
  mentions: FoundMention[];
  evidence: Evidence;
}
