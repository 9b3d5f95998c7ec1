import { describe, expect, it } from 'vitest';
import { howToOpen } from '../../../src/protocol/address';
import { queryOf, toolsOf } from '../../../src/ui/notes-page/notes-address';

const FIRST = { query: '', grouping: 'page', sorting: 'changed', deleted: false } as const;

describe('The address of the notes page', () => {
  it.each([
    [FIRST, ''],
    [{ ...FIRST, grouping: 'tag' as const, deleted: true }, '?group=tag&deleted='],
    [{ ...FIRST, query: 'a&b=ü', sorting: 'match' as const }, '?query=a%26b%3D%C3%BC'],
    [{ ...FIRST, query: 'igf', sorting: 'made' as const }, '?query=igf&sort=made'],
  ])('says what is shown: %o', (tools, query) => {
    expect(queryOf(tools)).toBe(query);
    expect({ ...FIRST, ...toolsOf(query) }).toEqual({ ...tools, note: null });
  });

  it('is read with care', () => {
    expect(toolsOf('?group=galaxy&sort=&query=&note=x')).toEqual({ note: 'x' });
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
