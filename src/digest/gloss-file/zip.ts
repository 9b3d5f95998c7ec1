/**
 * Lists the files of a zip, without unpacking any (APPNOTE.TXT 6.3.10, sections 4.3 and 4.4). Stricter than a general
 * reader: the parts of the file follow each other without a gap and without a comment, so that no other reader can see
 * other content in it; the central directory and the local headers say the same; no Zip64, whose sizes are far beyond
 * our bounds. Cost: constant.
 */
import { excerpt } from '../problems';
import { DIGEST_FILE, ENTRIES, PACKED, RATIO, SIGNATURE, SIGNATURE_FILE, SMALL, UNPACKED } from './bounds';
import { AGAIN, type GlossReason, GlossRefusal, TELL } from './refusal';

/** A file in the zip. */
export interface Entry {
  name: typeof DIGEST_FILE | typeof SIGNATURE_FILE;
  /** Whether its bytes are deflated (method 8), or stored as they are (method 0). */
  deflated: boolean;
  /** CRC-32 of the unpacked bytes. */
  crc: number;
  /** Where its packed bytes stand, `[start, end)`. */
  start: number;
  end: number;
  /** The number of unpacked bytes that it declares. */
  size: number;
}

const END_RECORD = 22;
const CENTRAL_HEADER = 46;
const LOCAL_HEADER = 30;
/** Bits of the general purpose flag: encrypted, strong encryption, masked headers; patched data; sizes that follow. */
const ENCRYPTED = 0x2041;
const PATCHED = 0x20;
const SIZES_FOLLOW = 8;

function refuse(reason: GlossReason, message: string): never {
  throw new GlossRefusal(reason, message);
}

