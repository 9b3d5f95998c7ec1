/** JSON values, and a JSON file with one long list that is written in pieces, one line for each item. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined };
export type JsonObject = { [key: string]: Json | undefined };

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
