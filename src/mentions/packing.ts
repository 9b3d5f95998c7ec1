/** The last steps of compiling: lists in the order of their groups, the filters of first words and of longer sequences, texts as bytes. */
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

/** A bit set at the upper bits of each hash A: eight bits a hash or more, so that nine in ten others stop here; at most 1 MB. */
export function filterOf(hashes: Iterable<number>, count: number): Int32Array<ArrayBuffer> {
  let log = 13;
  while (log < 23 && 1 << log < count * 8) log++;
  const bits = new Int32Array((1 << log) / 32);
  for (const a of hashes) {
    const bit = a >>> (32 - log);
    bits[bit >>> 5]! |= 1 << (bit & 31);
  }
  return bits;
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
