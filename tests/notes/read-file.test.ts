import { describe, expect, it } from 'vitest';
import { readFile, readNotes } from '../../src/notes/exchange/read';
import { toAnnotation } from '../../src/notes/exchange/to-jsonld';
import { byKind } from './any-note';

const annotation = toAnnotation(byKind('page'));
const hypothesis = { id: 'x', uri: 'https://a.example/', text: 'Hm.' };
const read = (value: unknown) => readNotes(JSON.stringify(value), 1_000);

describe('A file of annotations', () => {
  it.each<[string, unknown]>([
    ['one alone', annotation],
    ['a list', [annotation]],
    ['a page', { type: 'AnnotationPage', items: [annotation] }],
    ['a collection', { type: ['AnnotationCollection'], first: { items: [annotation] } }],
  ])('may be %s', async (_, file) => {
    expect(await read(file)).toMatchObject({ notes: [byKind('page')], refused: [] });
  });

  it.each<[string, unknown, RegExp]>([
    ['a number', 7, /has no notes in it/],
    ['null', null, /has no notes in it/],
    [
      'a collection that stands elsewhere',
      { type: 'AnnotationCollection', first: 'https://a.example/' },
      /in other files/,
    ],
    ['a page without a list', { type: 'AnnotationPage', items: {} }, /in other files/],
    [
      'a collection that goes on elsewhere',
      { type: 'AnnotationCollection', first: { items: [], next: 'https://a.example/2' } },
      /continues in another file/,
    ],
  ])('is not %s', async (_, file, reason) => {
    await expect(read(file)).rejects.toThrow(reason);
  });

  it('reports each refused annotation with its position, its id and a short reason', async () => {
    const long = { ...annotation, id: 'urn:x:2', type: 'x'.repeat(1_000) };
    const { notes, places, refused } = await read([
      7,
      annotation,
      long,
      { ...annotation, id: `${'y'.repeat(500)} ` },
    ]);
    expect(places).toEqual({ [notes[0]?.id ?? '']: 2 });
    expect(refused.map(({ at, id }) => [at, id])).toEqual([
      [1, ''],
      [3, 'urn:x:2'],
      [4, 'y'.repeat(200)],
    ]);
    for (const { reason } of refused) expect(reason.length).toBeLessThanOrEqual(300);
  });

  it('with two versions of a note gives the merged note', async () => {
    const note = byKind('page');
    const newer = {
      ...note,
      text: 'Newer',
      modified: note.modified + 5,
      stamps: { ...note.stamps, text: 1e13 },
    };
    const { notes, places } = await read([toAnnotation(newer), toAnnotation(note)]);
    expect(notes).toMatchObject([{ text: 'Newer' }]);
    expect(places).toEqual({ [note.id]: 2 });
  });

  it('with one id for notes on two targets gives the first note', async () => {
    const other = { ...byKind('term'), id: byKind('page').id };
    const { notes, refused } = await read([annotation, toAnnotation(other)]);
    expect(notes).toEqual([byKind('page')]);
    expect(refused).toMatchObject([{ at: 2, reason: 'id: another annotation of the file has it' }]);
  });

  it('refuses a note whose dates or revision leave no room for a later change', async () => {
    const note = byKind('page');
    const last = Date.UTC(9000);
    const at = (part: object) => read([toAnnotation({ ...note, ...part })]);
    expect((await at({ modified: last, revision: 1e12 })).refused).toEqual([]);
    expect((await at({ modified: last + 1 })).refused).toMatchObject([
      { reason: expect.stringMatching(/future/) },
    ]);
    const stamps = { ...note.stamps, colour: last + 1 };
    expect((await at({ stamps })).refused).toMatchObject([{ reason: expect.stringMatching(/future/) }]);
    expect((await at({ revision: 1e12 + 1 })).refused).toMatchObject([
      { reason: expect.stringMatching(/revision/) },
    ]);
  });

  it('above the size limit is refused before it is read', async () => {
    const huge = Object.defineProperty(new Blob(['[]']), 'size', { value: 400_000_001 });
    await expect(readFile(huge)).rejects.toThrow(/larger/);
    await expect(readNotes(' '.repeat(100_000_001))).rejects.toThrow(/larger/);
    await expect(readNotes(`[${'0,'.repeat(200_000)}0]`)).rejects.toThrow(/200001 annotations/);
  });
});

