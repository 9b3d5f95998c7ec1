import { describe, expect, it } from 'vitest';
import { fileOf, pointerTo, readPointer } from '../../../src/digest/gloss-file/pointer';
import { smallDigest } from './files';
import { bytesOf } from './made-zip';

const POINTER = {
  format: 1,
  name: 'small',
  version: '2026-11',
  file: 'small-2026-11.gloss',
  hash: '0'.repeat(64),
  size: 1_000,
  terms: 2,
};

describe('A pointer', () => {
  it('says which file is the newest', async () => {
    const digest = await smallDigest();
    const text = pointerTo(digest, 1_000, '2026-11-30');
    expect(text).toBe(
      `{"format":1,"name":"small","version":"2026-11","file":"small-2026-11.gloss","hash":"${digest.hash}","size":1000,"terms":2,"published":"2026-11-30"}`,
    );
    expect(readPointer(bytesOf(text))).toEqual({ ...POINTER, hash: digest.hash, published: '2026-11-30' });
    expect(readPointer(bytesOf(pointerTo(digest, 1_000)))).not.toHaveProperty('published');
  });

  it('has 300 bytes at most, with the longest names that about.yaml may have', async () => {
    const digest = await smallDigest();
    const long = { ...digest, about: { id: 'x'.repeat(38), name: 'X', version: '1'.repeat(10) } };
    const terms = { length: 1_000_000 } as typeof digest.terms;
    expect(pointerTo({ ...long, terms }, 100_000_000, '2026-11-30').length).toBeLessThanOrEqual(300);
    const longer = { ...long, about: { ...long.about, id: 'x'.repeat(80) } };
    expect(() => pointerTo(longer, 1)).toThrow(/cannot stand in a pointer file/);
  });

  it('is not made of what it cannot say', async () => {
    const digest = await smallDigest();
    const { about: _, ...nameless } = digest;
    expect(() => pointerTo(nameless, 1)).toThrow(/cannot stand/);
    expect(() => pointerTo(digest, 1, '2026-13-01')).toThrow(/cannot stand/);
    expect(() => pointerTo(digest, 100_000_001)).toThrow(/cannot stand/);
    expect(fileOf({ id: 'a', version: '1' })).toBe('a-1.gloss');
  });

  it('says what it cannot be made of', async () => {
    const digest = await smallDigest();
    const pathOf = (about: typeof digest.about) => {
      try {
        pointerTo({ ...digest, about }, 1);
      } catch (error) {
        return Reflect.get(error as object, 'path') as string;
      }
      return undefined;
    };
    expect(pathOf({ id: 'a b', name: 'A', version: '1' })).toBe('about.name');
    expect(pathOf({ id: 'a', name: 'A', version: '../1' })).toBe('about.file');
    expect(pathOf({ id: 'a'.repeat(80), name: 'A', version: '1' })).toBe('about');
    expect(pathOf({ id: 'a', name: 'A', version: '1' })).toBeUndefined();
  });

  it('is refused in words that say what of it is wrong', () => {
    expect(() => readPointer(bytesOf('"x"'))).toThrow(/of format 1: it is no JSON object\. Tell/);
    expect(() => readPointer(bytesOf(JSON.stringify({ ...POINTER, size: -1 })))).toThrow(
      /: its size is missing, or/,
    );
    const broken = bytesOf(JSON.stringify({ ...POINTER, version: '@' }));
    broken[broken.indexOf(0x40)] = 0xff;
    expect(() => readPointer(broken)).toThrow(expect.objectContaining({ reason: 'not-json' }));
  });

  it('may have keys of a later Gloss, which are ignored', () => {
    expect(readPointer(bytesOf(JSON.stringify({ ...POINTER, __proto__x: 1, later: {} })))).toEqual(POINTER);
    const polluting = JSON.stringify(POINTER).replace('{', '{"__proto__":{"polluted":true},');
    expect(Reflect.get(readPointer(bytesOf(polluting)), 'polluted')).toBeUndefined();
  });

  it.each([
    ['invalid', 'no object', '[]'],
    ['invalid', 'nothing', 'null'],
    ['wrong-format-version', 'another format', { format: 2 }],
    ['invalid', 'no format', { format: undefined }],
    ['invalid', 'an address for a file', { file: 'https://example.org/a.gloss' }],
    ['invalid', 'a path for a file', { file: '../a.gloss' }],
    ['invalid', 'a query in a file', { file: 'a.gloss?b.gloss' }],
    ['invalid', 'a file of another kind', { file: 'a.html' }],
    ['invalid', 'a hash that is none', { hash: 'x' }],
    ['invalid', 'a size that is too large', { size: 1e9 }],
    ['invalid', 'a size below nothing', { size: -1 }],
    ['invalid', 'half a term', { terms: 0.5 }],
    ['invalid', 'a date that is none', { published: 'today' }],
    ['not-json', 'a page', '<!doctype html><title>Not found</title>'],
    ['not-json', 'bytes that are no UTF-8', '\xff'],
    ['too-large', 'more than 2,000 bytes', `"${'x'.repeat(1_999)}"`],
    ['invalid', '2,000 bytes', `"${'x'.repeat(1_998)}"`],
  ])('is refused as %s: one with %s', (reason, _, change) => {
    const bytes =
      typeof change === 'string'
        ? new Uint8Array(Buffer.from(change, 'latin1'))
        : bytesOf(JSON.stringify({ ...POINTER, ...change }));
    expect(() => readPointer(bytes)).toThrow(expect.objectContaining({ reason }));
  });
});
