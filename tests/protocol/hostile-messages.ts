/**
 * Hostile messages: what a page that has taken over its process, or a broken page of the extension, could send
 * to the background. They are valid requests that were spoilt, or that come from the wrong sender, or that
 * speak of others' pages. None of them may be answered with a secret, and none may write. A pure function of
 * its seed, without an import of the test runner: tests, the torture run and a browser use the same ones.
 */
import { VALID } from './valid-requests';

/** The beginning of the addresses of the extension's own pages. */
export const HOME = 'extension://gloss/';
/** In each text that a hostile message brings: no error may quote it. */
export const QUOTED = 'QUOTED-CONTENT';

export interface HostileMessage {
  message: unknown;
  from: Sender;
  /** Who sends it: a page of the extension, a reader, or somebody for whom the browser vouches for no page. */
  by: 'own' | 'reader' | 'nobody';
  /** Whether it must be refused. The others may be answered, to a reader, without a secret. */
  refused: boolean;
}

interface Sender {
  url?: string;
  origin?: string;
  frameId?: number;
  tab?: { id: number };
}
type Random = () => number;
type Json = Record<string, unknown>;

/**
 * `known`: `highlight` requests bring these ids, of notes that exist. `longest`: the length of the longest texts,
 * UTF-16 units; about every thirtieth message has one. It is more than every bound, or 0: there are none then.
 */
