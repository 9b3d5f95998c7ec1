/**
 * Joins still WebP pictures into an animated one. Writes only the container, as Google's "WebP Container
 * Specification" describes it. The pictures inside stay as their encoder made them.
 */

export interface Still {
  /** A complete WebP file with one picture without transparency. */
  webp: Uint8Array;
  /**
   * Position of the top left corner on the canvas, px. The format stores half of each number, so both are
   * even.
   */
  x: number;
  y: number;
  /** Size, px. */
  width: number;
  height: number;
  /** Duration, ms. */
  ms: number;
}

/** The bit of VP8X that announces an animation. */
const ANIMATION = 0x02;
/** The bit of a frame that makes it replace the earlier pixels without blending. */
const DO_NOT_BLEND = 0x02;

/**
 * Makes an animated WebP file of that size (px). The animation repeats for ever, and each still covers the
 * earlier ones.
 */
export function animate(width: number, height: number, stills: Still[]): Uint8Array {
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    chunk('VP8X', Buffer.concat([Buffer.from([ANIMATION, 0, 0, 0]), uint24(width - 1), uint24(height - 1)])),
    // Four bytes for the background colour, two for the number of repetitions: 0 means for ever.
    chunk('ANIM', Buffer.from([255, 255, 255, 255, 0, 0])),
    ...stills.map(frame),
  ]);
  return Buffer.concat([Buffer.from('RIFF'), uint32(body.length), body]);
}

function frame({ webp, x, y, width, height, ms }: Still): Buffer {
  if (x % 2 !== 0 || y % 2 !== 0) throw new Error(`A frame lies at ${x}, ${y}; both have to be even.`);
  const head = [x / 2, y / 2, width - 1, height - 1, ms].map(uint24);
  return chunk('ANMF', Buffer.concat([...head, Buffer.from([DO_NOT_BLEND]), pictureOf(webp)]));
}

/** The picture chunk (`VP8 ` or `VP8L`) of a still file. Throws if there is none. */
function pictureOf(webp: Uint8Array): Buffer {
  const file = Buffer.from(webp);
  for (let at = 12; at + 8 <= file.length; ) {
    const name = file.toString('latin1', at, at + 4);
    const end = at + 8 + padded(file.readUInt32LE(at + 4));
    if (name === 'VP8 ' || name === 'VP8L') return file.subarray(at, end);
    at = end;
  }
  throw new Error('A still is no WebP picture.');
}

/** Makes a RIFF chunk. An odd chunk is padded with a zero byte, which its length does not count. */
function chunk(name: string, content: Buffer): Buffer {
  const padding = Buffer.alloc(padded(content.length) - content.length);
  return Buffer.concat([Buffer.from(name), uint32(content.length), content, padding]);
}

const padded = (length: number) => length + (length % 2);

function uint24(value: number): Buffer {
  const bytes = Buffer.alloc(3);
  bytes.writeUIntLE(value, 0, 3);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
