/** What happens once, after the installation. After an update, nothing of it. */
import { welcomeAddress } from '../protocol/address';
import { browser } from '../protocol/extension';
import { SETTINGS_CHANGED } from '../protocol/notices';

/** The pages that the manifest gives a reader to. */
const READ = ['http://*/*', 'https://*/*', 'file:///*'];
/** The error of a browser that finds no reader in a tab. */
const UNHEARD = /receiving end/i;

/** Opens the welcome page, and reads the tabs that are open already. Never rejects. */
export async function begin(): Promise<void> {
  const failed = (what: string) => (error: unknown) => console.warn(`Gloss: ${what}`, error);
  await Promise.all([
    browser.tabs.create({ url: welcomeAddress() }).catch(failed('the welcome page')),
    readOpenTabs().catch(failed('the open tabs')),
  ]);
}

/**
 * Starts a reader in each tab that was open before the installation, so that no page has to be reloaded. Firefox does
 * that by itself. A tab that is still loading gets its reader from the manifest.
 */
async function readOpenTabs(): Promise<void> {
  if (import.meta.env.FIREFOX) return;
  const tabs = await browser.tabs.query({ url: READ, status: 'complete', discarded: false });
  await Promise.all(tabs.map(({ id }) => id !== undefined && readTab(id)));
}

/** Starts a reader in every frame of a tab, unless it has one. Never rejects: browsers keep some pages to themselves. */
async function readTab(tabId: number): Promise<void> {
  // A reader hears this, and does nothing. A second reader in a page would mark everything twice.
  const isUnread = await browser.tabs.sendMessage(tabId, SETTINGS_CHANGED).then(
    () => false,
    (error) => UNHEARD.test(`${error}`),
  );
  if (!isUnread) return;
  await browser.scripting
    .executeScript({ target: { tabId, allFrames: true }, files: ['/reader.js'] })
    .catch(() => undefined);
}
