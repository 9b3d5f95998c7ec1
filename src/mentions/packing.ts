/** The last steps of compiling an index: sort entries by group, build the bitmap filters, join the texts. */
import type { Numbers } from './growing';

/** A counting sort of the entries by group. `order[groupStart[g]]` is the first entry of group `g`. */
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

/**
 * A bitmap filter: one bit set for each hash A, addressed by its upper bits. It has at least eight bits per
 * hash, so about nine in ten other hashes are rejected, and at most 1 MB.
 */
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

/** All texts as one run of UTF-8. Appends the offset of each text, and the total length, to `starts`. */
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
