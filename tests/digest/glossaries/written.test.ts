/** Any digest is written as a file of another program, and read back. */
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { toDigest } from '../../../src/digest/glossaries/to-digest';
import { toCsv } from '../../../src/digest/glossaries/write/csv';
import { toTbx } from '../../../src/digest/glossaries/write/tbx';
import { toTurtle } from '../../../src/digest/glossaries/write/turtle';
import { Digest, type Term } from '../../../src/digest/schema';
import { anyDigest, kept } from './any-digest';
import { readText } from './reading';

const ABOUT = { id: 'mine', name: 'Mine', version: '1' };
const whole = (pieces: Iterable<string>) => [...pieces].join('');

const WRITERS: [name: string, write: (digest: Digest) => Iterable<string>][] = [
  ['a.csv', toCsv],
  ['a.tbx', toTbx],
  ['a.ttl', toTurtle],
];

async function again(name: string, text: string): Promise<Digest> {
  const read = await readText(name, text);
  return (await toDigest(read, ABOUT, { pause: () => undefined })).digest;
}

describe.each(WRITERS)('A digest that is written as %s', (name, write) => {
  it('is read back with the same labels, forms, languages, gists and statements', async () => {
    await fc.assert(
      fc.asyncProperty(anyDigest, async (digest) => {
        const read = await again(name, whole(write(digest)));
        expect(v.is(Digest, read)).toBe(true);
        expect(kept(read)).toEqual(kept(digest));
      }),
      { numRuns: 200 },
    );
  });

  it('stays the same file when it is written again', async () => {
    await fc.assert(
      fc.asyncProperty(anyDigest, async (digest) => {
        const once = await again(name, whole(write(digest)));
        const twice = await again(name, whole(write({ ...once, about: ABOUT })));
        expect(twice.hash).toBe(once.hash);
      }),
      { numRuns: 50 },
    );
  });

  it('comes in pieces, one for each term at least', async () => {
    const [digest] = fc.sample(anyDigest, { numRuns: 1, seed: 1 });
    expect([...write(digest as Digest)].length).toBeGreaterThanOrEqual((digest as Digest).terms.length);
  });
});

const SAMPLE: Digest = {
  ...{ format: 1, hash: '0'.repeat(64), passages: [] },
  about: { id: 'net', name: 'Networks', version: '1', licence: 'CC-BY-4.0', attribution: 'Me' },
  documents: [{ id: 'rfc', title: 'RFC 1034', lang: 'en', address: 'https://a.example/rfc' }],
  terms: [
    {
      ...{
        id: '5g',
        kind: 'concept',
        label: '5G',
        name: 'Fifth Generation',
        cues: [],
        rivals: [],
        related: [],
      },
      gist: { en: 'Mobile networks since 2019', fr: '=réseaux mobiles' },
      forms: [
        { text: '5G', lang: 'und', case: 'initial', ambiguous: true },
        { text: 'fifth; generation', lang: 'en', case: 'any', ambiguous: false },
        { text: '@cinq|G', lang: 'fr', case: 'any', ambiguous: false },
      ],
      claims: [
        { text: '+It is fast.', document: 'rfc', asOf: '2024' },
        { text: 'It is "new".', document: 'rfc' },
        { text: 'Many have it.', document: 'rfc' },
      ],
    },
  ],
};

describe('A digest', () => {
  it('as CSV has rows for languages and statements, and no formula', () => {
    expect(whole(toCsv(SAMPLE)).replace('\ufeff', '').split('\r\n')).toEqual([
      'id,label,language,forms,gist,statement,source,address,as of,kind,name,related',
      `5g,5G,und,5G,,"'+It is fast.",RFC 1034,https://a.example/rfc,2024,concept,Fifth Generation,`,
      '5g,5G,en,"fifth\\; generation",Mobile networks since 2019,"It is ""new"".",RFC 1034,https://a.example/rfc,,,,',
      `5g,5G,fr,"'@cinq\\|G","'=réseaux mobiles",Many have it.,RFC 1034,https://a.example/rfc,,,,`,
      '',
    ]);
  });

  it('as TBX is well-formed XML, with ids that XML allows', () => {
    const xml = whole(toTbx(SAMPLE));
    expect(xml).toContain('<conceptEntry id="_5g">');
    expect(xml).toContain('<langSec xml:lang="fr">');
    const parser = new SaxesParser({ xmlns: true });
    expect(() => parser.write(xml).close()).not.toThrow();
  });

  it('is read back, whatever characters its texts have', async () => {
    const text = 'a\u0000b\u0008c\ud800d\uffffe\u007ff';
    const [term] = SAMPLE.terms;
    const digest = { ...SAMPLE, terms: [{ ...(term as Term), claims: [{ text }], related: [] }] };
    for (const [name, write] of WRITERS) {
      const file = whole(write(digest));
      expect(file.isWellFormed()).toBe(true);
      expect((await again(name, file)).terms[0]?.claims).toEqual([{ text: 'abcdef' }]);
    }
  });

  it('keeps its sources where the format has a place for them', async () => {
    for (const [name, write] of WRITERS) {
      const read = await again(name, whole(write(SAMPLE)));
      expect(read.documents).toMatchObject([{ title: 'RFC 1034', address: 'https://a.example/rfc' }]);
      expect(read.terms[0]?.claims[0]?.asOf).toBe(name === 'a.tbx' ? undefined : '2024');
    }
  });

  it('says its name, licence and whom to name', async () => {
    for (const [name, write] of WRITERS.slice(1))
      expect((await readText(name, whole(write(SAMPLE)))).about).toMatchObject({
        ...{ name: 'Networks', attribution: 'Me' },
        licence: expect.stringContaining('CC-BY-4.0'),
      });
  });
});
