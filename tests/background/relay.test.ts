import { expect, it, vi } from 'vitest';
import { frameHandlers, relay } from '../../src/background/relay';

const HOME = 'extension://gloss/';
/** A reader in frame 3 of tab 7, and its popover in frame 9. */
const READER = { url: 'https://a.example/', frameId: 3, tab: { id: 7 } };
const POPOVER = { url: `${HOME}popover.html#s.3`, frameId: 9, tab: { id: 7 } };
const tellTab = vi.fn();
function relayed(message: unknown, from: Parameters<typeof relay>[1] = READER) {
  tellTab.mockClear();
  relay(message, from, tellTab, HOME);
  return tellTab.mock.calls;
}
const toPopover = { to: 'popover', frame: 9, secret: 's', message: { kind: 'focus' } };
const toReader = { to: 'reader', frame: 3, secret: 's', message: { kind: 'close' } };

it('A letter to the popover goes to its frame alone, with the frame and page that the browser says', () => {
  const forged = { ...toPopover, page: 'https://evil.example/' };
  for (const letter of [toPopover, forged])
    expect(relayed(letter)).toEqual([[7, { ...toPopover, frame: 3, page: 'https://a.example/' }, 9]]);
  const srcdoc = { ...READER, url: 'about:srcdoc', origin: 'https://a.example' };
  expect(relayed(toPopover, srcdoc)).toEqual([[7, { ...toPopover, frame: 3, page: 'https://a.example' }, 9]]);
});

it('A letter to the reader goes to its frame alone, with the frame that it comes from', () => {
  expect(relayed(toReader, POPOVER)).toEqual([[7, { ...toReader, frame: 9 }, 3]]);
  expect(relayed({ ...toReader, frame: 0 }, POPOVER)).toEqual([[7, { ...toReader, frame: 9 }, 0]]);
});

it('Only a page of the extension writes to a reader', () => {
  expect(relayed(toReader, READER)).toEqual([]);
  expect(relayed(toReader, { ...READER, url: `https://evil.example/#${HOME}` })).toEqual([]);
  const library = { url: `${HOME}library.html`, frameId: 0, tab: { id: 7 } };
  expect(relayed(toPopover, library)).toEqual([[7, { ...toPopover, frame: 0, page: library.url }, 9]]);
});

it('An order that a reader may give goes to all frames of its tab', () => {
  expect(relayed({ order: 'close' })).toEqual([[7, { order: 'close' }]]);
  expect(relayed({ order: 'escapable' })).toEqual([[7, { order: 'escapable' }]]);
});

it.each([
  ['An order that only the background gives', { order: 'rescan' }],
  ['An order with something else in it', { order: 'close', more: 1 }],
  ['An order that is a list', { order: ['close'] }],
  ['A letter without a frame', { to: 'popover', secret: 's', message: { kind: 'focus' } }],
  ['A letter to a frame that is none', { ...toPopover, frame: -1 }],
  ['A letter with something else in it', { ...toPopover, order: undefined, more: 1 }],
  ['A letter with another content', { ...toPopover, message: { kind: 'close' } }],
  ['A letter with a long secret', { ...toPopover, secret: 's'.repeat(101) }],
])('%s is refused', (_, message) => {
  expect(() => relayed(message)).toThrow('was refused');
  expect(tellTab).not.toHaveBeenCalled();
});

it.each([
  ['A request', { kind: 'ask', data: null }],
  ['A missing message', undefined],
  ['A text', 'close'],
])('%s is not passed on', (_, message) => {
  expect(relayed(message)).toEqual([]);
});

it('A message that comes from no tab is not passed on, nor a letter from no frame', () => {
  for (const from of [{}, { tab: {} }])
    for (const message of [toPopover, toReader, { order: 'close' }])
      expect(relayed(message, from)).toEqual([]);
  expect(relayed(toPopover, { ...READER, frameId: undefined })).toEqual([]);
});

it('A reader is told the number of its frame as the browser says it', async () => {
  expect(await frameHandlers.frame(null, READER)).toBe(3);
});
