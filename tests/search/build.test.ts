import { describe, expect, it } from 'vitest';
import type { Passage } from '../../src/digest/schema';
import { buildIndex } from '../../src/search/build';
import { digestEntries } from '../../src/search/digest-entries';
import { SearchIndexError } from '../../src/search/layout';
import { SearchIndex } from '../../src/search/search';
import { sortInSlices } from '../../src/search/sorting';
import { passage, term } from './entries';

const nothing = async () => undefined;

describe('An index', () => {
  it('has the same bytes for the same entries', async () => {
    const entries = [term('b', ['label', 'B']), term('a', ['label', 'A'], ['form', 'B'])];
    expect(await buildIndex(entries, nothing)).toEqual(await buildIndex(entries, nothing));
  });

  it('pauses while it is built', async () => {
    let pauses = 0;
    const long = 'one two three four five six seven '.repeat(1_000);
    await buildIndex([passage('a', long), passage('b', long), passage('c', long)], async () => void pauses++);
    expect(pauses).toBeGreaterThanOrEqual(3);
  });

  it('opens from bytes at any alignment', async () => {
    const bytes = await buildIndex([term('a', ['label', 'Forum'])], nothing);
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    expect(new SearchIndex(shifted.subarray(1)).search('forum', 1)).toHaveLength(1);
  });

  it.each([
    ['no bytes', () => new Uint8Array(0), 'too short'],
    ['other bytes', () => new Uint8Array(400), 'no search index'],
    ['a part of it', (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, -1), 'should have'],
    ['a later version', (bytes: Uint8Array<ArrayBuffer>) => changed(bytes, 1, 99), 'version 99'],
    ['wrong lengths', (bytes: Uint8Array<ArrayBuffer>) => changed(bytes, 3, 1e9), 'firstText end behind'],
  ])('is refused with the reason if it is %s', async (_, spoil, message) => {
    const bytes = spoil(await buildIndex([term('a', ['label', 'Forum'])], nothing));
    expect(() => new SearchIndex(bytes)).toThrow(SearchIndexError);
    expect(() => new SearchIndex(bytes)).toThrow(message);
  });
});

function changed(bytes: Uint8Array<ArrayBuffer>, word: number, value: number): Uint8Array<ArrayBuffer> {
  new DataView(bytes.buffer).setInt32(word * 4, value, true);
  return bytes;
}

it('A digest gives one entry for each term, headed by its kind, and for each passage, headed by its document', () => {
  const entries = [
    ...digestEntries({
      documents: [{ id: 'report', title: 'A report', lang: 'en' }],
      passages: [{ id: 'report#p01', document: 'report', kind: 'paragraph', text: 'The IGF meets.' }],
      terms: [
        {
          id: 'igf',
          kind: 'event',
          label: 'IGF',
          name: 'Internet Governance Forum',
          gist: { en: 'A yearly forum' },
          forms: [{ text: 'IGF', lang: 'en', case: 'exact', ambiguous: true }],
          cues: ['internet'],
          rivals: [],
          claims: [{ text: 'It meets.', passage: 'report#p01', quote: 'meets' }],
          related: [],
        },
      ],
    }),
  ];
  expect(entries).toEqual([
    {
      kind: 'term',
      id: 'igf',
      heading: 'event',
      texts: [
        { field: 'label', text: 'IGF' },
        { field: 'form', text: 'Internet Governance Forum' },
        { field: 'claim', text: 'It meets.' },
        { field: 'gist', text: 'A yearly forum' },
      ],
    },
    {
      kind: 'passage',
      id: 'report#p01',
      heading: 'A report',
      texts: [{ field: 'passage', text: 'The IGF meets.' }],
    },
  ]);
});

it('Headings and notes about the file are no entries; a passage has the heading over it', () => {
  const texts: [Passage['kind'], string, number?][] = [
    ['heading', 'The garden', 1],
    ['paragraph', 'May 1987'],
    ['paragraph', '(Download the plan)'],
    ['paragraph', 'The garden is closed.'],
    ['heading', 'Palms', 2],
    ['item', 'dates'],
    ['paragraph', 'They are old and tall and were brought by ship'],
  ];
  const entries = [
    ...digestEntries({
      documents: [{ id: 'report', title: 'A report', lang: 'en' }],
      passages: texts.map(([kind, text, level], i) => ({
        id: `report#p0${i}`,
        document: 'report',
        kind,
        text,
        ...(level !== undefined && { level }),
      })),
      terms: [],
    }),
  ];
  expect(entries.map(({ texts }) => texts.map(({ field, text }) => `${field}: ${text}`))).toEqual([
    ['passage: The garden is closed.'],
    ['passage: dates', 'section: Palms'],
    ['passage: They are old and tall and were brought by ship', 'section: Palms'],
  ]);
});

it('Sorting in slices gives the same order as sorting at once', async () => {
  const items = Array.from({ length: 20_000 }, (_, i) => ((i * 7_919) % 20_011).toString(36));
  let pauses = 0;
  expect(
    await sortInSlices(
      items,
      (item) => item,
      async () => void pauses++,
    ),
  ).toEqual([...items].sort());
  expect(pauses).toBeGreaterThan(4);
});
