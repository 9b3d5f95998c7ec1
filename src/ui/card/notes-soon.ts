import type { Listing } from '../../notes/store';
import { send } from '../../protocol/extension';
import type { NotesOf } from '../notes/use-notes';

/**
 * Longest time that a card waits for the user's notes, ms. Waiting keeps the card from growing under the
 * pointer. After this time the card is shown without notes, and they are added when they arrive.
 */
const PATIENCE = 100;

/** The notes, or `undefined` if they do not arrive in time. */
export function notesSoon(of: NotesOf): Promise<Listing | undefined> {
  return Promise.race([
    send('notes', of).catch(() => undefined),
    new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE)),
  ]);
}
