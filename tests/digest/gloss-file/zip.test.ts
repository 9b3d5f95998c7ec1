import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { crc32 } from '../../../src/digest/gloss-file/crc';
import { readGloss } from '../../../src/digest/gloss-file/read';
import { GlossRefusal } from '../../../src/digest/gloss-file/refusal';
import { signatureOf } from '../../../src/digest/gloss-file/signature';
import { writeGloss } from '../../../src/digest/gloss-file/write';
import type { Digest } from '../../../src/digest/schema';
import { newKey, read, refusalOf, smallDigest, smallJson } from './files';
import { type Around, bytesOf, type Made, zipOf } from './made-zip';

let digest: Digest;
let json: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  digest = await smallDigest();
  json = await smallJson();
});

const reasonOf = async (files: Made[], around?: Around) => (await refusalOf(zipOf(files, around))).reason;
const file = (change: Partial<Made> = {}): Made => ({ name: 'digest.json', content: json, ...change });

describe('A CRC-32', () => {
  it('is that of the standard, whatever the pieces', () => {
    expect(crc32(bytesOf('123456789'))).toBe(0xcbf43926);
    expect(crc32(bytesOf('6789'), crc32(bytesOf('12345')))).toBe(0xcbf43926);
  });
});

describe('The zip of a .gloss file', () => {
  it('may be stored or deflated, by any program', async () => {
    expect((await read(zipOf([file()]))).digest).toEqual(digest);
    expect((await read(zipOf([file({ deflated: true })]))).digest).toEqual(digest);
  });

  it('may have extra fields and comments of its files, as other programs write them', async () => {
    const extra = { local: 'UT\u0005\0abcdefghi', listed: 'UT\u0001\0a', comment: 'a comment' };
    const signature = { name: 'signature.json', content: await signatureOf(json, await newKey()), extra };
    const { signedBy, ...found } = await read(zipOf([file({ extra, deflated: true }), signature]));
    expect(found).toEqual({ digest });
    expect(signedBy).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['with their signature', [0x50, 0x4b, 7, 8]],
    ['without it', []],
  ])('may have its sizes after the file, %s', async (_, signature) => {
    const sizes = new Uint32Array([crc32(json), json.length, json.length]);
    const after = new Uint8Array([...signature, ...new Uint8Array(sizes.buffer)]);
    expect((await read(zipOf([file({ flags: 8, after })]))).digest).toEqual(digest);
    after[after.length - 1] = 1;
    expect(await reasonOf([file({ flags: 8, after })])).toBe('damaged');
  });

  it.each<[string, string, (sound: Made) => Made[], Around?]>([
    ['not-zip', 'which has a comment', (f) => [f], { comment: 'x' }],
    ['damaged', 'in several pieces', (f) => [f], { disk: 1 }],
    ['damaged', 'with bytes before it', (f) => [f], { before: new Uint8Array(4) }],
    ['damaged', 'with bytes between its files', (f) => [{ ...f, after: new Uint8Array(4) }]],
    ['damaged', 'that lists fewer files than it has', (f) => [f], { count: 0 }],
    ['damaged', 'that lists more files than it has', (f) => [f], { count: 2 }],
    [
      'unknown-member',
      'with four files',
      (f) => [f, ...['a', 'b', 'c'].map((name) => ({ name, content: '' }))],
    ],
    ['too-large', 'that lists five files', (f) => [f], { count: 5 }],
    ['missing', 'with a signature alone', () => [{ name: 'signature.json', content: '{}' }]],
    ['missing', 'with nothing in it', () => []],
    ['unknown-member', 'with another file', (f) => [f, { name: 'readme.txt', content: '' }]],
    ['unknown-member', 'with a name in other letters', (f) => [{ ...f, name: 'Digest.json' }]],
    ['unknown-member', 'with a zero in a name', (f) => [{ ...f, name: 'digest.json\0' }]],
    ['bad-path', 'with ../', (f) => [{ ...f, name: '../digest.json' }]],
    ['bad-path', 'with a folder', (f) => [{ ...f, name: 'a/digest.json' }]],
    ['bad-path', 'with a folder of Windows', (f) => [{ ...f, name: '..\\digest.json' }]],
    ['bad-path', 'with an absolute path', (f) => [{ ...f, name: '/digest.json' }]],
    ['bad-path', 'with a drive', (f) => [{ ...f, name: 'C:digest.json' }]],
    ['bad-path', 'with ..', (f) => [f, { name: '..', content: '' }]],
    ['duplicate-member', 'with a file twice', (f) => [f, f]],
    ['encrypted', 'that is encrypted', (f) => [{ ...f, flags: 1 }]],
    ['encrypted', 'that is strongly encrypted', (f) => [{ ...f, flags: 0x40 }]],
    ['encrypted', 'with masked headers', (f) => [{ ...f, flags: 0x2000 }]],
    ['unknown-compression', 'of another method', (f) => [{ ...f, method: 93 }]],
    ['unknown-compression', 'of patches', (f) => [{ ...f, flags: 0x20 }]],
    ['damaged', 'with another name in the local header', (f) => [{ ...f, local: { name: 'digest.jsom' } }]],
    ['damaged', 'with a longer name in the local header', (f) => [{ ...f, local: { name: 'digest.json2' } }]],
    ['damaged', 'with another method in the local header', (f) => [{ ...f, local: { method: 8 } }]],
    ['damaged', 'with other flags in the local header', (f) => [{ ...f, local: { flags: 1 } }]],
    ['damaged', 'with another size in the local header', (f) => [{ ...f, local: { size: 1 } }]],
    ['damaged', 'with no size in the local header', (f) => [{ ...f, local: { size: 0 } }]],
    ['damaged', 'with more packed bytes than it has', (f) => [{ ...f, deflated: true, packedSize: 9_999 }]],
    ['damaged', 'with fewer packed bytes than it has', (f) => [{ ...f, deflated: true, packedSize: 9 }]],
    ['damaged', 'with its sizes nowhere', (f) => [{ ...f, flags: 8 }]],
    ['damaged', 'with another CRC', (f) => [{ ...f, deflated: true, crc: 1 }]],
    ['damaged', 'with less than it declares', (f) => [{ ...f, deflated: true, size: json.length + 1 }]],
    ['damaged', 'whose stored bytes are fewer than it declares', (f) => [{ ...f, size: json.length + 1 }]],
    ['zip-bomb', 'whose stored bytes are more than it declares', (f) => [{ ...f, size: json.length - 1 }]],
    [
      'damaged',
      'with far more packed bytes than it has',
      (f) => [{ ...f, flags: 8, packedSize: 0x7fffffff }],
    ],
    ['damaged', 'whose deflated bytes are none', (f) => [{ ...f, method: 8 }]],
    ['damaged', 'whose deflated bytes are missing', (f) => [{ ...f, method: 8, packed: new Uint8Array() }]],
    [
      'too-large',
      'with a large signature',
      (f) => [f, { name: 'signature.json', content: 'x'.repeat(1_001) }],
    ],
  ])('is refused as %s: one %s', async (reason, _, files, around) => {
    expect(await reasonOf(files(file()), around)).toBe(reason);
  });

  it.each<[string, (whole: { end: number; list: number }) => [at: number, value: number]]>([
    ['a first file that begins with something else', () => [0, 0x04034b51]],
    ['a list that says that its file is elsewhere', ({ list }) => [list + 42, 1]],
    ['a list that begins with something else', ({ list }) => [list, 0x02014b51]],
    ['a list that begins later', ({ end, list }) => [end + 16, list + 1]],
    ['a list that begins at its end', ({ end }) => [end + 16, end]],
    ['a list that begins behind the file', ({ end }) => [end + 16, 0xffffffff]],
    ['a list that is longer', ({ end, list }) => [end + 12, end - list + 1]],
    ['a list with a name that is longer than it', ({ list }) => [list + 28, 0x0000ffff]],
    ['a list with a comment that is longer than it', ({ list }) => [list + 32, 0x0000ffff]],
    ['the number of another piece', ({ end }) => [end + 4, 0x00010000]],
  ])('is refused as damaged: one with %s', async (_, edit) => {
    const bytes = zipOf([file()]);
    const view = new DataView(bytes.buffer);
    const end = bytes.length - 22;
    const [at, value] = edit({ end, list: view.getUint32(end + 16, true) });
    view.setUint32(at, value, true);
    expect((await refusalOf(bytes)).reason).toBe('damaged');
  });

  it('is refused if it announces a comment that it has not', async () => {
    const bytes = zipOf([file()]);
    bytes[bytes.length - 2] = 1;
    expect((await refusalOf(bytes)).reason).toBe('damaged');
  });

  it('is refused if it is larger than 100 MB, before it is looked at', async () => {
    expect((await refusalOf(new Uint8Array(100_000_001))).reason).toBe('too-large');
    expect((await refusalOf(new Uint8Array(100_000_000))).reason).toBe('not-zip');
  });

  it('is refused if it declares 1 GB, or more than 300 MB together', async () => {
    expect(await reasonOf([file({ deflated: true, size: 1_000_000_000 })])).toBe('too-large');
    expect(await reasonOf([file({ deflated: true, size: 300_000_001 })])).toBe('too-large');
    expect(
      await reasonOf([
        file({ deflated: true, size: 299_999_999 }),
        { name: 'signature.json', content: 'xx', deflated: true },
      ]),
    ).toBe('too-large');
  });

  it('is refused as a bomb if it declares far more than it has', async () => {
    // Bytes that are no deflated ones: what is not a bomb is damaged.
    const declaring = (packed: number, size: number) =>
      reasonOf([file({ packed: new Uint8Array(packed).fill(0xff), method: 8, size })]);
    expect(await declaring(4_000, 1_000_001)).toBe('zip-bomb');
    expect(await declaring(4_000, 1_000_000)).toBe('damaged');
    expect(await declaring(10_000, 2_000_001)).toBe('zip-bomb');
    expect(await declaring(10_000, 2_000_000)).toBe('damaged');
  });

  it('is refused as a bomb as soon as more comes out than it declares', async () => {
    const zeros = new Uint8Array(50_000_000);
    const packed = new Uint8Array(deflateRawSync(zeros));
    const lying = zipOf([file({ packed, method: 8, size: 900_000 })]);
    let pauses = 0;
    const reading = readGloss(lying, () => void pauses++, new AbortController().signal);
    await expect(reading).rejects.toMatchObject({ reason: 'zip-bomb' });
    // Of some ten steps, the first was too much.
    expect(packed.length).toBeGreaterThan(10 * 4_096);
    expect(pauses).toBe(0);
    expect(await reasonOf([file({ content: zeros, deflated: true })])).toBe('zip-bomb');
  });

  it('is refused whatever is cut off', async () => {
    const whole = await writeGloss(digest);
    for (let length = 0; length < whole.length; length++)
      expect((await refusalOf(whole.slice(0, length))).reason).toBe('not-zip');
  });

  it('is refused whatever its headers say, or reads the same', async () => {
    const whole = await writeGloss(digest, await newKey());
    const sound = await read(whole);
    // Everything but the packed digest: the headers, the short signature, the list, the end.
    const length = new DataView(whole.buffer).getUint32(whole.length - 6, true);
    const fields = fc.oneof(
      fc.nat(60),
      fc.integer({ min: length - 300, max: whole.length - 4 }),
      fc.integer({ min: length, max: whole.length - 4 }),
    );
    const values = fc.oneof(
      fc.constantFrom(0, 1, 8, 46, 0xffff, 0x7fffffff, 0xffffffff, length, whole.length),
      fc.nat(whole.length),
      fc.nat(0xffffffff),
    );
    const edit = fc.record({ at: fields, value: values, wide: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (edits) => {
        const edited = whole.slice();
        const view = new DataView(edited.buffer);
        for (const { at, value, wide } of edits)
          if (wide) view.setUint32(at, value, true);
          else view.setUint16(at, value & 0xffff, true);
        try {
          expect(await read(edited)).toEqual(sound);
        } catch (error) {
          if (!(error instanceof GlossRefusal)) throw error;
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('is refused whatever bit is turned, or reads the same', async () => {
    const whole = await writeGloss(digest);
    const outcomes = new Map<string, number>();
    for (let bit = 0; bit < 8 * whole.length; bit++) {
      const turned = whole.slice();
      turned[bit >> 3] = (turned[bit >> 3] as number) ^ (1 << (bit & 7));
      const outcome = await read(turned).then(
        (found) => {
          expect(found).toEqual({ digest });
          return 'same';
        },
        (error: unknown) => {
          if (!(error instanceof GlossRefusal)) throw error;
          return error.reason;
        },
      );
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    // Times, versions and attributes, which nothing reads.
    expect(outcomes.get('same')).toBeLessThan(8 * 40);
    expect([...outcomes.keys()].sort()).toEqual(
      expect.arrayContaining([
        'damaged',
        'encrypted',
        'not-zip',
        'same',
        'unknown-compression',
        'unknown-member',
      ]),
    );
  });
});
