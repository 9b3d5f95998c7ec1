/** What other programs say in their Web Annotations, and what of it Gloss gives back. */
import { describe, expect, it } from 'vitest';
import { readNotes } from '../../src/notes/exchange/read';
import { toAnnotation } from '../../src/notes/exchange/to-jsonld';
import type { Note } from '../../src/notes/schema';

const ANNO = 'http://www.w3.org/ns/anno.jsonld';
const PAGE = 'https://minutes.example/2021';
const quote = { type: 'TextQuoteSelector', exact: 'the board met', prefix: 'In May ', suffix: ' twice' };
const sound = {
  '@context': ANNO,
  id: 'https://notes.example/7',
  type: 'Annotation',
  motivation: 'commenting',
  created: '2021-02-03T04:05:06Z',
  body: { type: 'TextualBody', value: 'So?', purpose: 'commenting' },
  target: { source: PAGE, selector: quote },
};

const json = (value: unknown) => JSON.parse(JSON.stringify(value));
async function noteOf(item: object): Promise<Note> {
  const { notes, refused, left } = await readNotes(JSON.stringify([item]), 9_000);
  expect({ refused, left }).toEqual({ refused: [], left: [] });
  return notes[0] as Note;
}
/** What goes out of what came in, and the note between them. It is the same note when that comes in again. */
async function through(part: object, edit: Partial<Note> = {}) {
  const note = await noteOf({ ...sound, ...part });
  const edited = { ...note, ...edit };
  const out = json(toAnnotation(edited));
  const again = await noteOf(out);
  if (edit === undefined || Object.keys(edit).length === 0) expect(again).toEqual(note);
  else expect({ ...again, foreign: '' }).toEqual({ ...edited, foreign: '' });
  return { note, out };
}

