// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { sizeOf } from '../../../src/page/marks/hit';
import { Marks } from '../../../src/page/marks/marks';
import type { Spot } from '../../../src/page/marks/spot';
import { isPlainWord, shownOf, startNoting } from '../../../src/page/notes/noting';
import { Offer } from '../../../src/page/notes/offer';
import type { Hoverable, Noting } from '../../../src/page/on-demand';
import type { NotedPassage } from '../../../src/protocol/messages';

vi.mock('../../../src/page/notes/paint', () => ({
  SHADES: {},
  Paint: class {
    add = () => () => undefined;
    keep() {}
    stop() {}
  },
}));
vi.mock('../../../src/page/notes/selected', async (original) => ({
  ...(await original<object>()),
  endOf: () => ({ box: { left: 0, top: 0, right: 9, bottom: 9 }, backward: false }),
}));

const PASSAGE: NotedPassage = {
  id: '0c7fbd02-1b5c-4c1d-9d0c-6f5a0a4c1a11',
  colour: 'yellow',
  selectors: { quote: { exact: 'forum met', prefix: 'The ', suffix: '' }, position: { start: 4, end: 13 } },
};
let told: { passages: NotedPassage[]; offers: boolean };
let isPaused: boolean;
let marks: Marks;
let noting: Noting | undefined;
const listen = vi.fn();
const unanswered = vi.fn();

beforeEach(() => {
  document.body.innerHTML = '<p>The forum met</p>';
  told = { passages: [PASSAGE], offers: true };
  isPaused = false;
  fakeBrowser.runtime.sendMessage = (async () => told) as unknown as typeof fakeBrowser.runtime.sendMessage;
  marks = new Marks(document, () => undefined);
  vi.spyOn(Offer.prototype, 'show').mockImplementation(() => undefined);
  vi.spyOn(Offer.prototype, 'hide').mockImplementation(() => undefined);
});
afterEach(() => {
  noting?.stop();
  getSelection()?.removeAllRanges();
  vi.restoreAllMocks();
  listen.mockReset();
  unanswered.mockReset();
});
const start = () => {
  const attend = (work: (hoverable: Hoverable) => void) => work({ listen, bring: vi.fn() });
  noting = startNoting(document, marks, attend, () => isPaused, unanswered);
};
const select = () => {
  const text = document.querySelector('p')?.firstChild as Text;
  getSelection()?.setBaseAndExtent(text, 4, text, 9);
};
const rest = () => new Promise((resolve) => setTimeout(resolve, 30));

describe('the notes shown on a page', () => {
  it('are those of the background’s answer, and none on a paused site', () => {
    expect(shownOf(told, false)).toBe(told);
    expect(shownOf(told, true)).toEqual({ passages: [], offers: false });
  });
});

describe('notes on a page', () => {
  it('are searched for when the background answers, and the first one found starts hovering', async () => {
    start();
    await vi.waitFor(() => expect(listen).toHaveBeenCalledOnce());
    expect(sizeOf(marks)).toBe(1);
  });

  it('are not shown on a paused site, and appear when it is resumed', async () => {
    isPaused = true;
    start();
    await rest();
    expect(marks.noted?.told()).toEqual([]);
    expect(listen).not.toHaveBeenCalled();
    isPaused = false;
    noting?.refresh();
    await vi.waitFor(() => expect(sizeOf(marks)).toBe(1));
    isPaused = true;
    noting?.refresh();
    await vi.waitFor(() => expect(sizeOf(marks)).toBe(0));
  });

  it('are searched for again after a change of the page', async () => {
    document.body.innerHTML = '<p>Nothing</p>';
    start();
    await vi.waitFor(() => expect(marks.noted?.told()).toMatchObject([{ state: 'orphan' }]));
    document.body.innerHTML = '<p>The forum met</p>';
    noting?.changed();
    // The next search waits a multiple of the time that the first one took.
    await vi.waitFor(() => expect(sizeOf(marks)).toBe(1), 4_000);
  });

  it('report a failed request to the background', async () => {
    fakeBrowser.runtime.sendMessage = () => Promise.reject(new Error('gone'));
    start();
    await vi.waitFor(() => expect(unanswered).toHaveBeenCalledOnce());
  });

  it('disappear when the reader stops', async () => {
    start();
    await vi.waitFor(() => expect(sizeOf(marks)).toBe(1));
    noting?.stop();
    expect(marks.noted).toBeUndefined();
    expect(sizeOf(marks)).toBe(0);
  });
});

describe('selected text', () => {
  it('gets the bar only after the background has allowed it', async () => {
    start();
    select();
    noting?.offer('pointerup');
    expect(Offer.prototype.show).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(Offer.prototype.show).toHaveBeenCalledOnce());
  });

  it.each([
    ['if the user switched the bar off', { offers: false, paused: false }],
    ['on a paused site', { offers: true, paused: true }],
  ])('is not offered %s', async (_, { offers, paused }) => {
    told.offers = offers;
    isPaused = paused;
    start();
    select();
    noting?.offer('pointerup');
    await rest();
    expect(Offer.prototype.show).not.toHaveBeenCalled();
  });

  it('has no bar for a word after a double click, unless the word is a term or the user asks', async () => {
    start();
    select();
    noting?.offer('pointerup');
    noting?.offer('dblclick');
    await rest();
    expect(Offer.prototype.show).not.toHaveBeenCalled();
    expect(marks.asksForBar?.()).toBe(false); // `show` is a stand-in.
    expect(Offer.prototype.show).toHaveBeenCalledOnce();
    const range = getSelection()?.getRangeAt(0) as Range;
    const at = vi.fn((): Spot | undefined => undefined);
    expect(isPlainWord(range, { at })).toBe(true);
    at.mockReturnValue({ term: 'igf' } as Spot);
    expect(isPlainWord(range, { at })).toBe(false);
    at.mockReturnValue(undefined);
    getSelection()?.selectAllChildren(document.body);
    expect(isPlainWord(getSelection()?.getRangeAt(0) as Range, { at })).toBe(false);
  });

  it('loses the bar when the site is paused', async () => {
    start();
    select();
    noting?.offer('pointerup');
    await vi.waitFor(() => expect(Offer.prototype.show).toHaveBeenCalledOnce());
    expect(Offer.prototype.hide).not.toHaveBeenCalled();
    isPaused = true;
    noting?.refresh();
    await vi.waitFor(() => expect(Offer.prototype.hide).toHaveBeenCalledOnce());
  });
});
