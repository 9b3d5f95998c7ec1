/** Errors that say why the cache did not answer, and the check of a row. */
import * as v from 'valibot';

/** The cache does not hold what was written to it. */
export class CacheDamage extends Error {
  override name = 'CacheDamage';
}

/** There is no cache of this digest yet: first start, update, or deleted database. This is not a fault. */
export class CacheAbsent extends Error {
  override name = 'CacheAbsent';
}

/** Checks a row against its schema and returns it typed. Throws `CacheDamage` with `what` in its message. */
export function soundRow<S extends v.GenericSchema>(schema: S, row: unknown, what: string): v.InferOutput<S> {
  const result = v.safeParse(schema, row);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue);
  throw new CacheDamage(
    `${what} in the cache of digests is damaged${place === null ? '' : ` at ${place}`}: ${issue.message}`,
  );
}
