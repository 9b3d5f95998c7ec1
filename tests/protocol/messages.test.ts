import { describe, expect, it, vi } from 'vitest';
import { type Letter, letterFrom, letterTo } from '../../src/protocol/letters';
import { dispatcher, type Handlers, pageOf, sender, Unanswered } from '../../src/protocol/requests';

/** What the addresses of the extension's own pages begin with, and one of them. */
const HOME = 'extension://gloss/';
const OWN = { url: `${HOME}popup.html` };

const handlers = (own: Partial<Handlers> = {}): Handlers => ({
  ask: async () => ({ places: [], evidence: {} as never }),
  scan: async () => ({ mentions: [], evidence: {} as never }),
  card: async () => null,
  documents: async () => [],
  document: async () => null,
  open: async () => null,
  search: async () => [],
  corrections: async () => [],
  correct: async () => ({ id: '' }),
  uncorrect: async () => null,
  marked: async () => null,
  labels: async () => ({}),
  site: async () => null,
  settings: async () => ({ paused: [], badge: true, offers: true }),
  set: async () => null,
  passages: async () => ({ passages: [], offers: true }),
  highlight: async () => null,
  notes: async () => ({ notes: [], damaged: [] }),
  briefs: async () => ({ notes: [], damaged: 0 }),
  'search-notes': async () => ({ found: null, any: false }),
  'find-notes': async () => ({ found: [], list: '' }),
  write: async () => ({}) as never,
  delete: async () => ({ ids: [] }),
  'all-notes': async () => ({ notes: [], damaged: 0 }),
  stage: async () => null,
  'preview-import': async () => null,
  import: async () => null,
  'undo-import': async () => ({}) as never,
  backups: async () => [],
  'take-backup': async () => null,
  'preview-backup': async () => ({}) as never,
  'restore-backup': async () => ({}) as never,
  'data-state': async () => ({ due: false }),
  exported: async () => null,
  'put-off': async () => null,
  ...own,
});

describe('the dispatcher', () => {
  it('answers a request with what the handler of its kind says, and tells it who asks', async () => {
    const card = vi.fn(async () => null);
    const reply = dispatcher(handlers({ card }), HOME)({ kind: 'card', data: { term: 'igf' } }, OWN);
    expect(reply).toBeInstanceOf(Promise);
    expect(await reply).toBe(null);
    expect(card).toHaveBeenCalledExactlyOnceWith({ term: 'igf' }, OWN);
  });

  it.each([
    ['a kind that it does not know', { kind: 'weather', data: null }],
    ['a name that every object has', { kind: 'toString', data: null }],
    ['a prototype', { kind: '__proto__', data: null }],
    ['a kind that is no text', { kind: 1 }],
    ['a letter', { to: 'popover', secret: 's', message: { kind: 'focus' } }],
    ['an order', { order: 'next' }],
    ['nothing', null],
    ['no message at all', undefined],
    ['a text', 'ask'],
  ])('leaves %s to other listeners', (_, message) => {
    expect(dispatcher(handlers(), HOME)(message)).toBeUndefined();
  });

  it.each(['card', 'notes', 'write', 'settings'] as const)(
    'answers “%s” to pages of the extension alone',
    async (kind) => {
      const handle = vi.fn(async () => null as never);
      const dispatch = dispatcher(handlers({ [kind]: handle }), HOME);
      for (const from of [{}, { url: 'https://news.example/' }, { url: `https://evil.example/#${HOME}` }])
        await expect(dispatch({ kind, data: {} }, from)).rejects.toThrow('Only pages of Gloss');
      expect(handle).not.toHaveBeenCalled();
      await dispatch({ kind, data: {} }, OWN);
      expect(handle).toHaveBeenCalledOnce();
    },
  );

  it('gives the asker the error of the handler', async () => {
    const card = async () => {
      throw new Error('the cache is gone');
    };
    await expect(
      dispatcher(handlers({ card }), HOME)({ kind: 'card', data: { term: 'igf' } }, OWN),
    ).rejects.toThrow('the cache is gone');
  });
});

describe('a request', () => {
  /** The browser between a page and the background: what crosses is a copy, as JSON carries it. */
  const browserWith = (listen: ReturnType<typeof dispatcher>) => ({
    runtime: {
      sendMessage: async (message: unknown) => {
        const reply = await listen(JSON.parse(JSON.stringify(message)), OWN);
        return reply === undefined ? undefined : JSON.parse(JSON.stringify(reply));
      },
    },
  });

  it('comes back with the reply of the background', async () => {
    const correct = async ({ term }: { term: string }) => ({ id: `of ${term}` });
    const send = sender(browserWith(dispatcher(handlers({ correct }), HOME)));
    const asked = { term: 'igf', scope: 'page', page: '', kind: 'never' } as const;
    expect(await send('correct', asked)).toEqual({ id: 'of igf' });
    expect(await send('card', { term: 'igf' })).toBeNull();
  });

  it('fails with the error of the background', async () => {
    const documents = () => Promise.reject(new Error('no documents'));
    const send = sender(browserWith(dispatcher(handlers({ documents }), HOME)));
    await expect(send('documents', null)).rejects.toThrow('no documents');
  });

  it('fails with the error of the browser when the extension is gone', async () => {
    const sendMessage = () => Promise.reject(new Error('Extension context invalidated.'));
    await expect(sender({ runtime: { sendMessage } })('documents', null)).rejects.toThrow('invalidated');
  });
});

