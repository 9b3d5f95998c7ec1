import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  howToOpen,
  libraryAddress,
  notesAddress,
  queryAddress,
  termAddress,
} from '../../src/protocol/address';

describe('the address of a page of the extension', () => {
  it.each([
    [termAddress('a b'), '/library.html?term=a%20b'],
    [queryAddress('A & B?'), '/library.html?query=A%20%26%20B%3F'],
    [queryAddress('half \ud83d'), '/library.html?query=half%20%EF%BF%BD'],
    [libraryAddress(), '/library.html'],
    [libraryAddress('report'), '/library.html?document=report'],
    [libraryAddress('report#p03'), '/library.html?document=report#p03'],
    [libraryAddress('a&b#p03'), '/library.html?document=a%26b#p03'],
    [notesAddress(), '/notes.html'],
    [notesAddress('a&b'), '/notes.html?note=a%26b'],
  ])('is %s', (address, expected) => {
    expect(address).toBe(expected);
  });
});

describe('the page of a note', () => {
  afterEach(() => void vi.unstubAllEnvs());

  it.each([
    ['http://news.example/', 'link'],
    ['https://news.example/', 'link'],
    ['file:///home/me/a.html', 'tab'],
    ['javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['chrome://settings/', undefined],
    ['blob:https://news.example/1', undefined],
    ['no address', undefined],
    ['', undefined],
  ])('%s is opened by %s', (address, how) => {
    vi.stubEnv('FIREFOX', '');
    expect(howToOpen(address)).toBe(how);
  });

  it('is not opened in Firefox when it is a file of this computer', () => {
    vi.stubEnv('FIREFOX', 'true');
    expect(howToOpen('file:///home/me/a.html')).toBeUndefined();
    expect(howToOpen('https://news.example/')).toBe('link');
  });
});
