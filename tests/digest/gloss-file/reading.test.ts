import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { readGloss } from '../../../src/digest/gloss-file/read';
import type { Digest } from '../../../src/digest/schema';
import { read, smallDigest, smallJson } from './files';
import { type Made, zipOf } from './made-zip';

let digest: Digest;
let json: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  digest = await smallDigest();
  json = await smallJson();
});
const file = (change: Partial<Made> = {}): Made => ({ name: 'digest.json', content: json, ...change });

describe('Reading a .gloss file', () => {
  it('rests between slices, and ends when it is cancelled', async () => {
    const cancel = new AbortController();
    const reason = new Error('enough');
    let pauses = 0;
    const pause = () => {
      if (++pauses === 3) cancel.abort(reason);
      return undefined;
    };
    await expect(readGloss(zipOf([file()]), pause, cancel.signal)).rejects.toBe(reason);
    expect(pauses).toBe(3);
    await expect(readGloss(zipOf([file()]), pause, cancel.signal)).rejects.toBe(reason);
    expect(pauses).toBe(3);
  });

  it('can be cancelled at every one of its rests', async () => {
    const whole = zipOf([file({ deflated: true })]);
    let all = 0;
    await readGloss(whole, () => void all++, new AbortController().signal);
    for (let last = 1; last <= all; last++) {
      const cancel = new AbortController();
      let pauses = 0;
      const pause = () => {
        if (++pauses === last) cancel.abort(new Error('enough'));
        return undefined;
      };
      const outcome = readGloss(whole, pause, cancel.signal);
      // The last rest comes after the last check.
      if (last < all) await expect(outcome).rejects.toThrow('enough');
      expect(pauses).toBeLessThanOrEqual(last);
    }
  });

  it('rests at least once for each megabyte of stored bytes, and for each 4 kB of deflated ones', async () => {
    const noise = Uint8Array.from({ length: 2_500_000 }, (_, i) => (i * i * 31 + (i >> 3)) & 255);
    const pausesOf = async (made: Partial<Made>) => {
      let pauses = 0;
      const reading = readGloss(zipOf([file(made)]), () => void pauses++, new AbortController().signal);
      await expect(reading).rejects.toMatchObject({ reason: 'not-json' });
      return pauses;
    };
    expect(await pausesOf({ content: noise })).toBe(3);
    const packed = new Uint8Array(deflateRawSync(noise));
    expect(await pausesOf({ content: noise, packed, method: 8 })).toBe(Math.ceil(packed.length / 4_096));
  });

  it('rests at least once for each entry and for each 4 kB of packed bytes', async () => {
    let pauses = 0;
    await read(zipOf([file({ deflated: true })]), () => void pauses++);
    const { documents, passages, terms } = digest;
    expect(pauses).toBe(1 + documents.length + passages.length + 2 * terms.length);
  });

  it('rests while it looks for the pieces of the JSON', async () => {
    const terms = '1,'.repeat(600_000);
    let pauses = 0;
    const reading = readGloss(
      zipOf([file({ content: `{"format":1,"terms":[${terms}1]}` })]),
      () => void pauses++,
      new AbortController().signal,
    );
    await expect(reading).rejects.toMatchObject({ path: 'about' });
    // Two for the bytes, two for the pieces.
    expect(pauses).toBe(4);
  });
});
