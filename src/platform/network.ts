/**
 * Asks the network for a file that the user has asked for. Beside `own-file.ts`, no other file may name an API of the
 * network (`scripts/network.grit`). A request has no cookie, no referrer and no language of the user, and nothing is
 * sent but it. The answer may be anybody's: its bytes, its time and its redirects are bounded.
 */
import { askable } from './askable';
import type { Watch } from './watch';

/**
 * Why there is no answer. `address`: it is none that may be asked. `unreachable`: no server answers, or the browser
 * refuses to ask. `redirects`: the address leads on without end, or to a place that may not be asked. `elsewhere`: it
 * leads to another origin; `detail` is the address there. `status`: the server says no; `detail` is the number.
 * `tooLarge`: `detail` is the number of bytes that are taken at most. `tooSlow`: no byte came for a while, or not all
 * came in time. `cutOff`: the connection ended before the answer did.
 */
export type NetworkReason =
  | 'address'
  | 'unreachable'
  | 'redirects'
  | 'elsewhere'
  | 'status'
  | 'tooLarge'
  | 'tooSlow'
  | 'cutOff';

export class NetworkRefusal extends Error {
  override name = 'NetworkRefusal';
  readonly reason: NetworkReason;
  readonly detail: string;
  /** How long (ms) the server asks to be left alone. */
  readonly retryAfter: number | undefined;

  constructor(reason: NetworkReason, detail = '', retryAfter?: number) {
    super(`${reason}${detail && `: ${detail}`}`);
    this.reason = reason;
    this.detail = detail;
    this.retryAfter = retryAfter;
  }
}

export interface Question {
  /** What the server said with the version that is known: an answer of 304 says that there is no newer one. */
  etag?: string | undefined;
  modified?: string | undefined;
  /** Most bytes of the answer, whatever is in it. */
  most: number;
  /** Looks at the first bytes of an answer, at least one, and says how many there may be of such. May throw. */
  look?(head: Uint8Array): number;
  watch: Watch;
  limits?: Limits;
}

/** How long (ms) to wait for the next byte, and for all of them. */
export interface Limits {
  idle: number;
  all: number;
}
const LIMITS: Limits = { idle: 20_000, all: 300_000 };

export interface Answer {
  /** Absent if nothing is newer than what is known (304). */
  bytes?: Uint8Array<ArrayBuffer>;
  /** Where it came from, after redirects within the origin. */
  address: string;
  /** At most 1,000 and 100 letters; what is longer is left out. */
  etag?: string;
  modified?: string;
  /** How long (ms) the server says that the answer stays as it is; 0 if it does not say. */
  freshFor: number;
}

/**
 * The answer to one `GET`. Rejects with a `NetworkRefusal`, with what `look` throws, or with the reason of the watch's
 * signal. Memory: the answer twice.
 */
export async function get(address: string, question: Question): Promise<Answer> {
  if (askable(address) === undefined) throw new NetworkRefusal('address');
  const clock = new Clock(question.watch.signal, question.limits ?? LIMITS);
  try {
    return await clock.within(ask(address, question, clock));
  } finally {
    clock.stop();
  }
}

async function ask(address: string, question: Question, clock: Clock): Promise<Answer> {
  const response = await request(address, question, clock);
  if (new URL(response.url).origin !== new URL(address).origin)
    throw new NetworkRefusal('elsewhere', response.url.slice(0, 2_000));
  const { headers, status } = response;
  const freshFor = freshness(headers);
  const [etag, modified] = [short(headers, 'etag', 1_000), short(headers, 'last-modified', 100)];
  const said = { address: response.url, freshFor, ...(etag && { etag }), ...(modified && { modified }) };
  if (status === 304 && (question.etag ?? question.modified) !== undefined) return said;
  if (status !== 200)
    throw new NetworkRefusal('status', `${status}`, untilRetry(headers.get('retry-after'), Date.now()));
  return { ...said, bytes: await bytesOf(response, question, clock) };
}

