// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { endBox, isSameSelection, selectedOn } from '../../../src/page/notes/selected';

beforeEach(() => {
  document.body.innerHTML = '<p>The forum met</p>';
  getSelection()?.removeAllRanges();
});
const select = (selector: string, from = 0, to?: number) => {
  const node = document.querySelector(selector)?.firstChild as Text;
  getSelection()?.setBaseAndExtent(node, from, node, to ?? node.length);
  return node;
};

describe('the selection', () => {
  it('is described by its ends', () => {
    const node = select('p', 4, 9);
    expect(selectedOn(document)).toEqual({
      startContainer: node,
      startOffset: 4,
      endContainer: node,
      endOffset: 9,
      between: [],
    });
  });

  it('is undefined without a selection or with only a caret', () => {
    expect(selectedOn(document)).toBeUndefined();
    select('p', 4, 4);
    expect(selectedOn(document)).toBeUndefined();
  });

  it('is undefined if it is only white space', () => {
    document.body.innerHTML = '<p> \n\u00a0\u2003</p>';
    select('p');
    expect(selectedOn(document)).toBeUndefined();
  });

  it.each([
    '<div contenteditable>Words</div>',
    '<div role="textbox">Words</div>',
    '<textarea>Words</textarea>',
    '<div class="cm-editor"><p>Words</p></div>',
  ])('is undefined in a field or an editor: %s', (html) => {
    document.body.innerHTML = html;
    select('div p, div, textarea');
    expect(selectedOn(document)).toBeUndefined();
  });

  it('is undefined if one end is in an editor', () => {
    document.body.innerHTML = '<p>Words</p><div contenteditable>more</div>';
    const [from, to] = [document.querySelector('p')?.firstChild, document.querySelector('div')?.firstChild];
    getSelection()?.setBaseAndExtent(from as Text, 0, to as Text, 2);
    expect(selectedOn(document)).toBeUndefined();
  });

  it('is accepted in an element with contenteditable=false', () => {
    document.body.innerHTML = '<div contenteditable="false">Words</div>';
    select('div');
    expect(selectedOn(document)).toBeDefined();
  });

  it('is undefined outside the body, where no passage is searched for', () => {
    document.documentElement.append(document.createElement('footer'));
    const footer = document.querySelector('footer') as Element;
    footer.textContent = 'Words';
    select('footer');
    expect(selectedOn(document)).toBeUndefined();
    footer.remove();
  });
});

describe('two selections', () => {
  it('are the same if both ends are, or if both are undefined', () => {
    const node = document.querySelector('p')?.firstChild as Text;
    const one = { startContainer: node, startOffset: 1, endContainer: node, endOffset: 5 };
    expect(isSameSelection(one, { ...one })).toBe(true);
    expect(isSameSelection(undefined, undefined)).toBe(true);
    expect(isSameSelection(one, undefined)).toBe(false);
    for (const other of [
      { startOffset: 2 },
      { endOffset: 6 },
      { startContainer: document.body },
      { endContainer: document.body },
    ])
      expect(isSameSelection(one, { ...one, ...other })).toBe(false);
  });
});

describe('the end of a selection', () => {
  const viewport = { left: 0, top: 0, right: 100, bottom: 100 };
  const box = (left: number, top: number, width = 10, height = 10) => ({
    left,
    top,
    right: left + width,
    bottom: top + height,
  });

  it('is its last box, or its first box if it was made backward', () => {
    const boxes = [box(10, 10), box(20, 20), box(30, 30)];
    expect(endBox(boxes, false, viewport)).toBe(boxes[2]);
    expect(endBox(boxes, true, viewport)).toBe(boxes[0]);
  });

  it('is never an empty box', () => {
    const boxes = [box(0, 0, 0), box(20, 20), box(30, 30, 10, 0)];
    expect(endBox(boxes, false, viewport)).toBe(boxes[1]);
    expect(endBox(boxes, true, viewport)).toBe(boxes[1]);
    expect(endBox([box(0, 0, 0)], false, viewport)).toBeUndefined();
    expect(endBox([], true, viewport)).toBeUndefined();
  });

  it.each([
    ['above', box(10, -10)],
    ['below', box(10, 100)],
    ['left', box(-10, 10)],
    ['right', box(100, 10)],
  ])('cannot be seen %s of the viewport', (_, box) => {
    expect(endBox([box], false, viewport)).toBeUndefined();
  });

  it('is visible if a part of it is', () => {
    for (const each of [box(10, -9), box(10, 99), box(-9, 10), box(99, 10)])
      expect(endBox([each], false, viewport)).toBe(each);
  });
});
