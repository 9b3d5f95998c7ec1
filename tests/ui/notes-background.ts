/**
 * The part of the background that handles notes, for tests of components: the real store behind the real
 * messages.
 */

import { fakeBrowser } from 'wxt/testing/fake-browser';
import { noteHandlers } from '../../src/background/notes';
import { TermIds } from '../../src/background/term-ids';
import { NotedPages } from '../../src/notes/noted';
import { Notes } from '../../src/notes/store';
import { dispatcher } from '../../src/protocol/dispatch';
import type { Notice } from '../../src/protocol/notices';
import type { Handlers } from '../../src/protocol/requests';
import { emptyDatabase } from '../notes/database';

export interface NotesBackground {
  notes: Notes;
  /** A fault: what it answers to each request instead. */
  fault: Error | undefined;
  /** Notifies the pages of the extension of changed notes. */
  tell(ids: string[]): void;
}

/**
 * Connects it to the fake browser. Each change is notified to the pages of the extension, as in reality.
 * `others` answers other requests.
 */
export function startNotes(others: Partial<Handlers> = {}): NotesBackground {
  const database = emptyDatabase();
  const background: NotesBackground = {
    notes: new Notes(database),
    fault: undefined,
    tell: (ids) => {
      const notice: Notice = { notice: 'notes', ids };
      void fakeBrowser.runtime.onMessage.trigger(notice, {}, () => undefined);
    },
  };
  const handlers = noteHandlers(
    database,
    new NotedPages(database),
    new TermIds(async () => undefined),
    async () => true,
    (changed) => background.tell(changed.map(({ id }) => id)),
  );
  const answer = dispatcher({ ...handlers, ...others } as Handlers, 'chrome-extension://gloss/');
  const send = async (message: unknown) => {
    if (background.fault) throw background.fault;
    // Messages are copied, not shared.
    return structuredClone(
      await answer(structuredClone(message), { url: 'chrome-extension://gloss/popover.html' }),
    );
  };
  fakeBrowser.runtime.sendMessage = send as typeof fakeBrowser.runtime.sendMessage;
  return background;
}
