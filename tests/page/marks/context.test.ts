// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { contextOf } from '../../../src/page/marks/context';

/** The context of the word in brackets. The brackets are not part of the page. */
function around(html: string) {
  document.body.innerHTML = html;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const from = node.data.indexOf('[');
    if (from < 0) continue;
    const to = node.data.indexOf(']') - 1;
    node.data = node.data.replace(/[[\]]/g, '');
    return contextOf({ start: { node, offset: from }, end: { node, offset: to } });
  }
  throw new Error('No brackets.');
}

describe('the context of a mention', () => {
  it('crosses inline elements and ends with the block', () => {
    expect(
      around('<div>Before.<p>Delegates <b>of the</b>\n   [IGF] <i>met</i> again.</p>After.</div>'),
    ).toEqual({ before: 'Delegates of the ', after: ' met again.' });
  });

  it('ends at a nested block and at a line break', () => {
    expect(around('<div>One<p>two</p>three [IGF] four<br>five</div>')).toEqual({
      before: 'three ',
      after: ' four',
    });
  });

  it('leaves out text that is not prose', () => {
    expect(
      around('<p>The <code>x = 1</code><script>let y</script> [IGF]<textarea>z</textarea> met</p>'),
    ).toEqual({
      before: 'The ',
      after: ' met',
    });
  });

  it('is cut between words, and says so', () => {
    const { before, after } = around(`<p>${'lorem ipsum '.repeat(20)}[IGF]${' dolor sit'.repeat(20)}</p>`);
    expect(before).toMatch(/^… (lorem|ipsum) .* ipsum $/);
    expect(after).toMatch(/^ dolor .* (dolor|sit) …$/);
    for (const text of [before, after]) {
      expect(text.length).toBeLessThanOrEqual(62);
      expect(text.length).toBeGreaterThan(40);
    }
  });

  it('is cut between characters in text without spaces', () => {
    const { before, after } = around(`<p>${'𠮷'.repeat(50)}a[聯合國]b${'𠮷'.repeat(50)}</p>`);
    for (const text of [before, after]) expect(text.isWellFormed()).toBe(true);
  });
});
