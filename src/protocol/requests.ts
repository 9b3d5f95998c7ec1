/**
 * Requests and their answers, over the browser's messages: the function that asks, which outlives a background that is stopped, and
 * the listener that answers. For extension pages and the background; a reader has `native.ts`.
 */
import { after, ask, NONE, type Sends, STOPPED, TRIES } from './ask';
import type { Requests } from './messages';

type Kind = keyof Requests;

/**
 * What a reader may ask. All else is for the extension's own pages alone: a page's process could speak in its reader's name, and is to
 * read and write nothing that is the user's.
 */
const FOR_READERS: ReadonlySet<Kind> = new Set<Kind>(['marked', 'ask', 'scan', 'passages', 'highlight']);

/**
 * What may take long, and is asked once: asked again, it would be done twice, or wait behind itself. Whoever asks for one that writes
 * makes up its id, and can ask `data-state` what became of it when no answer comes.
 */
const WAITED_FOR: ReadonlySet<Kind> = new Set<Kind>([
  'stage',
  'preview-import',
  'import',
  'undo-import',
  'take-backup',
  'preview-backup',
  'restore-backup',
]);

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

export type Send = <K extends Kind>(kind: K, data: Requests[K]['request']) => Promise<Requests[K]['reply']>;

/** Of these, what it says when nobody was there to hear the request: nothing can have been done. */
const UNHEARD = /receiving end/i;
/** ms until what is asked once is given up. */
const LOST_FOR_LONG = 300_000;

/** No answer came, as the background was stopped: whether it did what it was asked is not known. */
export class Unanswered extends Error {
  override name = 'Unanswered';
}

/** The function that asks the background through `api`, and rejects as `ask` does. `most`: how often it asks. */
export function sender(api: Sends, most?: number): Send {
  return async (kind, data) =>
    (await (WAITED_FOR.has(kind) ? askOnce(api, kind, data) : ask(api, kind, data, most))) as never;
}

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
 * The listener that answers `handlers`' kinds and leaves every other message to other listeners. `home` is what the addresses of
 * the extension's own pages begin with. It is no async function: an async listener would answer everybody's messages.
 */
export function dispatcher(
  handlers: Handlers,
  home: string,
): (message: unknown, from?: From) => Promise<unknown> | undefined {
  return (message, from = {}) => {
    if (!isRequest(message, handlers)) return undefined;
    if (!FOR_READERS.has(message.kind) && !from.url?.startsWith(home))
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
