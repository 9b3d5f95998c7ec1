import { expect, it, vi } from 'vitest';
import { relay } from '../../src/background/relay';

const tellTab = vi.fn();
function relayed(
  message: unknown,
  from: Parameters<typeof relay>[1] = { url: 'https://a.example/', tab: { id: 7 } },
) {
  tellTab.mockClear();
  relay(message, from, tellTab);
  return tellTab.mock.calls;
}
const toPopover = { to: 'popover', secret: 's', message: { kind: 'focus' } };
const toReader = { to: 'reader', secret: 's', message: { kind: 'close' } };

it('A letter to the popover goes to its tab, with the address of the page as the browser says it', () => {
  const forged = { ...toPopover, page: 'https://evil.example/' };
  for (const letter of [toPopover, forged])
    expect(relayed(letter)).toEqual([[7, { ...toPopover, page: 'https://a.example/' }]]);
  const srcdoc = { url: 'about:srcdoc', origin: 'https://a.example', tab: { id: 7 } };
  expect(relayed(toPopover, srcdoc)).toEqual([[7, { ...toPopover, page: 'https://a.example' }]]);
});

it('A letter to the reader goes to its tab as it is', () => {
  expect(relayed(toReader)).toEqual([[7, toReader]]);
});

it('An order that a reader may give goes to its tab, without anything else in the message', () => {
  expect(relayed({ order: 'close', more: 1 })).toEqual([[7, { order: 'close' }]]);
  expect(relayed({ order: 'escapable' })).toEqual([[7, { order: 'escapable' }]]);
});

it.each([
  ['An order that only the background gives', { order: 'rescan' }],
  ['A request', { kind: 'ask', data: null }],
  ['A missing message', undefined],
])('%s is not passed on', (_, message) => {
  expect(relayed(message)).toEqual([]);
});

it('A message that comes from no tab is not passed on', () => {
  for (const from of [{}, { tab: {} }])
    for (const message of [toPopover, toReader, { order: 'close' }])
      expect(relayed(message, from)).toEqual([]);
});
