// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { gapsOf } from '../../../src/page/notes/gaps';
import { readPageText } from '../../../src/page/notes/page-text';
import { run } from './run';

/** The page's text with `|` where a line or cell begins, and brackets around what is not seen. */
function shown(html: string, around = 1_000): string {
  document.body.innerHTML = html;
  const page = run(readPageText(document.body));
  let text = '';
  let at = 0;
  for (const { from, to } of run(gapsOf(page, { start: 0, end: page.text.length }, around))) {
    text += page.text.slice(at, from) + (from === to ? '|' : `[${page.text.slice(from, to)}]`);
    at = to;
  }
  return text + page.text.slice(at);
}

describe('Gaps', () => {
  it.each([
    ['<p>One.</p><p>Two.</p>', 'One.|Two.'],
    ['<p>One<br>two</p>', 'One|two'],
    ['<p>One</p><hr><p>two</p>', 'One|two'],
    ['One<div></div>two', 'One|two'],
    ['<div><p>One</p></div>two', 'One|two'],
  ])('stand where a line or cell begins without white space: %s', (html, expected) => {
    expect(shown(html)).toBe(expected);
  });

  it.each([
    ['<p>One <b>two</b><i>three</i></p>', 'One twothree'],
    ['<p>a<code>b</code>c</p>', 'abc'],
    ['<p>a<span><span>b</span></span>c</p>', 'abc'],
    ['<p>a<script>x</script>b</p>', 'ab'],
    ['<p>a<span style="display:inline-block">b</span>c</p>', 'abc'],
  ])('do not stand between the parts of a line: %s', (html, expected) => {
    expect(shown(html)).toBe(expected);
  });

  it('follow the style, not the name', () => {
    expect(shown('<p><span style="display:block">One</span><span style="display:block">two</span></p>')).toBe(
      'One|two',
    );
    expect(shown('<div style="display:inline">One</div><div style="display:inline">two</div>')).toBe(
      'Onetwo',
    );
  });

  it.each([
    ['<p>a <span style="display:none">b </span>c</p>', 'a [b ]c'],
    ['<p>a <span style="visibility:hidden"><i>b </i></span>c</p>', 'a [b ]c'],
    ['<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字</p>', '漢[(][かん][)]字'],
  ])('hold what is not seen or cannot be selected: %s', (html, expected) => {
    expect(shown(html)).toBe(expected);
  });

  it('are those of the passage and of its surroundings only', () => {
    document.body.innerHTML = '<p>aaaa</p>'.repeat(100);
    const page = run(readPageText(document.body));
    const gaps = run(gapsOf(page, { start: 200, end: 208 }, 4));
    expect(gaps.map(({ from }) => from)).toEqual([200, 204, 208, 212]);
  });
});
