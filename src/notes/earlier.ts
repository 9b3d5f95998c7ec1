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
  const copy = nameOf(name, schema);
  const versions = await versionsOf(factory, [name, copy]);
  const version = versions.get(name) ?? 0;
  // Dexie counts tenths.
  if (version === 0 || version >= schema * 10) return;
  const from = await opened(factory.open(name)).catch(() => undefined);
  if (!from) return;
  try {
    if (versions.has(copy) && (await isWhole(factory, copy))) return;
    // Something may be left of it, too damaged to be known by its name.
    await done(factory.deleteDatabase(copy));
    await copyAll(factory, from, copy);
  } catch (error) {
    throw new NotCopied(error);
  } finally {
    from.close();
  }
}

/**
 * The versions of those databases that exist, by name. Firefox refuses its list where it cannot read the file of any one
 * database, as when it was killed while it made it (dom/indexedDB/ActorsParent.cpp, GetDatabasesOp). Then each is opened.
 */
async function versionsOf(factory: Factory, names: readonly string[]): Promise<Map<string, number>> {
  const listed = await factory.databases().catch(() => undefined);
  const found = new Map<string, number>();
  for (const name of names) {
    const version = listed
      ? (listed.find((each) => each.name === name)?.version ?? 0)
      : await versionIfThere(factory, name);
    if (version > 0) found.set(name, version);
  }
  return found;
}

/** The version of a database; 0 if there is none, or it cannot be opened. None is made. */
async function versionIfThere(factory: Factory, name: string): Promise<number> {
  const request = factory.open(name);
  const db = await opened(request, () => request.transaction?.abort()).catch(() => undefined);
  db?.close();
  return db?.version ?? 0;
}

/** Whether a copy can be read and was not interrupted. */
async function isWhole(factory: Factory, copy: string): Promise<boolean> {
  try {
    const db = await opened(factory.open(copy));
    try {
      return (await copiedAt(db)) !== undefined;
    } finally {
      db.close();
    }
  } catch {
    return false;
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
  if ((await versionsOf(factory, [copy])).size === 0) return undefined;
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

/**
 * Deletes the copies of `name` that are older than a month at the time `now`: those made before that version of the
 * schema or an earlier one.
 */
export async function forgetEarlier(
  factory: Factory,
  name: string,
  schema: number,
  now: number,
): Promise<void> {
  const copies = Array.from({ length: schema }, (_, before) => nameOf(name, before + 1));
  for (const copy of (await versionsOf(factory, copies)).keys()) {
    const db = await opened(factory.open(copy));
    const at = await copiedAt(db);
    db.close();
    if (at !== undefined && now - at > KEPT) await done(factory.deleteDatabase(copy));
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
