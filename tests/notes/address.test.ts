import { describe, expect, it } from 'vitest';
import { isSamePage, pageKey } from '../../src/notes/address';

const A = 'https://news.example/2024/story?id=7';

describe('The key of a page', () => {
  it.each([
    [`${A}#part`, A],
    [`${A}&utm_source=x&fbclid=y`, A],
    ['https://user:secret@news.example/2024/story?id=7', A],
    ['https://NEWS.example:443/2024/story?id=7', A],
    ['https://app.example/#/notes/3', 'https://app.example/#/notes/3'],
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
