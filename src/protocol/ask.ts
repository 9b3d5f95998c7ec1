/** Asking the background, which may be stopped at any time: a question without an answer is asked again. */

/** The part of the browser's API that sends. */
export interface Sends {
  runtime: { sendMessage(message: unknown): Promise<unknown> };
}

/**
 * What a browser says when the background was stopped with a request in hand, or is just being stopped: it never answers that one, but
 * asked again it wakes. Chromium 156 and Firefox 153.
 */
export const STOPPED = /(channel|port) closed|receiving end|out of scope|destroyed|disconnected/i;

export const TRIES = 3;
/** ms without an answer until it is asked again: Firefox can lose a request with the background that was to answer it. */
const LATE = 1_500;
/** ms until the last try is given up: a background that compiles the index of a million terms answers after ten seconds. */
const LOST = 30_000;

/**
 * Stands for an answer that has not come. `undefined` does as well: no reply of the background is that, but it is what a browser says where
 * the background was just being stopped and another page of the extension heard the request, and left it.
 */
export const NONE = Symbol('no answer yet');

/** Resolves after `ms`, with `NONE`. */
export const after = (ms: number): Promise<typeof NONE> =>
  new Promise((resolve) => setTimeout(resolve, ms, NONE));

/**
 * The background's answer. Rejects with the background's own error, or with the browser's when the extension was updated or removed
 * under the page, or when no answer comes at all. `most`: how often it is asked.
 */
export async function ask(api: Sends, kind: string, data: unknown, most = TRIES): Promise<unknown> {
  for (let tries = 1; ; tries++) {
    const answer = api.runtime.sendMessage({ kind, data });
    const first = await Promise.race([answer, after(tries < TRIES ? LATE * tries : LOST)]).catch((error) => {
      if (tries === most || !STOPPED.test(`${error}`)) throw error;
    });
    if (first !== NONE && first !== undefined) return first;
    if (tries === most) throw new Error(`The background of Gloss does not answer “${kind}”.`);
    if (first === undefined) await after(50 * tries);
    answer.catch(() => undefined); // Late, and not waited for any more.
  }
}
