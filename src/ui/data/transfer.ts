/**
 * Transfers many notes between a page and the background, in parts that fit into messages. The page chooses
 * the id of each request. If the background is stopped before it answers, the page can ask by that id whether
 * anything was written.
 */

import type { Outcome } from '../../notes/exchange/import';
import type { Reading } from '../../notes/exchange/read';
import type { Imported, Snapshot } from '../../notes/rows';
import type { Note } from '../../notes/schema';
import { pacer } from '../../platform/pace';
import { UNWATCHED, type Watch } from '../../platform/watch';
import type { ImportReply, Part, Requests } from '../../protocol/messages';
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

/** Time between two questions about how far work in the background is, ms. */
const EVERY = 250;
/** Ids of notes in one request. */
const SOME_IDS = 200;

/** All notes that are not deleted, and the number of damaged rows. */
export async function allNotes(
  send: Send,
  watch: Watch = UNWATCHED,
): Promise<{ notes: Note[]; damaged: number }> {
  const notes: Note[] = [];
  let [damaged, read] = [0, 0];
  let total: number | undefined;
  let after: string | undefined;
  do {
    watch.signal.throwIfAborted();
    const reply = await send('all-notes', after === undefined ? {} : { after });
    for (const note of reply.notes) if (!note.deleted) notes.push(note);
    damaged += reply.damaged;
    read += reply.notes.length + reply.damaged;
    total ??= reply.total;
    watch.tell(read, total);
    after = reply.next;
  } while (after !== undefined);
  watch.signal.throwIfAborted();
  return { notes, damaged };
}

/** The notes with these ids, in that order. Deleted notes, damaged ones and unknown ids are left out. */
export async function wholeNotes(send: Send, ids: readonly string[]): Promise<Note[]> {
  const found = new Map<string, Note>();
  for (let at = 0; at < ids.length; at += SOME_IDS) {
    const { notes } = await send('notes', { ids: ids.slice(at, at + SOME_IDS) });
    for (const note of notes) found.set(note.id, note);
  }
  return ids.flatMap((id) => found.get(id) ?? []);
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
export async function preview(
  send: Send,
  delivery: Delivery,
  revives = true,
  watch: Watch = UNWATCHED,
): Promise<Outcome> {
  const ask = (staged: Staged) => send('preview-import', { ...staged, revives });
  const outcome = await handedOver(send, delivery, ask, watch);
  watch.signal.throwIfAborted();
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
 * has written, the outcome is returned in any case, though it was cancelled too late. `revives`: whether
 * deleted notes come back.
 */
export function importDelivery(
  send: Send,
  delivery: Delivery,
  revives = true,
  watch: Watch = UNWATCHED,
): Promise<ImportReply> {
  const { id, name, reading } = delivery;
  const refused = reading.refused.length;
  const ask = (staged: Staged) =>
    watched(send, id, watch, () => send('import', { ...staged, revives, name, refused }));
  return certain(send, id, () => handedOver(send, delivery, ask, watch));
}

/** Restores a backup; fails like `importDelivery`. */
export function restore(send: Send, backup: string, watch: Watch = UNWATCHED): Promise<ImportReply> {
  const as = crypto.randomUUID();
  return certain(send, as, () => watched(send, as, watch, () => send('restore-backup', { id: backup, as })));
}

/** Takes a backup; `null` if there are no notes. */
export function takeBackup(send: Send, watch: Watch): Promise<Snapshot | null> {
  const id = crypto.randomUUID();
  return watched(send, id, watch, () => send('take-backup', { id }));
}

/** Undoes the last import; fails like `importDelivery`. */
export async function undoLast(send: Send, id: string): Promise<Imported> {
  const undone = async () => ({ imported: await send('undo-import', { id }), refused: [] });
  return (await certain(send, id, undone, ({ undone }) => undone !== undefined)).imported;
}

type Staged = Pick<Requests['import']['request'], 'id' | 'parts'>;

/**
 * Makes a request about staged parts. A background that was restarted no longer has them, and gets them
 * again; three attempts in all.
 */
async function handedOver<T>(
  send: Send,
  { id, parts, reading }: Delivery,
  ask: (staged: Staged) => Promise<T | null>,
  watch: Watch,
): Promise<T> {
  const staged = { id, parts: parts.length };
  for (let tries = 1; ; tries++) {
    watch.signal.throwIfAborted();
    const reply = await ask(staged);
    if (reply !== null) return reply;
    if (tries === 3) throw new NothingWritten();
    let sent = 0;
    for (const [number, part] of parts.entries()) {
      watch.signal.throwIfAborted();
      await send('stage', { id, number, part });
      sent += part.notes.length;
      watch.tell(sent, reading.notes.length);
    }
  }
}

/** Makes a request of work that the background does under that id: asks how far it is, and passes *Cancel* on. */
async function watched<T>(send: Send, id: string, watch: Watch, ask: () => Promise<T>): Promise<T> {
  // The background may be busy or stopped. Then nothing is told, and the next question may be answered.
  const look = () =>
    send('work-state', { id }).then(
      (state) => state && watch.tell(state.done, state.of),
      () => undefined,
    );
  const cancel = () => void send('cancel-work', { id }).catch(() => undefined);
  const timer = setInterval(look, EVERY);
  watch.signal.addEventListener('abort', cancel);
  try {
    return await ask();
  } finally {
    clearInterval(timer);
    watch.signal.removeEventListener('abort', cancel);
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