async function request(address: string, { etag, modified }: Question, clock: Clock): Promise<Response> {
  const send = (redirect: RequestRedirect) =>
    fetch(address, {
      redirect,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      // A cache of the browser's would only hold it a second time.
      cache: 'no-store',
      signal: clock.signal,
      headers: {
        // Without this, the browser names the user's languages.
        'Accept-Language': '*',
        ...(etag === undefined ? {} : { 'If-None-Match': etag }),
        ...(etag === undefined && modified !== undefined ? { 'If-Modified-Since': modified } : {}),
      },
    });
  try {
    return await send('follow');
  } catch (error) {
    clock.signal.throwIfAborted();
    if (!(error instanceof TypeError)) throw error;
  }
  // The browser does not say whether it was the redirects that failed, but it says whether there is one.
  const first = await send('manual').catch(() => undefined);
  clock.signal.throwIfAborted();
  const isRedirect =
    first !== undefined &&
    (first.type === 'opaqueredirect' || (first.status >= 300 && first.status < 400 && first.status !== 304));
  throw new NetworkRefusal(isRedirect ? 'redirects' : 'unreachable');
}

async function bytesOf(
  response: Response,
  question: Question,
  clock: Clock,
): Promise<Uint8Array<ArrayBuffer>> {
  const { most, look, watch } = question;
  const declared = Number(response.headers.get('content-length') ?? 0);
  const isPacked = response.headers.has('content-encoding');
  if (declared > most) throw new NetworkRefusal('tooLarge', `${most}`);
  const reader = (response.body ?? new Blob([]).stream()).getReader();
  const pieces: Uint8Array[] = [];
  let [size, limit] = [0, most];
  for (;;) {
    // The request was answered, so what fails now is the connection.
    const { done, value } = await reader.read().catch(() => {
      clock.signal.throwIfAborted();
      throw new NetworkRefusal('cutOff');
    });
    if (done) break;
    if (value.length === 0) continue;
    clock.heard();
    if (size === 0 && look) limit = Math.min(most, look(value));
    size += value.length;
    if (size > limit) throw new NetworkRefusal('tooLarge', `${limit}`);
    pieces.push(value);
    watch.tell(size, isPacked ? 0 : declared);
  }
  if (!isPacked && size < declared) throw new NetworkRefusal('cutOff');
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** Ends a request when the user cancels it, when nothing is heard for a while, and when it takes too long. */
class Clock {
  readonly #ending = new AbortController();
  readonly #limits: Limits;
  readonly #all: ReturnType<typeof setTimeout>;
  readonly #watched: AbortSignal;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  constructor(watched: AbortSignal, limits: Limits) {
    watched.throwIfAborted();
    this.#watched = watched;
    this.#limits = limits;
    watched.addEventListener('abort', this.#cancel);
    this.#all = setTimeout(this.#late, limits.all);
    this.heard();
  }

  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  /** To be called when something has come. */
  heard(): void {
    clearTimeout(this.#idle);
    if (!this.#isOver) this.#idle = setTimeout(this.#late, this.#limits.idle);
  }

  /** The result of the work; rejects as soon as the time is over. */
  within<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.signal.addEventListener('abort', () => reject(this.signal.reason));
      work.then(resolve, reject);
    });
  }

  /** Ends what is still under way, too: an answer that was refused before its end. */
  stop(): void {
    this.#isOver = true;
    clearTimeout(this.#idle);
    clearTimeout(this.#all);
    this.#watched.removeEventListener('abort', this.#cancel);
    this.#ending.abort();
  }

  #cancel = () => this.#ending.abort(this.#watched.reason);
  #late = () => this.#ending.abort(new NetworkRefusal('tooSlow'));
}

function short(headers: Headers, name: string, most: number): string | undefined {
  const value = headers.get(name);
  return value !== null && value.length <= most ? value : undefined;
}

/** How long (ms) an answer stays fresh (RFC 9111, section 4.2). */
export function freshness(headers: Headers): number {
  const control = headers.get('cache-control') ?? '';
  if (/\bno-(?:cache|store)\b/i.test(control)) return 0;
  const maxAge = /\bmax-age="?(\d{1,10})/i.exec(control)?.[1];
  if (maxAge !== undefined) return Math.max(0, Number(maxAge) - age(headers)) * 1_000;
  const [expires, date] = [headers.get('expires'), headers.get('date')].map((each) => Date.parse(each ?? ''));
  return Math.max(0, (expires ?? Number.NaN) - (date ?? Number.NaN)) || 0;
}

function age(headers: Headers): number {
  const value = headers.get('age') ?? '';
  return /^\d{1,10}$/.test(value) ? Number(value) : 0;
}

/** What `Retry-After` says, in ms: seconds, or a date (RFC 9110, section 10.2.3). */
export function untilRetry(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d{1,10}$/.test(value.trim())) return Number(value) * 1_000;
  const until = Date.parse(value) - now;
  return Number.isNaN(until) ? undefined : Math.max(0, until);
}
