/**
 * Notes in bulk, between a page and the background, in parts that fit into messages. What was asked for has an id that the page made up:
 * when the background is stopped before it answers, it can be asked whether anything was written.
 */

import type { Outcome } from '../../notes/exchange/import';
import type { Reading } from '../../notes/exchange/read';
import type { Imported } from '../../notes/rows';
import type { Note } from '../../notes/schema';
import { pacer } from '../../platform/pace';
import type { ImportReply, Part } from '../../protocol/messages';
import { type Send, Unanswered } from '../../protocol/requests';

/** UTF-16 units of JSON in a part: what the page writes without a stop that is felt. Chromium carries 64 MB. */
const MOST_PART = 1_000_000;

/** The background was stopped, and has written nothing. */
export class NothingWritten extends Error {
  override name = 'NothingWritten';
}

/** All notes that are not deleted, and how many rows could not be read. */
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

/** What a file says, on its way to the background. */
export interface Delivery {
  id: string;
  /** Of the file. */
  name: string;
  parts: Part[];
  reading: Reading;
}

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

/** What importing it would come to, with all that is refused. */
export async function preview(send: Send, delivery: Delivery): Promise<Outcome> {
  const outcome = await handedOver(send, delivery, (staged) => send('preview-import', staged));
  return { ...outcome, refused: [...delivery.reading.refused, ...outcome.refused] };
}

/** Imports it. Throws `NothingWritten` where the background was stopped; once it was written, says so in any case. */
export function importDelivery(send: Send, delivery: Delivery): Promise<ImportReply> {
  const { id, name, reading } = delivery;
  const refused = reading.refused.length;
  return certain(send, id, () =>
    handedOver(send, delivery, (staged) => send('import', { ...staged, name, refused })),
  );
}

/** Restores a backup; as `importDelivery`. */
export function restore(send: Send, backup: string): Promise<ImportReply> {
  const as = crypto.randomUUID();
  return certain(send, as, () => send('restore-backup', { id: backup, as }));
}

/** Takes the last import back; as `importDelivery`. */
export async function undoLast(send: Send, id: string): Promise<Imported> {
  const undone = async () => ({ imported: await send('undo-import', { id }), refused: [] });
  return (await certain(send, id, undone, ({ undone }) => undone !== undefined)).imported;
}

/** Asks about what was handed over. A background that was stopped since has forgotten it, and gets it once more. */
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
