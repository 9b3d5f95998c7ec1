import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportFile, FORMATS } from '../../src/notes/exchange/export';
import { toHypothesis } from '../../src/notes/exchange/hypothesis';
import { noteIdOf, termIri, termOf } from '../../src/notes/exchange/iri';
import { readFile, readNotes } from '../../src/notes/exchange/read';
import { toCollection } from '../../src/notes/exchange/to-jsonld';
import type { Note } from '../../src/notes/schema';
import { anyNote, byKind, NOTES } from './any-note';

const IRI = 'urn:uuid:6f1f6d3a-6a53-4b1e-9d0c-0a6f1c1d2eff';
const whole = (pieces: Iterable<string>): string => [...pieces].join('');

describe('JSON-LD', () => {
  it('preserves every kind of note exactly', async () => {
    const { notes, refused } = await readNotes(whole(toCollection(NOTES, 'My notes', IRI)));
    expect(refused).toEqual([]);
    expect(notes).toEqual(NOTES);
  });

  it('gives the same file for the same notes in any order, and another file after a change', async () => {
    const about = { title: 'My notes', lang: 'en', names: {}, now: 0 };
    const file = async (notes: Note[]) => (await exportFile('jsonld', notes, about)).blob.text();
    const [first, ...others] = NOTES as [Note, ...Note[]];
    expect(await file([...others, first])).toBe(await file(NOTES));
    expect(await file([...others, { ...first, revision: 9 }])).not.toBe(await file(NOTES));
    const { notes } = await readFile(new Blob([await file(NOTES)]));
    expect(await file(notes)).toBe(await file(NOTES));
    expect(JSON.parse(await file([])).first.items).toEqual([]);
  });

  it('keeps an address that is no valid IRI, and writes it as one', async () => {
    const page = { address: 'https://news.example/?q=a|b^{c}"`', title: 'A' };
    const note = byKind('page', { target: { kind: 'page', page } });
    const text = whole(toCollection([note], '', IRI));
    expect(JSON.parse(text).first.items[0].target.source).toBe(
      'https://news.example/?q=a%7Cb%5E%7Bc%7D%22%60',
    );
    expect((await readNotes(text)).notes).toEqual([note]);
    const lying = text.replace('%7Cb', '%7Cc');
    expect((await readNotes(lying)).notes).toMatchObject([
      { target: { page: { address: 'https://news.example/?q=a%7Cc%5E%7Bc%7D%22%60' } } },
    ]);
  });

  it('preserves any generated note exactly', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(anyNote, { selector: ({ id }) => id, maxLength: 5 }), async (notes) => {
        const { notes: back, refused } = await readNotes(whole(toCollection(notes, '', IRI)));
        expect(refused).toEqual([]);
        expect(back).toEqual(notes);
      }),
      { numRuns: 500 },
    );
  });

  it('names terms by IRIs that preserve any id', () => {
    for (const term of ['igf', 'a b/c#d', '100 %', 'مجمع']) expect(termOf(termIri(term))).toBe(term);
    expect(termOf('urn:gloss:term:%E0%A4%A')).toBeUndefined();
  });

  it('exports another program’s annotation with its own id and its unknown members', async () => {
    const theirs = {
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      id: 'https://annotations.example/7',
      type: 'Annotation',
      creator: { id: 'https://people.example/a', name: 'A' },
      body: { type: 'TextualBody', value: 'Hm.', format: 'text/plain' },
      target: {
        source: 'https://news.example/',
        state: { type: 'TimeState', sourceDate: '2020-01-01T00:00:00Z' },
      },
    };
    const { notes } = await readNotes(JSON.stringify(theirs));
    const again = JSON.parse(whole(toCollection(notes, '', IRI))).first.items[0];
    expect(again).toMatchObject({ id: theirs.id, creator: theirs.creator, target: theirs.target });
    expect((await readNotes(JSON.stringify([again]))).notes[0]?.id).toBe(notes[0]?.id);
    expect(await noteIdOf(theirs.id)).toBe(notes[0]?.id);
  });

  it.each([
    ['two targets', { target: ['https://a.example/', 'https://b.example/'] }, /several/],
    [
      'a drawing as target',
      { target: { source: 'https://a.example/', selector: { type: 'SvgSelector' } } },
      /quote/,
    ],
    ['a choice of bodies', { body: { type: 'Choice', items: [] } }, /choose/],
    [
      'a quote longer than any',
      {
        target: {
          source: 'https://a.example/',
          selector: { type: 'TextQuoteSelector', exact: 'x'.repeat(100_001) },
        },
      },
      /exact/,
    ],
    ['stamps of other fields', { gloss: { stamps: { galaxy: 1 } } }, /stamps/],
    ['a date that no edit could come after', { modified: '9999-12-31T23:59:59.999Z' }, /future/],
    ['a revision that none could come after', { gloss: { revision: Number.MAX_SAFE_INTEGER } }, /revision/],
  ])('with %s is refused with a reason', async (_, part, reason) => {
    const annotation = {
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      id: 'urn:x:1',
      type: 'Annotation',
      target: 'https://a.example/',
      ...part,
    };
    const { notes, refused } = await readNotes(JSON.stringify([annotation]));
    expect(notes).toEqual([]);
    expect(refused).toMatchObject([{ at: 1, id: 'urn:x:1', reason: expect.stringMatching(reason) }]);
  });

  it.each(['', '7', 'null', '"x"', '{', '{"type":"AnnotationCollection","first":"https://a.example/1"}'])(
    'that is %j is refused as a whole',
    async (text) => {
      await expect(readNotes(text)).rejects.toThrow(/file|collection|annotation/i);
    },
  );
});

