/** How the letters of a file are read. */
import { describe, expect, it } from 'vitest';
import { BOUNDS } from '../../../src/digest/glossaries/bounds';
import { decoding } from '../../../src/digest/glossaries/decode';
import { atOnce } from '../../../src/platform/pace';
import { leftOf, readSample, readText, refusalOf } from './reading';

const decoded = (bytes: Uint8Array, said?: string) => atOnce(decoding(bytes, BOUNDS, said));
const bytesOf = (...values: number[]) => new Uint8Array(values);

describe('The encoding of a file', () => {
  it.each([
    ['excel-1252.csv', 'windows-1252', 'nœud'],
    ['arabic-1256.csv', 'windows-1256', 'حوكمة الإنترنت'],
    ['russian-1251.csv', 'windows-1251', 'узел'],
    ['chinese-gb18030.csv', 'gb18030', '域名'],
  ])('of %s is guessed: %s', async (name, encoding, first) => {
    const read = await readSample(name);
    expect(read.encoding).toBe(encoding);
    expect(read.entries[0]?.label).toBe(first);
  });

  it('is UTF-16 in either order, with or without a byte order mark, in any script', () => {
    for (const text of ['term,meaning\n', 'واژه,معنی\n', '术语,定义\n'])
      for (const isBig of [false, true])
        for (const mark of ['', '\ufeff']) {
          const units = [...(mark + text)].map((letter) => letter.charCodeAt(0));
          const bytes = bytesOf(
            ...units.flatMap((unit) => (isBig ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8])),
          );
          expect(decoded(bytes)).toEqual({ text, encoding: isBig ? 'utf-16be' : 'utf-16le', damaged: 0 });
        }
  });

  it('is UTF-8 although the file was cut off, and the damage is counted', async () => {
    const bytes = new TextEncoder().encode(`term,definition\nسامانه,${'نام دامنه '.repeat(10)}`);
    expect(decoded(bytes.slice(0, -2))).toMatchObject({ encoding: 'utf-8', damaged: 1 });
    expect(leftOf(await readText('terms.csv', 'term,definition\nDNS,names \ufffd \ufffd\n'))).toEqual({
      'letters-damaged': 2,
    });
  });

  it('can be said by the caller, and by the file', async () => {
    const bytes = bytesOf(0xe4, 0x2c, 0x62);
    expect(decoded(bytes, 'iso-8859-5').text).toBe('ф,b');
    const html = '<html><meta charset="koi8-r"><dl><dt>';
    const page = bytesOf(...[...html].map((letter) => letter.charCodeAt(0)), 0xd0, 0xd1, 0xd2);
    expect(decoded(page)).toMatchObject({ encoding: 'koi8-r' });
    expect(decoded(page).text).toMatch(/пяр$/);
  });

  it('is guessed although the file says UTF-8, if it is none', async () => {
    const html = '<html><meta charset="utf-8"><dl><dt>caf';
    const page = bytesOf(...[...html].map((letter) => letter.charCodeAt(0)), 0xe9);
    expect(decoded(page)).toMatchObject({ encoding: 'windows-1252' });
  });

  it('is not one of the browser’s: the file is refused', async () => {
    const refusal = await refusalOf(readText('terms.csv', 'a,b', { encoding: 'utf-7' }));
    expect(refusal).toMatchObject({ kind: 'letters', what: 'The encoding utf-7 is not known' });
  });

  it('is none: bytes that no text has are refused', async () => {
    const refusal = await refusalOf(
      Promise.resolve().then(() => decoded(bytesOf(97, 98, 0, 99, 100, 101, 102, 103, 104, 105))),
    );
    expect(refusal.kind).toBe('letters');
  });

  it('reads what Node decodes wrongly in windows-1252', () => {
    expect(decoded(bytesOf(0x93, 0x61, 0x94, 0x96, 0x80), 'windows-1252').text).toBe('“a”–€');
  });

  it.each<[string, string]>([
    ['windows-1252', 'contraseña;Código según el cual\nInformación;él está aquí'],
    ['windows-1252', 'Schlüssel;für die Öffentlichkeit\nGröße;Maßnahme'],
    ['windows-1252', 'résumé;a page about work'],
    ['windows-1251', 'ИНТЕРНЕТ;сеть'],
    ['windows-1256', 'DNS;نظام أسماء النطاقات'],
    ['gb18030', '域名;互联网上的名称\nIP;网际协议'],
  ])('is %s: %j', (encoding, text) => {
    expect(decoded(encoded(text, encoding))).toEqual({ text, encoding, damaged: 0 });
  });
});

/** A text in an encoding, by looking for the bytes of each letter. */
function encoded(text: string, encoding: string): Uint8Array {
  const read = (...bytes: number[]) => new TextDecoder(encoding).decode(bytesOf(...bytes));
  const bytes = new Map<string, number[]>();
  for (let first = 0; first < 256; first++) {
    bytes.set(read(first), [first]);
    if (encoding !== 'gb18030' || first < 0xa1 || first > 0xf7) continue;
    for (let second = 0xa1; second < 0xff; second++) bytes.set(read(first, second), [first, second]);
  }
  return bytesOf(...[...text].flatMap((letter) => bytes.get(letter) ?? []));
}
