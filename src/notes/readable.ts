/**
 * Reads what can be read. One row whose value is damaged on disk makes the browser refuse a whole list of
 * rows. (Chromium keeps values over 64 kB in files of their own: one missing file is enough.) Then the keys
 * are read, and the rows one by one. A row that cannot be read becomes `{ id }`, which is not valid, so it is
 * treated as a damaged row. This sits below all tables (a Dexie middleware).
 */
import {
  type DBCore,
  type DBCoreTable,
  type DBCoreTransaction,
  Dexie,
  type Middleware,
  type Table,
} from 'dexie';

/** Errors of a whole transaction or database. Nothing more can be read then. */
const OF_ALL = new Set([
  'AbortError',
  'InvalidStateError',
  'TransactionInactiveError',
  'DatabaseClosedError',
  'NotFoundError',
]);

/** `onUnreadable` is called for each row that cannot be read. */
export function readable(onUnreadable: () => void): Middleware<DBCore> {
  return {
    stack: 'dbcore',
    name: 'readable',
    create: (core) => ({
      ...core,
      table: (name) => {
        const table = core.table(name);
        return table.schema.primaryKey.keyPath === 'id' ? reading(table, onUnreadable) : table;
      },
    }),
  };
}

/**
 * The rows with any of these keys in an index; a row that has several of them comes several times. One query for each
 * key: Dexie's `anyOf` goes by a cursor, which fails as a whole at a row that cannot be read.
 */
export async function rowsWith<Row>(
  table: Table<Row, string>,
  index: string,
  keys: readonly string[],
): Promise<Row[]> {
  return (await Promise.all(keys.map((key) => table.where(index).equals(key).toArray()))).flat();
}

/** Whether that stands for a row that cannot be read. */
export function isUnreadable(row: unknown): boolean {
  return typeof row === 'object' && row !== null && Object.keys(row).join() === 'id';
}

function reading(table: DBCoreTable, onUnreadable: () => void): DBCoreTable {
  // Only promises of Dexie are chained: with others, a transaction ends before the next request.
  const unless = <T>(error: unknown, then: () => T): T => {
    if (OF_ALL.has((error as { name?: string } | null)?.name ?? '')) throw error;
    return then();
  };
  const one = (trans: DBCoreTransaction, key: unknown) =>
    table.get({ trans, key }).then(undefined, (error: unknown) =>
      unless(error, () => {
        onUnreadable();
        return { id: key };
      }),
    );
  const each = (trans: DBCoreTransaction, keys: readonly unknown[]): Promise<unknown[]> =>
    Dexie.Promise.all(keys.map((key) => one(trans, key)));
  return {
    ...table,
    get: ({ trans, key }) => one(trans, key),
    getMany: (request) =>
      table
        .getMany(request)
        .then(undefined, (error: unknown) => unless(error, () => each(request.trans, request.keys))),
    query: (request) =>
      table.query(request).then(undefined, (error: unknown) => {
        if (request.values === false) throw error;
        return unless(error, () =>
          table
            .query({ ...request, values: false })
            .then(({ result }) => each(request.trans, result))
            .then((result) => ({ result })),
        );
      }),
  };
}
