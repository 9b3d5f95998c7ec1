/**
 * Transfers many notes between a page and the background, in parts that fit into messages. The page chooses
 * the id of each request. If the background is stopped before it answers, the page can ask by that id whether
 * anything was written.
 */

import type { Outcome } from '../../notes/exchange/import';
import type { Reading } from '../../notes/exchange/read';
import type { Imported } from '../../notes/rows';
import type { Note } from '../../notes/schema';
import { pacer } from '../../platform/pace';
import type { ImportReply, Part } from '../../protocol/messages';
import { type Send, Unanswered } from '../../protocol/requests';

/**
 * Largest part, UTF-16 units of JSON: serialising more would be a noticeable pause. Chromium's limit for a
 * message is 64 MB.
 */
const MOST_PART = 1_000_000;

/** The background was stopped and has written nothing. */
export class NothingWritten extends Error {
  override name = 'NothingWritten';
}

/** All notes that are not deleted, and the number of damaged rows. */
export async function allNotes(send: Send): Promise<{ notes: Note[]; damaged: number }> {
  const notes: Note[] = [];
  let damaged = 0;
  let after: string | undefined;
  do {
    const reply = await send('all-notes', after === undefined ? {} : { after });
    for (const note of reply.notes) if (!note.deleted) notes.push(note);
    damaged += reply.damaged;
    after = reply.next;
  } while (after !== undefined);
  return { notes, damaged };
}

/** The notes of a file, split into parts for the background. */
export interface Delivery {
  /** A UUID, chosen by the page. */
  id: string;
  /** Name of the file. */
  name: string;
  parts: Part[];
  reading: Reading;
}

/** Splits the notes of a file into parts of at most `MOST_PART`. */
export async function deliveryOf(name: string, reading: Reading): Promise<Delivery> {
  let part: Part = { notes: [], places: {} };
  const parts = [part];
  const rest = pacer();
  let size = 0;
  for (const note of reading.notes) {
    const more = JSON.stringify(note).length;
    if (size > 0 && size + more > MOST_PART) {
      part = { notes: [], places: {} };
      parts.push(part);
      size = 0;
    }
    size += more;
    part.notes.push(note);
    part.places[note.id] = reading.places[note.id] ?? 0;
    await rest();
  }
  return { id: crypto.randomUUID(), name, parts, reading };
}

/**
 * What the import would change, with everything that is refused or left out. `revives`: whether deleted notes
 * come back.
 */
export async function preview(send: Send, delivery: Delivery, revives = true): Promise<Outcome> {
  const outcome = await handedOver(send, delivery, (staged) =>
    send('preview-import', { ...staged, revives }),
  );
  const { refused, left } = delivery.reading;
  const all = [...left, ...(outcome.left ?? [])];
  return {
    ...outcome,
    refused: [...refused, ...outcome.refused],
    ...(all.length > 0 && { left: all }),
  };
}

/**
 * Imports the notes. Throws `NothingWritten` if the background was stopped before it wrote anything. If it
 * has written, the outcome is returned in any case. `revives`: whether deleted notes come back.
 */
export function importDelivery(send: Send, delivery: Delivery, revives = true): Promise<ImportReply> {
  const { id, name, reading } = delivery;
  const refused = reading.refused.length;
  return certain(send, id, () =>
    handedOver(send, delivery, (staged) => send('import', { ...staged, revives, name, refused })),
  );
}

/** Restores a backup; fails like `importDelivery`. */
export function restore(send: Send, backup: string): Promise<ImportReply> {
  const as = crypto.randomUUID();
  return certain(send, as, () => send('restore-backup', { id: backup, as }));
}

/** Undoes the last import; fails like `importDelivery`. */
export async function undoLast(send: Send, id: string): Promise<Imported> {
  const undone = async () => ({ imported: await send('undo-import', { id }), refused: [] });
  return (await certain(send, id, undone, ({ undone }) => undone !== undefined)).imported;
}

/**
 * Makes a request about staged parts. A background that was restarted no longer has them, and gets them
 * again; three attempts in all.
 */
async function handedOver<T>(
  send: Send,
  { id, parts }: Delivery,
  ask: (staged: { id: string; parts: number }) => Promise<T | null>,
): Promise<T> {
  const staged = { id, parts: parts.length };
  for (let tries = 1; ; tries++) {
    const reply = await ask(staged);
    if (reply !== null) return reply;
    if (tries === 3) throw new NothingWritten();
    for (const [number, part] of parts.entries()) await send('stage', { id, number, part });
  }
}

/**
 * Makes a request whose outcome must be certain. If the background does not answer, asks whether the import
 * with that id was written, and throws `NothingWritten` if it was not.
 */
async function certain(
  send: Send,
  id: string,
  ask: () => Promise<ImportReply>,
  isDone: (last: Imported) => boolean = () => true,
): Promise<ImportReply> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    const { last } = await send('data-state', null);
    if (last?.id === id && isDone(last)) return { imported: last, refused: [] };
    throw new NothingWritten();
  }
}
