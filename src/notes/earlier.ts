/**
 * A copy of the database of notes as an earlier version of its schema left it. It is made before the database is
 * upgraded, and kept for a month: an upgrade that went wrong loses nothing.
 *
 * The copy is a database of its own, with the same tables and rows. Its table `copied` says when it was complete;
 * a copy without that was interrupted, and is made again. Cost: reads and writes every row once, in pieces.
 */
import { Dexie } from 'dexie';

/** Rows copied at a time. */
const SOME = 200;
/** How long (ms) a copy is kept: 30 days. */
const KEPT = 30 * 86_400_000;
/** Table of the copy itself: `at`, when it was complete (ms since the epoch), and `taken`, once a backup has its notes. */
const COPIED = 'copied';

type Factory = Pick<IDBFactory, 'open' | 'deleteDatabase' | 'databases'>;

/** The copy cannot be written, so the database is not upgraded. */
class NotCopied extends Error {
  override name = 'NotCopied';
  constructor(cause: unknown) {
    super(`Gloss copies your notes before it updates their database, and cannot: ${cause}`, { cause });
  }
}

/** The name of the copy of `name` that is made before it gets that version of the schema. */
const nameOf = (name: string, schema: number) => `${name} before ${schema}`;

/**
 * Copies the database `name` if its schema is older than `schema` and it was not copied. Does nothing where the browser
 * cannot read it: its opening will fail as well. Throws `NotCopied`.
 */
export async function keepEarlier(factory: Factory, name: string, schema: number): Promise<void> {
  const known = await factory.databases().catch(() => []);
  const is = (wanted: string) => known.find((each) => each.name === wanted)?.version ?? 0;
  // Dexie counts tenths.
  if (is(name) === 0 || is(name) >= schema * 10) return;
  const from = await opened(factory.open(name)).catch(() => undefined);
  if (!from) return;
  try {
    const copy = nameOf(name, schema);
    if (is(copy) > 0) {
      const there = await opened(factory.open(copy));
      const isWhole = (await copiedAt(there)) !== undefined;
      there.close();
      if (isWhole) return;
      await done(factory.deleteDatabase(copy));
    }
    await copyAll(factory, from, copy);
  } catch (error) {
    throw new NotCopied(error);
  } finally {
    from.close();
  }
}

async function copyAll(factory: Factory, from: IDBDatabase, name: string): Promise<void> {
  const tables = [...from.objectStoreNames];
  const keyPaths = new Map<string, string | string[] | null>();
  if (tables.length > 0) {
    const reading = from.transaction(tables);
    for (const table of tables) keyPaths.set(table, reading.objectStore(table).keyPath);
  }
  const to = await opened(factory.open(name, 1), (db) => {
    for (const table of tables) db.createObjectStore(table, { keyPath: keyPaths.get(table) ?? null });
    db.createObjectStore(COPIED);
  });
  try {
    for (const table of tables) {
      for await (const rows of piecesOf(from, table)) {
        const writing = to.transaction(table, 'readwrite');
        const store = writing.objectStore(table);
        for (const { key, value } of rows) store.put(value, store.keyPath === null ? key : undefined);
        await completed(writing);
      }
    }
    const writing = to.transaction(COPIED, 'readwrite');
    writing.objectStore(COPIED).put(Date.now(), 'at');
    await completed(writing);
  } finally {
    to.close();
  }
}

/** The rows of a table, in pieces, with their keys. A row that the browser cannot read is left out. */
async function* piecesOf(
  db: IDBDatabase,
  table: string,
): AsyncGenerator<{ key: IDBValidKey; value: unknown }[], void, void> {
  for (let range: IDBKeyRange | null = null; ; ) {
    const keys: IDBValidKey[] = await done(db.transaction(table).objectStore(table).getAllKeys(range, SOME));
    if (keys.length === 0) return;
    const store = db.transaction(table).objectStore(table);
    const read = await Promise.allSettled(keys.map((key) => done<unknown>(store.get(key))));
    yield read.flatMap((each, i) =>
      each.status === 'fulfilled' ? [{ key: keys[i] as IDBValidKey, value: each.value }] : [],
    );
    range = Dexie.dependencies.IDBKeyRange.lowerBound(keys.at(-1), true);
  }
}

/** A copy whose notes are in no backup yet. */
export interface Earlier {
  /** When it was made, ms since the epoch. */
  at: number;
  /** Its rows of notes, in pieces, as they are. */
  notes(): AsyncGenerator<unknown[], void, void>;
  /** To be called once a backup has its notes, or needs none. Closes it. */
  taken(): Promise<void>;
}

/** The copy made before that version of the schema, unless a backup has its notes. */
export async function earlierNotes(
  factory: Factory,
  name: string,
  schema: number,
): Promise<Earlier | undefined> {
  const copy = nameOf(name, schema);
  const known = await factory.databases();
  if (!known.some((each) => each.name === copy)) return undefined;
  const db = await opened(factory.open(copy));
  const at = await copiedAt(db);
  const isTaken = await done(db.transaction(COPIED).objectStore(COPIED).count('taken'));
  if (at === undefined || isTaken > 0) {
    db.close();
    return undefined;
  }
  return {
    at,
    async *notes() {
      if (!db.objectStoreNames.contains('notes')) return;
      for await (const rows of piecesOf(db, 'notes')) yield rows.map(({ value }) => value);
    },
    async taken() {
      const writing = db.transaction(COPIED, 'readwrite');
      writing.objectStore(COPIED).put(true, 'taken');
      await completed(writing);
      db.close();
    },
  };
}

/** Deletes the copies of `name` that are older than a month at the time `now`. */
export async function forgetEarlier(factory: Factory, name: string, now: number): Promise<void> {
  for (const each of await factory.databases()) {
    if (!each.name?.startsWith(nameOf(name, 0).slice(0, -1))) continue;
    const db = await opened(factory.open(each.name));
    const at = await copiedAt(db);
    db.close();
    if (at !== undefined && now - at > KEPT) await done(factory.deleteDatabase(each.name));
  }
}

/** When a copy was complete; `undefined` if it was interrupted. */
async function copiedAt(db: IDBDatabase): Promise<number | undefined> {
  if (!db.objectStoreNames.contains(COPIED)) return undefined;
  const at: unknown = await done(db.transaction(COPIED).objectStore(COPIED).get('at'));
  return typeof at === 'number' ? at : undefined;
}

function opened(
  request: IDBOpenDBRequest,
  make: (db: IDBDatabase) => void = () => undefined,
): Promise<IDBDatabase> {
  request.onupgradeneeded = () => make(request.result);
  return done(request);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      // One row that cannot be read would end the whole transaction.
      event.preventDefault();
      reject(request.error);
    };
  });
}

function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}
