/**
 * A real Chromium in which Gloss has its own digest, stored and indexed by its own code. The popup is opened
 * over a page.
 */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'puppeteer-core';
import { marksOn, until } from '../../scripts/hovering';
import { serialise } from '../../src/digest/canonical';
import type { Digest } from '../../src/digest/schema';
import { bundle } from './bundle';
import { isBackground, startChromium } from './lab';
import type { Pages } from './pages';

/** Longest wait until a digest of 100,000 terms is written, checked and indexed, ms. */
const FIRST_START = 300_000;

/** The page that the popup is opened over. */
const PAGE = `<!doctype html><html lang="en"><title>Meeting</title>
<p>The Internet Governance Forum met. The International Telecommunication Union sent engineers, BRICS its ministers.</p>`;

export interface OpenPopup {
  page: Page;
  cdp: CDPSession;
  /** The time of the press of the toolbar button, ms since the epoch. */
  pressed: number;
}

export interface SearchLab {
  /** Duration of the first start, s: the digest is written, checked and indexed. */
  prepared: number;
  /** The content hash of its digest. */
  hash: string;
  /** Opens a page of the extension and does `work` in it. */
  inOwnPage<T>(work: (page: Page) => Promise<T>): Promise<T>;
  /** Opens the popup by its button over a page with terms, does `work` with it, and closes it. */
  popup<T>(work: (popup: OpenPopup) => Promise<T>): Promise<T>;
  stopBackground(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the browser with the extension of a folder. `digest` replaces the bundled one. */
export async function openSearchLab(extension: string, pages: Pages, digest?: Digest): Promise<SearchLab> {
  const home = mkdtempSync(join(tmpdir(), 'gloss-bench-'));
  const dir = join(home, 'extension');
  cpSync(extension, dir, { recursive: true });
  if (digest) exchangeDigest(dir, digest);
  writeFileSync(join(dir, 'bench', 'typed.js'), await bundle('./probe/typed.ts'));
  for (const name of ['popup.html', 'notes.html']) {
    const page = readFileSync(join(dir, name), 'utf8');
    writeFileSync(join(dir, name), page.replace('<head>', '<head><script src="/bench/typed.js"></script>'));
  }
  const profile = join(home, 'profile');
  pin(dir, profile);
  const began = performance.now();
  const browser = await startChromium(dir, profile);
  const first = await browser.waitForTarget(isBackground);
  const base = `chrome-extension://${new URL(first.url()).host}/`;
  /**
   * Attached to the background while it prepares, because the browser does not stop a background with a
   * debugger.
   */
  const hold = await first.createCDPSession();
  const own = await browser.newPage();
  await own.goto(`${base}options.html`);
  const control = await own.createCDPSession();
  await control.send('ServiceWorker.enable');
  await until('the index of the search', () => own.evaluate(hasSearchIndex), FIRST_START);
  await hold.detach();
  const hash = (JSON.parse(readFileSync(join(dir, 'digest.json'), 'utf8')) as Digest).hash;
  pages.add('search', PAGE);
  return {
    prepared: (performance.now() - began) / 1000,
    hash,
    async inOwnPage(work) {
      const page = await browser.newPage();
      try {
        await page.goto(`${base}options.html`);
        return await work(page);
      } finally {
        await page.close();
      }
    },
    async popup(work) {
      const page = await browser.newPage();
      try {
        await page.goto(pages.at('gloss', 'search'));
        await page.bringToFront();
        // The first page may be loaded while the background still indexes a large digest.
        await marksOn(page, FIRST_START);
        const [gloss] = [...(await browser.extensions()).values()];
        const pressed = performance.timeOrigin + performance.now();
        await gloss?.triggerAction(page);
        const target = await browser.waitForTarget((each) => each.url() === `${base}popup.html`);
        const opened = await target.asPage();
        try {
          return await work({ page: opened, cdp: await opened.createCDPSession(), pressed });
        } finally {
          await opened.close();
        }
      } finally {
        await page.close();
      }
    },
    async stopBackground() {
      await control.send('ServiceWorker.stopAllWorkers');
      await until('the background to stop', async () => !browser.targets().some(isBackground));
    },
    async close() {
      await browser.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/**
 * Pins the button to the toolbar, as a regular user does. Chromium animates an unpinned button for a quarter
 * of a second before it shows the popup. The id of an unpacked extension is derived from the path of its
 * folder.
 */
function pin(dir: string, profile: string): void {
  const id = createHash('sha256')
    .update(dir)
    .digest('hex')
    .slice(0, 32)
    .replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
  mkdirSync(join(profile, 'Default'), { recursive: true });
  writeFileSync(
    join(profile, 'Default', 'Preferences'),
    JSON.stringify({ extensions: { pinned_extensions: [id] } }),
  );
}

/** Replaces the bundled digest of the build: the file, and its hash in every script that uses it. */
function exchangeDigest(dir: string, digest: Digest): void {
  const file = join(dir, 'digest.json');
  const { hash } = JSON.parse(readFileSync(file, 'utf8')) as Digest;
  writeFileSync(file, serialise(digest));
  const scripts = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => {
    if (!name.endsWith('.js')) return false;
    const code = readFileSync(join(dir, name), 'utf8');
    if (code.includes(hash)) writeFileSync(join(dir, name), code.replaceAll(hash, digest.hash));
    return code.includes(hash);
  });
  if (scripts.length < 2)
    throw new Error(
      `The background and the pages that search name the digest's hash, ${hash}; it stands in ${scripts.length} scripts.`,
    );
}

/** Whether the background has stored a search index. */
async function hasSearchIndex(): Promise<boolean> {
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === 'digests')) return false;
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('digests');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  try {
    if (!db.objectStoreNames.contains('searches')) return false;
    return await new Promise<boolean>((resolve, reject) => {
      const request = db.transaction('searches').objectStore('searches').count();
      request.onsuccess = () => resolve(request.result > 0);
      request.onerror = () => reject(request.error);
    });
  } finally {
    db.close();
  }
}
