/**
 * One browser for many test files. Starting a browser takes seconds. Reinstalling Gloss takes a third of a
 * second, and deletes all of its data. So each rig gets a browser without tabs and with a new installation of
 * Gloss.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { GECKO_ID, type Started, start, WELCOME, type Which } from '../../scripts/browsers';
import { closeOwnTab, until } from '../../scripts/hovering';
import { inFirefox } from './firefox-scope';

/**
 * A host name of this machine that browsers do not trust as they trust `localhost`, so its pages are plain
 * http.
 */
export const PLAIN_HOST = 'plain.test';

export interface Ready extends Started {
  /** The folder that downloads go to without a prompt. Empty at first. */
  downloads: string;
}

/** The path of the build of Gloss for a browser. */
const build = (which: Which) => resolve(`.output/${which}-mv3`);

/**
 * Browsers that no rig uses now. A worker process runs one file at a time, so there is at most one of each
 * kind.
 */
const idle = new Map<Which, Ready>();
const running = new Set<Ready>();

// Vitest ends a worker with this signal. Without a handler, the profiles would stay in the temporary folder.
process.once('SIGTERM', () => {
  Promise.allSettled([...running].map(end)).finally(() => process.exit());
});

/** What a browser of its own is started with, besides what all tests need. */
export interface Extra {
  /** Arguments for Chromium. */
  args?: string[];
  /** Preferences for Firefox. */
  prefs?: Record<string, unknown>;
  /** The folder of another build of Gloss. */
  folder?: string;
  /** Whether the page that Gloss opens after its installation stays open. */
  isWelcomed?: boolean;
}

/**
 * Returns a browser with a new installation of Gloss. `profile`: the folder of a profile that outlives the
 * browser. A new browser is started with a profile, and with anything extra.
 */
export async function take(which: Which, profile?: string, extra?: Extra): Promise<Ready> {
  const known = profile === undefined && extra === undefined ? idle.get(which) : undefined;
  if (extra === undefined) idle.delete(which);
  const ready = known?.browser.connected ? known : await begin(which, profile, extra);
  if (which === 'chrome') {
    // The setting holds as long as the session is attached.
    const session = await ready.browser.target().createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: ready.downloads });
  }
  return ready;
}

/** Prepares a browser for the next rig. If that fails, ends it and prints the reason. */
export async function giveBack(which: Which, ready: Ready): Promise<void> {
  try {
    await clean(which, ready);
    if (idle.has(which)) await end(ready);
    else idle.set(which, ready);
  } catch (error) {
    console.warn(`${which} could not be used again:`, error);
    await end(ready);
  }
}

/** Ends the browsers that no rig uses. */
export async function endIdle(): Promise<void> {
  await Promise.all([...idle.values()].map(end));
  idle.clear();
}

/** Ends a browser, and deletes its downloads. */
export async function end(ready: Ready): Promise<void> {
  running.delete(ready);
  await ready.browser.close();
  rmSync(ready.downloads, { recursive: true, force: true });
}

async function begin(which: Which, profile?: string, extra: Extra = {}): Promise<Ready> {
  const downloads = mkdtempSync(join(tmpdir(), 'gloss-downloads-'));
  const started = await start(which, extra.folder ?? build(which), {
    args: [`--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1`, ...(extra.args ?? [])],
    prefs: {
      'network.dns.localDomains': PLAIN_HOST,
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'browser.download.useDownloadDir': true,
      'browser.download.alwaysOpenPanel': false,
      // The address of Gloss's own pages stays the same.
      'extensions.webextensions.keepUuidOnUninstall': true,
      // When Firefox ends, it uninstalls temporary extensions and deletes their databases. This keeps the
      // databases.
      'extensions.webextensions.keepStorageOnUninstall': profile !== undefined,
      ...extra.prefs,
    },
    ...(profile === undefined ? {} : { profile }),
    ...(extra.isWelcomed === undefined ? {} : { isWelcomed: extra.isWelcomed }),
  });
  const ready = { ...started, downloads };
  running.add(ready);
  return ready;
}

async function clean(which: Which, ready: Ready): Promise<void> {
  await (which === 'chrome' ? cleanChromium : cleanFirefox)(ready.browser);
  await closeOwnTab(ready.browser, WELCOME);
  rmSync(ready.downloads, { recursive: true, force: true });
  mkdirSync(ready.downloads);
}

async function cleanChromium(browser: Browser): Promise<void> {
  const before = await browser.pages();
  await browser.newPage(); // The browser would end without a tab.
  for (const id of (await browser.extensions()).keys()) await browser.uninstallExtension(id);
  // The tabs of the extension disappeared with it.
  for (const page of before) if (!page.isClosed()) await page.close().catch(() => undefined);
  const isOfExtension = (url: string) => url.startsWith('chrome-extension://');
  await until(
    'the extension to go',
    async () => !browser.targets().some((each) => isOfExtension(each.url())),
  );
  await browser.installExtension(build('chrome'));
  await browser.waitForTarget((each) => each.type() === 'service_worker' && isOfExtension(each.url()));
}

/** Closes all tabs, other windows, the popup and the sidebar, uninstalls Gloss, and waits until its data is gone. */
const CLEAN = `(async () => {
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  for (const each of document.querySelectorAll('panel')) each.hidePopup();
  SidebarController.hide();
  for (const each of Services.wm.getEnumerator('navigator:browser')) if (each !== window) each.close();
  const blank = gBrowser.addTrustedTab('about:blank');
  gBrowser.selectedTab = blank;
  for (const each of [...gBrowser.tabs]) if (each !== blank) gBrowser.removeTab(each, { animate: false, skipPermitUnload: true });
  const cleaned = new Promise((done) =>
    ExtensionParent.apiManager.once('cleanupAfterUninstall', (_, id, tasks) =>
      done(Promise.all(tasks.map(({ promise }) => promise)))));
  const { principal } = WebExtensionPolicy.getByID('${GECKO_ID}').extension;
  await (await AddonManager.getAddonByID('${GECKO_ID}')).uninstall();
  await cleaned;
  await new Promise((done) => { Services.qms.clearStoragesForPrincipal(principal).callback = done; });
  Services.console.reset();
})()`;

async function cleanFirefox(browser: Browser): Promise<void> {
  await inFirefox(browser, CLEAN);
  await browser.installExtension(build('firefox'));
}
