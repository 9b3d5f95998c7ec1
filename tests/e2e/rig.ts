/**
 * What every end-to-end test needs: a browser with Gloss, a server for test pages, and a way to stop the
 * background.
 */
import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'puppeteer-core';
import { GECKO_ID, type Which } from '../../scripts/browsers';
import { until } from '../../scripts/hovering';
import { inFirefox } from './firefox-scope';
import { type Extra, end, giveBack, PLAIN_HOST, take } from './one-browser';

/** The browsers that this process tests: the one of its project in vitest.config.ts. */
export const BROWSERS: Which[] = (['chrome', 'firefox'] as const).filter(
  (which) => (process.env.GLOSS_BROWSER ?? which) === which,
);

export interface Rig {
  which: Which;
  browser: Browser;
  /** Opens a web page in a new tab. */
  open(url: string): Promise<Page>;
  /** Opens a page of the extension in a new tab. */
  openOwn(path: string): Promise<Page>;
  killBackground(): Promise<void>;
  /** The folder that downloads go to without a prompt. */
  downloads: string;
  /** The uncaught errors of the reader in the tabs opened here, since the start. */
  errors(): Promise<string[]>;
  close(): Promise<void>;
}

const isOfReader = (told: string) =>
  /extension:\/\/[^/]+\/(?:attending|hover|noting|reader|reporting)\.js/.test(told);

/**
 * Firefox's messages about a script that was running or loading when its page was closed. The browser ended
 * it, so they are not errors of the script.
 */
const ENDED =
  /Loading failed for the module|Script terminated by timeout|Promise (?:rejected|resolved) (?:after context unloaded|while context is inactive)/;

/** The messages of Firefox's console, each with its position, because a script is one long line. */
const TOLD = `Services.console.getMessageArray().map(
  (each) => each + (each instanceof Ci.nsIScriptError ? ' column ' + each.columnNumber : ''),
)`;

/** Collects the errors that the reader throws in a tab of Chromium, in any world. */
async function collectErrors(page: Page, errors: string[]): Promise<void> {
  const session = await page.createCDPSession();
  session.on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
    const told = JSON.stringify(exceptionDetails);
    if (isOfReader(told)) errors.push(told);
  });
  await session.send('Runtime.enable');
}

/** Stops the background in Chromium, and waits until it has stopped. */
export async function stopWorkers(browser: Browser): Promise<void> {
  const alive = browser.targets().filter((each) => each.type() === 'service_worker');
  const [page] = await browser.pages();
  const session = await (page as Page).createCDPSession();
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
  await until('the background to stop', async () => {
    const left = browser.targets();
    return alive.every((each) => !left.includes(each));
  });
}

/** `profile`: the folder of a profile that outlives the browser. `extra`: what a browser of its own begins with. */
export async function launch(which: Which, profile?: string, extra?: Extra): Promise<Rig> {
  mkdirSync('.artifacts', { recursive: true }); // The folder for the tests' pictures.
  const ready = await take(which, profile, extra);
  const { browser, base, downloads } = ready;
  const errors: string[] = [];
  const tab = async () => {
    const page = await browser.newPage();
    page.setDefaultTimeout(120_000); // The driver's own 30 s are less than a busy machine may need for 10 MB.
    if (which === 'chrome') await collectErrors(page, errors);
    await page.setViewport({ width: 1000, height: 800 });
    return page;
  };
  return {
    which,
    browser,
    downloads,
    async open(url) {
      const page = await tab();
      await page.goto(url);
      await page.bringToFront();
      return page;
    },
    async openOwn(path) {
      const page = await tab();
      // In Firefox, goto() never settles for the extension's own pages.
      if (which === 'firefox') page.goto(base + path).catch(() => undefined);
      else await page.goto(base + path);
      await until(`${path} to load`, () =>
        page.evaluate((base) => location.href.startsWith(base) && document.readyState === 'complete', base),
      );
      await page.bringToFront();
      return page;
    },
    async killBackground() {
      if (which === 'firefox') {
        await inFirefox(
          browser,
          `WebExtensionPolicy.getByID('${GECKO_ID}').extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true }).then(String)`,
        );
      } else {
        await stopWorkers(browser);
      }
    },
    async errors() {
      if (which === 'chrome') return errors;
      const told = await inFirefox<string[]>(browser, TOLD);
      return told.filter((each) => isOfReader(each) && !ENDED.test(each));
    },
    async close() {
      await (profile === undefined && extra === undefined ? giveBack(which, ready) : end(ready));
    },
  };
}

export interface Site {
  /** The address of a path. */
  at(path?: string): string;
  /** The address of the same path on a host that is not a secure context. */
  plainAt(path: string): string;
  close(): void;
}

/** Serves pages by path. Each is an HTML body, or one with headers. */
export async function serve(
  pages: Record<string, string | { body: string; headers: Record<string, string> }>,
): Promise<Site> {
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const page = pages[new URL(request.url ?? '/', 'http://localhost').pathname];
    if (page === undefined) {
      response.writeHead(404).end();
      return;
    }
    const { body, headers } = typeof page === 'string' ? { body: page, headers: {} } : page;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    at: (path = '/') => `http://127.0.0.1:${port}${path}`,
    plainAt: (path) => `http://${PLAIN_HOST}:${port}${path}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A page of prose in which each form has the sense of its term. */
export const PROSE = `<!doctype html><html lang="en"><title>Prose</title><style>body{font:18px/1.6 serif;margin:40px;max-width:600px}</style>
<h1>Notes from a meeting</h1>
<p>Delegates of the Internet Governance Forum (IGF) met again. The IGF has no power to decide.</p>
<p>Engineers at the ITU wrote telecommunication standards; the International Telecommunication Union is older than the telephone.</p>
<p>Ministers of BRICS spoke of cyber diplomacy.</p>
<p lang="fa" dir="rtl">مجمع حکمرانی اینترنت هر سال برگزار می‌شود.</p>
<p id="end">Nothing here.</p>`;
