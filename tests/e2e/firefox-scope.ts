/** Access to Firefox's privileged scope, which contains its window and its services. */
import type { Browser } from 'puppeteer-core';

/** The part of the driver's connection to Firefox that reaches the browser itself. */
interface Bidi {
  // biome-ignore lint/suspicious/noExplicitAny: the driver types neither its own connection nor its answers.
  send(method: string, params: object): Promise<{ result: any }>;
}

/** Evaluates an expression in the scope of Firefox's own window, and awaits its value, which must be JSON. */
export async function inFirefox<T>(browser: Browser, expression: string): Promise<T> {
  const bidi = (browser as unknown as { connection: Bidi }).connection;
  const tree = await bidi.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const { result } = await bidi.send('script.evaluate', {
    target: { context: tree.result.contexts[0]?.context },
    awaitPromise: true,
    userActivation: true,
    expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? null))`,
  });
  if (result.type !== 'success') throw new Error(JSON.stringify(result));
  return JSON.parse(result.result.value) as T;
}
