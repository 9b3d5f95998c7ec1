/** Requests about the reader's own terms, which only pages of the extension may send. */
import type { OwnTerm } from '../notes/own/schema';
import type { Asked } from './schema/requests';

export interface OwnRequests {
  /**
   * Terms of the reader's own: that of an id, deleted or not; those behind the card of a term, its extensions too,
   * without deleted ones; or some of all rows in the order of their ids, deleted ones too, after that id. `damaged`:
   * how many rows of these cannot be read. `next`: there are more, after that id.
   */
  'own-terms': {
    request: Asked<'own-terms'>;
    reply: { terms: OwnTerm[]; damaged: number; next?: string };
  };
  /**
   * Writes a term; makes it where there is none of that id. Keeps what others have changed since `seen`. Idempotent.
   * Rejects, and writes nothing, where the result is not a valid term. Comes into effect on pages a moment later.
   */
  'write-term': { request: Asked<'write-term'>; reply: OwnTerm };
  /** Deletes terms softly, or brings them back: all of them or none. The reply: the ids that it changed. */
  'delete-terms': { request: Asked<'delete-terms'>; reply: { ids: string[] } };
  /** Opens the form of a term. */
  'open-form': { request: Asked<'open-form'>; reply: null };
}
