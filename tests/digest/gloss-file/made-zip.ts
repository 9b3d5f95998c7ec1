/** Zips made by hand, sound or wrong in one field, as no library would write them. */
import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../../../src/digest/gloss-file/crc';

/** A file for a zip. What is absent is right. */
export interface Made {
  name: string;
  content: Uint8Array | string;
  /** Stored, unless it says so. */
  deflated?: boolean;
  /** Packed bytes, whatever the content is. */
  packed?: Uint8Array;
  method?: number;
  flags?: number;
  crc?: number;
  size?: number;
  /** The number of packed bytes that both headers declare. */
  packedSize?: number;
  /** Extra fields of the local header and of the list, and a comment in the list. */
  extra?: { local?: string; listed?: string; comment?: string };
  /** Fields that only the local header has. */
  local?: { name?: string; method?: number; flags?: number; size?: number };
  /** Bytes after the file, such as its sizes. */
  after?: Uint8Array;
}

/** Changes of the end record, and bytes around. */
export interface Around {
  before?: Uint8Array;
  count?: number;
  disk?: number;
  comment?: string;
}

const encoder = new TextEncoder();

export function bytesOf(content: Uint8Array | string): Uint8Array<ArrayBuffer> {
  return typeof content === 'string' ? encoder.encode(content) : new Uint8Array(content);
}

/** Little-endian numbers, each with its width in bytes. */
function numbers(...fields: [value: number, width: 2 | 4][]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((sum, [, width]) => sum + width, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [value, width] of fields) {
    if (width === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += width;
  }
  return bytes;
}

/** The zip of these files. */
export function zipOf(files: readonly Made[], around: Around = {}): Uint8Array<ArrayBuffer> {
  const start = [around.before ?? new Uint8Array()];
  const central: Uint8Array[] = [];
  let offset = start[0]?.length ?? 0;
  for (const file of files) {
    const content = bytesOf(file.content);
    const packed = file.packed ?? (file.deflated ? new Uint8Array(deflateRawSync(content)) : content);
    const method = file.method ?? (file.deflated ? 8 : 0);
    const flags = file.flags ?? 0;
    const crc = file.crc ?? crc32(content);
    const size = file.size ?? content.length;
    const name = encoder.encode(file.name);
    const localName = encoder.encode(file.local?.name ?? file.name);
    const { local = {}, extra = {}, packedSize = packed.length } = file;
    const common = (
      flagBits: number,
      by: number,
      lengths: [number, number],
      sizes: [number, number, number],
    ) =>
      numbers(
        [20, 2],
        [flagBits, 2],
        [by, 2],
        [0, 2],
        [33, 2],
        [sizes[0], 4],
        [sizes[1], 4],
        [sizes[2], 4],
        [lengths[0], 2],
        [lengths[1], 2],
      );
    const more = [extra.local, extra.listed, extra.comment].map((text) => encoder.encode(text ?? ''));
    const [localExtra, listedExtra, comment] = more as [Uint8Array, Uint8Array, Uint8Array];
    const head = [
      numbers([0x04034b50, 4]),
      common(
        local.flags ?? flags,
        local.method ?? method,
        [localName.length, localExtra.length],
        [crc, packedSize, local.size ?? size],
      ),
      localName,
      localExtra,
    ];
    start.push(...head, packed, file.after ?? new Uint8Array());
    central.push(
      numbers([0x02014b50, 4], [20, 2]),
      common(flags, method, [name.length, listedExtra.length], [crc, packedSize, size]),
      numbers([comment.length, 2], [0, 2], [0, 2], [0, 4], [offset, 4]),
      name,
      listedExtra,
      comment,
    );
    offset = start.reduce((sum, { length }) => sum + length, 0);
  }
  const listed = central.reduce((sum, { length }) => sum + length, 0);
  const comment = encoder.encode(around.comment ?? '');
  const count = around.count ?? files.length;
  const end = numbers(
    [0x06054b50, 4],
    [around.disk ?? 0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [listed, 4],
    [offset, 4],
    [comment.length, 2],
  );
  return new Uint8Array(Buffer.concat([...start, ...central, end, comment]));
}
