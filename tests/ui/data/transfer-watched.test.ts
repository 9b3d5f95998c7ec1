import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataHandlers } from '../../../src/background/data';
import { noteHandlers } from '../../../src/background/notes';
import { TermIds } from '../../../src/background/term-ids';
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
  preview,
  restore,
  takeBackup,
  wholeNotes,
} from '../../../src/ui/data/transfer';
import { emptyDatabase } from '../../notes/database';
import { manyNotes } from '../../notes/many-notes';

const HOME = 'extension://gloss/';
let db: NotesDatabase;
let store: Notes;
/** How often the background has told of changed notes. */
let changes: number;
let listen: ReturnType<typeof dispatcher>;
beforeEach(() => {
  db = emptyDatabase();
  store = new Notes(db);
  changes = 0;
  const noted = new NotedPages(db);
  const changed = () => {
    changes++;
  };
  const handlers = {
    ...dataHandlers(
      db,
      noted,
      changed,
      async () => undefined,
      () => undefined,
    ),
    ...noteHandlers(db, noted, new TermIds(async () => undefined), async () => true, changed),
  };
  listen = dispatcher(handlers as Handlers, HOME);
});
afterEach(() => db.close());

const send = sender({
  runtime: {
    async sendMessage(message) {
      const reply = await listen(JSON.parse(JSON.stringify(message)), { url: `${HOME}options.html` });
      return JSON.parse(JSON.stringify(reply));
    },
  },
});
const about = { title: 'Notes', lang: 'en', names: {}, now: 0 };
const fileOf = async (notes: Note[]) =>
  deliveryOf('notes.jsonld', await readFile((await exportFile('jsonld', notes, about)).blob));

describe('Work that is cancelled', () => {
  /** A watch that cancels when that many items are told, and what it was told. */
  const cancelAt = (at: number) => {
    const cancel = new AbortController();
    const told: [number, number?][] = [];
    const tell = (done: number, of?: number) => {
      told.push([done, of]);
      if (done >= at) cancel.abort();
    };
    return { watch: { signal: cancel.signal, tell }, told, cancel };
  };

  it('while a file is handed over writes nothing, and sends no further part', async () => {
    const delivery = await fileOf(manyNotes(70).map((note) => ({ ...note, text: 'x'.repeat(50_000) })));
    const { watch, told } = cancelAt(20);
    await expect(importDelivery(send, delivery, true, watch)).rejects.toThrow(/abort/i);
    expect(told).toHaveLength(2);
    expect(told[0]?.[1]).toBe(70);
    expect(await db.notes.count()).toBe(0);
  });

  it('while an import is written writes nothing', async () => {
    const delivery = await fileOf(manyNotes(3_000));
    await preview(send, delivery);
    const { watch, cancel } = cancelAt(Number.POSITIVE_INFINITY);
    db.notes.hook('creating', () => cancel.abort());
    await expect(importDelivery(send, delivery, true, watch)).rejects.toThrow(/abort/i);
    expect([await db.notes.count(), await db.imports.count()]).toEqual([0, 0]);
    expect(changes).toBe(0);
    // The same file, agreed to again.
    expect((await importDelivery(send, delivery)).imported.added).toBe(3_000);
  });

  it('while a backup is restored or taken changes nothing', async () => {
    await db.notes.bulkPut(manyNotes(600));
    const backup = await send('take-backup', null);
    await db.notes.clear();
    const restoring = cancelAt(Number.POSITIVE_INFINITY);
    const hook = () => restoring.cancel.abort();
    db.notes.hook('creating', hook);
    await expect(restore(send, backup?.id ?? '', restoring.watch)).rejects.toThrow(/abort/i);
    db.notes.hook('creating').unsubscribe(hook);
    expect(await db.notes.count()).toBe(0);
    await db.notes.bulkPut(manyNotes(600));
    const taking = cancelAt(Number.POSITIVE_INFINITY);
    db.notes.hook('reading', (row) => {
      taking.cancel.abort();
      return row;
    });
    await expect(takeBackup(send, taking.watch)).rejects.toThrow(/abort/i);
    expect(await send('backups', null)).toHaveLength(1);
  });

  it('before an export has read all notes makes no file', async () => {
    await db.notes.bulkPut(manyNotes(600));
    await expect(allNotes(send, cancelAt(1).watch)).rejects.toThrow(/abort/i);
    const { watch, told } = cancelAt(Number.POSITIVE_INFINITY);
    const { notes } = await allNotes(send, watch);
    expect(told).toEqual([[600, 600]]);
    await expect(exportFile('csv', notes, about, cancelAt(300).watch)).rejects.toThrow(/abort/i);
    await expect(exportFile('markdown', notes, about, cancelAt(300).watch)).rejects.toThrow(/abort/i);
  });
});

describe('An exported file', () => {
  it.each(['jsonld', 'markdown', 'csv', 'html', 'hypothesis'] as const)(
    'of %s says how many notes are in it so far, and at the end all',
    async (format) => {
      const told: number[] = [];
      const { signal } = new AbortController();
      const tell = (done: number, of?: number) => void (of === 120 && told.push(done));
      await exportFile(format, manyNotes(120), about, { signal, tell });
      expect(told.at(-1)).toBe(120);
      expect(told).toEqual(told.toSorted((a, b) => a - b));
      expect(told.length).toBeGreaterThan(10);
    },
  );
});

it('Notes by their ids come in that order, without those that are deleted', async () => {
  await db.notes.bulkPut(manyNotes(450));
  const ids = manyNotes(450).map(({ id }) => id);
  await store.remove(ids[3] ?? '');
  const wanted = [...ids.toReversed(), 'unknown'];
  expect((await wholeNotes(send, wanted)).map(({ id }) => id)).toEqual(
    ids.toReversed().filter((id) => id !== ids[3]),
  );
});