/** The files of the zip, in the order of its bytes. Throws a `GlossRefusal`. */
export function entriesOf(bytes: Uint8Array): Entry[] {
  if (bytes.length > PACKED)
    refuse('too-large', `The file has ${bytes.length} bytes, more than ${PACKED}. ${TELL} in smaller parts.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { count, offset, end } = endOf(view);
  const entries: Entry[] = [];
  let at = offset;
  /** Where the next file has to begin. */
  let next = 0;
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_HEADER > end || view.getUint32(at, true) !== 0x02014b50) damaged('its list of files');
    const length = view.getUint16(at + 28, true);
    const rest = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (at + CENTRAL_HEADER + length + rest > end) damaged('its list of files');
    const rawName = bytes.subarray(at + CENTRAL_HEADER, at + CENTRAL_HEADER + length);
    const name = knownName(rawName);
    if (entries.some((entry) => entry.name === name))
      refuse('duplicate-member', `The file has ${name} in it twice. ${TELL}.`);
    const { entry, after } = entryAt(bytes, view, at, name, rawName, next, offset);
    entries.push(entry);
    next = after;
    at += CENTRAL_HEADER + length + rest;
  }
  if (at !== end || next !== offset) damaged('bytes that belong to none of its files');
  checkSizes(entries, bytes.length);
  return entries;
}

function damaged(what: string): never {
  refuse('damaged', `The file is damaged: ${what} cannot be read. ${AGAIN}.`);
}

/** The number of files, and where the central directory stands, `[offset, end)`. */
function endOf(view: DataView): { count: number; offset: number; end: number } {
  const end = view.byteLength - END_RECORD;
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50)
    refuse(
      'not-zip',
      `The file is no .gloss file, or a part of one: it does not end as a zip does. ${AGAIN}.`,
    );
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  const offset = view.getUint32(end + 16, true);
  // A zip in several pieces, or a comment whose end is missing.
  if (view.getUint32(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count) damaged('its end');
  if (view.getUint16(end + 20, true) !== 0 || offset + size !== end) damaged('its end');
  if (count > ENTRIES)
    refuse(
      'too-large',
      `The file has ${count} files in it, more than ${ENTRIES}. It is no .gloss file. ${TELL}.`,
    );
  return { count, offset, end };
}

/** The name of a file that may be in the zip. */
function knownName(raw: Uint8Array): Entry['name'] {
  // Bytes that are no UTF-8 become U+FFFD, which no known name has.
  const name = new TextDecoder().decode(raw);
  if (name === DIGEST_FILE || name === SIGNATURE_FILE) return name;
  const shown = excerpt(name);
  if (/[/\\:]|^\.\.?$/.test(name))
    refuse('bad-path', `The file has "${shown}" in it, a file in a folder. A .gloss file has none. ${TELL}.`);
  refuse(
    'unknown-member',
    `The file has "${shown}" in it. A .gloss file has ${DIGEST_FILE} and ${SIGNATURE_FILE}, and nothing else. ${TELL}.`,
  );
}

/** Reads one file's headers, which begin at `at` and at `next`. `after`: where the file ends. */
function entryAt(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  name: Entry['name'],
  rawName: Uint8Array,
  next: number,
  limit: number,
): { entry: Entry; after: number } {
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  if (flags & ENCRYPTED) refuse('encrypted', `${name} in the file is encrypted. ${TELL}.`);
  if ((method !== 0 && method !== 8) || flags & PATCHED)
    refuse(
      'unknown-compression',
      `${name} in the file is compressed by method ${method}, not by deflate. ${TELL}.`,
    );
  const [crc, packed, size] = [16, 20, 24].map((field) => view.getUint32(at + field, true)) as [
    number,
    number,
    number,
  ];
  if (view.getUint32(at + 42, true) !== next || next + LOCAL_HEADER > limit) damaged(name);
  if (view.getUint32(next, true) !== 0x04034b50) damaged(name);
  const local = next + LOCAL_HEADER;
  const start = local + view.getUint16(next + 26, true) + view.getUint16(next + 28, true);
  const same = rawName.every((byte, i) => bytes[local + i] === byte);
  if (!same || view.getUint16(next + 26, true) !== rawName.length) damaged(name);
  if (view.getUint16(next + 6, true) !== flags || view.getUint16(next + 8, true) !== method) damaged(name);
  const follow = (flags & SIZES_FOLLOW) !== 0;
  const told = [14, 18, 22].map((field) => view.getUint32(next + field, true));
  if (!told.every((value, i) => value === [crc, packed, size][i] || (follow && value === 0))) damaged(name);
  // Where it ends is checked by the caller: there the next file begins, or the list.
  const end = start + packed;
  return {
    entry: { name, deflated: method === 8, crc, start, end, size },
    after: follow ? afterSizes(view, end, limit, [crc, packed, size]) : end,
  };
}

/** Where the sizes end that follow a file, with their signature or without it. */
function afterSizes(view: DataView, end: number, limit: number, sizes: readonly number[]): number {
  for (const signed of [4, 0]) {
    if (end + signed + 12 > limit || (signed > 0 && view.getUint32(end, true) !== 0x08074b50)) continue;
    if (sizes.every((value, i) => view.getUint32(end + signed + 4 * i, true) === value))
      return end + signed + 12;
  }
  damaged('the sizes of its files');
}

function checkSizes(entries: readonly Entry[], length: number): void {
  const all = entries.reduce((sum, { size }) => sum + size, 0);
  if (all > UNPACKED)
    refuse(
      'too-large',
      `The file would unpack to ${all} bytes, more than ${UNPACKED}. ${TELL} in smaller parts.`,
    );
  for (const { name, start, end, size } of entries) {
    if (size > SMALL && size > RATIO * (end - start))
      refuse(
        'zip-bomb',
        `${name} of ${end - start} bytes would unpack to ${size}. No digest does so; keep away from it.`,
      );
    if (name === SIGNATURE_FILE && size > SIGNATURE)
      refuse('too-large', `${name} in the file has ${size} bytes, more than ${SIGNATURE}. ${TELL}.`);
  }
  if (!entries.some(({ name }) => name === DIGEST_FILE))
    refuse(
      'missing',
      `The file of ${length} bytes has no ${DIGEST_FILE} in it. It is no .gloss file. ${TELL}.`,
    );
}
