/** JSON values, and a JSON file that is one long list, written piece by piece: a line for each item. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined };
export type JsonObject = { [key: string]: Json | undefined };

/** The file: `frame` with `items` in the place of its last empty list, which nothing but brackets may follow. */
export function* inList(frame: JsonObject, items: Iterable<Json>): Generator<string> {
  const text = JSON.stringify(frame);
  const at = text.lastIndexOf('[]') + 1;
  yield text.slice(0, at);
  let isFirst = true;
  for (const item of items) {
    yield `${isFirst ? '' : ','}\n${JSON.stringify(item)}`;
    isFirst = false;
  }
  yield `\n${text.slice(at)}\n`;
}
