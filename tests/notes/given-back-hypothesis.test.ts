/** What other programs say in the format of Hypothesis, what of it Gloss gives back, and how Gloss writes it. */
import { describe, expect, it } from 'vitest';
import { toHypothesis } from '../../src/notes/exchange/hypothesis';
import { readNotes } from '../../src/notes/exchange/read';
import { toAnnotation } from '../../src/notes/exchange/to-jsonld';
import type { Note } from '../../src/notes/schema';
import { byKind } from './any-note';

const PAGE = 'https://minutes.example/2021';
const quote = { type: 'TextQuoteSelector', exact: 'the board met', prefix: 'In May ', suffix: ' twice' };
async function noteOf(item: object): Promise<Note> {
  const { notes, refused, left } = await readNotes(JSON.stringify([item]), 9_000);
  expect({ refused, left }).toEqual({ refused: [], left: [] });
  return notes[0] as Note;
}

const exported = (note: Note) => JSON.parse([...toHypothesis([note], {}, 0)].join('')).annotations[0];

describe('An annotation of Hypothesis', () => {
  const row = {
    id: 'pQ7_x',
    created: '2018-03-04T05:06:07.123456+00:00',
    updated: '2018-03-05T05:06:07.1+00:00',
    user: 'acct:reader@hypothes.is',
    user_info: { display_name: 'A Reader' },
    uri: PAGE,
    text: 'So?',
    tags: ['a'],
    group: 'Ab12',
    permissions: { read: ['group:Ab12'], update: ['acct:reader@hypothes.is'] },
    hidden: false,
    flagged: false,
    links: { html: 'https://hyp.example/a/pQ7_x', json: 'https://hyp.example/api/pQ7_x' },
    document: {
      title: ['Minutes', 'Old minutes'],
      link: [{ href: 'https://doi.example/1' }],
      dc: { title: ['M'] },
    },
    target: [
      {
        source: PAGE,
        selector: [
          {
            type: 'RangeSelector',
            startContainer: '//p[1]',
            startOffset: 0,
            endContainer: '//p[1]',
            endOffset: 5,
          },
          { type: 'PageSelector', index: 3, label: 'iv' },
          quote,
        ],
      },
    ],
  };
  it('comes out as it came in, also after a round through a Web Annotation', async () => {
    const note = await noteOf(row);
    expect(exported(note)).toMatchObject(row);
    const { notes } = await readNotes(JSON.stringify([toAnnotation(note)]));
    expect(notes).toEqual([note]);
    expect((await readNotes(JSON.stringify([exported(note)]))).notes).toEqual([note]);
    const edited = exported({ ...note, text: 'No.', tags: [], modified: note.modified + 5 });
    expect(edited).toMatchObject({
      ...row,
      text: 'No.',
      tags: [],
      updated: new Date(note.modified + 5).toISOString(),
    });
  });

  it('is taken by its quote, without the range that cannot be used', async () => {
    const { target } = await noteOf(row);
    expect(target).toMatchObject({ kind: 'passage', selectors: { quote: { exact: quote.exact } } });
    expect(target.kind === 'passage' && target.selectors.structure).toBeUndefined();
  });

  it('has null where older dumps have nothing to say', async () => {
    for (const name of ['text', 'tags', 'user', 'target', 'references', 'document', 'links', 'group'])
      expect(await noteOf({ ...row, [name]: null })).toMatchObject({ tags: name === 'tags' ? [] : ['a'] });
  });

  it.each<[string, object, RegExp]>([
    [
      'on two passages',
      { target: [row.target[0], { selector: [{ ...quote, exact: 'else' }] }] },
      /^target: it has several/,
    ],
    [
      'on a drawing',
      { target: [{ selector: [{ type: 'ShapeSelector', shape: {} }] }] },
      /does not quote .*\(ShapeSelector\)/,
    ],
    ['with a text that is none', { text: 7 }, /^text: must be one text/],
  ])('%s is refused', async (_, part, reason) => {
    const { refused } = await readNotes(JSON.stringify([{ ...row, ...part }]));
    expect(refused).toMatchObject([{ id: row.id, reason: expect.stringMatching(reason) }]);
  });

  it.each<[string, object, string]>([
    ['a date that is none', { created: 'yesterday' }, 'created: is no date'],
    ['a tag that is none', { tags: ['a', 7] }, 'tags: one is not text'],
    ['a tag longer than any', { tags: ['a', 't'.repeat(201)] }, 'tags: one is longer than 200 characters'],
    ['a user that is none', { user: 7 }, 'user: must be one text'],
  ])('with %s is taken without it, and it is said', async (_, part, reason) => {
    const { notes, left } = await readNotes(JSON.stringify([{ ...row, ...part }]));
    expect(notes).toMatchObject([{ text: 'So?', tags: ['a'] }]);
    expect(left).toEqual([{ at: 1, id: row.id, reason }]);
  });

  it('is named as refused where it is a reply that stands beside the others', async () => {
    const reply = { ...row, id: 'r1', references: ['pQ7_x'] };
    const { notes, refused } = await readNotes(JSON.stringify({ total: 1, rows: [row], replies: [reply] }));
    expect(notes).toHaveLength(1);
    expect(refused).toEqual([{ at: 2, id: 'r1', reason: 'references: it is a reply to another annotation' }]);
  });

  it('does not keep what a file says under `gloss` if the note does not come back from it', async () => {
    const gloss = { foreign: { annotation: { id: 'urn:x:other', rights: null }, context: 7 } };
    const { notes, left } = await readNotes(JSON.stringify([{ ...row, gloss }]));
    expect(notes[0]?.foreign).toBeUndefined();
    expect(left).toMatchObject([{ reason: expect.stringMatching(/^gloss\.foreign/) }]);
    expect(exported(notes[0] as Note)).toMatchObject({ text: 'So?' });
  });
});

