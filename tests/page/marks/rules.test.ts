// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { Root } from '../../../src/page/dom/nodes';
import { chainOf } from '../../../src/page/marks/rules';
import { blockOf } from '../../../src/page/read/prose';

beforeEach(() => {
  document.body.innerHTML = '';
});

/** Sets the page's HTML and returns the element with that id. */
function element(html: string, id = 'x'): Element {
  document.body.innerHTML = html;
  return document.querySelector(`#${id}`) as Element;
}

describe('the chain of a block', () => {
  it('lists its ancestors from the root down, then the block', () => {
    expect(chainOf(element('<main><article><p id="x">Text</p></article></main>'))).toBe(
      ':root>body>main>article>p',
    );
    expect(chainOf(document.documentElement)).toBe(':root');
  });

  it('matches the block, and no block of another chain', () => {
    const block = element('<main><p id="x">Text</p><section><p id="y">Text</p></section></main>');
    expect(block.matches(chainOf(block))).toBe(true);
    expect(document.querySelector('#y')?.matches(chainOf(block))).toBe(false);
  });

  it('changes when the block is moved', () => {
    const block = element('<main><p id="x">Text</p></main><aside></aside>');
    document.querySelector('aside')?.append(block);
    expect(chainOf(block)).toBe(':root>body>aside>p');
  });

  it('ends at the outermost host for a block in shadow roots', () => {
    const host = element('<main><x-card id="x"></x-card></main>');
    const outer = host.attachShadow({ mode: 'open' });
    outer.innerHTML = '<div><x-line></x-line></div>';
    const inner = (outer.querySelector('x-line') as Element).attachShadow({ mode: 'open' });
    inner.innerHTML = 'Loose<p>Text</p>';
    const block = blockOf(inner.querySelector('p') as Element) as Root;
    for (const each of [outer, inner, block]) expect(chainOf(each)).toBe(':root>body>main>x-card');
  });

  it('replaces names that a selector would have to escape', () => {
    const group = element('<svg><g id="x"></g></svg>');
    const drawn = document.createElementNS('http://www.w3.org/2000/svg', 'foreignObject');
    group.append(drawn);
    expect(chainOf(drawn)).toBe(':root>body>svg>g>*');
  });

  it('replaces a form whose name is shadowed by a field', () => {
    const block = element('<form><p id="x">Text</p></form>');
    Object.defineProperty(block.parentElement, 'localName', { value: document.createElement('input') });
    expect(chainOf(block)).toBe(':root>body>*>p');
  });

  it('matches nothing on the page for a block outside the document', () => {
    document.body.innerHTML = '<p>Text</p>';
    const gone = document.createElement('div');
    gone.innerHTML = '<p>Text</p>';
    expect(document.querySelectorAll(chainOf(gone.firstElementChild as Element))).toHaveLength(0);
  });

  it('begins further down if it would be very long', () => {
    const block = element(`${'<div>'.repeat(300)}<p id="x">Text</p>`);
    expect(chainOf(block)).toMatch(/^\*>div>.*>p$/);
    expect(chainOf(block).length).toBeLessThan(600);
    expect(block.matches(chainOf(block))).toBe(true);
  });
});
