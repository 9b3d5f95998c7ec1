/** JSON values, and a JSON file with one long list that is written in pieces, one line for each item. */
import { Refusal } from './refusal';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined };
export type JsonObject = { [key: string]: Json | undefined };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The deepest value that is read from a file: what programs write has about ten levels. */
const DEEPEST = 60;

/**
 * The value with every object and list in it replaced by what `map` makes of it, the inner ones first. Throws a
 * `Refusal` below `deepest` levels, so that no file can exhaust the stack.
 */
export function mapped(value: Json, map: (value: JsonObject | Json[]) => Json, deepest = 2 * DEEPEST): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (deepest === 0) throw new Refusal(`It is nested deeper than ${DEEPEST} levels.`);
  if (Array.isArray(value)) return map(value.map((each) => mapped(each, map, deepest - 1)));
  return map(
    Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, each && mapped(each, map, deepest - 1)]),
    ),
  );
}

/** Members of an annotation in which `null` has a meaning: a JSON-LD context and a JSON literal. */
const LITERAL = new Set(['@context', 'gloss']);

/**
 * An annotation without members and items that are `null`: JSON-LD reads them as absent (JSON-LD 1.1, 9.2). Its
 * context and its member `gloss` stay as they are.
 */
export function withoutNull(value: Json): Json {
  const map = (each: JsonObject | Json[]): Json =>
    Array.isArray(each) ? each.filter((item) => item !== null) : only(each, (_, item) => item !== null);
  if (!isObject(value)) return mapped(value, map, DEEPEST);
  const isLiteral = (name: string) => LITERAL.has(name) && value[name] !== null;
  return {
    ...(mapped(
      only(value, (name) => !isLiteral(name)),
      map,
      DEEPEST,
    ) as JsonObject),
    ...(mapped(only(value, isLiteral), (each) => each, DEEPEST) as JsonObject),
  };
}

/** The members of an object that `keep` is true of. */
export function only(object: object, keep: (name: string, value: Json) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name, value]) => keep(name, value)));
}

/** Whether two values are the same but for the order of members; members that are `undefined` are absent. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  return sortedText(a) === sortedText(b);
}

/** The value as text, with the members of each object in the order of their names. */
export function sortedText(value: Json | undefined): string {
  if (value === undefined) return '';
  return JSON.stringify(
    mapped(value, (each) => (Array.isArray(each) ? each : sorted(only(each, (_, v) => v !== undefined)))),
  );
}

/** The object with its members in the order of their names. */
export function sorted(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Writes `frame` as JSON, with `items` in the place of its last empty list. Only closing brackets may follow
 * that list. Each item is converted when its line is written.
 */
export function* inList<T>(
  frame: JsonObject,
  items: readonly T[],
  toJson: (item: T) => Json,
): Generator<string> {
  const text = JSON.stringify(frame);
  const at = text.lastIndexOf('[]') + 1;
  yield text.slice(0, at);
  let isFirst = true;
  for (const item of items) {
    yield `${isFirst ? '' : ','}\n${JSON.stringify(toJson(item))}`;
    isFirst = false;
  }
  yield `\n${text.slice(at)}\n`;
}
