import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dataHandlers } from '../../../src/background/data';
import type { NotesDatabase } from '../../../src/notes/database';
import { exportFile } from '../../../src/notes/exchange/export';
import { readFile } from '../../../src/notes/exchange/read';
import { NotedPages } from '../../../src/notes/noted';
import type { Note } from '../../../src/notes/schema';
import { Notes } from '../../../src/notes/store';
import { dispatcher } from '../../../src/protocol/dispatch';
import { type Handlers, sender } from '../../../src/protocol/requests';
import {
  allNotes,
  deliveryOf,
  importDelivery,
  NothingWritten,
  preview,
  restore,
  undoLast,
} from '../../../src/ui/data/transfer';
import { emptyDatabase, onPassage, onTerm } from '../../notes/database';

const HOME = 'extension://gloss/';
const STOPPED = 'A listener indicated an asynchronous response, but the message channel closed';

let db: NotesDatabase;
let store: Notes;
let told: Note[][];
/** What the browser does with a message: delivers it, or stops the background before or after it. */
let fate: (kind: string) => 'answered' | 'stopped before' | 'stopped after';
let largest: number;
let listen: ReturnType<typeof dispatcher>;

/** A background that has just started. */
function wake() {
  const handlers = dataHandlers(
    db,
    new NotedPages(db),
    (notes) => told.push(notes),
    async () => undefined,
    () => undefined,
  );
  listen = dispatcher(handlers as Handlers, HOME);
}
const send = sender({
  runtime: {
    async sendMessage(message) {
      const text = JSON.stringify(message);
      const { kind } = message as { kind: string };
      const what = fate(kind);
      if (what !== 'stopped before') {
        const reply = await listen(JSON.parse(text), { url: `${HOME}options.html` });
        if (what === 'answered') {
          largest = Math.max(largest, text.length, JSON.stringify(reply).length);
          return JSON.parse(JSON.stringify(reply));
        }
      }
      wake();
      throw new Error(STOPPED);
    },
  },
});
const about = { title: 'Notes', lang: 'en', names: {}, now: 0 };
const jsonld = async (notes: Note[]) => (await exportFile('jsonld', notes, about)).blob;
const fileOf = async (notes: Note[]) => deliveryOf('notes.jsonld', await readFile(await jsonld(notes)));

beforeEach(() => {
  db = emptyDatabase();
  store = new Notes(db);
  told = [];
  largest = 0;
  fate = () => 'answered';
  wake();
});
afterEach(() => db.close());

/** Notes of about 50 kB each; all are deleted from the database again. */
const large = async (count: number): Promise<Note[]> => {
  const notes: Note[] = [];
  for (let n = 0; n < count; n++)
    notes.push(await store.create({ ...onPassage(), text: `${n} ${'x'.repeat(50_000)}` }));
  await db.notes.clear();
  return notes;
};

describe('A collection larger than a message', () => {
  it('is imported and exported completely, in parts of about a megabyte', async () => {
    const notes = await large(70);
    const delivery = await fileOf(notes);
    expect(delivery.parts.length).toBeGreaterThan(3);
    expect(await preview(send, delivery)).toEqual({ added: 70, updated: 0, equal: 0, refused: [] });
    expect(await db.notes.count()).toBe(0);
    const { imported } = await importDelivery(send, delivery);
    expect(imported).toMatchObject({ added: 70, from: { kind: 'file', name: 'notes.jsonld' } });
    const { notes: back, damaged } = await allNotes(send);
    expect(damaged).toBe(0);
    const bytes = async (those: Note[]) => (await jsonld(those)).text();
    expect(await bytes(back)).toBe(await bytes(notes));
    expect(largest).toBeLessThan(1_200_000);
  });

  it('is exported without deleted notes, and damaged ones are counted', async () => {
    const [kept, deleted] = [await store.create(onTerm()), await store.create(onTerm('itu'))];
    await store.remove(deleted.id);
    // As many as one piece holds: the piece after the last of them must leave none out.
    for (let id = 0; id < 200; id++) await db.notes.put({ id, text: 'no note' } as never);
    for (let n = 0; n < 450; n++) await db.notes.put({ ...kept, id: crypto.randomUUID() });
    const { notes, damaged } = await allNotes(send);
    expect(notes).toHaveLength(451);
    expect(damaged).toBe(200);
  });
});

