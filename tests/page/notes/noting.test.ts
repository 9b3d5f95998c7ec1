// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Marks } from '../../../src/page/marks/marks';
import { shownOf, startNoting } from '../../../src/page/notes/noting';
import { Offer } from '../../../src/page/notes/offer';
import type { Noting } from '../../../src/page/on-demand';
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
  noting = startNoting(document, marks, { listen, bring: vi.fn() }, () => isPaused, unanswered);
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
    await vi.waitFor(() => expect(marks.size).toBe(1));
    expect(listen).toHaveBeenCalledOnce();
  });

  it('are not shown on a paused site, and appear when it is resumed', async () => {
    isPaused = true;
    start();
    await rest();
    expect(marks.noted?.told()).toEqual([]);
    expect(listen).not.toHaveBeenCalled();
    isPaused = false;
    noting?.refresh();
    await vi.waitFor(() => expect(marks.size).toBe(1));
    isPaused = true;
    noting?.refresh();
    await vi.waitFor(() => expect(marks.size).toBe(0));
  });

  it('are searched for again after a change of the page', async () => {
    document.body.innerHTML = '<p>Nothing</p>';
    start();
    await vi.waitFor(() => expect(marks.noted?.told()).toMatchObject([{ state: 'orphan' }]));
    document.body.innerHTML = '<p>The forum met</p>';
    noting?.changed();
    await vi.waitFor(() => expect(marks.size).toBe(1));
  });

  it('report a failed request to the background', async () => {
    fakeBrowser.runtime.sendMessage = () => Promise.reject(new Error('gone'));
    start();
    await vi.waitFor(() => expect(unanswered).toHaveBeenCalledOnce());
  });

  it('disappear when the reader stops', async () => {
    start();
    await vi.waitFor(() => expect(marks.size).toBe(1));
    noting?.stop();
    expect(marks.noted).toBeUndefined();
    expect(marks.size).toBe(0);
  });
});

describe('selected text', () => {
  it('gets the bar only after the background has allowed it', async () => {
    start();
    select();
    noting?.offer();
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
    noting?.offer();
    await rest();
    expect(Offer.prototype.show).not.toHaveBeenCalled();
  });

  it('loses the bar when the site is paused', async () => {
    start();
    select();
    noting?.offer();
    await vi.waitFor(() => expect(Offer.prototype.show).toHaveBeenCalledOnce());
    expect(Offer.prototype.hide).not.toHaveBeenCalled();
    isPaused = true;
    noting?.refresh();
    await vi.waitFor(() => expect(Offer.prototype.hide).toHaveBeenCalledOnce());
  });
});
