// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { isThere } from '../../../src/page/marks/spot';
import { readPageText } from '../../../src/page/notes/page-text';
import { piecesOf } from '../../../src/page/notes/pieces';
import { run } from './run';

const pieces = (html: string, words: string) => {
  document.body.innerHTML = html;
  const page = run(readPageText(document.body));
  const start = page.text.indexOf(words);
  return run(piecesOf(page, { start, end: start + words.length }));
};
const texts = (html: string, words: string) =>
  pieces(html, words).map(({ start, end }) => {
    const range = document.createRange();
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset);
    return `${range}`;
  });

describe('a passage', () => {
  it('of one block is one piece, whatever is inside it', () => {
    expect(texts('<p>One <b>two</b> three</p>', 'e two thr')).toEqual(['e two thr']);
  });

  it('over several blocks has one piece in each', () => {
    expect(texts('<h1>One</h1><p>two</p><p>three</p>', 'netwoth')).toEqual(['ne', 'two', 'th']);
  });

  it('has no piece for the white space between two blocks', () => {
    expect(texts('<p>One</p>\n \n<p>two</p>', 'One\n \ntwo')).toEqual(['One', 'two']);
  });

  it('begins and ends in the nodes of its own letters', () => {
    expect(texts('<p>One<b>two</b>three</p>', 'two')).toEqual(['two']);
    expect(pieces('<p>One<b>two</b>three</p>', 'two')[0]?.nodes).toHaveLength(1);
  });

  it('has at most a thousand pieces, of which the last holds the rest', () => {
    const html = Array.from({ length: 1_200 }, () => '<p>a</p>').join('');
    const all = pieces(html, 'a'.repeat(1_200));
    expect(all).toHaveLength(1_000);
    expect(all.at(-1)?.nodes).toHaveLength(201);
  });

  it('exists as long as both its ends do', () => {
    const [piece] = pieces('<p>One <b>two</b> three</p>', 'One two');
    if (!piece) throw new Error('No piece.');
    expect(isThere(piece)).toBe(true);
    piece.end.node.data = 'x';
    expect(isThere(piece)).toBe(false);
    piece.end.node.data = 'two';
    piece.end.node.remove();
    expect(isThere(piece)).toBe(false);
  });
});
