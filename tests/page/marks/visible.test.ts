// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { seeing, unboxed } from '../../../src/page/marks/visible';

/** The elements whose style was asked for: to ask inside what is not laid out makes the browser lay it out. */
let asked: Element[];
beforeEach(() => {
  asked = [];
  vi.stubGlobal('closed', false);
  vi.stubGlobal('getComputedStyle', (element: HTMLElement) => {
    asked.push(element);
    const [display, contentVisibility] = element.className.split(' ');
    return { display, contentVisibility };
  });
  Element.prototype.checkVisibility = function () {
    asked.push(this);
    return this.className === '';
  };
});

/** The paragraphs of a page. */
const page = (html: string) => {
  document.body.innerHTML = html;
  return [...document.querySelectorAll('p')];
};
const seen = (html: string) => page(html).map(seeing());

describe('a block', () => {
  it('is seen if it and everything around it is displayed', () => {
    expect(seen('<p></p><div><p></p></div><p class="none"></p><p class="contents"></p>')).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });

  it.each([
    ['a closed details', '<details><summary></summary><div><p></p><p></p></div></details>'],
    ['display: none', '<div class="none"><div><p></p><p></p></div></div>'],
    ['content-visibility: hidden', '<div class="block hidden"><div><p></p><p></p></div></div>'],
  ])('is not seen in %s, and nothing in there is asked', (_name, html) => {
    expect(seen(html)).toEqual([false, false]);
    const inner = document.querySelector('div div, details div');
    expect(asked.filter((each) => inner?.contains(each))).toEqual([]);
  });

  it('is seen in the summary of a closed details, in an open one, and in content-visibility: auto', () => {
    expect(seen('<details><summary><p></p></summary></details>')).toEqual([true]);
    expect(seen('<details open><summary></summary><p></p></details>')).toEqual([true]);
    expect(seen('<div class="block auto"><p></p></div>')).toEqual([true]);
  });

  it('is not seen outside the page', () => {
    const [block] = page('<p></p>');
    block?.remove();
    expect(seeing()(block as Element)).toBe(false);
  });

  it('in a shadow root is seen if its host is', () => {
    document.body.innerHTML = '<div class="block hidden"><section></section></div><section></section>';
    const blocks = [...document.querySelectorAll('section')].map((host) => {
      const root = host.attachShadow({ mode: 'open' });
      root.innerHTML = '<p></p>';
      return root.querySelector('p') as Element;
    });
    expect(blocks.map(seeing())).toEqual([false, true]);
  });

  it('is asked about what is around it once for all blocks', () => {
    seen(`<div>${'<p></p>'.repeat(50)}</div>`);
    expect(asked.filter((each) => each.localName !== 'p')).toHaveLength(3);
  });

  it('has no box where its display is contents, and is not asked in what is not laid out yet', () => {
    const html = '<p class="contents"></p><p></p><div class="block auto"><p class="contents"></p></div>';
    expect(page(html).map(unboxed())).toEqual([true, false, false]);
    expect(asked).not.toContain(document.querySelectorAll('p')[2]);
  });
});
