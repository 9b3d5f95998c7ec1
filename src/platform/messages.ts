/**
 * Everything that crosses a boundary inside Gloss, typed in one place and in both directions: the requests that a page or
 * the reader makes of the background, the orders the background gives a reader, and what a reader and its popover tell
 * each other. A message is a plain JSON value, so that both browsers carry it alike.
 */
import type { Card } from '../digest/card';
import type { Document, Passage } from '../digest/schema';
import type { Evidence, FoundMention, Reason } from '../mentions/find';
import type { CorrectedVerdict, Correction, Scope } from '../notes/corrections';
import type { Results } from '../search/entry';
import type { Settings, SettingsChange } from './settings';

export type { CorrectedVerdict, Evidence, Reason, Scope };

/** What the background answers, by kind of request. */
interface Requests {
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
  /** Open the library page at a passage, at a term's card (or at its start) in a tab of its own. */
  open: { request: { passage?: string; term?: string }; reply: null };
  /**
   * What the search finds for a query, at most `limit` of each kind. An empty one finds nothing and gets the index ready: a search
   * box asks it as it opens. For the extension's own pages alone: notes are found too.
   */
  search: { request: { query: string; limit: number }; reply: Results };
  /** The corrections that hold, the newest first. For the extension's own pages alone, like every request for the user's data. */
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
  evidence?: Evidence;
}

export interface AskReply {
  /** For each text, UTF-16 offsets of the first and last character of each candidate, ascending. */
  places: number[][];
  /** What is known of the page with these texts. */
  evidence: Evidence;
}

export interface ScanRequest {
  /** Text of each block, as the page has it; at most about 100 kB together. */
  blocks: string[];
  /** `lang` of the page (BCP 47), or empty where it does not say. */
  lang: string;
  /** The evidence of the page's earlier batches; absent with the first. */
  evidence?: Evidence;
}

/** A correction with the name of its term; a term that no digest has any more goes by its id. */
export interface ListedCorrection {
  correction: Correction;
  label: string;
}

export interface ScanReply {
  mentions: FoundMention[];
  evidence: Evidence;
}

/** What a tab's readers are told to do. */
export type Order =
  /** A command of the keyboard; corrections or settings have changed. */
  | { order: 'next' | 'previous' | 'open' | 'rescan' }
  /** Open a port of that name to the extension page that asks, and tell it what is marked (`telling.ts`). */
  | { order: 'tell'; to: string }
  /** For the top frame: the terms that are marked in a frame of the page, by the browser's number of that frame. */
  | { order: 'add'; frame: number; terms: string[] }
  /** From a reader to all of its tab: its card is to close with Escape, or was closed so from another frame. */
  | { order: Relayed };
type Relayed = 'escapable' | 'close';

/** The order that a reader gives all readers of its tab, if the message is one. */
export function relayedOrder(message: unknown): Order | undefined {
  if (typeof message !== 'object' || message === null || !('order' in message)) return undefined;
  const { order } = message;
  return order === 'escapable' || order === 'close' ? { order } : undefined;
}

/** From the reader to its popover. */
export type ToPopover =
  /**
   * Show a term, `width` CSS px wide, and `why` it is marked: empty where its form has one sense only. `turn` numbers the hovers
   * of a page; a reply about an earlier turn is stale.
   */
  | { kind: 'show'; turn: number; term: string; width: number; why: Reason[] }
  /** Take the keyboard: the card was opened from it. */
  | { kind: 'focus' };

/** From the popover to its reader. */
export type FromPopover =
  /** The frame is loaded and listens. */
  | { kind: 'ready' }
  /** The card of that turn is drawn and wants this size, CSS px. */
  | { kind: 'drawn'; turn: number; width: number; height: number }
  /** The user wants it closed (Escape, or the close button). */
  | { kind: 'close' };

/**
 * What carries those two. Both sides write to the background, which passes the letter on to the tab it came from: in Firefox a
 * frame inside a page has no `tabs` API, and hears of a page's messages only what the background sends to its tab. `secret` tells
 * whose letter it is: it is known to one reader and the frame that it made. `page` is the address that the reader reads, as the
 * browser tells the background: a reader does not write it.
 */
