/**
 * Reads the subset of YAML that our files need, from files that may be hostile. Every scalar is a string
 * (YAML's *failsafe* schema), so `no`, `1998` and `2023-08` stay as written. Aliases, tags and merge keys are
 * refused. Without aliases, the value is never larger than the text. Every place in the value can be traced
 * to its line.
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { excerpt } from './problems';

/** A scalar is its text. `null` is a key or an item without a value. */
export type YamlValue = string | null | YamlValue[] | { [key: string]: YamlValue };
export type YamlPath = readonly (string | number)[];

export interface YamlFile {
  /** `null` if the file is empty or unreadable. */
  value: YamlValue;
  /**
   * Whether the text is valid YAML. If not, `value` is a guess, on which no further complaint should rest.
   */
  sound: boolean;
  /** The line of the key or item at a path, or of the last step of the path that exists. */
  lineOf(path: YamlPath): number;
  /** Errors in the file as YAML; lines from 1. */
  problems: { line: number; message: string }[];
}

/** Maximum nesting. Our files have six levels. A deeper file is a mistake or an attack on the stack. */
const DEEPEST = 16;
/** Names with a special meaning on objects, so they cannot be keys of plain data. */
const NOT_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** Reads one YAML document. Never throws. */
export function readYaml(text: string): YamlFile {
  const lines = new LineCounter();
  // `uniqueKeys` would compare each key with every other (quadratic); `plain` uses a set.
  const parsed = parseDocument(text, {
    schema: 'failsafe',
    version: '1.2',
    merge: false,
    resolveKnownTags: false,
    stringKeys: true,
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
    logLevel: 'error',
  });
  const problems: YamlFile['problems'] = [];
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const complain = (offset: number, message: string) => problems.push({ line: lineAt(offset), message });
  for (const { pos, message } of [...parsed.errors, ...parsed.warnings]) {
    complain(pos[0], `is not the YAML that is read here: ${excerpt(message, 200)}`);
  }

  function plain(node: unknown, depth: number, near: number): YamlValue {
    if (depth > DEEPEST) {
      complain(near, `is nested more than ${DEEPEST} deep; flatten it`);
      return null;
    }
    if (isAlias(node)) {
      complain(startOf(node) ?? near, `has an alias (*${excerpt(node.source)}); write the value out`);
      return null;
    }
    if (isScalar(node)) {
      const written = typeof node.value === 'string' ? node.value : '';
      const nothing = node.type === 'PLAIN' && /^(~|null|)$/i.test(written);
      return nothing ? null : written;
    }
    if (isSeq(node)) return node.items.map((item) => plain(item, depth + 1, startOf(item) ?? near));
    if (!isMap(node)) return null;
    const result: { [key: string]: YamlValue } = {};
    const seen = new Set<string>();
    for (const { key, value } of node.items) {
      const at = startOf(key) ?? near;
      const name = keyOf(key);
      if (name === undefined) continue; // the parser has reported it
      if (NOT_KEYS.has(name)) complain(at, `has the unknown key "${name}"; remove it`);
      else if (seen.has(name)) complain(at, `has the key "${excerpt(name)}" twice; keep one`);
      else result[name] = plain(value, depth + 1, at);
      seen.add(name);
    }
    return result;
  }

  const places = new WeakMap<object, Map<string, { at: number | undefined; value: unknown }>>();
  /** The places of a map's keys. Cached, because a hostile map may have a problem at each of many keys. */
  function placesIn(map: YAMLMap): Map<string, { at: number | undefined; value: unknown }> {
    const known = places.get(map);
    if (known) return known;
    const found = new Map<string, { at: number | undefined; value: unknown }>();
    for (const { key, value } of map.items) {
      const name = keyOf(key);
      if (name !== undefined && !found.has(name)) found.set(name, { at: startOf(key), value });
    }
    places.set(map, found);
    return found;
  }

  function lineOf(path: YamlPath): number {
    let node: unknown = parsed.contents;
    let offset = startOf(node) ?? 0;
    for (const step of path) {
      if (isMap(node)) {
        const place = placesIn(node).get(String(step));
        if (place === undefined) break;
        offset = place.at ?? offset;
        node = place.value;
      } else if (isSeq(node) && typeof step === 'number' && step < node.items.length) {
        node = node.items[step];
        offset = startOf(node) ?? offset;
      } else break;
    }
    return lineAt(offset);
  }

  return { value: plain(parsed.contents, 0, 0), sound: parsed.errors.length === 0, lineOf, problems };
}

function keyOf(key: unknown): string | undefined {
  return isScalar(key) && typeof key.value === 'string' ? key.value : undefined;
}

function startOf(node: unknown): number | undefined {
  if (isScalar(node) || isMap(node) || isSeq(node) || isAlias(node)) return node.range?.[0];
  return undefined;
}
