/** Tells pages of the extension, cards in pages and readers that notes or settings have changed. */
import type { Note } from '../notes/schema';
import { browser } from '../protocol/extension';
import { MOST_IDS, type Notice, SETTINGS_CHANGED } from '../protocol/notices';
import { tellAllTabs, tellReaders } from './tabs';

/**
 * Tells everybody of changed notes. `repaint`: what is painted on pages may have changed, not only what notes
 * say. Readers are then told in all tabs, and each asks which notes are on its own page. Never rejects:
 * nobody may be there to hear it.
 */
export function tellNotes(notes: readonly Note[], repaint: boolean): void {
  if (notes.length === 0) return;
  const notice = noticeOf(notes.map(({ id }) => id));
  browser.runtime.sendMessage(notice).catch(() => undefined);
  if (repaint && notes.some(({ target }) => target.kind !== 'page')) void tellReaders();
  if (import.meta.env.FIREFOX) tellCards();
}

/** Tells everybody that notes were brought back: everything is to be read again. Never rejects. */
export function tellRestored(): void {
  const notice = noticeOf('all');
  browser.runtime.sendMessage(notice).catch(() => undefined);
  void tellReaders();
  if (import.meta.env.FIREFOX) void tellAllTabs(notice);
}

/** Tells pages of the extension and cards in pages that the settings have changed. Never rejects. */
export function tellSettings(): void {
  browser.runtime.sendMessage(SETTINGS_CHANGED).catch(() => undefined);
  if (import.meta.env.FIREFOX) tellAllTabs(SETTINGS_CHANGED).catch(() => undefined);
}

/** Delay (ms) in which changes are collected for cards in pages: each key that is typed is a change. */
const TOGETHER = 200;
let isDue = false;

/**
 * Tells the cards in pages. In Firefox, a card hears only what is sent to its tab, and so do the readers
 * there, whose processes a page may have taken over: the notice does not say which notes have changed.
 */
function tellCards(): void {
  if (isDue) return;
  isDue = true;
  setTimeout(() => {
    isDue = false;
    void tellAllTabs({ notice: 'notes', ids: 'all' });
  }, TOGETHER);
}

function noticeOf(ids: string[] | 'all'): Notice {
  return { notice: 'notes', ids: ids.length > MOST_IDS ? 'all' : ids };
}
