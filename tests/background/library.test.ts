import { beforeEach, describe, expect, it, vi } from 'vitest';
import { addressOf, type Digest, labelsOf, libraryHandlers } from '../../src/background/library';
import { compile } from '../../src/digest/compile';
import { DigestLookup } from '../../src/digest/lookup';
import { sources } from '../digest/sources';

const compiled = await compile(sources());
const lookup = new DigestLookup(compiled);
const digest: Digest = {
  card: async (id) => lookup.card(id),
  term: async (id) => lookup.term(id),
  documents: async () => compiled.documents,
  passages: async (id) => lookup.passages(id) ?? [],
};
const openTab = vi.fn(async (_url: string) => undefined);
beforeEach(() => void openTab.mockClear());
const { card, documents, document, labels, terms, open } = libraryHandlers(digest, openTab);

describe('the library', () => {
  it('answers with the card of a term, and with nothing for a term that it does not have', async () => {
    expect((await card({ term: 'igf' }, {}))?.term.label).toBe('IGF');
    expect(await card({ term: 'weather' }, {})).toBeNull();
  });

  it('answers with all documents', async () => {
    expect(await documents(null, {})).toEqual(compiled.documents);
  });

  it('answers with a document and its passages, and with nothing for one that it does not have', async () => {
    const found = await document({ id: 'report' }, {});
    expect(found?.document).toEqual(compiled.documents[0]);
    expect(found?.passages).toEqual(compiled.passages);
    expect(await document({ id: 'weather' }, {})).toBeNull();
  });

  it('answers with the names of the terms that it has', async () => {
    const named = { igf: 'IGF', 'cyber-diplomacy': 'Cyber diplomacy' };
    expect(await labels({ terms: ['igf', 'weather', 'cyber-diplomacy'] }, {})).toEqual(named);
    expect(await labelsOf(digest, [])).toEqual({});
  });

  it('answers with the names and kinds of the terms that it has', async () => {
    expect(await terms({ terms: ['igf', 'weather'] }, {})).toEqual({ igf: { label: 'IGF', kind: 'event' } });
  });

  it('opens what it is asked for in a tab, and answers when that is open', async () => {
    expect(await open({ term: 'igf' }, {})).toBeNull();
    expect(openTab.mock.calls).toEqual([['/library.html?term=igf']]);
    openTab.mockRejectedValueOnce(new Error('no window'));
    await expect(open({}, {})).rejects.toThrow('no window');
  });
});

it.each([
  [{ note: 'n', term: 'igf', passage: 'report#p02' }, '/notes.html?note=n'],
  [{ term: 'igf', passage: 'report#p02' }, '/library.html?term=igf'],
  [{ passage: 'report#p02' }, '/library.html?document=report#p02'],
  [{}, '/library.html'],
])('The address of %o is %s', (place, address) => {
  expect(addressOf(place)).toBe(address);
});
