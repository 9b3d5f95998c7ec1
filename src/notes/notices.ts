/** Letting others know that notes have changed: the extension's pages, cards in pages among them, and the readers of pages. */
import { browser } from '../platform/extension';
import type { Notice, Order } from '../platform/messages';
import type { Note } from './schema';

/** More are not named one by one. */
const MOST = 200;

/**
 * Tells everybody of changed notes. `repaint`: what is painted on pages may be another now, not only what notes say. Which page a tab
 * shows is not known without a permission, so that all readers are told: each asks what is noted on its own page. Never rejects: who
 * is not there need not know.
 */
export async function tellNotes(notes: readonly Note[], repaint: boolean): Promise<void> {
  if (notes.length === 0) return;
  const notice: Notice = { notice: 'notes', ids: notes.length > MOST ? 'all' : notes.map(({ id }) => id) };
  browser.runtime.sendMessage(notice).catch(() => undefined);
  const order: Order = { order: 'noted' };
  const painted = repaint && notes.some(({ target }) => target.kind === 'passage');
  // In Firefox a card in a page hears only what is sent to its tab.
  if (!painted && !import.meta.env.FIREFOX) return;
  for (const { id } of await browser.tabs.query({})) {
    if (id === undefined) continue;
    if (import.meta.env.FIREFOX) browser.tabs.sendMessage(id, notice).catch(() => undefined);
    if (painted) browser.tabs.sendMessage(id, order).catch(() => undefined);
  }
}
