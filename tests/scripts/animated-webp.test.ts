import { describe, expect, it } from 'vitest';
import { animate } from '../../scripts/animated-webp';

/** A still file as an encoder writes it, with a picture chunk of that many bytes. */
function still(bytes: number, name = 'VP8L'): Buffer {
  const content = Buffer.alloc(bytes, 7);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes);
  const chunk = Buffer.concat([Buffer.from(name), length, content, Buffer.alloc(bytes % 2)]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(4 + chunk.length);
  return Buffer.concat([Buffer.from('RIFF'), size, Buffer.from('WEBP'), chunk]);
}

/** The chunks of a file from `at` on: name and content. */
function chunksOf(file: Buffer, at: number): { name: string; content: Buffer }[] {
  const found: { name: string; content: Buffer }[] = [];
  while (at < file.length) {
    const length = file.readUInt32LE(at + 4);
    found.push({
      name: file.toString('latin1', at, at + 4),
      content: file.subarray(at + 8, at + 8 + length),
    });
    at += 8 + length + (length % 2);
  }
  expect(at).toBe(file.length);
  return found;
}

const FRAME = { webp: still(10), x: 0, y: 0, width: 300, height: 200, ms: 900 };

describe('An animated WebP file', () => {
  it('has its size, and repeats for ever', () => {
    const file = Buffer.from(animate(300, 200, [FRAME]));
    expect(file.toString('latin1', 0, 4)).toBe('RIFF');
    expect(file.readUInt32LE(4)).toBe(file.length - 8);
    const [head, animation] = chunksOf(file, 12);
    expect(head?.name).toBe('VP8X');
    expect(head?.content[0]).toBe(0x02);
    expect([head?.content.readUIntLE(4, 3), head?.content.readUIntLE(7, 3)]).toEqual([299, 199]);
    expect(animation?.name).toBe('ANIM');
    expect(animation?.content.readUInt16LE(4)).toBe(0);
  });

  it('holds each still with its position, size and duration, whatever its length', () => {
    const second = { webp: still(11), x: 40, y: 6, width: 20, height: 30, ms: 4_000 };
    const frames = chunksOf(Buffer.from(animate(300, 200, [FRAME, second])), 12).slice(2);
    expect(frames.map(({ name }) => name)).toEqual(['ANMF', 'ANMF']);
    const content = frames[1]?.content as Buffer;
    expect([0, 3, 6, 9, 12].map((at) => content.readUIntLE(at, 3))).toEqual([20, 3, 19, 29, 4_000]);
    expect(content[15]).toBe(0x02); // It replaces the earlier pixels without blending.
    expect(content.toString('latin1', 16, 20)).toBe('VP8L');
    expect(content.readUInt32LE(20)).toBe(11);
    expect(content.length).toBe(16 + 8 + 12);
  });

  it('accepts lossy pictures too', () => {
    const [, , frame] = chunksOf(Buffer.from(animate(300, 200, [{ ...FRAME, webp: still(10, 'VP8 ') }])), 12);
    expect(frame?.content.toString('latin1', 16, 20)).toBe('VP8 ');
  });

  it('refuses a still at an odd position, and a file without a picture', () => {
    expect(() => animate(300, 200, [{ ...FRAME, x: 1 }])).toThrow('even');
    expect(() => animate(300, 200, [{ ...FRAME, webp: still(10, 'EXIF') }])).toThrow('no WebP picture');
  });
});
