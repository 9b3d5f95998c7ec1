/**
 * What the schemas of messages are built of. Each shape has a bound, and is checked from outside to inside:
 * a list that is too long is refused before its items are looked at.
 */
import * as v from 'valibot';

/** Longest address, UTF-16 units: what a note can store (`notes/schema`). */
const MOST_ADDRESS = 20_000;
/** Longest id of a note that the store has not made itself, or of a term or document, UTF-16 units. */
const MOST_ID = 1_000;

/**
 * An object with these fields and no other. Its table of fields has no prototype: Valibot looks a name up with
 * `in`, and would take a field named `constructor` or `__proto__` for a known one.
 */
/* @__NO_SIDE_EFFECTS__ */
export function strict<E extends v.ObjectEntries>(entries: E): v.StrictObjectSchema<E, undefined> {
  const schema = v.strictObject<E>(Object.setPrototypeOf({ ...entries }, null));
  // To Valibot, a list and a date are objects without fields.
  const run: (typeof schema)['~run'] = (dataset, config) =>
    schema['~run'](isPlain(dataset.value) ? dataset : { value: undefined }, config);
  return { ...schema, '~run': run };
}

function isPlain(value: unknown): value is object {
  return Object.prototype.toString.call(value) === '[object Object]';
}

/** A text of at most `most` UTF-16 units. It may hold anything, lone surrogates too. */
/* @__NO_SIDE_EFFECTS__ */
export function text(most: number) {
  return v.pipe(v.string(), v.maxLength(most));
}

/** A list of at most `most` items. Holes count as items that are missing. */
/* @__NO_SIDE_EFFECTS__ */
export function list<S extends v.GenericSchema>(item: S, most: number) {
  return v.pipe(
    v.custom<unknown[]>((value) => Array.isArray(value) && value.length <= most),
    v.array(item),
  );
}

/** An integer from 0 to `most`. */
/* @__NO_SIDE_EFFECTS__ */
export function count(most: number = Number.MAX_SAFE_INTEGER) {
  return v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
}

/** A record of at most `most` fields whose names are up to 200 units long. */
/* @__NO_SIDE_EFFECTS__ */
export function record<S extends v.GenericSchema>(value: S, most: number) {
  return v.pipe(
    v.custom<Record<string, unknown>>((given) => isPlain(given) && Object.keys(given).length <= most),
    v.record(text(200), value),
  );
}

export const Uuid = v.pipe(v.string(), v.maxLength(36), v.uuid());
/** The id of a note, term, document, passage or list. */
export const Id = text(MOST_ID);
/** An address, of any kind or none: what is compared with it decides (`notes/address`). */
export const Address = text(MOST_ADDRESS);
export const Finite = v.pipe(v.number(), v.finite());

/** The parts of a schema that say how it is built. */
interface Built {
  type: string;
  entries?: Record<string, unknown>;
  wrapped?: unknown;
  item?: unknown;
  options?: readonly unknown[];
  key?: unknown;
  literal?: unknown;
}

/**
 * A stored shape as it may cross a boundary: what `schema` accepts, without a field that it does not name.
 * Rows of the database are read more leniently, because a later version may have added a field.
 */
/* @__NO_SIDE_EFFECTS__ */
export function closed<S extends v.GenericSchema>(schema: S) {
  return v.pipe(
    v.unknown(),
    v.check((value) => isClosed(schema, value), 'It has an unknown field.'),
    schema,
  );
}

/** Whether a value has no field that the schema does not name. Goes no deeper than the schema. */
function isClosed(schema: unknown, value: unknown): boolean {
  const { type, entries, wrapped, item, options, key } = schema as Built;
  if (wrapped !== undefined) return value === undefined || isClosed(wrapped, value);
  if (typeof value !== 'object' || value === null) return true;
  if (item !== undefined && Array.isArray(value)) return value.every((each) => isClosed(item, each));
  if (type === 'variant' && options && typeof key === 'string') {
    const said: unknown = Reflect.get(value, key);
    const option = options.find((each) => {
      const named = (each as Built).entries?.[key];
      return (named as Built | undefined)?.literal === said;
    });
    return option === undefined || isClosed(option, value);
  }
  return (
    entries === undefined ||
    (isPlain(value) &&
      Reflect.ownKeys(value).every(
        (name) =>
          typeof name === 'string' &&
          Object.hasOwn(entries, name) &&
          isClosed(entries[name], Reflect.get(value, name)),
      ))
  );
}
