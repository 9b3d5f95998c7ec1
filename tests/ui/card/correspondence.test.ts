import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from '../../../src/protocol/extension';
import type { Letter, ToPopover } from '../../../src/protocol/letters';
import { correspondence } from '../../../src/ui/card/correspondence';

const SHOW: ToPopover = { kind: 'show', turn: 1, term: 'igf', notes: [], width: 420, why: [] };
const address = new URL('https://gloss.example/popover.html#1-2-3-4.3');
let sent: unknown[];
let hear: ReturnType<typeof vi.fn<(message: ToPopover, page: string) => void>>;
/** What the browser calls when a message comes. */
let listeners: ((message: unknown, from: { tab?: unknown }) => unknown)[];

beforeEach(() => {
  sent = [];
  listeners = [];
  fakeBrowser.runtime.sendMessage = (async (message: unknown) => {
    sent.push(message);
  }) as typeof fakeBrowser.runtime.sendMessage;
  vi.spyOn(browser.runtime.onMessage, 'addListener').mockImplementation((listener) => {
    listeners.push(listener as (typeof listeners)[number]);
  });
  hear = vi.fn();
});
const comes = (message: unknown, from = {}) => listeners.map((listener) => listener(message, from));
const letter = (more: Partial<Extract<Letter, { to: 'popover' }>> = {}): Letter => ({
  to: 'popover',
  frame: 2,
  secret: '1-2-3-4',
  message: SHOW,
  page: 'https://news.example/',
  ...more,
});

describe('the letters of the popover', () => {
  it('that bear the secret of the frame are heard, with the page they are about', () => {
    correspondence(address).listen(hear);
    comes(letter());
    expect(hear).toHaveBeenCalledExactlyOnceWith(SHOW, 'https://news.example/');
  });

  it.each(['', '1-2-3', '1-2-3-45', '#1-2-3-4'])('that bear another secret are not heard: “%s”', (secret) => {
    correspondence(address).listen(hear);
    comes(letter({ secret }));
    expect(hear).not.toHaveBeenCalled();
  });

  it('are heard by no frame that a page made by itself', () => {
    correspondence(new URL('https://gloss.example/popover.html')).listen(hear);
    comes(letter());
    expect(hear).not.toHaveBeenCalled();
  });

  it('are not heard straight from a tab, nor when they are for the reader, nor when they are none', () => {
    correspondence(address).listen(hear);
    comes(letter(), { tab: { id: 1 } });
    comes({ ...letter(), to: 'reader' });
    for (const none of [undefined, null, 'text', {}, { kind: 'card' }]) comes(none);
    expect(hear).not.toHaveBeenCalled();
  });

  it('have no answer: another listener may have one', () => {
    correspondence(address).listen(hear);
    expect(comes(letter())).toEqual([undefined]);
  });

  it('say that the frame is ready once it listens, not before', () => {
    const { listen } = correspondence(address);
    expect(sent).toEqual([]);
    listen(hear);
    expect(sent).toEqual([{ to: 'reader', frame: 3, secret: '1-2-3-4', message: { kind: 'ready' } }]);
  });

  it('to the reader bear the secret, and may be lost', async () => {
    fakeBrowser.runtime.sendMessage = vi.fn().mockRejectedValue(new Error('No receiver.'));
    correspondence(address).tell({ kind: 'close' });
    expect(fakeBrowser.runtime.sendMessage).toHaveBeenCalledExactlyOnceWith({
      to: 'reader',
      frame: 3,
      secret: '1-2-3-4',
      message: { kind: 'close' },
    });
  });
});