describe('A background that is stopped', () => {
  it('after the preview gets the notes again', async () => {
    const delivery = await fileOf([await store.create(onTerm())]);
    await db.notes.clear();
    await preview(send, delivery);
    wake();
    expect((await importDelivery(send, delivery)).imported.added).toBe(1);
  });

  it.each(['stage', 'import'])('before “%s” was done says that nothing was written', async (kind) => {
    const delivery = await fileOf([await store.create(onTerm())]);
    await db.notes.clear();
    fate = (asked) => (asked === kind ? 'stopped before' : 'answered');
    await expect(importDelivery(send, delivery)).rejects.toThrow(NothingWritten);
    expect(await db.notes.count()).toBe(0);
  });

  it('after the import reports what was imported, and the import can be undone', async () => {
    const delivery = await fileOf([await store.create(onTerm())]);
    await db.notes.clear();
    await preview(send, delivery);
    fate = (asked) => (asked === 'import' || asked === 'undo-import' ? 'stopped after' : 'answered');
    const { imported } = await importDelivery(send, delivery);
    expect(imported.added).toBe(1);
    expect(await db.notes.count()).toBe(1);
    expect((await undoLast(send, imported.id)).undone?.kept).toBe(0);
    expect(await db.notes.count()).toBe(0);
  });

  it('before an undo reports that nothing was changed', async () => {
    const delivery = await fileOf([await store.create(onTerm())]);
    await db.notes.clear();
    const { imported } = await importDelivery(send, delivery);
    fate = (asked) => (asked === 'undo-import' ? 'stopped before' : 'answered');
    await expect(undoLast(send, imported.id)).rejects.toThrow(NothingWritten);
    expect(await db.notes.count()).toBe(1);
  });

  it('before a restore reports that nothing was changed, and a new request restores', async () => {
    const note = await store.create(onTerm());
    const backup = await send('take-backup', null);
    await store.remove(note.id);
    fate = (asked) => (asked === 'restore-backup' ? 'stopped before' : 'answered');
    await expect(restore(send, backup?.id ?? '')).rejects.toThrow(NothingWritten);
    fate = (asked) => (asked === 'restore-backup' ? 'stopped after' : 'answered');
    expect((await restore(send, backup?.id ?? '')).imported).toMatchObject({ revived: 1, updated: 0 });
    expect((await store.get(note.id))?.deleted).toBe(false);
  });

  it('is not blamed for other errors: they are reported as they are', async () => {
    await expect(restore(send, 'nothing')).rejects.toThrow(/not there any more/);
  });
});

describe('A page that shows notes', () => {
  it('is told of notes that an import wrote, and of those that its undo removed, as deleted', async () => {
    const note = await store.create(onTerm());
    const delivery = await fileOf([note]);
    await db.notes.clear();
    const { imported } = await importDelivery(send, delivery);
    await undoLast(send, imported.id);
    expect(told).toEqual([[note], [{ ...note, deleted: true }]]);
  });

  it('is told of nothing if nothing was written, and the last import that wrote something can still be undone', async () => {
    const notes = [await store.create(onTerm())];
    const first = await fileOf(notes);
    await db.notes.clear();
    const { imported } = await importDelivery(send, first);
    expect((await importDelivery(send, await fileOf(notes))).imported).toMatchObject({ equal: 1, added: 0 });
    expect(told).toHaveLength(1);
    expect((await send('data-state', null)).last?.id).toBe(imported.id);
  });
});

describe('A request that is sent once', () => {
  it('is not sent again however long it takes, unlike others', async () => {
    vi.useFakeTimers();
    try {
      let asked = 0;
      const slow = sender({
        runtime: {
          sendMessage: () => {
            asked++;
            return new Promise((resolve) => setTimeout(() => resolve(null), 60_000));
          },
        },
      });
      const backup = slow('take-backup', null);
      await vi.advanceTimersByTimeAsync(60_000);
      await backup;
      expect(asked).toBe(1);
      void slow('backups', null).catch(() => undefined);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(asked).toBe(4);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is sent again if nobody received it', async () => {
    const sendMessage = vi
      .fn<(message: unknown) => Promise<unknown>>()
      .mockRejectedValueOnce(new Error('Could not establish connection. Receiving end does not exist.'))
      .mockResolvedValueOnce(null);
    expect(await sender({ runtime: { sendMessage } })('take-backup', null)).toBeNull();
  });
});
