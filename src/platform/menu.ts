/** The entry in the context menu of selected text. */
import { i18n } from '#i18n';
import { browser } from './extension';

const ID = 'look-up';
/** A longer selection is searched for by its beginning, UTF-16 units: nobody looks up a page. */
const LONGEST = 300;

/**
 * Offer *Look up “…” in Gloss* on selected text. To be called whenever the background starts: browsers differ in whether an entry outlives
 * an update, a restart or the extension being switched off, and an entry that is there already is no harm.
 */
export function offerLookUp(lookUp: (text: string) => unknown): void {
  const title = i18n.t('menu.lookUp');
  browser.contextMenus.create({ id: ID, title, contexts: ['selection'] }, () => {
    // It is there, perhaps with the words of an earlier version. Reading the error says that it was expected.
    if (browser.runtime.lastError) browser.contextMenus.update(ID, { title }).catch(() => undefined);
  });
  browser.contextMenus.onClicked.addListener(({ menuItemId, selectionText = '' }) => {
    const text = selectionText.trim().slice(0, LONGEST).toWellFormed();
    if (menuItemId === ID && text !== '') void lookUp(text);
  });
}
