import { describe, expect, it } from 'vitest';
import { readNotes } from '../../src/notes/exchange/read';
import type { Note } from '../../src/notes/schema';

const ADDRESS = 'https://news.example/a';
const bare = {
  '@context': 'http://www.w3.org/ns/anno.jsonld',
  id: 'urn:x:1',
  type: 'Annotation',
  target: ADDRESS,
};
const NOW = 5_000;

/** The note that comes of an annotation with these members. */
async function noteOf(part: object): Promise<Note> {
  const { notes, refused } = await readNotes(JSON.stringify([{ ...bare, ...part }]), NOW);
  expect(refused).toEqual([]);
  return notes[0] as Note;
}

/** Why an annotation with these members is refused. */
async function refusalOf(part: object): Promise<string | undefined> {
  const { notes, refused } = await readNotes(JSON.stringify([{ ...bare, ...part }]), NOW);
  expect(notes).toEqual([]);
  return refused[0]?.reason;
}

const foreignOf = async (part: object) => JSON.parse((await noteOf(part)).foreign ?? '{}');

describe('The text of another program’s annotation', () => {
  const said = async (part: object) => {
    const { text, tags, format } = await noteOf(part);
    return { text, tags, format };
  };
  const body = (...all: object[]) => ({ body: all.map((each) => ({ type: 'TextualBody', ...each })) });

  it.each<[string, object, object]>([
    ['is plain if it is a bodyValue', { bodyValue: 'a' }, { text: 'a', format: 'text/plain' }],
    ['is plain if it has no format', body({ value: 'a' }), { text: 'a', format: 'text/plain' }],
    [
      'is Markdown if its format says so',
      body({ value: 'a', format: 'text/markdown' }),
      { text: 'a', format: 'text/markdown' },
    ],
    [
      'is Markdown if the first of its formats is',
      body({ value: 'a', format: ['text/markdown', 'text/plain'] }),
      { format: 'text/markdown' },
    ],
    [
      'is plain if one of several bodies is, with a blank line between them',
      body({ value: 'a', format: 'text/markdown' }, { value: 'b', format: 'text/html' }),
      { text: 'a\n\nb', format: 'text/plain' },
    ],
    [
      'is what Gloss itself said it is',
      { ...body({ value: 'a' }), gloss: { format: 'text/markdown' } },
      { format: 'text/markdown' },
    ],
    ['is empty Markdown if there is no body', {}, { text: '', tags: [], format: 'text/markdown' }],
    [
      'is the address of a body that stands elsewhere',
      { body: 'https://b.example/' },
      { text: 'https://b.example/' },
    ],
    [
      'is the address of a body that names one',
      { body: { id: 'https://b.example/' } },
      { text: 'https://b.example/' },
    ],
    [
      'is the source of a body that has one',
      { body: { source: 'https://c.example/' } },
      { text: 'https://c.example/' },
    ],
    [
      'is the id of the source of a body',
      { body: { source: { id: 'https://c.example/' } } },
      { text: 'https://c.example/' },
    ],
  ])('%s', async (_, part, expected) => {
    expect(await said(part)).toMatchObject(expected);
  });

  it.each<[string, object, object]>([
    [
      'whose purpose is tagging',
      body({ value: 'a', purpose: ['describing', 'tagging'] }, { value: 'b', purpose: 'describing' }),
      { text: 'b', tags: ['a'] },
    ],
    [
      'without a purpose, of an annotation made for tagging',
      { motivation: ['tagging'], ...body({ value: 'a' }, { value: 'b', purpose: 'describing' }) },
      { text: 'b', tags: ['a'] },
    ],
    [
      'that is an address, of an annotation made for tagging',
      { motivation: 'tagging', body: 'https://b.example/' },
      { text: '', tags: ['https://b.example/'] },
    ],
  ])('is a tag in a body %s', async (_, part, expected) => {
    expect(await said(part)).toMatchObject(expected);
  });

  it('cannot be a part of another resource or a choice of several', async () => {
    const part = { source: 'https://b.example/', selector: { type: 'TextQuoteSelector', exact: 'x' } };
    expect(await refusalOf({ body: part })).toMatch(/^body: it is a part/);
    expect(await refusalOf({ body: { type: 'Choice', items: ['https://b.example/'] } })).toMatch(
      /^body: it offers several/,
    );
    expect(await refusalOf({ body: { type: 'List', items: ['https://b.example/'] } })).toMatch(
      /^body: it is a set/,
    );
  });
});

