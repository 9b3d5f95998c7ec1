/** TBX, in its two styles and its older form. */
import { describe, expect, it } from 'vitest';
import { leftOf, readSample, readText, refusalOf, summary } from './reading';

const entries = (inner: string, root = '<tbx type="TBX-Basic" style="dca" xml:lang="en">') =>
  `${root}<text><body>${inner}</body></text></tbx>`;

describe('TBX', () => {
  it.each(['basic-dca.tbx', 'basic-dct.tbx'])('of 2019 is read: %s', async (name) => {
    const read = await readSample(name);
    expect(read).toMatchObject({
      format: 'tbx',
      about: { name: 'Terms of networks', attribution: 'Example Institute', language: 'en' },
    });
    const [system, peering] = read.entries;
    expect(system).toMatchObject({ id: 'c1', label: 'autonomous system', lang: 'en', related: ['c2'] });
    expect(system?.forms.filter(({ lang }) => lang === 'en')).toEqual([
      { text: 'autonomous system', lang: 'en', preferred: true },
      { text: 'AS', lang: 'en' },
    ]);
    expect(system?.definitions).toEqual([
      {
        ...{ text: 'Network, or group of networks, with one routing policy', lang: 'en' },
        source: { title: 'RFC 1930' },
      },
    ]);
    expect(peering).toMatchObject({ id: 'c2', label: 'peering' });
    // Grammar and subject fields have no place in a digest.
    expect(leftOf(read)).toEqual({ data: name === 'basic-dca.tbx' ? 3 : 2 });
  });

  it('says its licence, and notes of a concept are statements', async () => {
    const read = await readSample('basic-dca.tbx');
    expect(read.about.licence).toBe('Licence: CC-BY-4.0');
    expect(read.entries[1]?.statements).toEqual([
      { text: 'Peers exchange traffic of their own customers only.', lang: 'en' },
    ]);
  });

  it('of the older form, with a document type, is read', async () => {
    const read = await readSample('martif.tbx');
    expect(read.entries.map(summary)).toEqual([
      {
        label: 'cyberspace en',
        forms: ['cyberspace en', 'киберпространство bg'],
        says: ['Space that is made of networks and what is stored and sent in them en'],
      },
    ]);
    expect(read.entries[0]?.definitions[0]?.source?.title).toBe('Example Institute, Vocabulary of 2020');
  });

  it('gives labels in the preferred language, in the file’s own, in English, or the first', async () => {
    const section = (lang: string, term: string) =>
      `<langSec xml:lang="${lang}"><termSec><term>${term}</term></termSec></langSec>`;
    const all = `<conceptEntry>${section('bg', 'мрежа')}${section('en', 'network')}${section('fr', 'réseau')}</conceptEntry>`;
    const label = async (root: string, language?: string) =>
      (await readText('a.tbx', entries(all, root), { language })).entries[0]?.label;
    expect(await label('<tbx xml:lang="fr">')).toBe('réseau');
    expect(await label('<tbx xml:lang="fr">', 'bg')).toBe('мрежа');
    expect(await label('<tbx>')).toBe('network');
    expect(await label('<tbx xml:lang="it">', 'es')).toBe('network');
    const first = `<conceptEntry>${section('bg', 'мрежа')}${section('fr', 'réseau')}</conceptEntry>`;
    expect((await readText('a.tbx', entries(first, '<tbx>'))).entries[0]?.label).toBe('мрежа');
  });

  it('has the sources of definitions in their group, else on their level', async () => {
    const read = await readText(
      'a.tbx',
      entries(
        '<conceptEntry><note>one</note><admin type="source">A</admin><admin type="source">B</admin><langSec xml:lang="en"><descrip type="definition">two</descrip><descripGrp><descrip type="definition">three</descrip><xref type="externalCrossReference" target="https://a.example/">there</xref></descripGrp><admin type="source">C</admin><termSec><term>net</term><admin type="source">D</admin></termSec></langSec><langSec xml:lang="fr"><descrip type="definition">quatre</descrip><termSec><term>réseau</term></termSec></langSec></conceptEntry>',
      ),
    );
    const [{ definitions, statements } = { definitions: [], statements: [] }] = read.entries;
    expect([...statements, ...definitions].map(({ text, source }) => [text, source])).toEqual([
      ['one', { title: 'A' }],
      ['two', { title: 'C' }],
      ['three', { title: 'C', address: 'https://a.example/' }],
      ['quatre', undefined],
    ]);
  });

  it('joins entries of one id and term, and renames others', async () => {
    const entry = (id: string, term: string) =>
      `<conceptEntry id="${id}"><langSec xml:lang="en"><termSec><term>${term}</term></termSec></langSec></conceptEntry>`;
    const read = await readText('a.tbx', entries(entry('a', 'net') + entry('a', 'Net') + entry('a', 'node')));
    expect(read.entries.map(({ id, label }) => `${id}: ${label}`)).toEqual(['a: net', 'a (2): node']);
    expect(leftOf(read)).toEqual({ joined: 1, renamed: 1 });
  });

  it('counts entries without a term', async () => {
    const read = await readText(
      'a.tbx',
      entries(
        '<conceptEntry><langSec xml:lang="en"><termSec><term> </term></termSec></langSec></conceptEntry><conceptEntry><langSec xml:lang="en"><termSec><term>net</term></termSec></langSec></conceptEntry>',
      ),
    );
    expect(leftOf(read)).toEqual({ 'no-label': 1 });
    expect(read.entries).toHaveLength(1);
  });

  it.each([
    ['cut off', '<tbx><text><body><conceptEntry id="a"><langSec xml:lang="en">', 'malformed', /unclosed tag/],
    ['wrongly nested', '<tbx><text></tbx></text>', 'malformed', /unexpected close tag|unmatched/i],
    ['without terms', entries(''), 'empty', /No term was found/],
    [
      'with entities of its own',
      `<!DOCTYPE tbx [<!ENTITY a "b">]>${entries('<conceptEntry>&a;</conceptEntry>')}`,
      'unsupported',
      /entity/,
    ],
    ['with an entity of JavaScript', entries('&constructor;'), 'unsupported', /entity/],
    [
      'with a bomb of entities',
      `<!DOCTYPE tbx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${entries('&b;')}`,
      'unsupported',
      /entity/,
    ],
    [
      'with an entity from another file',
      `<!DOCTYPE tbx [<!ENTITY a SYSTEM "file:///etc/passwd">]>${entries('&a;')}`,
      'unsupported',
      /entity/,
    ],
  ])('is refused if it is %s', async (_, text, kind, what) => {
    const refusal = await refusalOf(readText('a.tbx', text));
    expect(refusal.kind).toBe(kind);
    expect(refusal.what).toMatch(what);
  });
});
