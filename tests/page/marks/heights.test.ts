// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { heightsOf, inView } from '../../../src/page/marks/heights';
import type { Spot } from '../../../src/page/marks/spot';

afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

/** A page of that length with a mention, 20 px high, at each of these heights, CSS px of the viewport. */
function page(length: number, ...tops: number[]): Spot[] {
  const nodes = tops.map((top) => {
    const node = document.body.appendChild(document.createTextNode(`${top}`));
    return { start: { node, offset: 0 }, end: { node, offset: node.length } };
  });
  vi.spyOn(Range.prototype, 'getBoundingClientRect').mockImplementation(function (this: Range) {
    const top = Number(this.startContainer.textContent);
    return { top, bottom: top + 20 } as DOMRect;
  });
  vi.spyOn(Element.prototype, 'scrollHeight', 'get').mockReturnValue(length);
  return nodes;
}

describe('the heights of mentions', () => {
  it('are parts of the length of the page', () => {
    expect(heightsOf(document, page(10_000, 90, 4_990, 9_960))).toEqual([10, 500, 997]);
  });

  it('stay within the page where a box scrolls in it', () => {
    // The document is as high as the window, and the box has been scrolled.
    expect(heightsOf(document, page(500, -1_010, -510, 990))).toEqual([0, 250, 1_000]);
  });

  it('are the start on a page without length', () => {
    expect(heightsOf(document, page(0, -10))).toEqual([0]);
    expect(heightsOf(document, [])).toEqual([]);
  });
});

describe('the mentions in view', () => {
  it('are those whose boxes reach into the window', () => {
    const height = window.innerHeight;
    const mentions = page(9_000, -500, -19, 10, height - 1, height, 3_000);
    expect(inView(document, mentions)).toEqual({ from: 1, to: 4 });
  });

  it('are none between two of them', () => {
    expect(inView(document, page(9_000, -500, 3_000))).toEqual({ from: 1, to: 1 });
    expect(inView(document, page(9_000, -500))).toEqual({ from: 1, to: 1 });
    expect(inView(document, [])).toEqual({ from: 0, to: 0 });
  });

  it('are not known once a mention has left the page', () => {
    const mentions = page(9_000, 10, 20);
    document.body.firstChild?.remove();
    expect(inView(document, mentions)).toBeUndefined();
  });
});
