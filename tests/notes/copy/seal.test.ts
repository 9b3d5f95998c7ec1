import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksummed, crc32, encrypted, type KeyStore, type Seal } from '../../../src/notes/copy/seal';

const keys = (): KeyStore => {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
};

describe('the checksum', () => {
  it('is CRC-32, of UTF-16 units', () => {
    // The check value of CRC-32 is cbf43926 for the bytes of “123456789”; here each digit has a second byte, 0.
    expect(crc32('')).toBe('00000000');
    expect(crc32('㈱㐳㘵㠷')).toBe(crc32(String.fromCharCode(0x3231, 0x3433, 0x3635, 0x3837)));
    expect(crc32('a')).not.toBe(crc32('b'));
  });
});

describe.each<[string, () => Seal]>([
  ['checksummed', () => checksummed],
  ['encrypted', () => encrypted(keys())],
])('an entry that is %s', (_, make) => {
  it('is read as it was written', async () => {
    const seal = make();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        expect(await seal.open(await seal.seal(text))).toBe(text);
      }),
      { numRuns: 50 },
    );
  });

  it('is not read when anything in it was changed', async () => {
    const seal = make();
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1 }), fc.nat(), async (text, at) => {
        const sealed = await seal.seal(text);
        // The last letters of base64 may have bits that mean nothing.
        const place = at % Math.max(1, sealed.length - 4);
        const other = sealed[place] === 'A' ? 'B' : 'A';
        expect(await seal.open(sealed.slice(0, place) + other + sealed.slice(place + 1))).not.toBe(text);
        expect(await seal.open(sealed.slice(0, place))).toBeUndefined();
      }),
      { numRuns: 50 },
    );
    for (const other of [undefined, null, 7, {}, '']) expect(await seal.open(other)).toBeUndefined();
  });
});

describe('an encrypted entry', () => {
  it('shows nothing of its text, and is read with the same key only', async () => {
    const own = keys();
    const sealed = await encrypted(own).seal('a secret');
    expect(atob(sealed)).not.toContain('secret');
    expect(await encrypted(own).open(sealed)).toBe('a secret');
    expect(await encrypted(keys()).open(sealed)).toBeUndefined();
  });
});
