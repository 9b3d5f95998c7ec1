/** The last steps of compiling: lists in the order of their groups, the filter of first words, texts as bytes. */
import type { Numbers } from './growing';

export function sortByGroup(
  entryGroup: Numbers,
  groups: number,
): { groupStart: Int32Array<ArrayBuffer>; order: Int32Array } {
  const groupStart = new Int32Array(groups + 1);
  for (let i = 0; i < entryGroup.length; i++) groupStart[entryGroup.get(i) + 1]!++;
  for (let g = 0; g < groups; g++) groupStart[g + 1]! += groupStart[g] as number;
  const next = groupStart.slice();
  const order = new Int32Array(entryGroup.length);
  for (let i = 0; i < entryGroup.length; i++) order[next[entryGroup.get(i)]!++] = i;
  return { groupStart, order };
}

/** Eight bits a word or more, so that nine in ten other words stop at the filter. */
export function firstWordFilter(firstWords: Set<number>): { bits: Int32Array<ArrayBuffer>; shift: number } {
  let log = 13;
  while (log < 23 && 1 << log < firstWords.size * 8) log++;
  const bits = new Int32Array((1 << log) / 32);
  const shift = 32 - log;
  for (const a of firstWords) {
    const bit = a >>> shift;
    bits[bit >>> 5]! |= 1 << (bit & 31);
  }
  return { bits, shift };
}

export function joinTexts(lists: string[][], starts: Numbers): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const list of lists) {
    for (const text of list) {
      starts.push(length);
      const part = encoder.encode(text);
      parts.push(part);
      length += part.length;
    }
  }
  starts.push(length);
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
