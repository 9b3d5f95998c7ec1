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
    ['with a name and a password', A, 'https://u:p@news.example/2024/story?id=7', A],
    ['with encryption', 'http://news.example/a', 'https://news.example/a', 'https://news.example/a'],
    ['on the same port', 'http://localhost:3000/b', 'http://localhost:3000/a', 'http://localhost:3000/a'],
    [
      'of an owner under a private suffix',
      'https://m.me.github.io/a',
      'https://me.github.io/a',
      'https://me.github.io/a',
    ],
    [
      'in another script',
      'https://m.bücher.example/a',
      'https://bücher.example/a',
      'https://xn--bcher-kva.example/a',
    ],
    ['of the same address of the network', 'http://10.0.0.1/b', 'http://10.0.0.1/a', 'http://10.0.0.1/a'],
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
    ['of another owner under one private suffix', 'https://m.github.io/a', 'https://victim.github.io/a'],
    ['of a private suffix itself', 'https://m.github.io/a', 'https://github.io/a'],
    ['below a private suffix, from it', 'https://github.io/a', 'https://victim.github.io/a'],
    ['of any site, from one named www', 'https://www.com/a', 'https://victim.com/a'],
    ['of another owner under a suffix of two labels', 'https://m.co.uk/a', 'https://victim.co.uk/a'],
    ['of another owner under a suffix in another script', 'https://m.公司.cn/a', 'https://victim.公司.cn/a'],
    ['on another port', 'https://news.example:8443/a', 'https://news.example/a'],
    ['on the common port, from another', 'http://localhost:3000/a', 'http://localhost/a'],
    ['on another port of this computer', 'http://localhost:3000/a', 'http://localhost:8080/a'],
    ['without encryption', 'https://news.example/a', 'http://news.example/a'],
    ['of another address of the network', 'http://10.0.0.1/a', 'http://10.0.0.2/a'],
    ['of another address, of six', 'http://[::1]/a', 'http://[::2]/a'],
    ['of the same name with a dot behind', 'https://news.example./a', 'https://news.example/a'],
    ['that hides another host behind a name', A, 'https://news.example@evil.example/a'],
    ['of the web, from a file', 'file:///home/a.html', 'https://news.example/a'],
    ['of a file', A, 'file:///home/a.html'],
    ['of data', A, 'data:text/html,a'],
    ['of a site with a like name', A, 'https://evilnews.example/a'],
    ['that is the front page of another page', A, 'https://news.example/'],
  ])('%s is not', (_, address, canonical) => {
    expect(canonicalKey({ address, canonical })).toBeUndefined();
  });
});