export function* hostileMessages(
  count: number,
  seed: number,
  known: readonly string[] = [],
  longest = 10_000_000,
): Generator<HostileMessage> {
  const random = mulberry32(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const bad = badParts(longest);
  const made = (message: unknown, from: Sender, refused: boolean): HostileMessage => {
    const by = from === OWN ? 'own' : READERS.includes(from) ? 'reader' : 'nobody';
    return { message, from, by, refused };
  };
  const kinds = Object.keys(VALID) as (keyof typeof VALID)[];
  for (let at = 0; at < count; at++) {
    const kind = pick(kinds);
    const data: unknown = structuredClone(pick<unknown>(VALID[kind]));
    const roll = random();
    if (roll < 0.6) {
      const from = random() < 0.5 ? OWN : pick(READERS);
      yield made({ kind, data: spoilt(data, kind, random, pick, bad) }, from, true);
    } else if (roll < 0.75) {
      const isOpen = FOR_READERS.has(kind);
      if (kind === 'highlight' && known.length > 0) Object.assign(data as Json, { id: pick(known) });
      // A reader may take the bar off its own site. It has none where the browser vouches for no page.
      const isNowhere = kind === 'barless' || (kind === 'highlight' && known.length === 0);
      const from = isNowhere ? pick(NOWHERE) : pick(READERS);
      yield made({ kind, data }, from, !isOpen || kind === 'highlight' || isNowhere);
    } else if (roll < 0.85) {
      const message = withField({ kind, data }, pick(NAMES), `${QUOTED}`);
      yield made(message, random() < 0.5 ? OWN : pick(READERS), true);
    } else if (roll < 0.9) {
      const highlight: unknown = structuredClone(VALID.highlight[0]);
      yield made({ kind: 'highlight', data: highlight }, pick(NOWHERE), true);
    } else {
      yield made(pick(bad.none), pick([OWN, ...READERS, ...NOWHERE]), false);
    }
  }
}

const FOR_READERS = new Set<string>([
  ...[
    'marked',
    'ask',
    'scan',
    'passages',
    'highlight',
    'frame',
    'hovering',
    'marking',
    'look-up',
    'explain',
    'barless',
  ],
]);
const OWN: Sender = { url: `${HOME}options.html`, origin: 'extension://gloss' };
/** Readers that the browser vouches for, and senders that would like to be pages of the extension. */
const READERS: Sender[] = [
  { url: 'https://evil.example/', origin: 'https://evil.example', frameId: 0, tab: { id: 7 } },
  { url: 'https://m.evil.example/a', origin: 'https://m.evil.example', frameId: 4, tab: { id: 7 } },
  { url: `https://evil.example/#${HOME}`, origin: 'https://evil.example', frameId: 0, tab: { id: 8 } },
  { url: 'about:srcdoc', origin: 'https://evil.example', frameId: 5, tab: { id: 7 } },
];
/** Senders without a page that the browser vouches for. */
const NOWHERE: Sender[] = [
  {},
  { url: '' },
  { url: 'data:text/html,x', origin: 'null', frameId: 0, tab: { id: 7 } },
  { url: 'blob:https://evil.example/1', origin: 'https://evil.example', frameId: 3, tab: { id: 7 } },
  { url: 'about:blank', origin: 'null', frameId: 3, tab: { id: 7 } },
  { url: 'https://victim.example/secret', origin: 'null', frameId: 3, tab: { id: 7 } },
  { url: 'https://victim.example/secret', origin: 'https://evil.example', frameId: 0, tab: { id: 7 } },
  { url: 'file:///secret.html', origin: 'https://evil.example', frameId: 0, tab: { id: 7 } },
];
const NAMES = ['__proto__', 'constructor', 'toString', 'prototype', 'then', 'addresses', 'page', QUOTED];
const DEEP = Array.from({ length: 5_000 }).reduce<unknown>((inner) => [inner], QUOTED);

interface BadParts {
  /** By type: what is no string, number, boolean, object or list of the kind that was there. */
  others: Record<string, readonly unknown[]>;
  /** What is not a request of any kind. */
  none: readonly unknown[];
}

function badParts(longest: number): BadParts {
  const large = longest > 0 ? [QUOTED + 'x'.repeat(longest)] : [];
  const long = longest > 0 ? [new Array(Math.ceil(longest / 5))] : [];
  return {
    others: {
      string: [7, true, null, {}, [QUOTED], Number.NaN, ...large, DEEP],
      number: [QUOTED, null, Number.NaN, Infinity, -Infinity, {}, [], '1', true],
      boolean: [QUOTED, 1, 0, null, 'true', {}, []],
      object: [QUOTED, 7, true, [], DEEP, null, new Date(0)],
      list: [QUOTED, { length: 1, 0: 'igf' }, null, 7, ...long, { length: -1 }],
      nothing: [{}, [], QUOTED, 0, false, ...large],
    },
    none: [
      ...[null, undefined, 7, '', QUOTED, true, [], {}, DEEP, ...large, Number.NaN],
      ...[
        { kind: 'toString' },
        { kind: '__proto__', data: {} },
        { kind: 'constructor' },
        { kind: ['write'] },
      ],
      ...[
        { kind: { toString: 'write' } },
        { kind: null },
        ...large.map((kind) => ({ kind })),
        { data: {} },
        { KIND: 'write' },
      ],
      ...[{ order: 'rescan' }, { to: 'popover' }, { notice: 'notes', ids: 'all' }],
    ],
  };
}

/** Fields that may be absent: leaving one out spoils nothing. */
const OPTIONAL = new Set([
  ...['canonical', 'begins', 'evidence', 'target', 'by', 'known', 'after', 'passage', 'term', 'note'],
  ...['first', 'ids', 'text', 'tags', 'colour', 'format', 'length', 'rival', 'position', 'structure'],
]);
/** Requests of which most fields may be absent. */
const LOOSE = new Set(['explain', 'own-terms', 'write-term', 'open-form']);
/** Records: their fields have the names that a sender chooses. */
const RECORDS = new Set(['groups', 'waiting', 'places']);

/** The data of a request, spoilt at one place. */
function spoilt(
  data: unknown,
  kind: string,
  random: Random,
  pick: <T>(all: readonly T[]) => T,
  { others }: BadParts,
): unknown {
  if (data === null) return pick(others.nothing ?? []);
  if (kind === 'highlight' && random() < 0.1) return { ...(data as Json), title: `${QUOTED}\ud800` };
  const objects: { object: Json; isRecord: boolean }[] = [];
  const fields: { object: Json; name: string }[] = [];
  const walk = (value: unknown, isRecord = false) => {
    if (typeof value !== 'object' || value === null) return;
    const object = value as Json;
    if (!Array.isArray(value)) objects.push({ object, isRecord });
    for (const name of Object.keys(object)) {
      fields.push({ object, name });
      walk(object[name], RECORDS.has(name));
    }
  };
  walk(data);
  const roll = random();
  const required = fields.filter(
    ({ object, name }) =>
      !Array.isArray(object) &&
      !OPTIONAL.has(name) &&
      !LOOSE.has(kind) &&
      !((kind === 'passages' || kind === 'barless') && name === 'address') &&
      !/[^a-z]/i.test(name),
  );
  if (roll < 0.3) {
    const { object, isRecord } = pick(objects);
    withField(object, isRecord ? QUOTED : pick(NAMES), { [QUOTED]: QUOTED });
  } else if (roll < 0.45 && required.length > 0) {
    const { object, name } = pick(required);
    delete object[name];
  } else if (fields.length > 0) {
    const { object, name } = pick(fields);
    const was = object[name];
    const type = Array.isArray(was) ? 'list' : was === null ? 'nothing' : typeof was;
    object[name] = pick(others[type] ?? []);
  } else withField(data as Json, pick(NAMES), QUOTED);
  return data;
}

/** Adds a field of its own, as `JSON.parse` does, also where its name is that of the prototype. */
function withField(object: Json, name: string, value: unknown): Json {
  const isThere = Object.hasOwn(object, name);
  const free = isThere ? `${name}${QUOTED}` : name;
  return Object.defineProperty(object, free, {
    ...{ value, enumerable: true, writable: true, configurable: true },
  });
}

/** A random number generator (Tommy Ettinger, 2017): from 0 to 1. */
function mulberry32(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
