/**
 * Requests that need a database which the browser does not open, because another window holds it, or which it has
 * deleted, because the disk was full.
 */
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

/** The requests that write what would be lost with the database. */
const CHANGES: readonly string[] = [
  'write',
  'highlight',
  'delete',
  'edit-notes',
  'import',
  'take-backup',
  'undo-import',
  'restore-backup',
  'write-term',
  'delete-terms',
  'correct',
  'uncorrect',
] satisfies (keyof Handlers)[];

/** The same handlers, but a change waits for `secured`, and rejects where that does. */
export function onceSecured<H extends Partial<Handlers>>(secured: () => Promise<void>, handlers: H): H {
  const guarded = Object.entries(handlers).map(([kind, answer]) => [
    kind,
    CHANGES.includes(kind)
      ? async (data: never, from: never) => {
          await secured();
          return answer(data, from);
        }
      : answer,
  ]);
  return Object.fromEntries(guarded) as H;
}
