/**
 * A transactional outbox. Whatever writes to a copied table also marks the rows in the table `uncopied`, in
 * the same transaction. So the database itself knows which rows the copy does not have yet, whenever the
 * background is stopped. It sits below all tables (a Dexie middleware), so that no writer can forget it.
 */
import type { DBCore, DBCoreMutateRequest, DBCoreTable, Middleware } from 'dexie';
import { isCopied } from './area';
import type { Written } from './recent';

/** The table of the marks: by `TABLE ID`, a UUID that is new with each change. */
const UNCOPIED = 'uncopied';

/** `onChange` is called with the marked changes, once their transaction has succeeded. */
export function outbox(onChange: (written: Written[]) => void): Middleware<DBCore> {
  return {
    stack: 'dbcore',
    name: 'outbox',
    create: (core) => ({
      ...core,
      transaction: (stores, mode, options) => {
        const marks = mode === 'readwrite' && stores.some(isCopied) && !stores.includes(UNCOPIED);
        return core.transaction(marks ? [...stores, UNCOPIED] : stores, mode, options);
      },
      table: (name) => (isCopied(name) ? marking(core, core.table(name), onChange) : core.table(name)),
    }),
  };
}

function marking(core: DBCore, table: DBCoreTable, onChange: (written: Written[]) => void): DBCoreTable {
  const mark = (request: DBCoreMutateRequest, ids: readonly unknown[]) => {
    const rows = 'values' in request ? request.values : [];
    const written = ids.map((id, i) => ({
      key: `${table.name} ${String(id)}`,
      mark: crypto.randomUUID(),
      row: rows[i],
    }));
    (request.trans as unknown as IDBTransaction).addEventListener('complete', () => onChange(written));
    return core.table(UNCOPIED).mutate({
      type: 'put',
      trans: request.trans,
      keys: written.map(({ key }) => key),
      values: written.map(({ mark }) => mark),
    });
  };
  return {
    ...table,
    // Promises are chained and not awaited: a transaction of Dexie ends where a native `await` is between.
    mutate: (request) => {
      if (request.type !== 'deleteRange') {
        const ids =
          request.type === 'delete'
            ? request.keys
            : (request.keys ?? request.values.map((row) => table.schema.primaryKey.extractKey?.(row)));
        return table.mutate(request).then((result) => mark(request, ids).then(() => result));
      }
      const { trans, range } = request;
      return table
        .query({ trans, values: false, query: { index: table.schema.primaryKey, range } })
        .then(({ result: ids }) =>
          table.mutate(request).then((result) => mark(request, ids).then(() => result)),
        );
    },
  };
}
