import { describe, expect, it } from 'vitest';
import { canonicalKey, isSamePage, pageKey } from '../../src/notes/address';

const A = 'https://news.example/2024/story?id=7';

describe('The key of a page', () => {
  it.each([
    [`${A}#part`, A],
    [`${A}&utm_source=x&fbclid=y`, A],
    ['https://user:secret@news.example/2024/story?id=7', A],
    ['https://NEWS.example:443/2024/story?id=7', A],
    ['https://app.example/#/notes/3', 'https://app.example/#/notes/3'],
    ['https://app.example/#!/notes/3', 'https://app.example/#!/notes/3'],
    ['https://news.example/?q=a+b&c', 'https://news.example/?q=a+b&c'],
    ['not an address', 'not an address'],
  ])('of %s is %s', (address, key) => {
    expect(pageKey(address)).toBe(key);
  });
});

describe('Two addresses', () => {
  const mobile = { address: 'https://m.news.example/2024/story?id=7', canonical: A };

  it.each([
    ['that differ by fragment and tracking', { address: `${A}#a` }, { address: `${A}&gclid=1` }],
    ['of which one names the other as canonical', mobile, { address: A }],
    ['of which the other names the one', { address: A }, mobile],
  ])('%s are one page', (_, noted, here) => {
    expect(isSamePage(noted, here)).toBe(true);
  });

  it.each([
    [
      'that differ by a parameter that counts',
      { address: A },
      { address: 'https://news.example/2024/story?id=8' },
    ],
    [
      'that merely name the same canonical address',
      { address: 'https://news.example/a', canonical: 'https://news.example/all' },
      { address: 'https://news.example/b', canonical: 'https://news.example/all' },
    ],
    [
      'of which one names its front page',
      { address: A, canonical: 'https://news.example/' },
      { address: 'https://news.example/' },
    ],
    [
      'of which one names a page of another site',
      { address: A },
      { address: 'https://evil.example/', canonical: A },
    ],
    [
      'of which one names nonsense',
      { address: A },
      { address: 'https://news.example/b', canonical: 'javascript:0' },
    ],
  ])('%s are two pages', (_, noted, here) => {
    expect(isSamePage(noted, here)).toBe(false);
  });
});

describe('The canonical address that a page names', () => {
  it.each([
    ['of the page itself', A, A, A],
    ['below its site', 'https://m.news.example/a', 'https://news.example/a', 'https://news.example/a'],
    ['above its site', 'https://news.example/a', 'https://en.news.example/a', 'https://en.news.example/a'],
    [
      'beside it',
      'https://www.news.example/a',
      'https://mobile.news.example/a',
      'https://mobile.news.example/a',
    ],
    ['with what does not count', A, `${A}&utm_source=x#top`, A],
    ['that is a page of the front page', A, 'https://news.example/?p=7', 'https://news.example/?p=7'],
    [
      'that is the front page, of the front page',
      'https://news.example/#top',
      'https://news.example/',
      'https://news.example/',
    ],
  ])('%s is believed', (_, address, canonical, key) => {
    expect(canonicalKey({ address, canonical })).toBe(key);
  });

  it.each([
    ['that is not there', A, undefined],
    ['that is none', A, 'a'],
    ['of a page without an address', 'a', A],
    ['that is not of the web', A, 'ftp://news.example/a'],
    ['of another site', A, 'https://evil.example/a'],
    ['of a site with a like name', A, 'https://evilnews.example/a'],
    ['that is the front page of another page', A, 'https://news.example/'],
  ])('%s is not', (_, address, canonical) => {
    expect(canonicalKey({ address, canonical })).toBeUndefined();
  });
});
