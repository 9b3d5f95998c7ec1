/**
 * Unsent writes of notes. An editor stores its newest write in `storage.session` (in memory, readable by
 * extension pages only) as it sends it. When a tab closes before the background has woken, Chromium 156 drops
 * the message; the stored write survives, and the background writes it (`background/pending.ts`).
 */
import type { WriteRequest } from './messages';

/** The part of `storage.session` that is used. */
export interface Shelf {
  get(keys: null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
}

/** The beginning of each key; the id of the editor follows. */
export const PENDING_PREFIX = 'write ';

/**
 * Stores a write in place of the same editor's last one. Never rejects: without room for it, the message may
 * still arrive.
 */
export async function layDown(shelf: Shelf, request: WriteRequest): Promise<void> {
  if (request.by) await shelf.set({ [PENDING_PREFIX + request.by.editor]: request }).catch(() => undefined);
}
