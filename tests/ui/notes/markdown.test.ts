import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlOf } from '../../../src/ui/notes/markdown';

/** The names of all elements in rendered HTML. */
const elements = (html: string) => [...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name);

const ALLOWED = new Set(
  'p br hr strong em del code pre blockquote ul ol li h3 h4 h5 h6 table thead tbody tr th td a'.split(' '),
);

describe('The HTML of a note', () => {
  it('follows the Markdown, and keeps line breaks', () => {
    expect(htmlOf('**a** *b*\nc')).toBe('<p><strong>a</strong> <em>b</em><br>c</p>\n');
  });

  it('ranks its headings below those of the page', () => {
    expect(htmlOf('# a')).toContain('<h3>a</h3>');
    expect(htmlOf('###### a')).toContain('<h6>a</h6>');
  });

  it('has a link in place of an image', () => {
    expect(htmlOf('![a "b"](https://x.example/?a&b)')).toBe(
      '<p><a href="https://x.example/?a&amp;b">a &quot;b&quot;</a></p>\n',
    );
  });

  it.each([
    '<img src=x onerror=alert(1)>',
    'a <b onclick="x">b</b>',
    '<script>alert(1)</script>',
    '<style>*{}</style>',
    '<!-- a --><?b?><![CDATA[c]]>',
    '![a](b"onerror="c)',
    '```"><img src=x>\na\n```',
    '[a](<b"onmouseover="c>)',
    '[a](b "c" onclick=d)',
    '<a@b.example">',
  ])('holds no markup of the note itself: %s', (text) => {
    const html = htmlOf(text);
    expect(elements(html).filter((name) => !ALLOWED.has(name as string))).toEqual([]);
    expect(html).not.toMatch(/<[^>]*\son\w+=/i);
  });

  it('holds no markup of the note for any text', () => {
    const piece = fc.constantFrom(
      ...[
        '<',
        '>',
        '"',
        "'",
        '&',
        '![',
        '[',
        '](',
        ')',
        '`',
        '```',
        '*',
        '_',
        '~~',
        '\n',
        '\n\n',
        '    ',
        '- ',
        '> ',
        '|',
        '|-|',
      ],
      ...[
        '<img src=x onerror=y>',
        '<svg/onload=z>',
        '<!--',
        '-->',
        'javascript:',
        'https://a.example',
        '&lt;',
        '\\',
        'a',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const html = htmlOf(pieces.join(''));
        expect(elements(html).filter((name) => !ALLOWED.has(name as string))).toEqual([]);
      }),
    );
  });
});
