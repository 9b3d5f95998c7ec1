// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import {
  follow,
  offsetOf,
  type PageText,
  rangeOf,
  readPageText,
  structureOf,
} from '../../../src/page/notes/page-text';

beforeEach(() => {
  document.body.innerHTML =
    '<h1>Forum</h1><script>no();</script><div id="a"><p>One <b>two</b> three</p><style>p{}</style><p>Four</p></div><p></p>';
});

function read(): PageText {
  const reading = readPageText(document.body);
  let step = reading.next();
  while (!step.done) step = reading.next();
  return step.value;
}

const text = (node: Node | undefined) => (node as Text).data;

describe('The text of a page', () => {
  it('is the text of its text nodes, without scripts and styles', () => {
    expect(read().text).toBe('ForumOne two threeFour');
  });

  it('converts to places on the page, where an end stays in the earlier node', () => {
    const page = read();
    const start = page.text.indexOf('two');
    const range = rangeOf(page, { start, end: start + 3 });
    expect([text(range?.startContainer), range?.startOffset]).toEqual(['two', 0]);
    expect([text(range?.endContainer), range?.endOffset]).toEqual(['two', 3]);
  });

  it('has an offset for any place of the page', () => {
    const page = read();
    const [one, four] = [...document.querySelectorAll('p')] as Element[] as [Element, Element];
    expect(offsetOf(page, one.firstChild as Text, 2)).toBe(page.text.indexOf('e two'));
    expect(offsetOf(page, one, 1)).toBe(page.text.indexOf('two'));
    expect(offsetOf(page, one, 3)).toBe(page.text.indexOf('Four'));
    expect(offsetOf(page, four, 0)).toBe(page.text.indexOf('Four'));
    expect(offsetOf(page, document.body, 0)).toBe(0);
    expect(offsetOf(page, document.body, document.body.childNodes.length)).toBe(page.text.length);
  });

  it('of an empty page has no range', () => {
    document.body.innerHTML = '';
    expect(rangeOf(read(), { start: 0, end: 0 })).toBeUndefined();
  });
});

describe('The structural selector', () => {
  const of = (words: string) => {
    const page = read();
    const start = page.text.indexOf(words);
    return structureOf(page, { start, end: start + words.length });
  };

  it('names the elements in which the passage begins and ends, with offsets', () => {
    expect(of('o three')).toEqual({
      startPath: '/div[1]/p[1]/b[1]',
      startOffset: 2,
      endPath: '/div[1]/p[1]',
      endOffset: 13,
    });
  });

  it('resolves to the same words after an insertion before them', () => {
    const structure = of('Four');
    document.querySelector('h1')?.after('A long advert.', document.createElement('section'));
    const page = read();
    const at = structure && follow(page, structure);
    expect(at && page.text.slice(at.start, at.end)).toBe('Four');
  });

  it.each(['/div[9]', '/div[1]/p[1]/table[1]', '/p]', '/x'.repeat(5_000)])(
    'resolves to undefined if its path does not exist: %.20s',
    (path) => {
      const structure = { startPath: path, startOffset: 0, endPath: path, endOffset: 3 };
      expect(follow(read(), structure)).toBeUndefined();
    },
  );
});
