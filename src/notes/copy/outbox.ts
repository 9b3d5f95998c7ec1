/**
 * A transactional outbox. Whatever writes to a copied table also marks the rows in the table `uncopied`, in
 * the same transaction. So the database itself knows which rows the copy does not have yet, whenever the
 * background is stopped. It sits below all tables (a Dexie middleware), so that no writer can forget it.
 */
import type { DBCore, DBCoreMutateRequest, DBCoreTable, Middleware } from 'dexie';
import { isCopied } from './area';

/** The table of the marks: by `TABLE ID`, a UUID that is new with each change. */
const UNCOPIED = 'uncopied';

/** `onChange` is called after each marked change; its transaction may still fail. */
export function outbox(onChange: () => void): Middleware<DBCore> {
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

function marking(core: DBCore, table: DBCoreTable, onChange: () => void): DBCoreTable {
  const mark = (request: DBCoreMutateRequest, ids: readonly unknown[]) => {
    const keys = ids.map((id) => `${table.name} ${String(id)}`);
    onChange();
    return core.table(UNCOPIED).mutate({
      type: 'put',
      trans: request.trans,
      keys,
      values: keys.map(() => crypto.randomUUID()),
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
