import { describe, expect, it } from 'vitest';
import { readNotes } from '../../src/notes/exchange/read';
import { toAnnotation } from '../../src/notes/exchange/to-jsonld';
import type { Note } from '../../src/notes/schema';

const sound = {
  '@context': 'http://www.w3.org/ns/anno.jsonld',
  id: 'urn:x:1',
  type: 'Annotation',
  target: { source: 'https://news.example/a', selector: { type: 'TextQuoteSelector', exact: 'x' } },
};
const reasonFor = async (part: object) =>
  (await readNotes(JSON.stringify([{ ...sound, ...part }]), 1)).refused[0]?.reason;
const body = (part: object) => ({ body: { type: 'TextualBody', value: 'a', ...part } });
const selector = (part: object) => ({
  target: { source: 'https://news.example/a', selector: { type: 'TextQuoteSelector', exact: 'x', ...part } },
});
const IRI = 'https://a.example/';

describe('An annotation as the model has it', () => {
  it.each<[string, object]>([
    ['of several types', { type: ['Annotation', 'Other'] }],
    ['in several contexts', { '@context': ['http://www.w3.org/ns/anno.jsonld', IRI] }],
    [
      'with makers that are named or described',
      { creator: [IRI, { id: IRI }, { name: 'A' }], generator: IRI },
    ],
    ['with dates of any zone', { created: '2020-01-01T00:00:00.5+02:00', modified: '2021-01-01T00:00:00Z' }],
    ['with rights and origins', { rights: IRI, canonical: IRI, via: [IRI] }],
    ...['ltr', 'rtl', 'auto'].map((textDirection): [string, object] => [
      `with a body written ${textDirection}`,
      body({ textDirection, language: ['en', 'fa'], processingLanguage: 'en' }),
    ]),
    ['with a selector that has a name', selector({ id: IRI, prefix: 'a', suffix: 'b' })],
  ])('%s is taken', async (_, part) => {
    expect(await reasonFor(part)).toBeUndefined();
  });

  it.each<[string, object, string | RegExp]>([
    ['without an id', { id: undefined }, 'id: is missing'],
    ['with an id that is no IRI', { id: 'a b' }, 'id: is no IRI'],
    ['with an id that is no text', { id: 7 }, 'id: must be one IRI'],
    ['of another type', { type: 'Note' }, 'type: is not Annotation'],
    ['in another context', { '@context': IRI }, /^@context: does not name http:\/\/www\.w3\.org/],
    ['without a target', { target: undefined }, 'target: is missing'],
    ['whose target is a number', { target: 7 }, 'target: must be an IRI or a target, or a list of these'],
    ['whose body is a number', { body: 7 }, 'body: must be an IRI or a body, or a list of these'],
    ['with a number for its text', { bodyValue: 7 }, 'bodyValue: must be one text'],
    [
      'with a text and a body',
      { bodyValue: 'a', body: IRI },
      'The annotation: It has both body and bodyValue',
    ],
    ['that is no object', [], /^The annotation: /],
  ])('%s is refused, and says why', async (_, part, reason) => {
    const { refused } = await readNotes(JSON.stringify([Array.isArray(part) ? 7 : { ...sound, ...part }]), 1);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatch(reason);
    if (typeof reason === 'string') expect(refused[0]?.reason).toBe(reason);
  });

  it.each<[string, object]>([
    ['a textual body without a value', { body: { type: 'TextualBody' } }],
    ['a body of no text', body({ value: ['a'] })],
    ['a specific resource without a source', { target: { type: 'SpecificResource', id: IRI } }],
    ['a source that is no IRI', { target: { source: 'a b' } }],
    ['a selector with two quotes', selector({ exact: ['x'] })],
  ])('with %s is refused', async (_, part) => {
    expect(await reasonFor(part)).toMatch(/^(?:body|target)/);
  });

  it.each<[string, object, string]>([
    ['made at two times', { created: ['2020-01-01T00:00:00Z'] }, 'created: must be one date and time'],
    ['made on a day in words', { created: '1 May 2020' }, 'created: is no date and time with a time zone'],
    ['made on no day', { created: '2020-99-01T00:00:00Z' }, 'created: is no date'],
    ['made by a number', { creator: 7 }, 'creator: must be an IRI or an object with one'],
    ['for a number', { motivation: 7 }, 'motivation: must be text'],
    ['with rights that are no IRI', { rights: 'not an iri' }, 'rights: is no IRI'],
    [
      'whose body is written in no direction',
      body({ textDirection: 'up' }),
      'body.textDirection: must be ltr, rtl or auto',
    ],
    [
      'whose body is in two languages to read it by',
      body({ processingLanguage: ['en'] }),
      'body.processingLanguage: must be one language',
    ],
    ['with a text for a place', selector({ start: '1' }), 'target.selector.start: must be a number'],
    [
      'with a second selector that lacks its value',
      {
        target: {
          source: 'https://news.example/a',
          selector: [{ type: 'FragmentSelector' }, { type: 'TextQuoteSelector', exact: 'x' }],
        },
      },
      'target.selector: FragmentSelector has no usable value',
    ],
  ])('%s is taken without that member, and it is said', async (_, part, what) => {
    const { notes, refused, left } = await readNotes(JSON.stringify([{ ...sound, ...part }]), 1);
    expect(refused).toEqual([]);
    expect(left).toEqual([{ at: 1, id: 'urn:x:1', reason: what }]);
    // What goes out again is valid.
    const again = await readNotes(JSON.stringify([toAnnotation(notes[0] as Note)]), 1);
    expect(again).toMatchObject({ notes, refused: [], left: [] });
  });

  it.each([
    ['2020-01-02', '2020-01-02T00:00:00.000Z'],
    ['2020-01-02T03:04:05.6', '2020-01-02T03:04:05.600Z'],
    ['2020-01-02T03:04', '2020-01-02T03:04:00.000Z'],
  ])('made at %s, without a time zone, is taken as made at %s, and it is said', async (created, iso) => {
    const { notes, left } = await readNotes(JSON.stringify([{ ...sound, created }]), 1);
    expect(notes).toMatchObject([{ created: Date.parse(iso), modified: Date.parse(iso) }]);
    expect(left).toMatchObject([{ reason: `created: “${created}” has no time zone, and is taken as UTC` }]);
  });
});