describe('The dates of another program’s annotation', () => {
  const [first, second] = [Date.UTC(2020, 0, 1), Date.UTC(2021, 0, 1)];
  const iso = (ms: number) => new Date(ms).toISOString();

  it.each<[string, object, object, number]>([
    [
      'are kept',
      { created: iso(first), modified: iso(second) },
      { created: first, modified: second },
      second,
    ],
    ['stand for each other: created', { created: iso(first) }, { created: first, modified: first }, first],
    [
      'stand for each other: modified',
      { modified: iso(second) },
      { created: second, modified: second },
      second,
    ],
    [
      'are those of the import if it has none, and any change is later',
      {},
      { created: NOW, modified: NOW },
      0,
    ],
  ])('%s', async (_, part, dates, stamp) => {
    const note = await noteOf(part);
    expect(note).toMatchObject({ ...dates, revision: 1, deleted: false, colour: 'yellow' });
    // It says nothing of colours, of deleting, or of the format of a text.
    expect(note.stamps).toEqual({ text: stamp, tags: stamp, format: 0, colour: 0, deleted: 0 });
  });
});

describe('The target of another program’s annotation', () => {
  it.each<[string, object, object]>([
    ['an address', {}, { kind: 'page', page: { address: ADDRESS, title: '' } }],
    ['an object with an id', { target: { id: ADDRESS } }, { kind: 'page', page: { address: ADDRESS } }],
    [
      'an object with a source',
      { target: { source: ADDRESS } },
      { kind: 'page', page: { address: ADDRESS } },
    ],
    [
      'an object whose source has an id',
      { target: { source: { id: ADDRESS } } },
      { kind: 'page', page: { address: ADDRESS } },
    ],
    ['a list of one', { target: [ADDRESS] }, { kind: 'page', page: { address: ADDRESS } }],
    ['a term', { target: 'urn:gloss:term:igf' }, { kind: 'term', term: 'igf' }],
    [
      'a page whose title and canonical address Gloss knew',
      { gloss: { title: 'A', canonical: 'https://c.example/' } },
      { kind: 'page', page: { address: ADDRESS, title: 'A', canonical: 'https://c.example/' } },
    ],
  ])('may be %s', async (_, part, target) => {
    expect((await noteOf(part)).target).toMatchObject(target);
  });

  it.each<[string, object, RegExp]>([
    ['missing', { target: [] }, /^target: is missing/],
    ['a set', { target: { type: 'List', items: [] } }, /^target: it is a set/],
    ['nameless', { target: { selector: { type: 'TextQuoteSelector', exact: 'x' } } }, /^target: it names no/],
    [
      'a passage that is not quoted',
      { target: { source: ADDRESS, selector: [{ type: 'SvgSelector' }, { type: ['a', 'b'] }] } },
      /^target\.selector: it does not quote the passage \(SvgSelector, a, b\), and Gloss finds/,
    ],
    [
      'a passage that only an address selects',
      { target: { source: ADDRESS, selector: 'https://s.example/' } },
      /^target\.selector: it does not quote the passage, and Gloss finds passages by their words$/,
    ],
  ])('is not %s', async (_, part, reason) => {
    expect(await refusalOf(part)).toMatch(reason);
  });

  it('takes the address recorded by the browser only if it is equivalent', async () => {
    const target = 'https://news.example/?q=%7C';
    const addressOf = async (address: string) => (await noteOf({ target, gloss: { address } })).target;
    expect(await addressOf('https://news.example/?q=|')).toMatchObject({
      page: { address: 'https://news.example/?q=|' },
    });
    expect(await addressOf('https://evil.example/')).toMatchObject({ page: { address: target } });
  });
});

