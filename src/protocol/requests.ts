/**
 * Requests over the browser's messages: `sender` sends one and outlives a background that is stopped. For
 * pages of the extension and the background; a reader sends through `native.ts`, and `dispatch.ts` answers.
 */
import { welcomeAddress } from './address';
import { after, ask, NONE, type Sends, STOPPED, TRIES } from './ask';
import type { Requests } from './messages';

type Kind = keyof Requests;

const WEB = new Set(['http:', 'https:']);
/** Schemes of the extension's own pages. No message of another extension arrives. */
const OWN = new Set(['chrome-extension:', 'moz-extension:', 'safari-web-extension:']);

/**
 * Requests that may take long and are sent once: a second one would be done twice, or wait behind the first.
 * Each of them that writes notes has an id that the page chose: when no answer comes, `data-state` says whether the
 * import of that id was made.
 */
const SENT_ONCE: ReadonlySet<Kind> = new Set<Kind>([
  'digests-changed',
  'stage',
  'preview-import',
  'import',
  'undo-import',
  'take-backup',
  'preview-backup',
  'restore-backup',
]);

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
 * Address of the page that a reader reads, for what is marked there. A frame without an address of its own
 * (`about:srcdoc`) has that of its origin.
 */
export function pageOf({ url = '', origin = '' }: From): string {
  return url.startsWith('about:') && origin.includes('://') ? origin : url;
}

/**
 * Address of the page whose notes a reader may ask about and add to, as far as the browser vouches for it;
 * `undefined` where it vouches for none.
 *
 * - A page of the web: its address, if the browser's word on the frame's origin agrees. The address alone is
 *   the word of the page's process, which Chromium checks against the sites of that process only.
 * - A frame that its page wrote (`about:blank`, `about:srcdoc`): the address of its origin.
 * - A page in a sandbox, without an origin: its address in the top frame, where the user sees it. Within
 *   another page it is what that page does not trust.
 * - A file: its address. Files have no origin.
 * - The welcome page of the extension, where making highlights is tried: its address.
 * - `data:`, `blob:` and other pages of the extension: none. No note could be found there again.
 *
 * The browser says the address at which a page was loaded. An application changes it later (`pushState`), so the
 * reader's word on it (`said`) holds within that: another page of the same origin, as `pushState` may have it.
 */
export function vouchedPage(from: From, said = ''): string | undefined {
  const page = loadedPage(from);
  if (page === undefined || !URL.canParse(said)) return page;
  const [loaded, now] = [new URL(page), new URL(said)];
  const isWeb = WEB.has(loaded.protocol) && !isOpaque(from.origin ?? loaded.origin);
  if (isWeb) return loaded.origin === now.origin ? said : page;
  // Without an origin, only the fragment may change; of a file, the query too.
  const [was, is] = [loaded, now].map(({ protocol, host, pathname, search }) =>
    [protocol, host, pathname, protocol === 'file:' ? '' : search].join(' '),
  );
  return was === is ? said : page;
}

/**
 * Address of the page that is in front of the reader, for what is marked there: `vouchedPage`, or `pageOf` where the
 * browser vouches for none.
 */
export function pageInFront(from: From, said: string | undefined): string {
  return vouchedPage(from, said) ?? pageOf(from);
}

/** The page as it was loaded, as far as the browser vouches for it. */
function loadedPage(from: From): string | undefined {
  const page = pageOf(from);
  if (!URL.canParse(page)) return undefined;
  const { protocol, origin, pathname } = new URL(page);
  if (OWN.has(protocol)) return pathname === welcomeAddress() ? page : undefined;
  if (protocol === 'file:') return isOpaque(from.origin) || from.origin === 'file://' ? page : undefined;
  if (!WEB.has(protocol)) return undefined;
  if (from.origin === undefined || from.origin === origin) return page;
  return isOpaque(from.origin) && from.frameId === 0 ? page : undefined;
}

function isOpaque(origin: string | undefined): boolean {
  return origin === undefined || origin === 'null';
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
