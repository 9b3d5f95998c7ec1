import { describe, expect, it, vi } from 'vitest';
import { type Letter, letterFrom, letterTo } from '../../src/protocol/letters';
import type { WriteRequest } from '../../src/protocol/messages';
import { noticeIn } from '../../src/protocol/notices';
import { relayedOrder } from '../../src/protocol/orders';
import { layDown } from '../../src/protocol/pending';

describe('a letter', () => {
  const letter: Letter = { to: 'popover', secret: 's', message: { kind: 'focus' } };
  const fromTab = { tab: { id: 7 } };
  const fromBackground = {};

  it('is taken by the side that it is for, from the background', () => {
    expect(letterTo('popover', letter, fromBackground)).toEqual(letter);
  });

  it('is not taken by the other side', () => {
    expect(letterTo('reader', letter, fromBackground)).toBeUndefined();
  });

  it('is not taken a second time, straight from the page that sent it', () => {
    expect(letterTo('popover', letter, fromTab)).toBeUndefined();
  });

  it('is not seen in other messages', () => {
    for (const message of [null, undefined, 'popover', { to: 'popover' }, { order: 'close' }])
      expect(letterTo('popover', message, fromBackground)).toBeUndefined();
  });

  it('is recognised by the background, which passes it on', () => {
    expect(letterFrom(letter)).toEqual(letter);
    for (const message of [
      null,
      undefined,
      'popover',
      { to: 'popover' },
      { secret: 's' },
      { kind: 'ask', data: null },
    ]) {
      expect(letterFrom(message)).toBeUndefined();
    }
  });
});

describe('an order that the background passes on', () => {
  it.each(['escapable', 'close'] as const)('is “%s”, without anything else in the message', (order) => {
    expect(relayedOrder({ order, to: 'x' })).toEqual({ order });
  });

  it.each([
    [{ order: 'next' }],
    [{ order: 'rescan' }],
    [{ order: 'highlight', note: true }],
    [{ order: ['close'] }],
    [{ kind: 'close' }],
    [{}],
    ['close'],
    [null],
    [undefined],
  ])('is not %j', (message) => {
    expect(relayedOrder(message)).toBeUndefined();
  });
});

describe('a notice', () => {
  it('is recognised among other messages', () => {
    const notice = { notice: 'notes', ids: ['a'] };
    expect(noticeIn(notice)).toEqual(notice);
    for (const message of [{ order: 'noted' }, {}, 'notice', null, undefined])
      expect(noticeIn(message)).toBeUndefined();
  });
});

describe('an unsent write', () => {
  const request: WriteRequest = { id: 'n', changes: { text: 'x' } };
  const by = { editor: 'e', number: 1, seen: { text: '', tags: [], colour: 'yellow' as const }, since: 0 };
  const shelf = () => ({ get: vi.fn(), set: vi.fn(async () => undefined), remove: vi.fn() });

  it('is stored by its editor', async () => {
    const { set, ...rest } = shelf();
    await layDown({ set, ...rest }, { ...request, by });
    expect(set.mock.calls).toEqual([[{ 'write e': { ...request, by } }]]);
  });

  it('without an editor is not stored', async () => {
    const { set, ...rest } = shelf();
    await layDown({ set, ...rest }, request);
    expect(set).not.toHaveBeenCalled();
  });

  it('is no failure where there is no room for it', async () => {
    const { set, ...rest } = shelf();
    set.mockRejectedValueOnce(new Error('QuotaExceededError'));
    await expect(layDown({ set, ...rest }, { ...request, by })).resolves.toBeUndefined();
  });
});
