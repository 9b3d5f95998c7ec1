/** The listener that answers requests, for the background: it checks each on arrival. */
import type * as v from 'valibot';
import type { ReaderRequests, Requests } from './messages';
import type { From, Handlers } from './requests';
import { checked, Refused } from './schema/check';
import { REQUESTS } from './schema/requests';

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
  frame: true,
  hovering: true,
  marking: true,
  'look-up': true,
  explain: true,
  barless: true,
};

/** The shape of each kind. Typed so that a kind without one does not typecheck. */
const SHAPES: { [K in Kind]: v.GenericSchema<unknown, Requests[K]['request']> } = REQUESTS;

/**
 * The listener that answers the requests of `handlers`. It leaves every other message to other listeners. It
 * refuses a request of a page that may not send it, and one that is not of its kind's shape: the handler is
 * then not called, and the error says what was wrong without quoting it. `home`: the beginning of the
 * addresses of the extension's own pages. Not an async function: that would answer every message, and no other
 * listener could.
 */
export function dispatcher(
  handlers: Handlers,
  home: string,
): (message: unknown, from?: From) => Promise<unknown> | undefined {
  return (message, from = {}) => {
    const kind = kindOf(message, handlers);
    if (kind === undefined) return undefined;
    if (!FOR_READERS[kind] && !from.url?.startsWith(home))
      return Promise.reject(new Refused(`Only pages of Gloss may ask for “${kind}”.`));
    return answer(handlers, kind, message as object, from);
  };
}

async function answer(handlers: Handlers, kind: Kind, message: object, from: From): Promise<unknown> {
  if (Object.keys(message).some((name) => name !== 'kind' && name !== 'data'))
    throw new Refused(`“${kind}” was refused: the message has an unknown field.`);
  const data = checked(SHAPES[kind], 'data' in message ? message.data : undefined, kind);
  try {
    return await (handlers[kind] as (data: unknown, from: From) => Promise<unknown>)(data, from);
  } catch (error) {
    throw sendable(error);
  }
}

/**
 * An error whose message arrives. Chromium 156 passes on that of an `Error` that the language itself made; errors of
 * Dexie and of the database are none to it.
 */
function sendable(error: unknown): unknown {
  if (Object.prototype.toString.call(error) === '[object Error]') return error;
  return new Error(String(error), { cause: error });
}

/** The kind of a request; `undefined` where the message is none. */
function kindOf(message: unknown, handlers: Handlers): Kind | undefined {
  if (typeof message !== 'object' || message === null || !Object.hasOwn(message, 'kind')) return undefined;
  const { kind } = message as { kind: unknown };
  return typeof kind === 'string' && Object.hasOwn(handlers, kind) ? (kind as Kind) : undefined;
}