describe('Hypothesis’s JSON', () => {
  it('preserves targets, texts, tags and dates', async () => {
    const { notes, refused } = await readNotes(whole(toHypothesis(NOTES, {}, 0)));
    expect(refused).toEqual([]);
    const essence = ({ id, text, tags, created, modified, target }: Note) => {
      if (target.kind === 'term') return { id, text, tags, created, modified, target };
      const { canonical, ...page } = target.page;
      if (target.kind === 'page') return { id, text, tags, created, modified, target: { ...target, page } };
      const { rival, length, ...selectors } = target.selectors;
      return { id, text, tags, created, modified, target: { ...target, page, selectors } };
    };
    expect(notes.map(essence)).toEqual(NOTES.map(essence));
  });

  it('is imported from search results and from exports; a reply is refused', async () => {
    const row = {
      id: 'aB3_xyz',
      created: '2024-05-01T10:00:00.123456+00:00',
      updated: '2024-05-02T10:00:00.123456+00:00',
      user: 'acct:a@hypothes.is',
      uri: 'https://news.example/a',
      text: 'Hm.',
      tags: ['x', ' '],
      document: { title: ['A'] },
      target: [{ source: 'https://news.example/a', selector: [{ type: 'TextQuoteSelector', exact: 'a b' }] }],
    };
    for (const file of [{ rows: [row], total: 1 }, { annotations: [row] }, [row]]) {
      const { notes } = await readNotes(JSON.stringify(file));
      expect(notes).toMatchObject([
        { text: 'Hm.', tags: ['x'], target: { selectors: { quote: { exact: 'a b' } } } },
      ]);
    }
    const { refused } = await readNotes(JSON.stringify([{ ...row, references: ['b'] }]));
    expect(refused).toMatchObject([{ at: 1, id: 'aB3_xyz', reason: expect.stringMatching(/reply/) }]);
  });
});

describe('A file', () => {
  it('in another encoding than UTF-8 is refused, not misread', async () => {
    const latin = new Blob([Uint8Array.from([0x5b, 0x22, 0xe9, 0x22, 0x5d])]);
    await expect(readFile(latin)).rejects.toThrow(/UTF-8/);
    expect(await readFile(new Blob(['\uFEFF[]']))).toEqual({
      notes: [],
      places: {},
      refused: [],
      left: [],
    });
  });

  it('is named after the user’s date and its format', async () => {
    const about = { title: '', lang: 'en', names: {}, now: new Date(2024, 0, 2, 23, 59).getTime() };
    const names = await Promise.all(FORMATS.map(async (each) => (await exportFile(each, NOTES, about)).name));
    expect(names).toEqual(
      ['.jsonld', '-markdown.zip', '.csv', '.html', '-hypothesis.json'].map(
        (ending) => `gloss-notes-2024-01-02${ending}`,
      ),
    );
  });
});
