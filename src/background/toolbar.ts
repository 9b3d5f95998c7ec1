/**
 * The toolbar button: the number of terms on the page in front, as a badge and in its title, and whether Gloss is
 * paused there. The browser keeps all of it for each tab.
 */
import { i18n } from '#i18n';
import { browser } from '../protocol/extension';
import type { Order } from '../protocol/orders';
import type { Handlers } from '../protocol/requests';
import { allTabs } from './tabs';

/** White text on it has a contrast of 8:1. */
const COLOUR = '#1f4f8a';
/** The largest number that is written out; the button has room for four characters. */
const MOST = 999;

/** `showsBadge`: whether the user wants the number. */
export function toolbarHandlers(showsBadge: () => Promise<boolean>): Pick<Handlers, 'marked'> {
  return {
    marked: async ({ terms }, { tab, frameId }) => {
      if (tab?.id === undefined || frameId === undefined) return null;
      if (frameId !== 0) {
        // Awaited: where the top frame has no reader yet, the request fails and is sent again.
        const order: Order = { order: 'add', frame: frameId, terms };
        await browser.tabs.sendMessage(tab.id, order, { frameId: 0 });
      } else {
        await showTitle(tab.id, terms.length);
        if (await showsBadge()) await showBadge(tab.id, terms.length);
      }
      return null;
    },
  };
}

/** Shows the number of terms of a tab's page; nothing for 0. Never rejects: the tab may be closed. */
export async function showBadge(tabId: number, terms: number): Promise<void> {
  const text = terms === 0 ? '' : terms > MOST ? '1k+' : String(terms);
  await Promise.all([
    browser.action.setBadgeBackgroundColor({ tabId, color: COLOUR }),
    browser.action.setBadgeTextColor?.({ tabId, color: '#ffffff' }), // Safari has none.
    browser.action.setBadgeText({ tabId, text }),
  ]).catch(() => undefined);
}

/**
 * Says in the title of a tab's button how many terms its page has. Not where Gloss is paused: there the page says
 * that it has none, after the title has said why. Never rejects: the tab may be closed.
 */
async function showTitle(tabId: number, terms: number): Promise<void> {
  const title = terms === 0 ? i18n.t('extensionName') : i18n.t('toolbar.terms', terms);
  try {
    if (!(await isCalledPaused(tabId))) await browser.action.setTitle({ tabId, title });
  } catch {
    // The tab is gone.
  }
}

async function isCalledPaused(tabId: number): Promise<boolean> {
  return (await browser.action.getTitle({ tabId })) === i18n.t('toolbar.paused');
}

/**
 * Greys the button of a tab where Gloss is paused, and says so in its title. Takes the number off as well:
 * the message in which the page says that nothing is marked is lost when the background is stopped. Never
 * rejects: the tab may be closed.
 */
export async function showPaused(tabId: number, paused: boolean): Promise<void> {
  const title = paused ? i18n.t('toolbar.paused') : i18n.t('extensionName');
  const name = paused ? 'paused-' : '';
  const path = { 16: `/icons/${name}16.png`, 32: `/icons/${name}32.png` };
  // A page that is not paused asks now and then: its title may say how many terms it has.
  const call = async () => {
    if (paused || (await isCalledPaused(tabId))) await browser.action.setTitle({ tabId, title });
  };
  await Promise.all([call(), browser.action.setIcon({ tabId, path }), paused && showBadge(tabId, 0)]).catch(
    () => undefined,
  );
}

/** Takes the number off the button of every tab. */
export async function clearBadges(): Promise<void> {
  for (const id of await allTabs()) await showBadge(id, 0);
}
