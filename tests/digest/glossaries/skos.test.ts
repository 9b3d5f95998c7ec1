/** SKOS, in its three syntaxes. */
import { describe, expect, it } from 'vitest';
import { leftOf, readSample, readText, readTextAs, refusalOf, summary } from './reading';

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const SKOS = 'http://www.w3.org/2004/02/skos/core#';
const PREFIXES = `@prefix skos: <${SKOS}> .\n`;

describe('SKOS', () => {
  it.each([
    ['skos.ttl', 'turtle'],
    ['skos.rdf', 'rdf-xml'],
    ['skos.jsonld', 'json-ld'],
  ])('is read: %s', async (name, format) => {
    const read = await readSample(name);
    expect(read).toMatchObject({
      format,
      about: {
        ...{ name: 'Vocabulary of networks', attribution: 'Example Institute', language: 'en' },
        licence: 'https://creativecommons.org/licenses/by/4.0/',
      },
    });
    expect(read.entries.map(summary)).toEqual([
      {
        label: 'network en',
        forms: ['network en !', 'réseau fr !', 'شبکه fa !', 'computer network en', 'netwrok en'],
        says: ['Computers that can send each other data en', 'Used of networks of any size. en'],
      },
      {
        label: 'internet en',
        forms: ['internet en !', 'inter-network en'],
        says: ['Network of networks en'],
      },
    ]);
    expect(read.entries.map(({ id, related }) => [id, related])).toEqual([
      ['http://vocabulary.example/c_1', ['http://vocabulary.example/c_2']],
      ['http://vocabulary.example/c_2', ['http://vocabulary.example/c_1']],
    ]);
    expect(read.entries[1]?.definitions[0]?.source).toEqual({ address: 'http://vocabulary.example/book' });
  });

  it('counts collections, concepts out of use, and properties without a place', async () => {
    expect(leftOf(await readSample('skos.ttl'))).toEqual({ collection: 1, deprecated: 1, data: 1 });
  });

  it('gives labels in the preferred language', async () => {
    const read = await readSample('skos.ttl', { language: 'fa' });
    expect(read.entries.map(({ label }) => label)).toEqual(['شبکه', 'internet']);
  });

  it('may be N-Triples', async () => {
    const read = await readText(
      'a.nt',
      `<http://a.example/1> <${RDF}type> <${SKOS}Concept> .\n<http://a.example/1> <${SKOS}prefLabel> "n\\u0065t"@en .\n`,
    );
    expect(read).toMatchObject({ format: 'turtle', entries: [{ label: 'net' }] });
  });

  it('may have cycles of broader concepts', async () => {
    const read = await readTextAs(
      'turtle',
      `${PREFIXES}<a> skos:prefLabel "a" ; skos:broader <b>, <a> . <b> skos:prefLabel "b" ; skos:broader <a> .`,
    );
    expect(read.entries.map(({ id, related }) => [id, related])).toEqual([
      ['a', ['b']],
      ['b', ['a']],
    ]);
  });

  it('may name concepts by nothing but blank nodes', async () => {
    const read = await readTextAs(
      'turtle',
      `${PREFIXES}_:a a skos:Concept ; skos:prefLabel "a" ; skos:related _:b . _:b a skos:Concept ; skos:prefLabel "b" .`,
    );
    expect(read.entries.map(({ id, label, related }) => [id, label, related])).toEqual([
      [undefined, 'a', ['b']],
      [undefined, 'b', []],
    ]);
  });

  it('in RDF/XML may have attributes for properties, and literals with markup', async () => {
    const read = await readTextAs(
      'rdf-xml',
      `<skos:Concept xmlns:rdf="${RDF}" xmlns:skos="${SKOS}" rdf:ID="a" skos:prefLabel="net" xml:lang="en"><skos:definition rdf:parseType="Literal">many <b xmlns="">nodes</b></skos:definition></skos:Concept>`,
    );
    expect(read.entries[0]).toMatchObject({ id: '#a', label: 'net', lang: 'en' });
    expect(read.entries[0]?.definitions[0]?.text).toBe('many nodes');
  });

  it('in JSON-LD may be expanded, in a list, with contexts inside', async () => {
    const read = await readText(
      'a.jsonld',
      JSON.stringify([
        {
          '@id': 'http://a.example/1',
          '@type': [`${SKOS}Concept`],
          [`${SKOS}prefLabel`]: [{ '@value': 'net', '@language': 'en' }],
          [`${SKOS}narrower`]: { '@list': [{ '@id': 'http://a.example/2' }] },
        },
        {
          '@context': { '@vocab': SKOS, '@language': 'fr', also: { '@id': 'altLabel', '@language': 'en' } },
          ...{ '@id': 'http://a.example/2', '@type': 'Concept', prefLabel: 'réseau', also: 'network' },
        },
      ]),
    );
    expect(read.entries.map(summary)).toEqual([
      { label: 'net en', forms: ['net en !'], says: [] },
      { label: 'réseau fr', forms: ['réseau fr !', 'network en'], says: [] },
    ]);
    expect(read.entries[0]?.related).toEqual(['http://a.example/2']);
  });

  it.each([
    ['Turtle that is cut off', 'a.ttl', `${PREFIXES}<a> skos:prefLabel "a`, 'malformed', 'line 2'],
    ['Turtle with a wrong word', 'a.ttl', `${PREFIXES}<a> skos:prefLabel so .`, 'malformed', 'line 2'],
    [
      'brackets in brackets',
      'a.ttl',
      `${PREFIXES}<a> skos:note ${'[ skos:note '.repeat(61)}`,
      'large',
      'line 2',
    ],
    [
      'RDF/XML with entities',
      'a.rdf',
      `<!DOCTYPE rdf:RDF [<!ENTITY s "${SKOS}">]><rdf:RDF xmlns:rdf="${RDF}"><rdf:Description rdf:about="&s;a"/></rdf:RDF>`,
      'unsupported',
      'line 1',
    ],
    [
      'a context elsewhere',
      'a.jsonld',
      '{"@context": "https://a.example/c", "@id": "a"}',
      'unsupported',
      undefined,
    ],
    [
      'a context that imports another',
      'a.jsonld',
      '{"@context": {"@import": "https://a.example/c"}, "@id": "a"}',
      'unsupported',
      undefined,
    ],
    ['properties the other way', 'a.jsonld', '{"@id": "a", "@reverse": {}}', 'unsupported', undefined],
    ['JSON-LD that is cut off', 'a.jsonld', '{"@graph": [\n{"@id": "a"', 'malformed', 'line 2'],
    ['JSON-LD without concepts', 'a.jsonld', '{"@id": "a"}', 'empty', undefined],
  ])('is refused: %s', async (_, name, text, kind, where) => {
    expect(await refusalOf(readText(name, text))).toMatchObject({ kind, where });
  });

  it('in JSON-LD may have prefixes that use each other, and even in a circle', async () => {
    const context = { one: 'two:', two: 'urn:two/', a: 'b:x', b: 'a:y', label: `${SKOS}prefLabel` };
    const text = JSON.stringify({
      '@context': context,
      '@id': 'one:1',
      label: 'net',
      'a:1': 'x',
      'b:2': 'y',
    });
    expect((await readText('a.jsonld', text)).entries[0]).toMatchObject({ id: 'urn:two/1', label: 'net' });
  });

  it('keeps its hands off keys that JavaScript knows', async () => {
    const read = await readText(
      'a.jsonld',
      `{"@context": {"skos": "${SKOS}", "__proto__": "skos:altLabel", "constructor": "skos:hiddenLabel"}, "@graph": [{"@id": "a", "skos:prefLabel": "a", "__proto__": "b", "constructor": "c", "toString": "d"}]}`,
    );
    expect(read.entries[0]?.forms.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
    expect(Object.hasOwn(Object.prototype, 'altLabel')).toBe(false);
  });
});
