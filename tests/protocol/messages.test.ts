import { describe, expect, it, vi } from 'vitest';
import { fragmentOf, fromFragment, type Letter, letterTo } from '../../src/protocol/letters';
import type { WriteRequest } from '../../src/protocol/messages';
import { noticeIn, SETTINGS_CHANGED, saysSettingsChanged } from '../../src/protocol/notices';
import { layDown } from '../../src/protocol/pending';

describe('a letter', () => {
  const letter: Letter = { to: 'popover', frame: 1, secret: 's', message: { kind: 'focus' } };
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
});

describe('the fragment of a popover', () => {
  it('names the secret and the frame of its reader', () => {
    expect(fromFragment(`#${fragmentOf('1-2', 12)}`)).toEqual({ secret: '1-2', frame: 12 });
  });

  it.each([
    ['', { secret: '', frame: 0 }],
    ['#s', { secret: 's', frame: 0 }],
    ['#s.x.4', { secret: 's', frame: 0 }],
  ])('that a page made up is read as well: “%s”', (fragment, read) => {
    expect(fromFragment(fragment)).toEqual(read);
  });
});

describe('a notice', () => {
  it('is recognised among other messages', () => {
    const notice = { notice: 'notes', ids: ['a'] };
    expect(noticeIn(notice)).toEqual(notice);
    expect(noticeIn({ notice: 'notes', ids: 'all' }, {})).toEqual({ notice: 'notes', ids: 'all' });
    const others = [
      ...[{ order: 'noted' }, {}, 'notice', null, undefined, { notice: 'notes' }],
      ...[
        { ...notice, more: 1 },
        { notice: 'notes', ids: [1] },
        { notice: 'notes', ids: 'some' },
      ],
      { notice: 'notes', ids: Array(201).fill('a') },
    ];
    for (const message of others) expect(noticeIn(message)).toBeUndefined();
  });

  it('is not heard from a tab: a reader may be a hostile one', () => {
    expect(noticeIn({ notice: 'notes', ids: ['a'] }, { tab: { id: 7 } })).toBeUndefined();
  });
});

describe('the notice of changed settings', () => {
  it('is known, and no notice of notes', () => {
    expect(saysSettingsChanged(SETTINGS_CHANGED, {})).toBe(true);
    expect(noticeIn(SETTINGS_CHANGED, {})).toBeUndefined();
    for (const other of [undefined, null, 'settings', {}, { notice: 'notes', ids: 'all' }])
      expect(saysSettingsChanged(other, {})).toBe(false);
  });

  it('is not heard from a tab', () => {
    expect(saysSettingsChanged(SETTINGS_CHANGED, { tab: { id: 7 } })).toBe(false);
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
