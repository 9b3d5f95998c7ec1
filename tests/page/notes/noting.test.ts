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

describe('what is shown of a page', () => {
  it('is what the background tells; on a site that is paused nothing', () => {
    expect(shownOf(told, false)).toBe(told);
    expect(shownOf(told, true)).toEqual({ passages: [], offers: false });
  });
});

describe('notes on a page', () => {
  it('are looked for when they are told, and hovering begins with the first that is found', async () => {
    start();
    await vi.waitFor(() => expect(marks.size).toBe(1));
    expect(listen).toHaveBeenCalledOnce();
  });

  it('are not shown on a site that is paused, and come when it is resumed', async () => {
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

  it('are looked for again when the page has changed', async () => {
    document.body.innerHTML = '<p>Nothing</p>';
    start();
    await vi.waitFor(() => expect(marks.noted?.told()).toMatchObject([{ state: 'orphan' }]));
    document.body.innerHTML = '<p>The forum met</p>';
    noting?.changed();
    await vi.waitFor(() => expect(marks.size).toBe(1));
  });

  it('that the background does not tell are said to be unanswered', async () => {
    fakeBrowser.runtime.sendMessage = () => Promise.reject(new Error('gone'));
    start();
    await vi.waitFor(() => expect(unanswered).toHaveBeenCalledOnce());
  });

  it('go when the reader stops', async () => {
    start();
    await vi.waitFor(() => expect(marks.size).toBe(1));
    noting?.stop();
    expect(marks.noted).toBeUndefined();
    expect(marks.size).toBe(0);
  });
});

describe('selected text', () => {
  it('is offered to be noted, once the background has said whether it is to be', async () => {
    start();
    select();
    noting?.offer();
    expect(Offer.prototype.show).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(Offer.prototype.show).toHaveBeenCalledOnce());
  });

  it.each([
    ['where the user switched that off', { offers: false, paused: false }],
    ['on a site that is paused', { offers: true, paused: true }],
  ])('is not offered %s', async (_, { offers, paused }) => {
    told.offers = offers;
    isPaused = paused;
    start();
    select();
    noting?.offer();
    await rest();
    expect(Offer.prototype.show).not.toHaveBeenCalled();
  });

  it('is offered no longer when the site is paused while the bar is shown', async () => {
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
