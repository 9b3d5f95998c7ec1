/** What every end-to-end test needs: a browser with Gloss, pages of our own to serve, and a way to stop the background. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { GECKO_ID, start, type Which } from '../../scripts/browsers';
import { pause, until } from '../../scripts/hovering';

export const BROWSERS: Which[] = ['chrome', 'firefox'];

/** This machine by a name that browsers do not trust as they trust `localhost`: a page of plain http like any other. */
const PLAIN_HOST = 'plain.test';

export interface Rig {
  which: Which;
  browser: Browser;
  /** Open a page of the web in a new tab. */
  open(url: string): Promise<Page>;
  /** Open a page of the extension in a new tab. */
  openOwn(path: string): Promise<Page>;
  killBackground(): Promise<void>;
  /** A folder that downloads go to, without a question. */
  downloads: string;
  /** What the reader threw in the tabs opened here and nothing caught, since the start. */
  errors(): Promise<string[]>;
  close(): Promise<void>;
}

/** The part of the driver's own connection to Firefox that reaches the browser itself. */
interface Bidi {
  send(
    method: 'browsingContext.getTree',
    params: object,
  ): Promise<{ result: { contexts: { context: string }[] } }>;
  send(method: 'script.evaluate', params: object): Promise<{ result: { result: { value: string } } }>;
}

/** Evaluate an expression, of type string, in Firefox's own scope. */
async function inFirefox(browser: Browser, expression: string): Promise<string> {
  const bidi = (browser as unknown as { connection: Bidi }).connection;
  const tree = await bidi.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const target = { context: tree.result.contexts[0]?.context };
  const answer = await bidi.send('script.evaluate', { target, awaitPromise: true, expression });
  return answer.result.result.value;
}

const isOfReader = (told: string) => /extension:\/\/[^/]+\/(?:hover|noting|reader|reporting)\.js/.test(told);

/** What Firefox says of a script that was at work, or on its way, when its page was closed: the browser ended it, nothing was thrown. */
const ENDED =
  /Loading failed for the module|Script terminated by timeout|Promise (?:rejected|resolved) (?:after context unloaded|while context is inactive)/;

/** What stands in Firefox's console, each with its place in a script that is one long line. */
const TOLD = `JSON.stringify(Services.console.getMessageArray().map(
  (each) => each + (each instanceof Ci.nsIScriptError ? ' column ' + each.columnNumber : ''),
))`;

/** Collect what the reader throws in a tab of Chromium, whichever world it runs in. */
async function collectErrors(page: Page, errors: string[]): Promise<void> {
  const session = await page.createCDPSession();
  session.on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
    const told = JSON.stringify(exceptionDetails);
    if (isOfReader(told)) errors.push(told);
  });
  await session.send('Runtime.enable');
}

/** `profile`: the folder of a profile that outlives the browser. */
export async function launch(which: Which, profile?: string): Promise<Rig> {
  mkdirSync('.artifacts', { recursive: true }); // Where the tests leave their pictures.
  const downloads = mkdtempSync(join(tmpdir(), 'gloss-downloads-'));
  const { browser, base } = await start(which, resolve(`.output/${which}-mv3`), {
    args: [`--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1`],
    prefs: {
      'network.dns.localDomains': PLAIN_HOST,
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'browser.download.useDownloadDir': true,
      'browser.download.alwaysOpenPanel': false,
      // Firefox takes an extension that was loaded for the moment for uninstalled when it ends, and its databases with it.
      'extensions.webextensions.keepStorageOnUninstall': true,
      'extensions.webextensions.keepUuidOnUninstall': true,
    },
    ...(profile === undefined ? {} : { profile }),
  });
  if (which === 'chrome') {
    const session = await browser.target().createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
  }
  const errors: string[] = [];
  const tab = async () => {
    const page = await browser.newPage();
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
      // In Firefox goto() never settles for the extension's own pages.
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
        const [page] = await browser.pages();
        const session = await (page as Page).createCDPSession();
        await session.send('ServiceWorker.enable');
        await session.send('ServiceWorker.stopAllWorkers');
        await session.detach();
      }
      await pause(50);
    },
    async errors() {
      if (which === 'chrome') return errors;
      const told = await inFirefox(browser, TOLD);
      return (JSON.parse(told) as string[]).filter((each) => isOfReader(each) && !ENDED.test(each));
    },
    async close() {
      await browser.close();
      rmSync(downloads, { recursive: true, force: true });
    },
  };
}

export interface Site {
  /** Address of a path. */
  at(path?: string): string;
  /** The same path on a host that is no secure context. */
  plainAt(path: string): string;
  close(): void;
}

/** Serve pages by path; each a body of HTML, or one with headers. */
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

/** A page of prose in which each term stands in its own sense. */
export const PROSE = `<!doctype html><html lang="en"><title>Prose</title><style>body{font:18px/1.6 serif;margin:40px;max-width:600px}</style>
<h1>Notes from a meeting</h1>
<p>Delegates of the Internet Governance Forum (IGF) met again. The IGF has no power to decide.</p>
<p>Engineers at the ITU wrote telecommunication standards; the International Telecommunication Union is older than the telephone.</p>
<p>Ministers of BRICS spoke of cyber diplomacy.</p>
<p lang="fa" dir="rtl">مجمع حکمرانی اینترنت هر سال برگزار می‌شود.</p>
<p id="end">Nothing here.</p>`;