describe('a letter', () => {
  const letter: Letter = { to: 'popover', secret: 's', message: { kind: 'focus' } };
  const fromTab = { tab: { id: 7 } };
  const fromBackground = {};

  it('is heard by the side that it is written to, from the background', () => {
    expect(letterTo('popover', letter, fromBackground)).toEqual(letter);
  });

  it('is not heard by the other side', () => {
    expect(letterTo('reader', letter, fromBackground)).toBeUndefined();
  });

  it('is not heard a second time, straight from the page that wrote it', () => {
    expect(letterTo('popover', letter, fromTab)).toBeUndefined();
  });

  it('is what the background passes on, and nothing else is', () => {
    expect(letterFrom(letter)).toEqual(letter);
    for (const message of [
      null,
      'popover',
      { to: 'popover' },
      { secret: 's' },
      { kind: 'ask', data: null },
    ]) {
      expect(letterFrom(message)).toBeUndefined();
    }
  });
});

describe('the page of a reader', () => {
  it.each([
    ['its address', { url: 'https://a.example/b', origin: 'https://a.example' }, 'https://a.example/b'],
    [
      'its origin, where it has no address of its own',
      { url: 'about:srcdoc', origin: 'https://a.example' },
      'https://a.example',
    ],
    ['its address, where its origin is opaque', { url: 'about:blank', origin: 'null' }, 'about:blank'],
    ['nothing, where the browser says nothing', {}, ''],
  ])('is %s', (_, from, page) => {
    expect(pageOf(from)).toBe(page);
  });
});

describe('a request whose background is stopped with it in hand', () => {
  it.each([
    'A listener indicated an asynchronous response, but the message channel closed',
    'Promised response from onMessage listener went out of scope',
    "Actor 'Conduits' destroyed before query 'RuntimeMessage' was resolved",
  ])('is asked once more (%s)', async (said) => {
    const sendMessage = vi
      .fn<(message: unknown) => Promise<unknown>>()
      .mockRejectedValueOnce(new Error(said))
      .mockResolvedValueOnce({ id: '1' });
    expect(await sender({ runtime: { sendMessage } })('uncorrect', { id: '1' })).toEqual({ id: '1' });
  });

  it('is asked once more where another page of the extension heard it, and left it', async () => {
    // Firefox 153 and Chromium 156 alike: a promise of nothing, no error.
    const sendMessage = vi
      .fn<(message: unknown) => Promise<unknown>>()
      .mockResolvedValueOnce(undefined)
      .mockResolvedValueOnce({ id: '1' });
    expect(await sender({ runtime: { sendMessage } })('uncorrect', { id: '1' })).toEqual({ id: '1' });
  });

  it('fails where nobody answers it, however often it is asked', async () => {
    const sendMessage = vi.fn(async () => undefined);
    const api = { runtime: { sendMessage } };
    await expect(sender(api)('documents', null)).rejects.toThrow('does not answer “documents”');
    expect(sendMessage).toHaveBeenCalledTimes(3);
    await expect(sender(api, 1)('documents', null)).rejects.toThrow('does not answer “documents”');
    expect(sendMessage).toHaveBeenCalledTimes(4);
    await expect(sender(api)('undo-import', { id: '1' })).rejects.toThrow(Unanswered);
    expect(sendMessage).toHaveBeenCalledTimes(5);
  });

  it('fails with the third failure', async () => {
    const sendMessage = vi.fn(async () => Promise.reject(new Error('Receiving end does not exist')));
    await expect(sender({ runtime: { sendMessage } })('uncorrect', { id: '1' })).rejects.toThrow(
      'Receiving end',
    );
    expect(sendMessage).toHaveBeenCalledTimes(3);
  });
});

describe('a request that is never answered', () => {
  it('fails in the end, so that what waits for it goes on', async () => {
    vi.useFakeTimers();
    try {
      const sendMessage = vi.fn(() => new Promise<unknown>(() => undefined));
      const asked = expect(sender({ runtime: { sendMessage } })('documents', null)).rejects.toThrow(
        'does not answer “documents”',
      );
      await vi.advanceTimersByTimeAsync(60_000);
      await asked;
      expect(sendMessage).toHaveBeenCalledTimes(3);
    } finally {
      vi.useRealTimers();
    }
  });
});
