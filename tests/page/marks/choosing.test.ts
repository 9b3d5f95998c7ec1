// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Choosing } from '../../../src/page/marks/choosing';
import type { Marks } from '../../../src/page/marks/marks';
import { isWhole, type Mention } from '../../../src/page/marks/mention';
import type { Chooses } from '../../../src/page/marks/underline';
import type { MarkingReply } from '../../../src/protocol/messages';
import { send } from '../../../src/protocol/native';
import { trusted } from '../trusted';

vi.mock('../../../src/protocol/native', () => ({ send: vi.fn() }));
vi.mock('../../../src/page/marks/visible', () => ({
  seeing: () => (root: Element) => !root.hasAttribute('hidden'),
}));

let told: MarkingReply;
let choosing: Choosing;
let blocks: [Element, Mention[], Map<Mention, StaticRange>][];
let redrawn: string[][];
let marks: Pick<Marks, 'chooses' | 'listeners' | 'redraw' | 'blocks'>;

beforeEach(() => {
  told = { marks: 'section', unmarked: [], noted: [] };
  vi.mocked(send)
    .mockReset()
    .mockImplementation(async () => structuredClone(told) as never);
  redrawn = [];
});
afterEach(() => choosing.stop());

/** Mentions of `IGF` and `BRICS` in the paragraphs and headings of a page. */
const begin = (html: string) => {
  document.body.innerHTML = html;
  blocks = [...document.querySelectorAll('p,h2')].flatMap((block) => {
    const node = block.firstChild as Text;
    const mentions = [...node.data.matchAll(/IGF|BRICS/g)].map(
      ({ 0: surface, index }): Mention => ({
        ...{ term: surface.toLowerCase(), surface, why: [], verdict: { shown: true } },
        start: { node, offset: index },
        end: { node, offset: index + surface.length },
      }),
    );
    return mentions[0] ? [[block, mentions, new Map()]] : [];
  });
  marks = {
    chooses: () => undefined,
    listeners: new Set(),
    redraw: (roots) => void redrawn.push(roots ? [...roots].map((root) => (root as Element).id) : ['all']),
    *blocks() {
      yield* blocks;
    },
  };
  choosing = new Choosing(document, marks as Marks);
  choosing.listen();
};
/** The marked mentions of each block: `a: igf brics`. */
const marked = () => {
  const chooses: Chooses = marks.chooses;
  return blocks.map(
    ([root, mentions, painted]) =>
      `${root.id}: ${mentions
        .filter((each) => chooses(each, root, painted))
        .map(({ term }) => term)
        .join(' ')}`,
  );
};
const settled = (count: number) => vi.waitFor(() => expect(redrawn.length).toBe(count), 3_000);
const press = (type: 'keydown' | 'keyup', isTrusted = true) => {
  const event = new KeyboardEvent(type, { key: 'Alt' });
  dispatchEvent(isTrusted ? trusted(event) : event);
};

const PAGE =
  '<p id="a">IGF, IGF</p><p id="b">IGF BRICS</p><p id="m" hidden>BRICS</p><h2 id="h">IGF</h2><p id="c">IGF BRICS</p>';