describe('A Web Annotation comes out as it came in', () => {
  it.each<[string, object]>([
    ['as a whole', {}],
    ['without a text, made to comment', { body: [{ type: 'TextualBody', purpose: 'tagging', value: 't' }] }],
    ['with a resource for its body', { body: 'https://talks.example/7.webm' }],
    [
      'with a body that has a type and a format',
      { body: { id: 'https://talks.example/7', type: 'Sound', format: 'audio/ogg' } },
    ],
    [
      'with what its body says of itself',
      {
        body: [
          {
            type: 'TextualBody',
            value: 'سلام',
            purpose: 'describing',
            language: 'fa',
            textDirection: 'rtl',
            creator: { id: 'people/a', name: 'A' },
            created: '2020-01-01T00:00:00Z',
            rights: 'https://rights.example/by',
          },
        ],
      },
    ],
    [
      'with a body that identifies its passage',
      {
        motivation: 'linking',
        body: {
          type: 'SpecificResource',
          source: { id: 'https://data.example/9', label: 'Nine' },
          purpose: 'identifying',
        },
      },
    ],
    ['with data for a body', { body: { type: 'Dataset', value: { points: [1, 2] }, purpose: 'assessing' } }],
    ['with a text that has no purpose', { bodyValue: 'So.', body: undefined, motivation: undefined }],
    ['with a tag that is a resource', { body: { source: 'https://data.example/city', purpose: 'tagging' } }],
    ['with a tag that is blank', { body: [{ type: 'TextualBody', value: ' ', purpose: 'tagging' }] }],
    ['with a tag of a thousand letters', { body: { value: 't'.repeat(1_000), purpose: 'tagging' } }],
    [
      'with more than two hundred tags',
      {
        body: Array.from({ length: 250 }, (_, i) => ({
          type: 'TextualBody',
          value: `${i}`,
          purpose: 'tagging',
        })),
      },
    ],
    [
      'with a selector around its quote',
      { target: { source: PAGE, selector: { type: 'CssSelector', value: 'main > p', refinedBy: quote } } },
    ],
    [
      'with selectors that Gloss does not know, or cannot use',
      {
        target: {
          source: PAGE,
          selector: [
            quote,
            { type: 'TextPositionSelector', start: 4, end: 4 },
            { type: 'FragmentSelector', value: 'p7', conformsTo: 'http://tools.ietf.org/rfc/rfc3236' },
            'https://selectors.example/1',
            { type: 'RangeSelector', startSelector: { type: 'XPathSelector', value: '//p' } },
          ],
        },
      },
    ],
    [
      'with what its page says of itself',
      {
        target: {
          source: { id: PAGE, type: 'Text', format: 'text/html', language: 'en', title: 'Minutes' },
          selector: [quote],
        },
      },
    ],
    [
      'with the state, scope and style of its target',
      {
        stylesheet: { type: 'CssStylesheet', value: '.a { color: red }' },
        target: {
          id: 'urn:x:part',
          type: 'SpecificResource',
          source: PAGE,
          scope: 'https://minutes.example/',
          styleClass: 'a',
          state: {
            type: 'TimeState',
            sourceDate: '2021-02-03T00:00:00Z',
            cached: 'https://archive.example/1',
          },
          selector: [quote],
        },
      },
    ],
    ['on a picture', { target: { id: `${PAGE}.png`, type: 'Image', format: 'image/png' } }],
    ['on an address alone', { target: PAGE }],
    [
      'with its makers, its rights, its audience and its origin',
      {
        creator: [{ id: 'people/a', name: 'A', nickname: 'a' }, 'https://people.example/b'],
        generator: { id: 'https://app.example/', type: 'Software', homepage: 'https://app.example/' },
        generated: '2021-02-04T00:00:00Z',
        rights: 'CC-BY-4.0',
        audience: { id: 'https://roles.example/teacher', type: 'schema:EducationalAudience' },
        canonical: 'urn:x:canonical',
        via: 'https://elsewhere.example/7',
      },
    ],
    [
      'with a context for members of its own',
      {
        '@context': [ANNO, { ex: 'https://ex.example/ns#' }],
        'ex:mood': 'glad',
        type: ['Annotation', 'ex:Aside'],
      },
    ],
    [
      'with a context in which null means something',
      { '@context': [ANNO, { '@language': null, ex: { '@id': 'https://ex.example/ns#', '@type': null } }] },
    ],
    [
      'with dates of another zone',
      { created: '2021-02-03T04:05:06.123456+02:00', modified: '2021-02-05T00:00:00Z' },
    ],
  ])('%s', async (_, part) => {
    const { '@context': context, ...came } = json({ ...sound, ...part });
    const { out } = await through(part);
    const isAdded = (name: string) => came[name] === undefined && /^(?:modified|motivation)$/.test(name);
    const { '@context': contexts, gloss: _gloss, ...rest } = out;
    expect(Object.fromEntries(Object.entries(rest).filter(([name]) => !isAdded(name)))).toEqual(came);
    for (const each of [context].flat()) expect(contexts).toContainEqual(each);
  });

  it('with the context of its collection', async () => {
    const { '@context': _, ...bare } = sound;
    const context = [ANNO, { '@language': null, ex: 'https://ex.example/ns#' }];
    const page = { '@context': context, type: 'AnnotationPage', items: [bare] };
    const [note] = (await readNotes(JSON.stringify(page), 9_000)).notes;
    expect((await through({ '@context': context })).note).toEqual(note);
  });

  it('after it was edited, but for what was edited', async () => {
    const body = { type: 'TextualBody', value: 'Bien', language: 'fr', rights: 'https://rights.example/by' };
    const place = { type: 'SpecificResource', source: 'https://data.example/9', purpose: 'identifying' };
    const tag = { type: 'TextualBody', value: 'a', purpose: 'tagging', creator: 'people/a' };
    const came = { body: [tag, body, { type: 'Dataset', value: {} }] };
    const own = { type: 'TextualBody', purpose: 'tagging', value: 'b', format: 'text/plain' };
    expect((await through(came, { text: 'Mieux' })).out.body).toEqual([
      tag,
      { ...body, value: 'Mieux' },
      { type: 'Dataset', value: {} },
    ]);
    expect((await through(came, { tags: ['b', 'a'] })).out.body).toEqual([
      body,
      { type: 'Dataset', value: {} },
      own,
      tag,
    ]);
    expect((await through(came, { text: '', tags: [] })).out.body).toEqual([{ type: 'Dataset', value: {} }]);
    // The address is a part of the text: whoever removes it removes the resource.
    const link = { body: place, motivation: 'linking' };
    const text = `See ${place.source}, page 3`;
    expect((await through(link, { text })).out.body).toEqual([
      { type: 'TextualBody', purpose: 'commenting', value: text, format: 'text/plain' },
      place,
    ]);
    expect((await through(link, { text: '' })).out).not.toHaveProperty('body');
  });

  it('whose text is HTML shows it without tags, and gives it back until it is edited', async () => {
    const html =
      '<p>We <em>do</em> not &amp; never did.</p><p>A<br>B &lt;C&gt; &#233;&eacute;&unknown;</p><script>x</script>';
    const body = { type: 'TextualBody', value: html, format: 'text/html', language: 'en' };
    const { note, out } = await through({ body });
    expect(note).toMatchObject({
      text: 'We do not & never did.\n\nA\nB <C> éé&unknown;',
      format: 'text/plain',
    });
    expect(out.body).toEqual(body);
    const edited = await through({ body }, { text: 'We do.', format: 'text/markdown' });
    expect(edited.out.body).toEqual([{ ...body, value: 'We do.', format: 'text/markdown' }]);
  });

  it('takes the title that it gives its page', async () => {
    const { note } = await through({ target: { source: { id: PAGE, title: 'Minutes' }, selector: quote } });
    expect(note.target).toMatchObject({ page: { address: PAGE, title: 'Minutes' } });
  });
});

