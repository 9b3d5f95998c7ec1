/** What a file says, as a digest. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { hashOf } from '../../../src/digest/canonical';
import { Ids } from '../../../src/digest/glossaries/ids';
import { type DigestOptions, toDigest } from '../../../src/digest/glossaries/to-digest';
import { About, Digest } from '../../../src/digest/schema';
import { exponentOfTime } from '../../platform/growth';
import { readSample, readText, readTextAs } from './reading';

const ABOUT: About = { id: 'mine', name: 'Mine', version: '1' };
const pause = () => undefined;

async function madeOf(text: string, options: DigestOptions = {}, name = 'terms.csv') {
  const read = await readText(name, text);
  return toDigest(read, ABOUT, { pause, ...options });
}
const termsOf = async (text: string, options?: DigestOptions) => (await madeOf(text, options)).digest.terms;

describe('A digest of a file', () => {
  it.each([
    'excel.csv',
    'libreoffice.csv',
    'basic-dca.tbx',
    'martif.tbx',
    'skos.ttl',
    'skos.rdf',
    'wiki.txt',
  ])('is as the schema says, and the same whenever it is made: %s', async (name) => {
    const { digest } = await toDigest(await readSample(name), ABOUT, { pause });
    expect(v.is(Digest, digest)).toBe(true);
    expect(digest.hash).toBe(await hashOf(digest));
    expect(digest.terms.map(({ id }) => id)).toEqual(digest.terms.map(({ id }) => id).sort());
    expect(await toDigest(await readSample(name), ABOUT, { pause })).toMatchObject({ digest });
  });

  it('has concepts, with their kind if the file says it', async () => {
    const terms = await termsOf('term,definition,kind\nIGF,a yearly forum,event\nDNS,a system,thing\n');
    expect(terms.map(({ label, kind }) => `${label} ${kind}`)).toEqual(['DNS concept', 'IGF event']);
  });

  it('says a short definition as the gist, without its full stop', async () => {
    const [term] = await termsOf('term (en),definition (en)\nDNS,Maps names to addresses.\n');
    expect(term).toMatchObject({ gist: { en: 'Maps names to addresses' }, claims: [] });
  });

  it('says the first sentence of a long definition as the gist, and the rest as a statement', async () => {
    const rest = `It is used by ${'all and '.repeat(20)}everybody.`;
    const [term] = await termsOf(
      `term (en),definition (en)\nDNS,"The system that maps names, e.g. of hosts. ${rest}"\n`,
    );
    expect(term?.gist).toEqual({ en: 'The system that maps names, e.g. of hosts' });
    expect(term?.claims).toEqual([{ text: rest }]);
  });

  it.each([
    ['has no short sentence', `A system ${'of names '.repeat(30)}that is used. Everywhere.`],
    ['begins with an abbreviation', `n. A system ${'of names '.repeat(30)}that is used.`],
  ])('says a definition as a statement if it %s', async (_, text) => {
    const [term] = await termsOf(`term,definition\nDNS,${text}\n`);
    expect(term).toMatchObject({ gist: {}, claims: [{ text }] });
  });

  it('says a definition with a source as a statement too, with a document for the source', async () => {
    const { digest } = await madeOf(
      'term,definition,source,url,as of\nDNS,maps names,RFC 1034,https://a.example/rfc,2024\nBGP,finds ways,RFC 1034,https://a.example/rfc,\nAS,is a network,,https://www.b.example/x,\n',
    );
    expect(digest.documents).toEqual([
      { id: 'rfc-1034', title: 'RFC 1034', lang: 'und', address: 'https://a.example/rfc' },
      { id: 'x', title: 'b.example', lang: 'und', address: 'https://www.b.example/x' },
    ]);
    expect(digest.terms.map(({ claims }) => claims)).toEqual([
      [{ text: 'is a network', document: 'x' }],
      [{ text: 'finds ways', document: 'rfc-1034' }],
      [{ text: 'maps names', document: 'rfc-1034', asOf: '2024' }],
    ]);
  });

  it('says the same only once', async () => {
    const long = `${'very '.repeat(40)}long`;
    const [term] = await termsOf(`term,definition,note\nnet,${long},${long}\n`);
    expect(term?.claims).toEqual([{ text: long }]);
  });

  it('has the gist of each language, but long definitions only in the language of the label', async () => {
    const long = `${'very '.repeat(40)}long`;
    const { digest, left } = await madeOf(
      `en,fr,definition (en),definition (fr),definition (fa)\nnet,réseau,${long},nœuds reliés,شبکه ${long}\n`,
    );
    expect(digest.terms[0]).toMatchObject({ gist: { fr: 'nœuds reliés' }, claims: [{ text: long }] });
    expect(left).toEqual([expect.objectContaining({ why: 'definition-language', count: 1 })]);
  });

  it('judges letter case, and which forms are ambiguous', async () => {
    const text = 'term,synonyms\nIGF,Internet Governance Forum; forum; UNESCO\nx,y\n';
    const forms = async (options?: DigestOptions) =>
      (await termsOf(text, options))[0]?.forms.map((form) => `${form.text} ${form.case} ${form.ambiguous}`);
    expect(await forms()).toEqual([
      'IGF exact true',
      'Internet Governance Forum any false',
      'forum any true',
      'UNESCO exact false',
    ]);
    const asked: string[] = [];
    await forms({ isAmbiguous: (form, lang) => asked.push(`${form.text} ${lang}`) > 0 });
    expect(asked.slice(0, 2)).toEqual(['IGF und', 'Internet Governance Forum und']);
  });

  it('knows the full name of an acronym', async () => {
    const terms = await termsOf(
      'term,synonyms\nIGF,Internet Governance Forum\nWSIS,World Summit on the Information Society\nABC,Some Other Thing\n',
    );
    expect(terms.map(({ label, name }) => [label, name])).toEqual([
      ['ABC', undefined],
      ['IGF', 'Internet Governance Forum'],
      ['WSIS', 'World Summit on the Information Society'],
    ]);
  });

  it('derives cues for ambiguous forms from what is said of them', async () => {
    const [bgp, dns] = await termsOf(
      'term,definition\nDNS,the resolver asks a nameserver for the address\nBGP,the router announces its prefixes to neighbours\n',
    );
    expect(dns?.cues).toEqual(expect.arrayContaining(['resolver', 'nameserver']));
    expect(bgp?.cues).toEqual(expect.arrayContaining(['router', 'prefixes']));
  });

  it('leads from term to term, by id or label', async () => {
    const { digest } = await madeOf(
      'id,term,definition,see also\n1,Net,many nodes,2; Link\n2,Node,one of them,nowhere\n3,link,between two,Net\n',
    );
    expect(digest.terms.map(({ id, related }) => [id, related])).toEqual([
      ['1', ['2', '3']],
      ['2', []],
      ['3', ['1']],
    ]);
  });

  it('leaves out forms that are too long to be found', async () => {
    const { digest, left } = await madeOf(`term,synonyms\nnet,${'a '.repeat(25)}\n${'b '.repeat(25)},c\n`);
    expect(digest.terms.map(({ forms }) => forms.map(({ text }) => text))).toEqual([['c'], ['net']]);
    expect(left).toEqual([expect.objectContaining({ why: 'form-words', count: 2 })]);
    const alone = await termsOf(`term,definition\n${'b '.repeat(25)},c\n`);
    expect(alone[0]?.forms).toHaveLength(1);
  });

  it('is the digest of the file, if that is one', async () => {
    const { digest } = await toDigest(await readSample('libreoffice.csv'), ABOUT, { pause });
    const read = await readTextAs('digest', JSON.stringify({ ...digest, hash: 'x' }));
    const again = await toDigest(read, ABOUT, { pause });
    expect(again.digest).toEqual(digest);
    expect(read.entries).toHaveLength(digest.terms.length);
  });
});

describe('The id of a term', () => {
  it.each([
    ['Internet Governance Forum', 'internet-governance-forum'],
    ['C++', 'c-plus-plus'],
    ['C#', 'c-sharp'],
    ['Réseau d’Été', 'reseau-dete'],
    ['Straße Łódź', 'strasse-lodz'],
    ['Интернет', 'internet'],
    ['Ψηφίο', 'psifio'],
    ['http://a.example/vocabulary#c_12', 'c-12'],
    ['http://a.example/terms/DNS/', 'dns'],
    ['urn:gloss:term:igf', 'igf'],
    ['_5g', '5g'],
    ['http://a.example/%zz', 'zz'],
  ])('of %s is %s', (name, id) => {
    expect(new Ids().idOf(name)).toBe(id);
  });

  it('without Latin letters, or with some that got lost, is told apart by a hash', () => {
    const ids = new Ids();
    const [persian, other, mixed] = ['اینترنت', '互联网', 'DNS سامانه'].map((name) => ids.idOf(name));
    expect(persian).toMatch(/^t-[\da-f]{10}$/);
    expect(other).toMatch(/^t-[\da-f]{10}$/);
    expect(mixed).toMatch(/^dns-[\da-f]{10}$/);
    expect(new Set([persian, other, mixed]).size).toBe(3);
    expect(new Ids().idOf('اینترنت')).toBe(persian);
  });

  it('is no other’s, and no longer than an id may be', () => {
    const ids = new Ids();
    const all = ['net', 'Net', 'NET', 'net!', 'net!', 'x'.repeat(500), `${'x'.repeat(500)}y`].map((name) =>
      ids.idOf(name),
    );
    expect(new Set(all).size).toBe(all.length);
    for (const id of all) expect(v.is(About.entries.id, id)).toBe(true);
  });

  it('of many equal names takes linear time', async () => {
    const make = (names: number) => {
      const ids = new Ids();
      for (let at = 0; at < names; at++) ids.idOf('same');
    };
    expect(await exponentOfTime([6_000, 48_000], Number, make)).toBeLessThan(1.5);
  });
});