export type Letter =
  | { to: 'popover'; secret: string; message: ToPopover; page?: string }
  | { to: 'reader'; secret: string; message: FromPopover };

function isLetter(message: unknown): message is Letter {
  return typeof message === 'object' && message !== null && 'to' in message && 'secret' in message;
}

/**
 * The letter in a message, if the background passed it on to that side. What another page of the extension broadcasts comes
 * from a tab, and would be heard twice.
 */
export function letterTo<T extends Letter['to']>(
  to: T,
  message: unknown,
  from: { tab?: unknown },
): Extract<Letter, { to: T }> | undefined {
  if (from.tab !== undefined || !isLetter(message) || message.to !== to) return undefined;
  return message as Extract<Letter, { to: T }>;
}

/** The letter in a message that the background is to pass on. */
export function letterFrom(message: unknown): Letter | undefined {
  return isLetter(message) ? message : undefined;
}

type Kind = keyof Requests;
type Request = { [K in Kind]: { kind: K; data: Requests[K]['request'] } }[Kind];

/** One function for each kind of request. */
export type Handlers = {
  [K in Kind]: (data: Requests[K]['request'], from: From) => Promise<Requests[K]['reply']>;
};

/** Who sent a message, as the browser tells it. */
export interface From {
  /** Address of the frame that sent it. */
  url?: string | undefined;
  /** Its origin; not every browser tells it. */
  origin?: string | undefined;
  /** The browser's number of the frame, 0 for the top one. */
  frameId?: number | undefined;
  tab?: { id?: number | undefined } | undefined;
}

/** The address that a reader reads. A frame without one of its own (`about:srcdoc`) goes by its origin. */
export function pageOf({ url = '', origin = '' }: From): string {
  return url.startsWith('about:') && origin.includes('://') ? origin : url;
}

/** The part of the browser's API that sends. */
interface Sends {
  runtime: { sendMessage(message: unknown): Promise<unknown> };
}

export type Send = <K extends Kind>(kind: K, data: Requests[K]['request']) => Promise<Requests[K]['reply']>;

/**
 * What a browser says when the background was stopped with a request in hand, or is just being stopped: it never answers that one, but
 * asked again it wakes. Chromium 156 and Firefox 153.
 */
const STOPPED = /(channel|port) closed|receiving end|out of scope|destroyed|disconnected/i;
const TRIES = 3;
/** ms without an answer until it is asked again: Firefox can lose a request with the background that was to answer it. */
const LATE = 1_500;

/** ms until the last try is given up: a background that compiles the index of a million terms answers after ten seconds. */
const LOST = 30_000;

/**
 * The function that asks the background through `api`. It rejects with the background's own error, or with the browser's
 * when the extension was updated or removed under the page, or when no answer comes at all.
 */
export function sender(api: Sends): Send {
  return async (kind, data) => {
    for (let tries = 1; ; tries++) {
      const answer = api.runtime.sendMessage({ kind, data });
      try {
        const first = await Promise.race([
          answer,
          after(tries < TRIES ? LATE * tries : LOST).then(() => NONE),
        ]);
        if (first !== NONE) return first as never;
        if (tries === TRIES) throw new Error(`The background of Gloss does not answer “${kind}”.`);
      } catch (error) {
        if (tries === TRIES || !STOPPED.test(`${error}`)) throw error;
        await after(50 * tries);
      }
      answer.catch(() => undefined); // Late, and not waited for any more.
    }
  };
}

const NONE = Symbol('no answer yet');
const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * The listener that answers `handlers`' kinds and leaves every other message to other listeners.
 * It is no async function: an async listener would answer everybody's messages.
 */
export function dispatcher(
  handlers: Handlers,
): (message: unknown, from?: From) => Promise<unknown> | undefined {
  return (message, from = {}) => {
    if (!isRequest(message, handlers)) return undefined;
    const handle = handlers[message.kind] as (data: unknown, from: From) => Promise<unknown>;
    return handle(message.data, from);
  };
}

function isRequest(message: unknown, handlers: Handlers): message is Request {
  return (
    typeof message === 'object' &&
    message !== null &&
    'kind' in message &&
    typeof message.kind === 'string' &&
    Object.hasOwn(handlers, message.kind)
  );
}
