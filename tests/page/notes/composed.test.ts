// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { composedOf, outwards, type Stretch, treeOf } from '../../../src/page/notes/composed';

let outer: ShadowRoot;
let inner: ShadowRoot;
beforeEach(() => {
  document.body.innerHTML = '<p>light</p><div></div>';
  outer = (document.querySelector('div') as Element).attachShadow({ mode: 'open' });
  outer.innerHTML = '<p>outer</p><section></section>';
  inner = (outer.querySelector('section') as Element).attachShadow({ mode: 'open' });
  inner.innerHTML = '<p>inner words</p>';
});
const textIn = (tree: ParentNode) => tree.querySelector('p')?.firstChild as Text;

/** A selection that tells its ends as the Selection API says: those in an unknown root are at its host. */
function selection(from: [Node, number], to: [Node, number]): Selection {
  const told = ([node, offset]: [Node, number], known: ShadowRoot[], isEnd: boolean): [Node, number] => {
    const root = node.getRootNode();
    if (!(root instanceof ShadowRoot) || known.includes(root)) return [node, offset];
    const parent = root.host.parentNode as ParentNode & Node;
    return told([parent, [...parent.childNodes].indexOf(root.host) + (isEnd ? 1 : 0)], known, isEnd);
  };
  return {
    getComposedRanges: ({ shadowRoots = [] }: GetComposedRangesOptions = {}) => {
      const [[startContainer, startOffset], [endContainer, endOffset]] = [
        told(from, shadowRoots, false),
        told(to, shadowRoots, true),
      ];
      return [{ startContainer, startOffset, endContainer, endOffset }];
    },
  } as unknown as Selection;
}
const range = (): Stretch => ({
  startContainer: document.body,
  startOffset: 1,
  endContainer: document.body,
  endOffset: 1,
});

describe('the ends of a selection', () => {
  it('are found in nested shadow roots', () => {
    const text = textIn(inner);
    expect(composedOf(selection([text, 2], [text, 5]), range())).toEqual({
      startContainer: text,
      startOffset: 2,
      endContainer: text,
      endOffset: 5,
    });
  });

  it('may be in two trees', () => {
    const [from, to] = [textIn(document), textIn(inner)];
    const ends = composedOf(selection([from, 2], [to, 5]), range());
    expect([ends.startContainer, ends.startOffset, ends.endContainer, ends.endOffset]).toEqual([
      from,
      2,
      to,
      5,
    ]);
  });

  it('are those of the range outside shadow roots, in a field, and in an older browser', () => {
    const before = range();
    const text = textIn(document);
    expect(composedOf(selection([text, 1], [text, 3]), before)).toBe(before);
    expect(composedOf({} as Selection, before)).toBe(before);
  });
});

describe('a node', () => {
  it('has a tree, and hosts around it', () => {
    expect([...outwards(textIn(inner))]).toEqual([textIn(inner), inner.host, outer.host]);
    expect([...outwards(inner)]).toEqual([inner, inner.host, outer.host]);
    expect([treeOf(textIn(inner)), treeOf(inner), treeOf(document.body)]).toEqual([inner, inner, null]);
  });
});
