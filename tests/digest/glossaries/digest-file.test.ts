/** Digests of Gloss as JSON: every part is checked on its own. */
import { describe, expect, it } from 'vitest';
import { toDigest } from '../../../src/digest/glossaries/to-digest';
import type { Term } from '../../../src/digest/schema';
import { leftOf, readText, readTextAs, refusalOf } from './reading';

const term = (id: string, more: Partial<Term> = {}): Term => ({
  ...{ id, kind: 'concept', label: id, gist: {}, cues: ['cue'], rivals: [], claims: [], related: [] },
  forms: [{ text: id, lang: 'en', case: 'exact', ambiguous: true }],
  ...more,
});
const documents = [{ id: 'report', title: 'A report', lang: 'en', address: 'https://a.example/' }];
const passages = [
  { id: 'report#p01', document: 'report', kind: 'paragraph', text: 'Nets are made of nodes.' },
];
const file = (more: object) =>
  JSON.stringify({ format: 1, hash: '0'.repeat(64), documents, passages, terms: [term('net')], ...more });
const read = (more: object) => readText('digest.json', file(more));

describe('A digest in a file', () => {
  it('is read with its documents, passages and cues', async () => {
    const claims = [
      { text: 'Nets have nodes.', passage: 'report#p01', quote: 'made of nodes' },
      { text: 'They are many.', document: 'report', asOf: '2024' },
    ];
    const found = await read({
      terms: [term('net', { claims, name: 'network', related: ['node'] }), term('node')],
    });
    expect(found).toMatchObject({ format: 'digest', left: [] });
    expect(found.content).toMatchObject({
      documents,
      passages,
      terms: [{ claims, cues: ['cue'] }, { id: 'node' }],
    });
    expect(found.entries[0]).toMatchObject({
      ...{ id: 'net', name: 'network', kind: 'concept', related: ['node'] },
      statements: [
        { text: 'Nets have nodes.', source: { title: 'A report', address: 'https://a.example/' } },
        { text: 'They are many.', asOf: '2024' },
      ],
    });
    const { digest } = await toDigest(found, { id: 'mine', name: 'Mine', version: '1' });
    expect(digest).toMatchObject({ documents, passages, about: { id: 'mine' } });
  });

  it('says who publishes it', async () => {
    const about = {
      id: 'a',
      name: 'Nets',
      version: '2',
      licence: 'CC0-1.0',
      attribution: 'Me',
      home: 'https://a.example/',
    };
    expect((await read({ about })).about).toEqual({
      ...{ name: 'Nets', version: '2', licence: 'CC0-1.0', attribution: 'Me', home: 'https://a.example/' },
    });
    expect((await read({ about: { id: 'A!' } })).about).toEqual({});
  });

  it('loses claims without their quote, and references to what is not there', async () => {
    const claims = [
      { text: 'One.', passage: 'report#p01', quote: 'made of knots' },
      { text: 'Two.', passage: 'report#p02', quote: 'nodes' },
      { text: 'Three.', document: 'book' },
    ];
    const found = await read({ terms: [term('net', { claims, related: ['node'] })] });
    expect(found.content?.terms[0]).toMatchObject({ claims: [{ text: 'Three.' }], related: [] });
    expect(found.content?.terms[0]?.claims[0]?.document).toBeUndefined();
    expect(leftOf(found)).toEqual({ 'item-unfit': 2, 'related-unknown': 1 });
  });

  it('loses parts that are not as the schema says, or that are there twice', async () => {
    const found = await read({
      documents: [...documents, ...documents, { id: 'book' }],
      passages: [...passages, { ...passages[0], id: 'book#p01', document: 'book' }],
      terms: [term('net'), term('net'), { id: 'x' }, 7, term('Bad Id')],
    });
    expect(found.content).toMatchObject({ documents, passages });
    expect(found.entries.map(({ id }) => id)).toEqual(['net']);
    expect(leftOf(found)).toEqual({ 'item-unfit': 7 });
  });

  it.each<[string, Partial<Term>]>([
    ['a long label', { label: 'x'.repeat(501) }],
    ['a long name', { name: 'x'.repeat(501) }],
    ['a long form', { forms: [{ text: 'x'.repeat(501), lang: 'en', case: 'any', ambiguous: false }] }],
    ['a long claim', { claims: [{ text: 'x'.repeat(5_001) }] }],
    ['many claims', { claims: Array.from({ length: 501 }, (_, at) => ({ text: `${at}` })) }],
    ['many related terms', { related: Array.from({ length: 501 }, (_, at) => `t${at}`) }],
    ['a label of white space', { label: '\u200b \u0000' }],
    [
      'many forms',
      {
        forms: Array.from({ length: 2_001 }, (_, at) => ({
          text: `${at}`,
          lang: 'en',
          case: 'any',
          ambiguous: false,
        })),
      },
    ],
  ])('loses a term with %s', async (_, more) => {
    const found = await read({ terms: [term('net'), term('other', more)] });
    expect(found.entries.map(({ id }) => id)).toEqual(['net']);
    expect(leftOf(found)['item-unfit']).toBe(1);
  });

  it.each([
    ['has no terms', '{"format":1,"documents":[],"passages":[]}', 'The digest has no list of terms'],
    [
      'has an object of terms',
      '{"format":1,"documents":[],"passages":[],"terms":{}}',
      'The digest has no list of terms',
    ],
    ['has no commas', '{"format":1 "terms":[]}', 'no well-formed JSON'],
    ['has a comma too many', '{"format":1,}', 'no well-formed JSON'],
    ['has a key without quotation marks', '{format:1}', 'no well-formed JSON'],
    ['has no colon', '{"format" 1}', 'no well-formed JSON'],
    ['has no end', '{"format":1,"terms":[{"id":"a"}', 'no well-formed JSON'],
    ['has something after its end', '{"format":1,"terms":[]} x', 'no well-formed JSON'],
    ['has a wrong bracket', '{"format":1,"terms":[]]', 'no well-formed JSON'],
    [
      'has a broken entry',
      '{"format":1,"documents":[],"passages":[],"terms":[{"id":}]}',
      'no well-formed JSON',
    ],
    ['has a broken number', '{"format":01,"terms":[]}', 'no well-formed JSON'],
    ['has an empty list with a comma', '{"format":1,"documents":[,],"terms":[]}', 'no well-formed JSON'],
  ])('is refused if it %s', async (_, text, what) => {
    expect((await refusalOf(readTextAs('digest', text))).what).toContain(what);
  });

  it('names the line of a mistake', async () => {
    const text = '{"format": 1,\n"documents": [],\n"passages": [],\n"terms": [\n{"id":}]}';
    expect(await refusalOf(readTextAs('digest', text))).toMatchObject({ kind: 'malformed', where: 'line 5' });
  });
});