describe('An annotation of AnnotatorJS', () => {
  const row = {
    id: 12,
    uri: PAGE,
    text: 'So?',
    quote: 'the board met',
    ranges: [{ start: '/p[1]', startOffset: 3 }],
  };

  it('is a note on its quote', async () => {
    const note = await noteOf(row);
    expect(note.target).toMatchObject({ kind: 'passage', selectors: { quote: { exact: 'the board met' } } });
    const out = exported(note);
    expect(out).toMatchObject({ id: note.id, ranges: row.ranges });
    expect((await readNotes(JSON.stringify([out]))).notes).toEqual([note]);
    expect((await readNotes(JSON.stringify([toAnnotation(note)]))).notes).toEqual([note]);
  });

  it.each<[string, object, RegExp]>([
    ['without its quote', { quote: ' ' }, /does not quote/],
    ['on two passages', { ranges: [{}, {}] }, /several/],
  ])('%s is refused', async (_, part, reason) => {
    const { notes, refused } = await readNotes(JSON.stringify({ rows: [{ ...row, ...part }] }));
    expect(notes).toEqual([]);
    expect(refused).toMatchObject([{ reason: expect.stringMatching(reason) }]);
  });
});

describe('What Gloss writes for Hypothesis', () => {
  const passage = byKind('passage', { colour: 'green', tags: ['a', 'b'] });

  it('has the members that its client reads, one line for each annotation, and the rest under `gloss`', () => {
    const file = [...toHypothesis([passage, byKind('term')], { igf: 'IGF' }, Date.UTC(2024, 0, 5))].join('');
    expect(file.split('\n')).toHaveLength(5);
    const { annotations, ...frame } = JSON.parse(file);
    const user = 'acct:gloss@gloss.invalid';
    expect(frame).toEqual({
      export_date: '2024-01-05T00:00:00.000Z',
      export_userid: user,
      client_version: 'Gloss',
    });
    const { page, selectors } = passage.target as Extract<Note['target'], { kind: 'passage' }>;
    const { id, text, tags, revision, stamps } = passage;
    // The client groups by user, and reads who may read each annotation.
    expect(annotations[0]).toEqual({
      id,
      uri: page.address,
      user,
      group: '__world__',
      permissions: { read: [user], update: [user], delete: [user] },
      document: { title: [page.title] },
      created: '2023-07-22T04:26:40.123Z',
      updated: '2023-11-14T22:13:20.004Z',
      text,
      tags,
      target: [{ source: page.address, selector: [{ type: 'TextQuoteSelector', ...selectors.quote }] }],
      gloss: {
        revision,
        stamps,
        deleted: false,
        colour: 'green',
        format: 'text/markdown',
        title: page.title,
        canonical: page.canonical,
      },
    });
    expect(annotations[1]).toMatchObject({
      uri: 'urn:gloss:term:igf',
      document: { title: ['IGF'] },
      target: [{ source: 'urn:gloss:term:igf' }],
    });
  });

  it('has the place of a passage in the element tree and in the text before its quote', () => {
    const range = { startPath: '/p[1]', startOffset: 9, endPath: '/p[2]', endOffset: 3 };
    const { target } = passage;
    if (target.kind !== 'passage') throw new Error('The sample is on a passage.');
    const selectors = { ...target.selectors, position: { start: 9, end: 22 }, structure: range };
    const file = JSON.parse(
      [...toHypothesis([{ ...passage, target: { ...target, selectors } }], {}, 0)].join(''),
    );
    expect(file.annotations[0].target[0].selector).toEqual([
      { type: 'RangeSelector', startContainer: '/p[1]', startOffset: 9, endContainer: '/p[2]', endOffset: 3 },
      { type: 'TextPositionSelector', start: 9, end: 22 },
      { type: 'TextQuoteSelector', ...selectors.quote },
    ]);
  });
});