describe('A file of Hypothesis’s annotations', () => {
  it('is recognised by its members, even as a list, like a list of Web Annotations', async () => {
    for (const file of [[hypothesis], { annotations: [hypothesis] }, { rows: [hypothesis] }])
      expect((await read(file)).notes).toMatchObject([{ text: 'Hm.' }]);
    const { refused } = await read([{ ...annotation, uri: 'https://a.example/' }]);
    expect(refused).toEqual([]);
  });

  const noteOf = async (part: object) => {
    const { notes, refused } = await read([{ ...hypothesis, ...part }]);
    return notes[0] ?? refused[0]?.reason;
  };
  const selected = (...selector: object[]) => ({ target: [{ selector }] });
  const quote = { type: 'TextQuoteSelector', exact: 'x', prefix: 'a', suffix: 'b' };

  it.each<[string, object, object]>([
    [
      'a page without a title',
      {},
      {
        target: { kind: 'page', page: { address: 'https://a.example/', title: '' } },
        format: 'text/markdown',
      },
    ],
    ['a page with one', { document: { title: ['A', 'B'] } }, { target: { page: { title: 'A' } } }],
    ['a term', { uri: 'urn:gloss:term:igf' }, { target: { kind: 'term', term: 'igf' } }],
    ['a note without text and tags', { text: undefined }, { text: '', tags: [] }],
    ['tags that are not blank', { tags: ['a', ' ', ''] }, { tags: ['a'] }],
    [
      'a quote',
      selected(quote),
      { target: { selectors: { quote: { exact: 'x', prefix: 'a', suffix: 'b' } } } },
    ],
    [
      'a quote alone',
      selected({ type: 'TextQuoteSelector', exact: 'x' }),
      { target: { selectors: { quote: { exact: 'x', prefix: '', suffix: '' } } } },
    ],
    [
      'a position',
      selected(quote, { type: 'TextPositionSelector', start: 1, end: 2 }),
      { target: { selectors: { position: { start: 1, end: 2 } } } },
    ],
    [
      'dates',
      { created: '2020-01-01T00:00:00Z', updated: '2021-01-01T00:00:00Z' },
      { created: Date.UTC(2020), modified: Date.UTC(2021), stamps: { text: Date.UTC(2021) } },
    ],
    [
      'a date of making alone',
      { created: '2020-01-01T00:00:00Z' },
      { created: Date.UTC(2020), modified: Date.UTC(2020) },
    ],
    [
      'a date of change alone',
      { updated: '2021-01-01T00:00:00Z' },
      { created: Date.UTC(2021), modified: Date.UTC(2021) },
    ],
    [
      'no date',
      {},
      { created: 1_000, modified: 1_000, stamps: { text: 0 }, revision: 1, deleted: false, colour: 'yellow' },
    ],
  ])('has %s', async (_, part, expected) => {
    expect(await noteOf(part)).toMatchObject(expected);
  });

  it.each<[string, object, RegExp]>([
    ['whose page has no address', { uri: 'a b' }, /^uri: is no address/],
    ['that replies to another', { references: ['y'] }, /^references: it is a reply/],
    [
      'that does not quote its passage',
      selected({ type: 'TextPositionSelector', start: 1, end: 2 }),
      /does not quote/,
    ],
    ['that quotes a blank', selected({ ...quote, exact: ' ' }), /does not quote/],
    ['without an id', { id: '' }, /^id: /],
  ])('refuses an annotation %s', async (_, part, reason) => {
    expect(await noteOf(part)).toMatch(reason);
  });

  it('loses a position that ends before it begins, and an incomplete range in the tree', async () => {
    const selectors = async (...all: object[]) => {
      const note = await noteOf(selected(quote, ...all));
      return Object.keys(
        typeof note === 'object' && note.target.kind === 'passage' ? note.target.selectors : {},
      );
    };
    const position = { type: 'TextPositionSelector', start: 2, end: 3 };
    const range = {
      type: 'RangeSelector',
      startContainer: '/p[1]',
      startOffset: 0,
      endContainer: '/p[2]',
      endOffset: 1,
    };
    expect(await selectors(position, range)).toEqual(['quote', 'position', 'structure']);
    for (const part of [{ end: 2 }, { start: undefined }, { end: undefined }])
      expect(await selectors({ ...position, ...part })).toEqual(['quote']);
    for (const part of ['startContainer', 'startOffset', 'endContainer', 'endOffset'])
      expect(await selectors({ ...range, [part]: undefined })).toEqual(['quote']);
  });

  it('keeps its author and its links', async () => {
    const part = { user: 'acct:a@hypothes.is', links: { html: 'https://hyp.is/x' } };
    const note = await noteOf(part);
    expect(JSON.parse((typeof note === 'object' && note.foreign) || '{}')).toEqual({
      annotation: { creator: 'acct:a@hypothes.is', via: 'https://hyp.is/x' },
      hypothesis: { id: 'x', ...part },
    });
  });
});
