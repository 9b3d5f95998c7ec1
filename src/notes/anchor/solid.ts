/**
 * *Solid* text: a page's text without its invisible characters, that is without white space, zero-width
 * characters, soft hyphens and direction marks. Passages are searched in it: a page that is only laid out
 * anew, or a Persian word joined with ZWNJ instead of a space, differs in nothing else. Letters that one keyboard
 * or program writes for another are one letter (`TWINS`).
 *
 * Cost: one pass; 4 bytes for each UTF-16 unit of the page while its notes are anchored. It does not fold
 * case and does not normalise Unicode.
 */

import { lowerBound } from '../../platform/bisect';

/** One character that solid text leaves out. */
export const INVISIBLE = /[\s\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/;
const ALL_INVISIBLE = new RegExp(`${INVISIBLE.source}+`, 'g');
/**
 * Characters that stand for each other, each for the first of its group: Persian and Arabic yeh and kaf, the
 * digits of both, and quotation marks, apostrophes and dashes as typed and as typeset. Each is one UTF-16 unit, so
 * that offsets stay.
 */
const TWINS = [
  'ی\u064A\u0649',
  'ک\u0643',
  ...Array.from({ length: 10 }, (_, digit) => String.fromCharCode(0x6f0 + digit, 0x660 + digit)),
  '"\u201C\u201D\u201E\u201F',
  "'\u2018\u2019\u201A\u201B\u02BC",
  '-\u2010\u2011\u2012\u2013\u2014\u2212',
];
const FIRST = new Map(TWINS.flatMap(([first = '', ...others]) => others.map((each) => [each, first])));
const ANY_TWIN = new RegExp(`[${[...FIRST.keys()].join('')}]`, 'g');
/** UTF-16 units processed between two yields: about half a millisecond. */
const CHUNK = 32_768;

export interface Solid {
  text: string;
  /** For each unit of `text`, its offset in the page's text; ascending. */
  at: Int32Array;
}

export function solidText(text: string): string {
  return text.replace(ALL_INVISIBLE, '').replace(ANY_TWIN, (each) => FIRST.get(each) as string);
}

/** Makes a page's text solid, yielding every `CHUNK` units. */
export function* solidify(text: string): Generator<void, Solid> {
  const at = new Int32Array(text.length);
  const parts: string[] = [];
  let length = 0;
  for (let from = 0; from < text.length; from += CHUNK) {
    const chunk = text.slice(from, from + CHUNK);
    parts.push(solidText(chunk));
    for (let i = 0; i < chunk.length; i++) if (!isInvisible(chunk.charCodeAt(i))) at[length++] = from + i;
    yield;
  }
  return { text: parts.join(''), at: at.subarray(0, length) };
}

function isInvisible(code: number): boolean {
  if (code < 0x80) return code === 32 || (code >= 9 && code <= 13);
  // Fast path: U+00AE to U+1FFF holds three ignored characters, and U+206A to U+FEFE one.
  if (code > 0xad && code < 0x2000 && code !== 0x61c && code !== 0x1680 && code !== 0x180e) return false;
  if (code > 0x2069 && code < 0xfeff && code !== 0x3000) return false;
  return INVISIBLE.test(String.fromCharCode(code));
}

/** Index of the first unit of the solid text that stands at or after `offset` in the page's text. */
export function solidOffset({ at }: Solid, offset: number): number {
  return lowerBound(at.length, (index) => (at[index] as number) < offset);
}
