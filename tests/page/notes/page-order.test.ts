// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { gapsOf } from '../../../src/page/notes/gaps';
import { PageOrder } from '../../../src/page/notes/page-order';
import { follow, offsetOf, readPageText, structureOf } from '../../../src/page/notes/page-text';
import { piecesOf } from '../../../src/page/notes/pieces';
import { run } from './run';

/** Attaches a shadow root to each element with `data-shadow`, nested ones too. */
function fill(tree: ParentNode): void {
  for (const host of tree.querySelectorAll<HTMLElement>('[data-shadow]')) {
    const root = host.attachShadow({ mode: 'open' });
    root.innerHTML = host.dataset.shadow ?? '';
    fill(root);
  }
}
const read = (html: string) => {
  document.body.innerHTML = html;
  fill(document);
  return run(readPageText(document.body));
};
const CARD =
  '<p>One </p><x-card data-shadow="<p>two </p><slot></slot><p>six </p>"><p>three </p><b>four</b> five </x-card><p>seven</p>';

beforeEach(() => {
  document.body.innerHTML = '';
});

describe('The order of a page', () => {
  it('has the content of a shadow root in the place of its host, and what is assigned in that of a slot', () => {
    expect(read(CARD).text).toBe('One two three four five six seven');
  });

  it('has the root of a host in another root', () => {
    expect(read(`<div data-shadow="<i>a</i><x-in data-shadow='<i>b</i>'></x-in><i>c</i>"></div>d`).text).toBe(
      'abcd',
    );
  });

  it('has, once and at the end of it, what is not shown in a host or a slot', () => {
    const slots = '<slot name=a>(a)</slot>, <slot name=b>(b)</slot>. ';
    expect(read(`<x-card data-shadow="${slots}">left <i slot=a>A </i>over</x-card> end`).text).toBe(
      'A (a), (b). left over end',
    );
  });

  it('follows the slots, not the tree', () => {
    const page = read(
      '<x-card data-shadow="<slot name=a></slot><slot name=b></slot>"><i slot=b>2</i><i slot=a>1</i></x-card>3',
    );
    expect(page.text).toBe('123');
  });

  it('of an empty shadow root is what it hides', () => {
    expect(read('<x-card data-shadow=""><p>hidden</p></x-card>shown').text).toBe('hiddenshown');
  });

  it('is the order of the nodes where there is no shadow root', () => {
    document.body.innerHTML = '<p>a<b>b</b><script>x</script></p><slot>c</slot>';
    const order = new PageOrder(document.body);
    let text = '';
    for (let node = order.following(document.body); node; node = order.following(node))
      if (node.nodeType === 3) text += (node as Text).data;
    expect([text, order.jumps]).toEqual(['abc', 0]);
  });
});

describe('A place in a shadow root', () => {
  it('has an offset, in a text or among the children of an element', () => {
    const page = read(CARD);
    const { shadowRoot } = document.querySelector('x-card') as Element;
    const [two, six] = [...(shadowRoot?.querySelectorAll('p') ?? [])] as unknown as [Element, Element];
    const at = (words: string) => page.text.indexOf(words);
    expect(offsetOf(page, two.firstChild as Text, 1)).toBe(at('wo'));
    expect(offsetOf(page, two, 1)).toBe(at('three'));
    expect(offsetOf(page, six, 0)).toBe(at('six'));
    expect(offsetOf(page, six, 1)).toBe(at('seven'));
    expect(offsetOf(page, shadowRoot as Node, 0)).toBe(at('two'));
    expect(offsetOf(page, shadowRoot as Node, shadowRoot?.childNodes.length ?? 0)).toBe(at('seven'));
    expect(offsetOf(page, document.body, 1)).toBe(at('two'));
    expect(offsetOf(page, document.body, 2)).toBe(at('seven'));
  });

  it('has no path, and a place outside has the path of before', () => {
    const page = read(CARD);
    const of = (words: string) => {
      const start = page.text.indexOf(words);
      return structureOf(page, { start, end: start + words.length });
    };
    expect(of('two')).toBeUndefined();
    expect(of('four five six')).toBeUndefined();
    const structure = of('seven');
    expect(structure).toMatchObject({ startPath: '/p[2]', startOffset: 0 });
    const at = structure && follow(page, structure);
    expect(at && page.text.slice(at.start, at.end)).toBe('seven');
  });
});

describe('A passage over the borders of shadow roots', () => {
  const pieces = (html: string) => {
    const page = read(html);
    return run(piecesOf(page, { start: 0, end: page.text.length })).map(({ start, end }) => {
      const range = document.createRange();
      range.setStart(start.node, start.offset);
      range.setEnd(end.node, end.offset);
      return `${range}`.trim();
    });
  };

  it('has pieces that each are in one tree', () => {
    expect(pieces(CARD)).toEqual(['One', 'two', 'three', 'four five', 'six', 'seven']);
    expect(pieces('<p>a <x-i data-shadow="b"></x-i> c</p>')).toEqual(['a', 'b', 'c']);
  });

  it('has pieces of their own for what slots show in another order', () => {
    const slots = '<slot name=a></slot><slot></slot>';
    expect(pieces(`<p data-shadow="${slots}">one <i slot=a>two</i> three</p>`)).toEqual([
      'two',
      'one',
      'three',
    ]);
  });
});

describe('Gaps at the borders of shadow roots', () => {
  const shown = (html: string) => {
    const page = read(html);
    let text = '';
    let at = 0;
    for (const { from, to } of run(gapsOf(page, { start: 0, end: page.text.length }, 100))) {
      text += page.text.slice(at, from) + (from === to ? '|' : `[${page.text.slice(from, to)}]`);
      at = to;
    }
    return text + page.text.slice(at);
  };

  it('stand where a block begins or ends there, and only there', () => {
    expect(shown('<p>a</p><x-card data-shadow="<p>b</p>"></x-card><p>c</p>')).toBe('a|b|c');
    expect(shown('<p>a<x-i style="display:inline" data-shadow="<b>b</b>"></x-i>c</p>')).toBe('abc');
    expect(shown('<x-p data-shadow="<p>(<slot></slot>)</p>"><b>a</b></x-p>')).toBe('(a)');
  });

  it('hold what a shadow root or an assigned node replaces', () => {
    expect(shown('<x-card data-shadow="<p>a</p>">b</x-card>')).toBe('a|[b]');
    expect(shown('<x-card data-shadow="<p><slot>b</slot></p>">a</x-card>')).toBe('a[b]');
    expect(shown('<x-card data-shadow="<p><slot style=\'display:contents\'>a</slot></p>"></x-card>')).toBe(
      'a',
    );
  });
});
