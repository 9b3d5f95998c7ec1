/** Checks a message on arrival. */
import * as v from 'valibot';

/** A message that is refused. It names what was wrong, and never quotes the message: it may hold anything. */
export class Refused extends Error {
  override name = 'Refused';
}

/**
 * The value as the schema has it, with nothing else in it. Throws `Refused` where it does not fit. `what`: the
 * kind of the message. Cost: one look at each field; a text costs the same whatever its length.
 */
export function checked<S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  what: string,
): v.InferOutput<S> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw new Refused(`“${what}” was refused: ${placeOf(schema, result.issues[0])}.`);
}

/** Where a message is wrong, in the names of the schema alone: a name that a sender made up is left out. */
function placeOf(schema: v.GenericSchema, { type, expected, path }: v.BaseIssue<unknown>): string {
  const isUnknown = type === 'strict_object' && expected === 'never';
  const known = namesIn(schema);
  const names = (path ?? [])
    .slice(0, isUnknown ? -1 : undefined)
    .map(({ key }) => (typeof key === 'number' || known.has(key) ? String(key) : '*'));
  const field = names.length === 0 ? 'the message' : `“${names.join('.')}”`;
  return isUnknown ? `${field} has an unknown field` : `${field} is not what it has to be`;
}

/** The names of all fields in a schema. */
function namesIn(part: unknown, names = new Set<unknown>()): Set<unknown> {
  if (typeof part !== 'object' || part === null) return names;
  const { entries = {}, options = [], pipe = [], wrapped, item, value } = part as Parts;
  for (const [name, entry] of Object.entries(entries)) namesIn(entry, names.add(name));
  for (const each of [...options, wrapped, item, value, ...pipe.filter((each) => each !== part)])
    namesIn(each, names);
  return names;
}

/** What a schema may be built of. */
interface Parts {
  entries?: Record<string, unknown>;
  options?: readonly unknown[];
  pipe?: readonly unknown[];
  wrapped?: unknown;
  item?: unknown;
  value?: unknown;
}
