/** The reader's own world in a page: what a page that has taken over its process can do and say. */
import type { CDPSession, Page } from 'puppeteer-core';
import { GECKO_ID } from '../../scripts/browsers';
import { until } from '../../scripts/hovering';
import { inContent, inFirefox } from './firefox';
import type { Rig } from './rig';

/** Longest wait for an answer of a reader in Firefox, ms. */
const PATIENCE = 100_000;

export interface Reader {
  /** Evaluates an expression in the reader's world. Its value, or what it resolves to, must be JSON. */
  evaluate<T>(expression: string): Promise<T>;
}

/** The readers in all frames of a page in Chromium, in the order in which they started. The list grows. */
export async function readersIn(page: Page): Promise<Reader[]> {
  const session = await page.createCDPSession();
  const readers: Reader[] = [];
  session.on('Runtime.executionContextCreated', ({ context: { id, auxData, origin } }) => {
    if (auxData?.type === 'isolated' && origin.startsWith('chrome-extension:'))
      readers.push({ evaluate: (expression) => evaluate(session, id, expression) });
  });
  await session.send('Runtime.enable');
  return readers;
}

/** The reader in the top frame of a page. */
export async function readerOf(rig: Rig, page: Page): Promise<Reader> {
  if (rig.which === 'firefox') return { evaluate: (expression) => inSandbox(rig, page, expression) };
  const readers = await readersIn(page);
  return until('the reader', async () => readers[0]);
}

/** What the background answers to a message of a reader; the words of its refusal where it refuses. */
export const say = (reader: Reader, message: unknown) =>
  reader.evaluate<unknown>(
    `(globalThis.browser ?? chrome).runtime.sendMessage(${JSON.stringify(message)}).then((reply) => reply ?? null, ({ message }) => message)`,
  );

async function evaluate<T>(session: CDPSession, contextId: number, expression: string): Promise<T> {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    ...{ expression, contextId, awaitPromise: true, returnByValue: true },
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value as T;
}

/** Firefox runs content scripts in a sandbox, which its own developer tools reach in the same way. */
async function inSandbox<T>(rig: Rig, page: Page, expression: string): Promise<T> {
  // The driver may not have heard yet where the page is, and Firefox's own window hears it last.
  const address = JSON.stringify(await page.evaluate(() => location.href));
  const browser = `gBrowser.browsers.find((each) => each.currentURI.spec === ${address})`;
  await until('the tab', () => inFirefox<boolean>(rig, `${browser} !== undefined`));
  const told = await inContent<string>(
    rig,
    browser,
    `const { ExtensionContent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionContent.sys.mjs');
    const { sandbox } = ExtensionContent.getContextByExtensionId('${GECKO_ID}', content);
    const source = ${JSON.stringify(`(async () => JSON.stringify((await (${expression})) ?? null))()`)};
    return Cu.evalInSandbox(source, sandbox);`,
    PATIENCE,
  );
  return JSON.parse(told) as T;
}
