/** The entries in the context menu of selected text. */

import { i18n } from '#i18n';
import { browser } from '../protocol/extension';
import type { Order } from '../protocol/orders';

/** A longer selection is searched for by its beginning, UTF-16 units: nobody looks up a page. */
const LONGEST = 300;

/**
 * Offer *Look up “…” in Gloss* and the two highlights on selected text. To be called whenever the background starts: browsers differ in
 * whether an entry outlives an update, a restart or the extension being switched off, and an entry that is there already is no harm.
 */
export function offerEntries(lookUp: (text: string) => unknown): void {
  offer('look-up', i18n.t('menu.lookUp'));
  offer('highlight', i18n.t('menu.highlight'));
  offer('highlight-note', i18n.t('menu.highlightNote'));
  browser.contextMenus.onClicked.addListener(({ menuItemId, selectionText = '', frameId = 0 }, tab) => {
    const text = selectionText.trim().slice(0, LONGEST).toWellFormed();
    if (menuItemId === 'look-up') {
      if (text !== '') void lookUp(text);
    } else if (tab?.id !== undefined) {
      const order: Order = { order: 'highlight', note: menuItemId === 'highlight-note', here: true };
      // A page without a reader has nobody to obey.
      browser.tabs.sendMessage(tab.id, order, { frameId }).catch(() => undefined);
    }
  });
}

function offer(id: string, title: string): void {
  browser.contextMenus.create({ id, title, contexts: ['selection'] }, () => {
    // It is there, perhaps with the words of an earlier version. Reading the error says that it was expected.
    if (browser.runtime.lastError) browser.contextMenus.update(id, { title }).catch(() => undefined);
  });
}
