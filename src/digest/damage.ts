/** Why the cache did not answer. */
import * as v from 'valibot';

/** What the cache holds is not what was written. */
export class CacheDamage extends Error {
  override name = 'CacheDamage';
}

/** There is no cache of this digest yet: a first start, an update, or a database that was deleted. Nothing is wrong. */
export class CacheAbsent extends Error {
  override name = 'CacheAbsent';
}

/** A row as its schema says it is. Throws `CacheDamage`, naming `what`. */
export function soundRow<S extends v.GenericSchema>(schema: S, row: unknown, what: string): v.InferOutput<S> {
  const result = v.safeParse(schema, row);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue);
  throw new CacheDamage(
    `${what} in the cache of digests is damaged${place === null ? '' : ` at ${place}`}: ${issue.message}`,
  );
}
