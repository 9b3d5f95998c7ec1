/**
 * Sends a request to the background. The browser may stop the background at any time: a request without an
 * answer is sent again.
 */

/** The part of the browser's API that is used. */
export interface Sends {
  runtime: { sendMessage(message: unknown): Promise<unknown> };
}

/**
 * Errors of a browser whose background was stopped before it answered, or is just being stopped: that request
 * is never answered, and the next one wakes the background. Chromium 156 and Firefox 153.
 */
export const STOPPED = /(channel|port) closed|receiving end|out of scope|destroyed|disconnected/i;

/** How often a request is sent, at most. */
export const TRIES = 3;
/**
 * Time (ms) without an answer before the second try; twice that before the third. Firefox can lose a request
 * without an error.
 */
const LATE = 1_500;
/**
 * Time (ms) before the last try is given up: compiling the index of a million terms takes the background ten
 * seconds.
 */
const LOST = 30_000;

/**
 * Stands for an answer that has not come. So does `undefined`, which no reply is: a browser returns it when
 * the background was just being stopped and another page of the extension heard the request and ignored it.
 */
export const NONE = Symbol('no answer yet');

/** Resolves with `NONE` after `ms`. */
export const after = (ms: number): Promise<typeof NONE> =>
  new Promise((resolve) => setTimeout(resolve, ms, NONE));

/**
 * Sends a request, and resolves with the background's answer. Rejects with the error of the background; with
 * the browser's error, when the extension was updated or removed under the page; or when no answer comes.
 * `most`: how often it is sent, at most.
 */
export async function ask(api: Sends, kind: string, data: unknown, most = TRIES): Promise<unknown> {
  for (let tries = 1; ; tries++) {
    const answer = api.runtime.sendMessage({ kind, data });
    const first = await Promise.race([answer, after(tries < TRIES ? LATE * tries : LOST)]).catch((error) => {
      if (tries === most || !STOPPED.test(`${error}`)) throw error;
    });
    if (first !== NONE && first !== undefined) return first;
    if (tries === most) throw new Error(`The background of Gloss does not answer: ${kind}`);
    if (first === undefined) await after(50 * tries);
  }
}
