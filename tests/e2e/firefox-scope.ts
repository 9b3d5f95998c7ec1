/** Access to Firefox's privileged scope, which contains its window and its services. */
import type { Browser } from 'puppeteer-core';

/** The part of the driver's connection to Firefox that reaches the browser itself. */
interface Bidi {
  // biome-ignore lint/suspicious/noExplicitAny: the driver types neither its own connection nor its answers.
  send(method: string, params: object): Promise<{ result: any }>;
}

/**
 * Evaluates an expression in the scope of Firefox's own window, and awaits its value, which must be JSON. Of several
 * windows it is the one with tabs: Gloss may have opened a small one for a form.
 */
export async function inFirefox<T>(browser: Browser, expression: string): Promise<T> {
  const bidi = (browser as unknown as { connection: Bidi }).connection;
  const evaluate = async <V>(context: string, expression: string): Promise<V> => {
    const { result } = await bidi.send('script.evaluate', {
      target: { context },
      awaitPromise: true,
      userActivation: true,
      expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? null))`,
    });
    if (result.type !== 'success') throw new Error(JSON.stringify(result));
    return JSON.parse(result.result.value) as V;
  };
  const tree = await bidi.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const [first, ...others]: string[] = tree.result.contexts.map((each: { context: string }) => each.context);
  if (first === undefined) throw new Error('Firefox has no window.');
  for (const context of others.length > 0 ? [first, ...others] : [])
    if (await evaluate<boolean>(context, 'window.toolbar.visible').catch(() => false))
      return evaluate<T>(context, expression);
  return evaluate<T>(first, expression);
}