describe('the marks of a page', () => {
  it('are the first of a term since the last heading, and hidden mentions do not count', async () => {
    begin(`<p hidden id="z">IGF</p>${PAGE}`);
    await settled(1);
    expect(marked()).toEqual(['z: ', 'a: igf', 'b: brics', 'm: ', 'h: igf', 'c: brics']);
  });

  it('come again after 1,500 words without a heading', async () => {
    begin(`<p id="a">IGF</p><div>${'word '.repeat(1_499)}</div><p id="b">so IGF</p><p id="c">IGF</p>`);
    await settled(1);
    expect(marked()).toEqual(['a: igf', 'b: igf', 'c: ']);
  });

  it('follow the settings at once', async () => {
    begin(PAGE);
    await settled(1);
    told = { marks: 'block', unmarked: ['brics'], noted: ['igf'] };
    choosing.again();
    await settled(2);
    expect(marked()).toEqual(['a: igf', 'b: igf', 'm: ', 'h: igf', 'c: igf']);
    expect([choosing.isNoted('igf'), choosing.isNoted('brics')]).toEqual([true, false]);
    told = { marks: 'every', unmarked: [], noted: [] };
    choosing.again();
    await settled(3);
    expect(marked()).toEqual(['a: igf igf', 'b: igf brics', 'm: brics', 'h: igf', 'c: igf brics']);
  });

  it('follow settings that change while it is being asked what they are', async () => {
    let answer: (reply: MarkingReply) => void = () => undefined;
    const waiting = new Promise<MarkingReply>((resolve) => {
      answer = resolve;
    });
    vi.mocked(send).mockImplementationOnce(() => waiting as never);
    begin(PAGE);
    await vi.waitFor(() => expect(send).toHaveBeenCalledOnce());
    const earlier = structuredClone(told);
    told = { marks: 'every', unmarked: [], noted: [] };
    choosing.again();
    answer(earlier); // It says what was so before.
    await settled(2);
    expect(marked()).toEqual(['a: igf igf', 'b: igf brics', 'm: brics', 'h: igf', 'c: igf brics']);
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('show while the user holds Alt, if that is wanted', async () => {
    told.marks = 'held';
    begin(PAGE);
    await settled(1);
    const none = ['a: ', 'b: ', 'm: ', 'h: ', 'c: '];
    expect(marked()).toEqual(none);
    press('keydown', false);
    expect(marked()).toEqual(none);
    press('keydown');
    expect([marked()[0], redrawn.at(-1)]).toEqual(['a: igf igf', ['all']]);
    press('keyup');
    expect(marked()).toEqual(none);
    press('keydown');
    dispatchEvent(trusted(new Event('blur')));
    expect(marked()).toEqual(none);
  });

  it('are decided again when a mention comes, and only what differs is painted again', async () => {
    begin(PAGE);
    await settled(1);
    const [, first] = blocks;
    expect(first).toBeDefined();
    blocks = blocks.slice(1);
    for (const listener of marks.listeners) listener();
    await settled(2);
    expect(redrawn[1]).toEqual(['b']);
    expect(marked()).toEqual(['b: igf brics', 'm: ', 'h: igf', 'c: brics']);
    expect(send).toHaveBeenCalledOnce();
  });

  it('stay on a block that is read again, until it is decided anew', async () => {
    begin(PAGE);
    await settled(1);
    const [root, mentions] = blocks[0] as (typeof blocks)[number];
    const again = mentions.map((each) => ({ ...each }));
    const painted = new Map<Mention, StaticRange>();
    expect(marks.chooses(again[0] as Mention, root, painted)).toBe(true);
    painted.set(again[0] as Mention, {} as StaticRange);
    expect(marks.chooses(again[1] as Mention, root, painted)).toBe(false);
  });

  it('are those of before while the background does not answer', async () => {
    vi.mocked(send).mockRejectedValue(new Error('gone'));
    begin(PAGE);
    await vi.waitFor(() => expect(send).toHaveBeenCalled());
    expect(marked()).toEqual(['a: ', 'b: ', 'm: ', 'h: ', 'c: ']);
    expect(redrawn).toEqual([]);
  });

  it('reads no more of a large node than what is between two mentions', async () => {
    const text = 'IGF and more. '.repeat(300);
    const look = vi.fn(() => text);
    begin(`<p id="a">${text}</p>`);
    const node = document.querySelector('p')?.firstChild as Text;
    // Firefox copies all of a node's text at each look at `data`: a page of one node of 10 MB took all memory.
    Object.defineProperties(node, {
      data: { get: look },
      substringData: { value: (from: number, count: number) => text.slice(from, from + count) },
    });
    await settled(1);
    expect(marked()).toEqual(['a: igf']);
    for (const mention of blocks[0]?.[1] ?? []) expect(isWhole(mention)).toBe(true);
    expect(look).not.toHaveBeenCalled();
  });
});
