/** Files in other forms than one JSON value of annotations, and files of other kinds. */
import { describe, expect, it } from 'vitest';
import { readFile, readNotes } from '../../src/notes/exchange/read';

const ANNO = 'http://www.w3.org/ns/anno.jsonld';
const annotation = { '@context': ANNO, id: 'urn:x:1', type: 'Annotation', target: 'https://a.example/' };
const row = { id: 'h1', uri: 'https://a.example/', text: 'Hm.', tags: [] };

describe('Annotations of any form', () => {
  it.each<[string, string, number]>([
    [
      'in a set of Readium',
      JSON.stringify({ '@context': ANNO, type: 'AnnotationSet', items: [annotation] }),
      1,
    ],
    ['one of Hypothesis alone', JSON.stringify(row), 1],
    ['one a line', `${JSON.stringify(annotation)}\n${JSON.stringify(row)}\n\n`, 2],
    [
      'one a line, with the line ends of Windows',
      `${JSON.stringify(row)}\r\n${JSON.stringify(annotation)}\r\n`,
      2,
    ],
    ['of both kinds in one list', JSON.stringify([row, annotation]), 2],
    [
      'in a graph',
      JSON.stringify({ '@context': ANNO, '@graph': [{ ...annotation, '@context': undefined }] }),
      1,
    ],
    ['of the model in a member of a file', JSON.stringify({ annotations: [annotation] }), 1],
    [
      'whose context is written with https',
      JSON.stringify({ ...annotation, '@context': ANNO.replace('http', 'https') }),
      1,
    ],
  ])('%s are read', async (_, text, count) => {
    const { notes, refused, left } = await readNotes(text);
    expect({ count: notes.length, refused, left }).toEqual({ count, refused: [], left: [] });
  });

  it('one a line are read where the last line is cut', async () => {
    const { notes, refused } = await readNotes(
      `${JSON.stringify(row)}\n${JSON.stringify(annotation).slice(0, 40)}`,
    );
    expect(notes).toHaveLength(1);
    expect(refused).toEqual([{ at: 2, id: '', reason: 'The line is not JSON.', why: 'alien' }]);
  });

  it('of a collection in another context than the model’s must name it themselves', async () => {
    const page = {
      type: 'AnnotationPage',
      '@context': 'https://other.example/',
      items: [{ ...annotation, '@context': undefined }],
    };
    expect((await readNotes(JSON.stringify(page))).refused).toMatchObject([
      { reason: `@context: does not name ${ANNO}` },
    ]);
    expect((await readNotes(JSON.stringify({ ...page, items: [annotation] }))).notes).toHaveLength(1);
  });

  it('of which the file has only the addresses are refused as what they are', async () => {
    const page = { '@context': ANNO, type: 'AnnotationPage', items: ['https://annotations.example/1'] };
    expect((await readNotes(JSON.stringify(page))).refused).toMatchObject([
      { at: 1, reason: 'It is the address of an annotation that is not in the file.' },
    ]);
  });

  it('of a collection are taken, and what is said of the collection is named as left out', async () => {
    const collection = {
      '@context': ANNO,
      id: 'urn:x:c',
      type: 'AnnotationCollection',
      label: 'Mine',
      creator: 'https://people.example/a',
      total: 7,
      first: { type: 'AnnotationPage', items: [annotation] },
    };
    const { notes, left } = await readNotes(JSON.stringify(collection));
    expect(notes).toHaveLength(1);
    expect(left.map(({ at, reason }) => [at, reason])).toEqual([
      [0, 'label: is said of the whole collection'],
      [0, 'creator: is said of the whole collection'],
      [0, 'The collection has 7 annotations, and 1 of them are in the file.'],
    ]);
  });

  it('with one id on two passages are two, and the second is refused', async () => {
    const on = (exact: string) => ({
      ...annotation,
      target: { source: 'https://a.example/', selector: { type: 'TextQuoteSelector', exact } },
    });
    const { notes, refused } = await readNotes(JSON.stringify([on('one'), on('other')]));
    expect(notes).toMatchObject([{ target: { selectors: { quote: { exact: 'one' } } } }]);
    expect(refused).toMatchObject([{ at: 2, reason: 'id: another annotation of the file has it' }]);
  });
});

