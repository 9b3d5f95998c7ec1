/**
 * Bytes of a file as text. The encoding is what the caller says; else a byte order mark; else UTF-16, if every second
 * byte of many is zero; else UTF-8, if all of the file is; else what the file says of itself; else the legacy
 * encoding in which the words look most like words (`legacy.ts`). Cost: linear, at most three passes.
 */
import type { Bounds } from './bounds';
import { guessLegacy, mended } from './legacy';
import { counted, GlossaryRefusal } from './refusal';
import type { Work } from './work';

export interface Decoded {
  text: string;
  /** Label of the Encoding Standard. */
  encoding: string;
  /** How many letters could not be read; they are U+FFFD in the text. */
  damaged: number;
}

/** Bytes decoded in one step: about 2 ms. */
const STEP = 1 << 20;
/** Bytes that are looked at for a guess. */
const SAMPLE = 1 << 16;
const BOMS: [encoding: string, bytes: number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Throws a `GlossaryRefusal` if the file is too large, no text, or in an encoding that the browser does not know. */
export function* decoding(bytes: Uint8Array, bounds: Bounds, said?: string): Work<Decoded> {
  if (bytes.length > bounds.bytes)
    throw new GlossaryRefusal(
      'large',
      `The file has ${counted(bytes.length)} bytes, more than ${counted(bounds.bytes)}`,
      'Divide it into several files',
    );
  if (said !== undefined) return yield* decoded(bytes, said, bounds);
  const sample = bytes.subarray(0, SAMPLE);
  const marked = BOMS.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte))?.[0];
  const wide = marked ?? wideEncoding(sample);
  if (wide !== undefined) return yield* decoded(bytes, wide, bounds);
  if (sample.includes(0))
    throw new GlossaryRefusal(
      'letters',
      'The file is no text: it has bytes that no text has',
      'Choose a text file',
    );
  if (yield* isUtf8(bytes)) return yield* decoded(bytes, 'utf-8', bounds);
  return yield* decoded(bytes, declared(sample) ?? guessLegacy(bytes), bounds);
}

function* decoded(bytes: Uint8Array, encoding: string, bounds: Bounds): Work<Decoded> {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encoding);
  } catch {
    throw new GlossaryRefusal(
      'letters',
      `The encoding ${encoding.slice(0, 40)} is not known`,
      'Save the file as UTF-8',
    );
  }
  const pieces: string[] = [];
  let [length, damaged] = [0, 0];
  for (let at = 0; at === 0 || at < bytes.length; at += STEP) {
    const isLast = at + STEP >= bytes.length;
    const raw = decoder.decode(bytes.subarray(at, at + STEP), { stream: !isLast });
    const piece = decoder.encoding === 'windows-1252' ? mended(raw) : raw;
    length += piece.length;
    if (length > bounds.text) throw tooLong(bounds);
    for (let i = piece.indexOf('\ufffd'); i >= 0; i = piece.indexOf('\ufffd', i + 1)) damaged++;
    pieces.push(piece);
    yield at;
  }
  return { text: pieces.join(''), encoding: decoder.encoding, damaged };
}

export function tooLong(bounds: Bounds): GlossaryRefusal {
  return new GlossaryRefusal(
    'large',
    `The file has more than ${counted(bounds.text)} letters`,
    'Divide it into several files',
  );
}

/**
 * Whether the bytes are UTF-8, or were: a file that was cut off, or in which few letters are broken, is better read
 * as UTF-8 than as anything else.
 */
function* isUtf8(bytes: Uint8Array): Work<boolean> {
  let [sound, broken] = [0, 0];
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(bytes.length, at + STEP);
    for (; at < end; at++) {
      const first = bytes[at] as number;
      if (first < 0x80) continue;
      const size = first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : 3;
      let isSound = first >= 0xc2 && first < 0xf5;
      for (let i = 1; isSound && i <= size; i++) isSound = ((bytes[at + i] ?? 0) & 0xc0) === 0x80;
      if (isSound) {
        sound++;
        at += size;
      } else broken++;
    }
    yield at;
  }
  return broken === 0 || sound > broken * 20;
}

/** Units of UTF-16 below U+0080: spaces, line ends and commas are everywhere, whatever the script. */
function wideEncoding(sample: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const pairs = sample.length >> 1;
  let [little, big] = [0, 0];
  for (let i = 0; i < pairs * 2; i += 2) {
    const [one, other] = [sample[i] as number, sample[i + 1] as number];
    if (other === 0 && one >= 9 && one < 0x80) little++;
    if (one === 0 && other >= 9 && other < 0x80) big++;
  }
  if (Math.max(little, big) < Math.max(2, pairs * 0.03)) return undefined;
  return little > big * 4 ? 'utf-16le' : big > little * 4 ? 'utf-16be' : undefined;
}

/** The encoding that an XML or HTML file names at its beginning, if the browser knows it and it is no Unicode. */
function declared(sample: Uint8Array): string | undefined {
  const start = String.fromCharCode(...sample.subarray(0, 2_048));
  const [, xml] = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{1,40})["']/.exec(start) ?? [];
  const [, html] = /<meta[^>]{0,200}?charset\s*=\s*["']?([\w:.-]{1,40})/i.exec(start) ?? [];
  const label = xml ?? html;
  if (label === undefined) return undefined;
  try {
    const { encoding } = new TextDecoder(label);
    return encoding.startsWith('utf-') ? undefined : encoding;
  } catch {
    return undefined;
  }
}