describe('An id', () => {
  it.each([
    '#5c2f6d3a-6a53-4b1e-9d0c-0a6f1c1d2e3f',
    '5c2f6d3a-6a53-4b1e-9d0c-0a6f1c1d2e3f',
    'notes/7',
    '/a?b#c',
    'kX9',
  ])('%s names the note, and its IRI goes out', async (id) => {
    const { note, out } = await through({ id });
    expect(out.id).toBe(`urn:uuid:${note.id}`);
    expect(out.gloss.id).toBe(id);
    expect((await noteOf({ ...sound, id })).id).toBe(note.id);
    // Without a UUID in it, it is the id of another annotation on another page.
    const other = await noteOf({ ...sound, id, target: { ...sound.target, source: `${PAGE}/2` } });
    expect(other.id === note.id).toBe(id.includes('-'));
  });
});

describe('What is longer than a note keeps', () => {
  it('is left out, and said, and the rest is kept', async () => {
    const part = {
      audience: { id: 'urn:x:a', name: 'a'.repeat(60_000) },
      rights: 'https://rights.example/by',
    };
    const { notes, left } = await readNotes(JSON.stringify([{ ...sound, ...part }]));
    expect(left).toEqual([
      { at: 1, id: sound.id, reason: 'audience: is longer than what Gloss keeps beside a note' },
    ]);
    const out = json(toAnnotation(notes[0] as Note));
    expect(out).toMatchObject({ rights: part.rights, body: sound.body });
    expect(out).not.toHaveProperty('audience');
  });

  it('is not read at all where it is nested too deep', async () => {
    const deep = `${'[{"a":'.repeat(50_000)}7${'}]'.repeat(50_000)}`;
    const text = JSON.stringify([{ ...sound, creator: 'DEEP' }]).replace('"DEEP"', deep);
    expect((await readNotes(text)).refused).toMatchObject([
      { reason: 'It is nested deeper than 60 levels.' },
    ]);
  });
});
