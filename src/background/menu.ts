/** The entries in the context menu of selected text, and of links to digests. */
import { i18n } from '#i18n';
import { digestsAddress } from '../protocol/address';
import { browser } from '../protocol/extension';
import { LOOKED_UP, NAME } from '../protocol/limits';
import type { Order } from '../protocol/orders';

/**
 * Offers *Look up “…” in Gloss*, *Explain “…”* and the two highlights on selected text. Called at every start of the
 * background: browsers differ in whether an entry outlives an update, a restart, or the extension being
 * switched off. `lookUp` searches for a text. `explain` opens the form of a term; the reader of the page does that if there is
 * one, because it knows the sentence. On a link to a `.gloss` file: *Subscribe to this digest in Gloss*, which opens the
 * page of digests with its address. Nothing is asked before the user presses there.
 */
export function offerEntries(
  lookUp: (text: string) => unknown,
  explain: (draft: { text: string }) => unknown,
): void {
  offer('look-up', i18n.t('menu.lookUp'));
  offer('explain', i18n.t('menu.explain'));
  offer('highlight', i18n.t('menu.highlight'));
  offer('highlight-note', i18n.t('menu.highlightNote'));
  offer('subscribe', i18n.t('menu.subscribe'), { contexts: ['link'], targetUrlPatterns: DIGESTS });
  browser.contextMenus.onClicked.addListener((chosen, tab) => {
    const { menuItemId, selectionText = '', frameId = 0, linkUrl = '' } = chosen;
    if (menuItemId === 'subscribe') {
      // A page wrote the address. It is only shown, in a field.
      if (linkUrl.length <= 2_000) void browser.tabs.create({ url: digestsAddress(linkUrl) });
      return;
    }
    const text = selectionText.trim().slice(0, LOOKED_UP).toWellFormed();
    if (menuItemId === 'look-up') {
      if (text !== '') void lookUp(text);
    } else if (menuItemId === 'explain') {
      const order: Order = { order: 'explain', here: true };
      const open = () => void (text !== '' && explain({ text: text.slice(0, NAME).toWellFormed() }));
      if (tab?.id === undefined) open();
      // Without a reader there is nobody who hears it.
      else browser.tabs.sendMessage(tab.id, order, { frameId }).catch(open);
    } else if (tab?.id !== undefined) {
      const order: Order = { order: 'highlight', note: menuItemId === 'highlight-note', here: true };
      // A page without a reader does not answer.
      browser.tabs.sendMessage(tab.id, order, { frameId }).catch(() => undefined);
    }
  });
}

/** Links to files of digests. */
const DIGESTS = ['*://*/*.gloss', '*://*/*.gloss?*'];

type Where = Pick<Parameters<typeof browser.contextMenus.create>[0], 'contexts' | 'targetUrlPatterns'>;

function offer(id: string, title: string, where: Where = { contexts: ['selection'] }): void {
  browser.contextMenus.create({ id, title, ...where }, () => {
    // The entry exists, perhaps in the words of an earlier version. Reading `lastError` keeps the browser
    // from reporting it.
    if (browser.runtime.lastError) browser.contextMenus.update(id, { title }).catch(() => undefined);
  });
}
