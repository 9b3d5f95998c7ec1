/**
 * Cuts the JSON of a digest into pieces that are parsed one at a time: each entry of its lists, and each of its other
 * members. So no text is ever as large as the file, no parsing takes longer than a few milliseconds, and the depth is
 * known before anything is parsed.
 *
 * Reads bytes, not letters: in UTF-8, a byte below 128 is never a part of another letter. Checks only what is between
 * the pieces; `JSON.parse` checks the pieces. Cost: one step a byte.
 */
import { DOCUMENTS, PASSAGES, TERMS } from '../limits';
import { excerpt } from '../problems';
import { DEPTH, DIGEST_FILE, PIECE } from './bounds';
import { AGAIN, GlossRefusal, TELL } from './refusal';

/** A member of the digest's object. */
export interface Member {
  key: string;
  /** Where its value stands in the bytes, `[start, end)`. */
  start: number;
  end: number;
  /** Of a list, where each entry stands: start, end, start, end, … */
  entries?: number[];
}

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_LIST, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] = [0x5b, 0x5d, 0x7b, 0x7d];
const SPACES = new Set([0x20, 0x09, 0x0a, 0x0d]);
/** Longest key of the digest's object, bytes. */
const KEY = 40;
/** Bytes between two rests. */
const STEP = 500_000;

const MOST = new Map([
  ['documents', DOCUMENTS],
  ['passages', PASSAGES],
  ['terms', TERMS],
]);

/** The members of the digest's object, in their order. Yields every few milliseconds. Throws a `GlossRefusal`. */
export function* membersOf(bytes: Uint8Array): Generator<void, Member[]> {
  const members: Member[] = [];
  let at = past(bytes, 0, OPEN_MAP);
  if (bytes[at] === CLOSE_MAP) at++;
  else
    for (;;) {
      const keyEnd = endOfValue(bytes, at, 'a key');
      if (bytes[at] !== QUOTE || keyEnd - at > KEY) unexpected(bytes, at);
      const key = new TextDecoder().decode(bytes.subarray(at + 1, keyEnd - 1));
      const start = past(bytes, keyEnd, COLON);
      const entries = bytes[start] === OPEN_LIST ? yield* entriesOf(bytes, start, key) : undefined;
      const end = entries === undefined ? endOfValue(bytes, start, key) : endOfList(start, entries);
      members.push(entries === undefined ? { key, start, end } : { key, start, end, entries });
      if (bytes[end] === CLOSE_MAP) {
        at = end + 1;
        break;
      }
      at = past(bytes, end, COMMA);
    }
  if (at !== bytes.length) unexpected(bytes, at);
  return members;
}

/** Where a list ends: after the bracket that follows its last entry. */
function endOfList(start: number, entries: readonly number[]): number {
  return (entries.at(-1) ?? start + 1) + 1;
}

function* entriesOf(bytes: Uint8Array, list: number, key: string): Generator<void, number[]> {
  const most = MOST.get(key) ?? TERMS;
  const entries: number[] = [];
  let at = list + 1;
  let rested = at;
  if (bytes[at] === CLOSE_LIST) return entries;
  for (;;) {
    if (entries.length === 2 * most)
      throw new GlossRefusal(
        'too-large',
        `${DIGEST_FILE} has more than ${most} ${excerpt(key)}. ${TELL} in smaller parts.`,
      );
    const end = endOfValue(bytes, at, key, entries.length / 2 + 1);
    entries.push(at, end);
    if (bytes[end] === CLOSE_LIST) return entries;
    at = past(bytes, end, COMMA);
    if (at - rested > STEP) {
      rested = at;
      yield;
    }
  }
}

/** Where the value ends that begins at `at`. `number`: which entry of the list `key` it is, from 1. */
function endOfValue(bytes: Uint8Array, at: number, key: string, number?: number): number {
  const limit = Math.min(bytes.length, at + PIECE);
  let depth = 0;
  let inString = false;
  for (let i = at; i < limit; i++) {
    const byte = bytes[i];
    if (inString) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) {
        inString = false;
        if (depth === 0) return i + 1;
      }
    } else if (byte === QUOTE) inString = true;
    else if (byte === OPEN_MAP || byte === OPEN_LIST) {
      // The digest's object is a level, and the list that an entry stands in is another.
      if (++depth > DEPTH - (number === undefined ? 1 : 2))
        throw new GlossRefusal(
          'too-deep',
          `${placed(key, number)} is nested more than ${DEPTH} deep. ${TELL}.`,
        );
    } else if (byte === CLOSE_MAP || byte === CLOSE_LIST) {
      if (depth === 0) return i;
      if (--depth === 0) return i + 1;
    } else if (byte === COMMA && depth === 0) return i;
  }
  if (limit < bytes.length)
    throw new GlossRefusal(
      'too-large',
      `${placed(key, number)} has more than ${PIECE} bytes. ${TELL} in smaller parts.`,
    );
  throw new GlossRefusal('not-json', `${DIGEST_FILE} ends in the middle of a value. ${AGAIN}.`);
}

function placed(key: string, number: number | undefined): string {
  const of = number === undefined ? '' : `, entry ${number}`;
  return `${DIGEST_FILE}: ${excerpt(key)}${of}`;
}

/** The place after the byte at `at`, which must be `wanted`. */
function past(bytes: Uint8Array, at: number, wanted: number): number {
  if (bytes[at] !== wanted) unexpected(bytes, at);
  return at + 1;
}

function unexpected(bytes: Uint8Array, at: number): never {
  const byte = bytes[at];
  if (byte !== undefined && SPACES.has(byte))
    throw new GlossRefusal(
      'not-canonical',
      `${DIGEST_FILE} has white space at byte ${at + 1}, and a digest is written without. ${TELL}.`,
    );
  throw new GlossRefusal('not-json', `${DIGEST_FILE} is no JSON object: see byte ${at + 1}. ${AGAIN}.`);
}
