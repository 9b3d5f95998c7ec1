/**
 * Requests over the browser's messages: `sender` sends one and outlives a background that is stopped;
 * `dispatcher` is the listener that answers. For pages of the extension and the background; a reader sends
 * through `native.ts`.
 */
import { after, ask, NONE, type Sends, STOPPED, TRIES } from './ask';
import type { ReaderRequests, Requests } from './messages';

type Kind = keyof Requests;

/**
 * The requests that a reader may send; see `ReaderRequests`. Typed so that a kind that is missing here, or
 * one too many, does not typecheck.
 */
const FOR_READERS: Record<keyof ReaderRequests, true> & {
  [K in Exclude<Kind, keyof ReaderRequests>]?: never;
} = {
  marked: true,
  ask: true,
  scan: true,
  passages: true,
  highlight: true,
};

/**
 * Requests that may take long and are sent once: a second one would be done twice, or wait behind the first.
 * Each of them that writes has an id that the page chose: when no answer comes, `data-state` says whether the
 * import of that id was made.
 */
const SENT_ONCE: ReadonlySet<Kind> = new Set<Kind>([
  'stage',
  'preview-import',
  'import',
  'undo-import',
  'take-backup',
  'preview-backup',
  'restore-backup',
]);

type Request = { [K in Kind]: { kind: K; data: Requests[K]['request'] } }[Kind];

/** One function for each kind of request. It rejects with what the asker is to know. */
export type Handlers = {
  [K in Kind]: (data: Requests[K]['request'], from: From) => Promise<Requests[K]['reply']>;
};

/** Who sent a message, as the browser says. */
export interface From {
  /** Address of the frame that sent it. */
  url?: string | undefined;
  /** Origin of that frame; not every browser says it. */
  origin?: string | undefined;
  /** The browser's number of the frame, 0 for the top one. */
  frameId?: number | undefined;
  tab?: { id?: number | undefined } | undefined;
}

/**
 * Address of the page that a reader reads. A frame without an address of its own (`about:srcdoc`) has that of
 * its origin.
 */
export function pageOf({ url = '', origin = '' }: From): string {
  return url.startsWith('about:') && origin.includes('://') ? origin : url;
}

export type Send = <K extends Kind>(kind: K, data: Requests[K]['request']) => Promise<Requests[K]['reply']>;

/** Errors of `STOPPED` after which the request may be sent again: nobody has heard it. */
const UNHEARD = /receiving end/i;
/** Time (ms) before a request that is sent once is given up. */
const LOST_FOR_LONG = 300_000;

/** No answer came, because the background was stopped. It may have done what it was asked or not. */
export class Unanswered extends Error {
  override name = 'Unanswered';
}

/**
 * A function that sends requests through `api`, and rejects as `ask` does. `most`: how often it sends one, at
 * most.
 */
export function sender(api: Sends, most?: number): Send {
  return async (kind, data) =>
    (await (SENT_ONCE.has(kind) ? askOnce(api, kind, data) : ask(api, kind, data, most))) as never;
}

/**
 * Sends a request once; again only where nobody has heard it. Rejects with `Unanswered` where no answer
 * comes.
 */
async function askOnce(api: Sends, kind: Kind, data: unknown): Promise<unknown> {
  for (let tries = 1; ; tries++) {
    try {
      const answer = api.runtime.sendMessage({ kind, data });
      const first = await Promise.race([answer, after(LOST_FOR_LONG)]);
      if (first !== NONE && first !== undefined) return first;
    } catch (error) {
      if (!STOPPED.test(`${error}`)) throw error;
      if (UNHEARD.test(`${error}`) && tries < TRIES) {
        await after(50 * tries);
        continue;
      }
    }
    throw new Unanswered(`The background of Gloss was stopped before it answered “${kind}”.`);
  }
}

/**
 * The listener that answers the requests of `handlers`. It leaves every other message to other listeners, and
 * refuses a request of a page that may not send it. `home`: the beginning of the addresses of the extension's
 * own pages. Not an async function: that would answer every message, and no other listener could.
 */
export function dispatcher(
  handlers: Handlers,
  home: string,
): (message: unknown, from?: From) => Promise<unknown> | undefined {
  return (message, from = {}) => {
    if (!isRequest(message, handlers)) return undefined;
    if (!FOR_READERS[message.kind] && !from.url?.startsWith(home))
      return Promise.reject(new Error(`Only pages of Gloss may ask for “${message.kind}”.`));
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
