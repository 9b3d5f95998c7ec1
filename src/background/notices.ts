/** Letting others know that notes have changed: the extension's pages, cards in pages among them, and the readers of pages. */

import type { Note } from '../notes/schema';
import { browser } from '../protocol/extension';
import type { Notice } from '../protocol/notices';
import type { Order } from '../protocol/orders';

/** More are not named one by one. */
const MOST = 200;

/**
 * Tells everybody of changed notes. `repaint`: what is painted on pages may be another now, not only what notes say. Which page a tab
 * shows is not known without a permission, so that all readers are told: each asks what is noted on its own page. Never rejects: who
 * is not there need not know.
 */
export function tellNotes(notes: readonly Note[], repaint: boolean): void {
  if (notes.length === 0) return;
  const notice = noticeOf(notes.map(({ id }) => id));
  browser.runtime.sendMessage(notice).catch(() => undefined);
  if (repaint && notes.some(({ target }) => target.kind === 'passage'))
    void toAllTabs({ order: 'noted' } satisfies Order);
  if (import.meta.env.FIREFOX) tellCards(notes);
}

/** Changes are told to the cards in pages together, so many ms after the first: each key that is typed is one. */
const TOGETHER = 200;
let changed: Set<string> | undefined;

/** In Firefox a card in a page hears only what is sent to its tab. */
function tellCards(notes: readonly Note[]): void {
  if (!changed) {
    const ids = new Set<string>();
    changed = ids;
    setTimeout(() => {
      changed = undefined;
      void toAllTabs(noticeOf([...ids]));
    }, TOGETHER);
  }
  for (const { id } of notes) changed.add(id);
}

function noticeOf(ids: string[]): Notice {
  return { notice: 'notes', ids: ids.length > MOST ? 'all' : ids };
}

async function toAllTabs(message: Notice | Order): Promise<void> {
  for (const { id } of await browser.tabs.query({}))
    if (id !== undefined) browser.tabs.sendMessage(id, message).catch(() => undefined);
}