describe('A file of another kind is refused as', () => {
  it.each<[string, string]>([
    ['The file is empty.', ' \n'],
    [
      'This is a CSV file. Gloss imports JSON-LD',
      'Highlight,Book Title,Book Author,Note,Color,Tags,Location\r\n"a, b",B,C,,,,1',
    ],
    ['This is a CSV file. Gloss imports JSON-LD', '\uFEFFHighlight,Title,Author,URL,Note,Location,Date\r\n'],
    [
      'This is a CSV file. Gloss imports JSON-LD',
      'when;url;user;quote;text;tags\n2020;https://a.example;x;y;z;',
    ],
    ['a web page (HTML)', '<!doctype html>\n<html lang="en">'],
    ['an XML file', '<?xml version="1.0"?><TEI/>'],
    ['a Markdown file', '---\ntitle: "A"\n---\n\n> quote'],
    ['a Markdown file', '# Notes\n\n- one'],
    ['a bibliography (BibTeX)', '@article{a2020,\n title={A}}'],
    ['a bibliography (RIS)', 'TY  - JOUR\nER  - '],
    ['an RDF file (Turtle)', '@prefix oa: <http://www.w3.org/ns/oa#> .'],
    [
      'clippings from a Kindle',
      'A Book (Somebody)\n- Your Highlight on page 3 | Added on Monday\n\nwords\n==========\n',
    ],
    [
      'an IIIF list',
      JSON.stringify({
        '@context': 'http://iiif.io/api/presentation/2/context.json',
        '@type': 'sc:AnnotationList',
        resources: [
          { '@type': 'oa:Annotation', resource: {}, on: 'https://a.example/canvas/1#xywh=0,0,1,1' },
        ],
      }),
    ],
    [
      'an IIIF list',
      JSON.stringify({
        '@context': 'http://iiif.io/api/presentation/3/context.json',
        type: 'AnnotationPage',
        items: [],
      }),
    ],
    [
      'an Open Annotation file',
      JSON.stringify([{ '@type': 'oa:Annotation', hasTarget: 'https://a.example/' }]),
    ],
    [
      'the internal format of Recogito or Annotorious',
      JSON.stringify([
        { id: 'x', bodies: [], target: { annotation: 'x', selector: [{ quote: 'a', start: 0, end: 1 }] } },
      ]),
    ],
    [
      'an export of Readwise',
      JSON.stringify({ count: 1, results: [{ user_book_id: 1, title: 'A', highlights: [] }] }),
    ],
    ['an export of Readwise', JSON.stringify({ results: [{ id: 1, text: 'a', note: '', book_id: 2 }] })],
    [
      'an export of Zotero',
      JSON.stringify([{ key: 'A', version: 1, data: { itemType: 'annotation', annotationText: 'a' } }]),
    ],
    ['an export of Zotero', JSON.stringify({ config: {}, items: [{ title: 'A' }] })],
    ['a bibliography (CSL JSON)', JSON.stringify([{ id: 'a', type: 'article-journal', title: 'A' }])],
    ['an export of Readwise', JSON.stringify({ results: [{ id: 'a', reading_progress: 0 }] })],
    ['a map (GeoJSON)', JSON.stringify({ type: 'FeatureCollection', features: [] })],
    ['bookmarks', JSON.stringify({ checksum: '', roots: {}, version: 1 })],
  ])('%s', async (kind, text) => {
    await expect(readNotes(text)).rejects.toThrow(kind);
  });

  it.each<[string, number[]]>([
    ['a zip archive', [0x50, 0x4b, 3, 4, 20, 0]],
    ['a compressed file', [0x1f, 0x8b, 8]],
    ['a PDF file', [...'%PDF-1.7'].map((letter) => letter.charCodeAt(0))],
    [
      'an Office document',
      [...'PK\x03\x04\x14\0\x06\0[Content_Types].xml'].map((letter) => letter.charCodeAt(0)),
    ],
    ['an EPUB book', [...'PK\x03\x04mimetypeapplication/epub+zip'].map((letter) => letter.charCodeAt(0))],
    ['a database', [...'SQLite format 3\0'].map((letter) => letter.charCodeAt(0))],
  ])('%s', async (kind, bytes) => {
    await expect(readFile(new Blob([Uint8Array.from(bytes)]))).rejects.toThrow(kind);
  });

  it('none, where it is JSON that is broken', async () => {
    await expect(readNotes('{"type":"AnnotationCollection",\n"first":{"items":[\n{"a"')).rejects.toThrow(
      /^The file is not JSON: /,
    );
  });
});
