import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { howToOpen } from '../../../src/protocol/address';
import type { Tools } from '../../../src/ui/notes-page/NotesTools';
import { addressWriter, queryOf, toolsOf } from '../../../src/ui/notes-page/notes-address';

const FIRST: Tools = {
  query: '',
  grouping: 'page',
  sorting: 'changed',
  deleted: false,
  tags: [],
  colour: null,
};

const KYOTO = encodeURIComponent('کیوتو');

describe('The address of the notes page', () => {
  it.each([
    [FIRST, ''],
    [{ ...FIRST, grouping: 'tag' as const, deleted: true }, '?group=tag&deleted='],
    [{ ...FIRST, query: 'a&b=ü', sorting: 'match' as const }, '?query=a%26b%3D%C3%BC'],
    [{ ...FIRST, query: 'igf', sorting: 'made' as const }, '?query=igf&sort=made'],
    [{ ...FIRST, tags: ['a&b', 'کیوتو'], colour: 'green' as const }, `?colour=green&tag=a%26b&tag=${KYOTO}`],
  ])('says what is shown: %o', (tools, query) => {
    expect(queryOf(tools)).toBe(query);
    expect({ ...FIRST, ...toolsOf(query) }).toEqual({ ...tools, note: null });
  });

  it('ignores invalid values', () => {
    expect(toolsOf('?group=galaxy&sort=&query=&note=x&tag=&colour=octarine')).toEqual({ note: 'x' });
    expect(toolsOf('?tag=a&tag=a')).toEqual({ note: null, tags: ['a'] });
  });
});

describe('Writing the address', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('waits until nothing has changed for 400 ms, and writes the last state once', () => {
    const written: string[] = [];
    const onTools = addressWriter('/notes.html', (address) => written.push(address));
    onTools({ ...FIRST, query: 'i', sorting: 'match' });
    vi.advanceTimersByTime(399);
    onTools({ ...FIRST, query: 'ig', sorting: 'match' });
    vi.advanceTimersByTime(399);
    expect(written).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(written).toEqual(['?query=ig']);
  });

  it('writes the path alone when the page is back at its first state', () => {
    const written: string[] = [];
    addressWriter('/notes.html', (address) => written.push(address))(FIRST);
    vi.runAllTimers();
    expect(written).toEqual(['/notes.html']);
  });
});

it.each([
  ['https://a.example/', 'link'],
  ['http://a.example/', 'link'],
  ['javascript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['chrome://settings', undefined],
  ['moz-extension://x/options.html', undefined],
  ['a page', undefined],
])('%s is opened by: %s', (address, how) => {
  expect(howToOpen(address)).toBe(how);
});
