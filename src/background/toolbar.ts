/** The toolbar button: the number of terms on the page in front, and whether Gloss is paused there. The browser keeps both for each tab. */
import { i18n } from '#i18n';
import { browser } from '../protocol/extension';

/** White on it has a contrast of 8:1. */
const COLOUR = '#1f4f8a';

/** Show the number of terms of a tab's page; nothing for none. A tab that is gone has no button. */
export async function showBadge(tabId: number, terms: number): Promise<void> {
  const text = terms === 0 ? '' : terms > 999 ? '1k+' : String(terms);
  await Promise.all([
    browser.action.setBadgeBackgroundColor({ tabId, color: COLOUR }),
    browser.action.setBadgeTextColor?.({ tabId, color: '#ffffff' }), // Safari has none.
    browser.action.setBadgeText({ tabId, text }),
  ]).catch(() => undefined);
}

/**
 * Grey the button where Gloss is paused, and say so in its title. The number goes with the marks, and here too: what the page tells
 * may be lost with a background that is stopped. A tab that is gone has no button.
 */
export async function showPaused(tabId: number, paused: boolean): Promise<void> {
  const title = paused ? i18n.t('toolbar.paused') : i18n.t('extensionName');
  const name = paused ? 'paused-' : '';
  const path = { 16: `/icons/${name}16.png`, 32: `/icons/${name}32.png` };
  await Promise.all([
    browser.action.setTitle({ tabId, title }),
    browser.action.setIcon({ tabId, path }),
    paused && showBadge(tabId, 0),
  ]).catch(() => undefined);
}

export async function clearBadges(): Promise<void> {
  for (const { id } of await browser.tabs.query({})) if (id !== undefined) await showBadge(id, 0);
}