describe('The passage of another program’s annotation', () => {
  const quote = { type: 'TextQuoteSelector', exact: 'x' };
  const selectors = async (selector: unknown, gloss = {}) => {
    const { target } = await noteOf({ target: { source: ADDRESS, selector }, gloss });
    return target.kind === 'passage' ? target.selectors : undefined;
  };

  it('has a quote, with the text around it if the annotation gives it', async () => {
    expect(await selectors(quote)).toEqual({ quote: { exact: 'x', prefix: '', suffix: '' } });
    expect(await selectors([{ ...quote, prefix: 'a', suffix: 'b' }])).toEqual({
      quote: { exact: 'x', prefix: 'a', suffix: 'b' },
    });
  });

  it('has a position only if the annotation gives both ends', async () => {
    const position = { type: ['TextPositionSelector'], start: 3, end: 4 };
    expect((await selectors([quote, position]))?.position).toEqual({ start: 3, end: 4 });
    for (const end of ['start', 'end'])
      expect((await selectors([quote, { ...position, [end]: undefined }]))?.position).toBeUndefined();
  });

  it('is found in a refining selector up to ten levels deep', async () => {
    const deep = (depth: number): object =>
      depth === 0 ? quote : { type: 'FragmentSelector', value: 'p', refinedBy: deep(depth - 1) };
    expect(await selectors(deep(9))).toMatchObject({ quote: { exact: 'x' } });
    expect(await refusalOf({ target: { source: ADDRESS, selector: deep(10) } })).toMatch(/does not quote/);
  });

  it('has a range in the page’s tree if both ends have the format that Gloss writes', async () => {
    const end = (path: string, start?: number) => ({
      type: 'XPathSelector',
      value: path,
      refinedBy: { type: 'TextPositionSelector', start },
    });
    const range = (from: unknown, to: unknown) => [
      quote,
      { type: 'RangeSelector', startSelector: from, endSelector: to },
    ];
    const [from, to] = [end('/html[1]/body[1]/p[1]', 2), end('/html[1]/body[1]/p[2]', 3)];
    expect((await selectors(range(from, to)))?.structure).toEqual({
      startPath: '/p[1]',
      startOffset: 2,
      endPath: '/p[2]',
      endOffset: 3,
    });
    for (const no of [undefined, end('/p[1]', 2), end('/html[1]/body[1]/p[1]'), { value: from.value }, 'x']) {
      expect((await selectors(range(no, to)))?.structure).toBeUndefined();
      expect((await selectors(range(from, no)))?.structure).toBeUndefined();
    }
  });

  it('keeps the likeness of its rival and the length of the page', async () => {
    expect(await selectors(quote, { rival: 0.5, length: 9 })).toMatchObject({ rival: 0.5, length: 9 });
    expect(Object.keys((await selectors(quote)) ?? {})).toEqual(['quote']);
  });
});

describe('What Gloss has no place for', () => {
  it('is empty if Gloss would write the same itself', async () => {
    const id = 'urn:uuid:6f1f6d3a-6a53-4b1e-9d0c-0a6f1c1d2eff';
    const target = { type: 'SpecificResource', source: ADDRESS };
    for (const motivation of ['highlighting', undefined])
      expect((await noteOf({ id, target, motivation })).foreign).toBeUndefined();
    expect((await noteOf({ id, target: 'urn:gloss:term:igf' })).foreign).toBeUndefined();
    expect((await noteOf({ id, target: { source: ADDRESS } })).foreign).toBeUndefined();
  });

  it('includes other members, another motivation, another program’s id, and the rest of the target', async () => {
    expect(await foreignOf({ motivation: 'describing', rights: 'https://r.example/' })).toEqual({
      annotation: { id: 'urn:x:1', motivation: 'describing', rights: 'https://r.example/' },
      given: { target: ADDRESS },
    });
    expect(
      await foreignOf({ target: { id: 'urn:x:part', source: ADDRESS, scope: 'https://s.example/' } }),
    ).toEqual({
      annotation: { id: 'urn:x:1' },
      target: { id: 'urn:x:part', scope: 'https://s.example/' },
    });
  });
});

describe('An annotation', () => {
  it('must name the model’s context, itself or through its collection', async () => {
    const { '@context': context, ...without } = bare;
    expect(await refusalOf({ '@context': undefined })).toBe('@context: is missing');
    const page = { type: 'AnnotationPage', items: [without] };
    expect((await readNotes(JSON.stringify(page))).refused).toHaveLength(1);
    expect((await readNotes(JSON.stringify({ ...page, '@context': context }))).notes).toHaveLength(1);
  });

  it('gives back what Gloss wrote: revision, stamps, colour, and whether the note is deleted', async () => {
    const stamps = { text: 1, format: 2, tags: 3, colour: 4, deleted: 5 };
    const gloss = { revision: 7, stamps, colour: 'pink', deleted: true };
    expect(await noteOf({ gloss })).toMatchObject(gloss);
    expect(await refusalOf({ gloss: { revision: 'seven' } })).toMatch(/^gloss\.revision: /);
  });
});
