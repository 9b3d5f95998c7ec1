import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DigestSearch, searchHandlers } from '../../src/background/search';
import { NO_COUNTS } from '../../src/search/combine';
import type { Group } from '../../src/search/entry';

const hit = (kind: 'term' | 'note', id: string, score: number): Group => ({
  kind,
  hits: [{ kind, id, heading: '', title: { text: id, ranges: [] }, score }],
});
const TERM = hit('term', 'igf', 0.5);
const NOTE = hit('note', 'mine', 0.9);
const COUNTS = { words: [3], size: 10 };

const index = { search: vi.fn(() => [TERM]), counts: vi.fn(() => COUNTS) } satisfies DigestSearch;
const notes = {
  ready: vi.fn(async () => true),
  search: vi.fn(async (): Promise<Group | null> => NOTE),
  find: vi.fn(async () => ({ found: [], list: 'l' })),
};
const {
  search,
  'search-notes': searchNotes,
  'find-notes': findNotes,
} = searchHandlers(async () => index, notes);

beforeEach(() => {
  vi.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => {
  vi.clearAllMocks();
  vi.restoreAllMocks();
});
const asked = { query: 'igf', limit: 4 };

describe('a search', () => {
  it('finds notes beside the digest, with how common the words are there', async () => {
    expect(await search(asked, {})).toEqual([NOTE, TERM]);
    expect(index.search).toHaveBeenCalledExactlyOnceWith('igf', 4);
    expect(index.counts).toHaveBeenCalledExactlyOnceWith('igf');
    expect(notes.search).toHaveBeenCalledExactlyOnceWith('igf', 4, COUNTS);
  });

  it('does not search notes where there are none', async () => {
    notes.ready.mockResolvedValueOnce(false);
    expect(await search(asked, {})).toEqual([TERM]);
    expect(notes.search).not.toHaveBeenCalled();
  });

  it('finds what is in the digest when the notes cannot be searched, and reports the problem', async () => {
    notes.ready.mockRejectedValueOnce(new Error('no notes'));
    notes.search.mockRejectedValueOnce(new Error('no notes'));
    expect(await search(asked, {})).toEqual([TERM]);
    expect(console.warn).toHaveBeenCalledExactlyOnceWith('Gloss: the notes', new Error('no notes'));
  });

  it('fails where the digest cannot be searched', async () => {
    const none = searchHandlers(() => Promise.reject(new Error('no index')), notes);
    await expect(none.search(asked, {})).rejects.toThrow('no index');
  });
});

describe('a search over notes alone', () => {
  it('answers with what it finds, and whether there are notes at all', async () => {
    const given = { ...asked, beside: NO_COUNTS };
    expect(await searchNotes(given, {})).toEqual({ any: true, found: NOTE });
    expect(notes.search).toHaveBeenCalledExactlyOnceWith('igf', 4, NO_COUNTS);
    notes.ready.mockResolvedValueOnce(false);
    notes.search.mockResolvedValueOnce(null);
    expect(await searchNotes(given, {})).toEqual({ any: false, found: null });
  });

  it('answers that there may be notes when they cannot be searched', async () => {
    notes.search.mockRejectedValueOnce(new Error('no notes'));
    expect(await searchNotes({ ...asked, beside: NO_COUNTS }, {})).toEqual({ any: true, found: null });
  });

  it('finds all that match, for the list of notes', async () => {
    expect(await findNotes({ query: 'igf', known: 'k' }, {})).toEqual({ found: [], list: 'l' });
    expect(notes.find).toHaveBeenCalledExactlyOnceWith('igf', 'k');
  });
});
