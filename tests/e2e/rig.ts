/** What every end-to-end test needs: a browser with Gloss, pages of our own to serve, and a way to stop the background. */
import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { GECKO_ID, start, type Which } from '../../scripts/browsers';
import { pause, until } from '../../scripts/hovering';

export const BROWSERS: Which[] = ['chrome', 'firefox'];

export interface Rig {
  which: Which;
  browser: Browser;
  /** Open a page of the web in a new tab. */
  open(url: string): Promise<Page>;
  /** Open a page of the extension in a new tab. */
  openOwn(path: string): Promise<Page>;
  killBackground(): Promise<void>;
  close(): Promise<void>;
}

/** The part of the driver's own connection to Firefox that reaches the browser itself. */
interface Bidi {
  send(method: string, params: object): Promise<{ result: { contexts: { context: string }[] } }>;
}

export async function launch(which: Which): Promise<Rig> {
  mkdirSync('.artifacts', { recursive: true }); // Where the tests leave their pictures.
  const { browser, base } = await start(which, resolve(`.output/${which}-mv3`));
  const tab = async () => {
    const page = await browser.newPage();
    await page.setViewport({ width: 1000, height: 800 });
    return page;
  };
  return {
    which,
    browser,
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
        const bidi = (browser as unknown as { connection: Bidi }).connection;
        const { result } = await bidi.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
        await bidi.send('script.evaluate', {
          target: { context: result.contexts[0]?.context },
          awaitPromise: true,
          expression: `WebExtensionPolicy.getByID('${GECKO_ID}').extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true })`,
        });
      } else {
        const [page] = await browser.pages();
        const session = await (page as Page).createCDPSession();
        await session.send('ServiceWorker.enable');
        await session.send('ServiceWorker.stopAllWorkers');
        await session.detach();
      }
      await pause(50);
    },
    close: () => browser.close(),
  };
}

export interface Site {
  /** Address of a path. */
  at(path?: string): string;
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
