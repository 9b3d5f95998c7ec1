import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalKey, isSamePage, lookupKey, pageKey } from '../../src/notes/address';

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
    ['https://news.example/?q=net%20norms&utm_source=x', 'https://news.example/?q=net%20norms'],
    ['https://news.example/?fbclid=x&title=Talk:UN&a=&b', 'https://news.example/?title=Talk:UN&a=&b'],
    ['https://news.example/?ids=1,2&MTM_campaign=x&ids=3', 'https://news.example/?ids=1,2&ids=3'],
    ['https://news.example/?77-un&_ga=x', 'https://news.example/?77-un'],
    ['https://news.example/?q=%e9&pk_kwd=x', 'https://news.example/?q=%E9'],
    ['https://news.example/?utm%5Fsource=x', 'https://news.example/'],
    ['https://news.example/a?', 'https://news.example/a'],
    ['https://news.example/%d8%a7', 'https://news.example/%D8%A7'],
    ['https://app.example/#!notes', 'https://app.example/#!notes'],
    ['https://app.example/#/', 'https://app.example/'],
    ['https://app.example/#/a?b=c&utm_source=x', 'https://app.example/#/a?b=c'],
    ['https://app.example/#/a:~:text=b', 'https://app.example/#/a'],
  ])('of %s is %s', (address, key) => {
    expect(pageKey(address)).toBe(key);
  });
});

describe('A parameter', () => {
  it.each([
    ...[
      '_ga',
      '_gl',
      'mtm_source',
      'pk_campaign',
      'at_medium',
      'li_fat_id',
      'gclid',
      'dclid',
      'gbraid',
      'twclid',
    ],
    ...[
      'ttclid',
      'msclkid',
      'igshid',
      'ScCid',
      'epik',
      'srsltid',
      '_hsenc',
      'hsCtaTracking',
      'mc_eid',
      'mkt_tok',
    ],
    ...['vero_id', 'oly_enc_id', '__s', 'et_rid', '_kx', 'elqTrackId', 'itm_campaign', 'UTM_SOURCE'],
  ])('%s tracks', (name) => {
    expect(pageKey(`https://news.example/?${name}=x&id=7`)).toBe('https://news.example/?id=7');
  });

  it.each(['ref', 'source', 'id', 'q', 'p', 'utm', 'at', 'mc', 'si', 'attr', 'gclid2', 'pkg', 'campaign'])(
    '%s may select content',
    (name) => {
      expect(pageKey(`https://news.example/?${name}=x`)).toBe(`https://news.example/?${name}=x`);
    },
  );
});

describe('The lookup key', () => {
  it.each([
    'http://news.example/a',
    'https://www.news.example/a/',
    'https://news.example/a?#top',
    'http://www.news.example/%61/?utm_source=x',
  ])('of %s is that of one page', (address) => {
    expect(lookupKey(address)).toBe('https://news.example/a');
  });

  it.each([
    ['http://localhost:3000/a/', 'http://localhost:3000/a'],
    ['https://www.github.io/', 'https://www.github.io/'],
    ['https://www.me.github.io/', 'https://me.github.io/'],
    ['https://www.co.uk/', 'https://www.co.uk/'],
    ['https://www.www.news.example/', 'https://news.example/'],
    ['https://app.example/#/a/', 'https://app.example/#/a'],
    ['https://app.example/#//', 'https://app.example/'],
    ['https://app.example/#!//?utm_source=x', 'https://app.example/'],
    ['https://app.example/#/?=', 'https://app.example/'],
    ['https://app.example/#//?q=1', 'https://app.example/#/?q=1'],
    ['https://app.example/#!?q=1', 'https://app.example/#!?q=1'],
    ['https://app.example/%%34%31', 'https://app.example/%2541'],
    ['file:///home/a%20b.html', 'file:///home/a%20b.html'],
    ['urn:x:y', 'urn:x:y'],
    ['https://news.example/?q=a+b&c=&d=%3A', 'https://news.example/?q=a%20b&c&d=%3A'],
  ])('of %s is %s', (address, key) => {
    expect(lookupKey(address)).toBe(key);
  });

  /** Addresses made of what has a meaning in one, in any order: much rarer where letters are drawn freely. */
  const pieced = fc
    .array(
      fc.constantFrom(
        '/',
        '#',
        '!',
        '?',
        '&',
        '=',
        '%',
        '25',
        '41',
        '%2F',
        '+',
        'a',
        'www.',
        'utm_id=x',
        ':~:',
      ),
    )
    .map((pieces) => `https://www.www.news.example/${pieces.join('')}`);

  it('of a lookup key is the same, and so is that of a key as any version made it', () => {
    const urls = fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), pieced);
    fc.assert(
      fc.property(urls, fc.string(), (url, text) => {
        const address = new URL(`${url}${url.includes('?') ? '&' : ''}`).href;
        expect(pageKey(pageKey(address))).toBe(pageKey(address));
        expect(lookupKey(pageKey(address))).toBe(lookupKey(address));
        const key = lookupKey(address);
        expect(lookupKey(key)).toBe(key);
        // A query that was written anew, as by `URLSearchParams`.
        const anew = new URL(address);
        anew.searchParams.append('x', text.toWellFormed());
        const named = lookupKey(anew.href);
        anew.searchParams.append('gclid', '1');
        anew.searchParams.delete('gclid');
        expect(lookupKey(anew.href)).toBe(named);
      }),
    );
  });
});

describe('Two addresses', () => {
  const mobile = { address: 'https://m.news.example/2024/story?id=7', canonical: A };

  it.each([
    ['that differ by fragment and tracking', { address: `${A}#a` }, { address: `${A}&gclid=1` }],
    ['of which one names the other as canonical', mobile, { address: A }],
    ['of which the other names the one', { address: A }, mobile],
    ['of http and https', { address: A.replace('https', 'http') }, { address: A }],
    ['with and without www', { address: A }, { address: A.replace('news', 'www.news') }],
    [
      'with and without a slash at the end',
      { address: 'https://news.example/a/' },
      { address: 'https://news.example/a' },
    ],
    [
      'that differ in these and agree about the canonical one',
      { address: 'http://www.news.example/a', canonical: 'https://news.example/a' },
      { address: 'https://news.example/a/', canonical: 'https://news.example/a' },
    ],
    [
      'of which one names the other but for these',
      { address: 'https://en.m.wiki.example/UN', canonical: 'https://en.wiki.example/UN' },
      { address: 'http://en.wiki.example/UN/' },
    ],
    [
      'whose parameters are written in two ways',
      { address: 'https://news.example/?q=a+b&title=Talk%3AUN' },
      { address: 'https://news.example/?q=a%20b&title=Talk:UN' },
    ],
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
      'with and without a slash, of which each is the canonical one for itself',
      { address: 'https://news.example/a/', canonical: 'https://news.example/a/' },
      { address: 'https://news.example/a', canonical: 'https://news.example/a' },
    ],
    [
      'of http and https, of which one says that it is a third',
      { address: 'http://news.example/a' },
      { address: 'https://news.example/a', canonical: 'https://news.example/b' },
    ],
    ['on two ports', { address: 'http://localhost:1/a' }, { address: 'http://localhost:2/a' }],
    [
      'of http and https on one port',
      { address: 'http://localhost:1/a' },
      { address: 'https://localhost:1/a' },
    ],
    [
      'of two owners under one suffix',
      { address: 'https://www.github.io/' },
      { address: 'https://github.io/' },
    ],
    ['of two views', { address: 'https://app.example/#!a' }, { address: 'https://app.example/#!b' }],
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
