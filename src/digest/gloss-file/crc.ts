/** CRC-32, as a zip has it of each file (APPNOTE.TXT 6.3.10, section 4.4.7). */

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** The CRC-32 of bytes that come after bytes with the CRC-32 `before`; 0 if there are none. Cost: linear. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let rest = ~before;
  for (let i = 0; i < bytes.length; i++)
    rest = (TABLE[(rest ^ (bytes[i] as number)) & 255] as number) ^ (rest >>> 8);
  return ~rest >>> 0;
}
