/** Requests that need a database which the browser does not open, because another window holds it. */
import type { Database } from '../platform/database';
import type { Handlers } from '../protocol/requests';

/**
 * The same handlers, which reject while the database waits: whoever asks is told, and not kept waiting. A request that
 * comes then is not carried out later.
 */
export function unlessWaiting<H extends Partial<Handlers>>(
  db: Pick<Database, 'unlessWaiting'>,
  handlers: H,
): H {
  const guarded = Object.entries(handlers).map(([kind, answer]) => [
    kind,
    (data: never, from: never) => db.unlessWaiting(async () => answer(data, from)),
  ]);
  return Object.fromEntries(guarded) as H;
}
