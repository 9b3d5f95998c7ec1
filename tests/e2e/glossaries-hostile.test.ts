/** Hostile files, through the page of digests: each gets an answer soon, and nothing is stored that was not agreed to. */
import { deflateRawSync } from 'node:zlib';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { glossaryPage } from './glossary-files';
import { madeZip } from './made-zip';
import { BROWSERS, launch, type Rig } from './rig';

const bomb = (bytes: number) => deflateRawSync(Buffer.alloc(bytes, 0x20), { level: 9 });
const rows = (count: number, of: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => of(at)).join('\n');
const MARKUP = '<img src=x onerror="document.title=\'taken\'">';

/** What is refused, and with which words. */
const REFUSED: [what: string, name: string, content: () => string | Uint8Array, words: string][] = [
  [
    'a zip bomb',
    'bomb.gloss',
    () => madeZip('digest.json', bomb(200_000_000), 200_000_000),
    'bomb.gloss cannot be added',
  ],
  [
    'a declared size of 1 GB',
    'declared.gloss',
    () => madeZip('digest.json', bomb(1_000), 1_000_000_000),
    'declared.gloss cannot be added',
  ],
  [
    'a path with ../',
    'path.gloss',
    () => madeZip('../digest.json', bomb(10), 10),
    'path.gloss cannot be added',
  ],
  [
    'a truncated file',
    'half.gloss',
    () => madeZip('digest.json', bomb(1_000), 1_000).subarray(0, 60),
    'half.gloss cannot be added',
  ],
  [
    'keys that reach for prototypes',
    'keys.json',
    () =>
      '{"format":1,"documents":[],"passages":[],"terms":[{"__proto__":{"polluted":1},"id":"constructor"}]}',
    'keys.json cannot be added',
  ],
  ['a table of one column', 'one.csv', () => 'word\nanother\nthird\n', 'The table has one column'],
  [
    'XML that expands itself',
    'laughs.tbx',
    () =>
      '<!DOCTYPE tbx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><tbx><text><body><conceptEntry><langSec xml:lang="en"><termSec><term>&b;</term></termSec></langSec></conceptEntry></body></text></tbx>',
    'laughs.tbx cannot be added',
  ],
  [
    'more terms than a digest may have',
    'many.csv',
    () => `term,definition\n${rows(1_000_001, (at) => `t${at},d`)}\n`,
    'more than 1,000,000 terms',
  ],
  [
    'bytes that are no text',
    'noise.csv',
    () => new Uint8Array(10_000).map((_, at) => (at * 7919) % 13),
    'noise.csv cannot be added',
  ],
];

describe.each(BROWSERS)('Hostile glossary files, in %s', (which) => {
  let rig: Rig;
  let own: Page;
  let files: ReturnType<typeof glossaryPage>;
  beforeAll(async () => {
    rig = await launch(which);
    own = await rig.openOwn('digests.html');
    files = glossaryPage(own);
  });
  afterAll(async () => {
    await rig?.close();
  });
  const stored = () =>
    own.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open('kept-digests');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const db = opening.result;
            const counting = db.transaction('contents').objectStore('contents').count();
            counting.onsuccess = () => {
              db.close();
              resolve(counting.result);
            };
          };
        }),
    );

  it.each(REFUSED)('%s is refused with its name, and nothing is stored', async (_, name, content, words) => {
    await files.choose({ [name]: content() });
    await files.tells(words);
    await files.press('Close');
    await files.tellsNot(words);
    expect(await stored()).toBe(0);
    await files.lists(2);
  });

  it('markup in every field is text', async () => {
    await files.choose({
      'markup.csv': `term,definition,source\n"${MARKUP.replaceAll('"', '""')}","${MARKUP.replaceAll('"', '""')}",x\n`,
    });
    await files.tells('1 term');
    await files.tells(MARKUP);
    expect(await own.evaluate(() => document.querySelectorAll('.preview img').length)).toBe(0);
    await files.press('Cancel');
    await files.tells('Cancelled. Nothing was added.');
    expect(await own.evaluate(() => document.title)).not.toBe('taken');
    expect(await stored()).toBe(0);
  });

  it('a term of far too many forms keeps what it may have, and says so', async () => {
    const forms = rows(200_000, (at) => `f${at}`).replaceAll('\n', '|');
    await files.choose({
      'forms.tsv': `term\tdefinition\tsynonyms\n${rows(20, () => `net\tnodes\t${forms.slice(0, 99_000)}`)}\n`,
    });
    await files.tells('1 term, 2,000 ways to write them');
    await files.press('Cancel');
    await files.tellsNot('2,000 ways');
  });

  it('a cycle of broader terms is read, and a wrong encoding can be corrected', async () => {
    const cycle =
      '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<a> skos:prefLabel "a one" ; skos:broader <b> .\n<b> skos:prefLabel "b two" ; skos:broader <a> .\n';
    await files.choose({ 'cycle.ttl': cycle });
    await files.tells('2 terms');
    await files.press('Cancel');
    await files.tellsNot('2 terms');
    const russian = Uint8Array.from('term,definition\n', (letter) => letter.charCodeAt(0));
    const koi = [0xd3, 0xc5, 0xd4, 0xd8, 0x20, 0xd3, 0xd7, 0xd1, 0xda, 0xc9]; // «сеть связи» in KOI8-R.
    await files.choose({ 'koi.csv': Uint8Array.from([...russian, ...koi, 0x2c, 0x78, 0x0a]) });
    await files.tells('1 term');
    await files.pick('Letters', 'koi8-r');
    await files.tells('сеть связи');
    await files.press('Cancel');
    await files.tellsNot('1 term');
    expect(await stored()).toBe(0);
  });
});
