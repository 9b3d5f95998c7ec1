/**
 * What an imported annotation says for which a note has no field. The note keeps it beside its own fields
 * (`Note.foreign`), and an export gives it back wherever the note still says what came with it.
 *
 * The fields of a note always win. So this is only ever read to write a file, never to show or to find a note.
 */
import * as v from 'valibot';
import { isObject, type Json, type JsonObject, only, sameJson, sorted, sortedText } from './json';

/** `Note.foreign`, parsed. */
export interface Foreign {
  /**
   * Members of a Web Annotation. Also its id where that is an IRI but no UUID; its motivation and type where
   * Gloss would write others.
   */
  annotation?: JsonObject | undefined;
  /** JSON-LD contexts besides that of the model. Members with a prefix have no meaning without them. */
  context?: Json[] | undefined;
  /** Members of the target besides `type`, `source` and `selector`, where Gloss would write these the same. */
  target?: JsonObject | undefined;
  /** Members as they stood in the file. */
  given?: Given | undefined;
  /** The dates as they were written, where they say the same moment in another way than Gloss. */
  dates?: { created?: string | undefined; modified?: string | undefined } | undefined;
  /** The id with which it came, where that is the id of one page or store only. */
  id?: string | undefined;
  /**
   * Members of a Hypothesis annotation, without text and tags. In its target, `exact: null` stands for the
   * quote.
   */
  hypothesis?: JsonObject | undefined;
}

interface Given {
  /** The whole target. `exact: null` stands for the note's own quote. */
  target?: Json | undefined;
  /** The body or the list of bodies. `value: null` stands for the note's own text. */
  body?: Json | undefined;
  /** Whether the text stood in `bodyValue`. */
  bodyValue?: boolean | undefined;
}

/** Most UTF-16 units of a note's foreign part as JSON. The schema has the same number. */
const MOST = 50_000;

const Members = v.optional(v.custom<JsonObject>(isObject));
const Anything = v.optional(v.custom<Json>((value) => value !== undefined));
/** Only the shape is checked that writing a file relies on. */
const Schema = v.object({
  annotation: Members,
  context: v.optional(v.array(v.custom<Json>(() => true))),
  target: Members,
  given: v.optional(v.object({ target: Anything, body: Anything, bodyValue: v.optional(v.boolean()) })),
  dates: v.optional(v.object({ created: v.optional(v.string()), modified: v.optional(v.string()) })),
  id: v.optional(v.string()),
  hypothesis: Members,
});

/** What a note keeps; empty for notes made in Gloss, and where it is not what Gloss writes. */
export function foreignOf(text: string | undefined): Foreign {
  if (text === undefined) return {};
  const result = v.safeParse(Schema, JSON.parse(text));
  return result.success ? result.output : {};
}

/**
 * The foreign part as the note stores it; `undefined` if there is none. If it is too long, its longest members
 * are left out, and `left` is told the name of each.
 */
export function foreignText(foreign: Foreign, left: (what: string) => void = () => undefined) {
  const parts = clean({ ...foreign });
  let text = JSON.stringify(parts);
  while (text.length > MOST) {
    const members = Object.entries(parts).flatMap(([part, value]) =>
      isObject(value) ? Object.keys(value).map((name) => ({ part, name })) : [{ part, name: '' }],
    );
    const size = ({ part, name }: { part: string; name: string }) =>
      JSON.stringify(name === '' ? parts[part] : (parts[part] as JsonObject)[name]).length;
    const longest = members.reduce((one, other) => (size(other) > size(one) ? other : one));
    if (longest.name === '') delete parts[longest.part];
    else parts[longest.part] = only(parts[longest.part] as JsonObject, (name) => name !== longest.name);
    left(`${longest.name || longest.part}: is longer than what Gloss keeps beside a note`);
    text = JSON.stringify(clean(parts));
  }
  return text === '{}' ? undefined : text;
}

/** Without empty parts; the members of the annotation in the order of their names. */
function clean(parts: { [key: string]: unknown }): JsonObject {
  const plain = JSON.parse(JSON.stringify(parts)) as JsonObject;
  if (isObject(plain.annotation)) plain.annotation = sorted(plain.annotation);
  return only(
    sorted(plain),
    (_, part) => !(isObject(part) || Array.isArray(part)) || Object.keys(part).length > 0,
  );
}

/**
 * What two versions of a note keep together: each member of each part that either has, and of a member that
 * both have, that of the `newer` version. With `newer: undefined` nothing tells which is newer; then it is
 * the same one whichever comes first.
 */
export function mergeForeign(
  a: string | undefined,
  b: string | undefined,
  newer: 'a' | 'b' | undefined,
): string | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  const [one, other]: Json[] = [JSON.parse(a), JSON.parse(b)];
  const both = united(one, other, newer, 2);
  const text = JSON.stringify(both);
  // The same members in another order are the same.
  const equal = [...(sameJson(both, one) ? [a] : []), ...(sameJson(both, other) ? [b] : [])].sort();
  if (equal.length > 0) return equal[0];
  if (text.length <= MOST) return text;
  return newer === undefined ? [a, b].sort()[0] : { a, b }[newer];
}

function united(
  a: Json | undefined,
  b: Json | undefined,
  newer: 'a' | 'b' | undefined,
  depth: number,
): Json | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (depth > 0 && isObject(a) && isObject(b)) {
    const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
    return Object.fromEntries(names.map((name) => [name, united(a[name], b[name], newer, depth - 1)]));
  }
  if (newer === undefined) return sortedText(a) > sortedText(b) ? a : b;
  return newer === 'a' ? a : b;
}
