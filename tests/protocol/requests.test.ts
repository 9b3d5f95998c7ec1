import { describe, expect, it, vi } from 'vitest';
import { dispatcher } from '../../src/protocol/dispatch';
import { type Handlers, pageOf, sender } from '../../src/protocol/requests';
import { handlers } from './handlers';

/** What the addresses of the extension's own pages begin with, and one of them. */
const HOME = 'extension://gloss/';
const OWN = { url: `${HOME}popup.html` };
/** Readers, and pages that claim to be pages of the extension. */
const STRANGERS = [{}, { url: 'https://news.example/' }, { url: `https://evil.example/#${HOME}` }];

/** Requests that a reader may send, and so a page that took over its reader's process. One more is a decision. */
const FOR_READERS = ['ask', 'highlight', 'marked', 'passages', 'scan'];

describe('the dispatcher', () => {
  it('calls the handler of the kind, with who asks', async () => {
    const card = vi.fn(async () => null);
    const reply = dispatcher(handlers({ card }), HOME)({ kind: 'card', data: { term: 'igf' } }, OWN);
    expect(reply).toBeInstanceOf(Promise);
    expect(await reply).toBe(null);
    expect(card).toHaveBeenCalledExactlyOnceWith({ term: 'igf' }, OWN);
  });

  it('answers with the reply of the handler', async () => {
    const documents = [{ id: 'report', title: 'A report', lang: 'en' }];
    const dispatch = dispatcher(handlers({ documents: async () => documents }), HOME);
    expect(await dispatch({ kind: 'documents', data: null }, OWN)).toEqual(documents);
  });

  it.each([
    ['a kind that it does not know', { kind: 'weather', data: null }],
    ['a name that every object has', { kind: 'toString', data: null }],
    ['a prototype', { kind: '__proto__', data: null }],
    ['a kind that is no text', { kind: 1 }],
    ['a kind that is a list', { kind: ['card'], data: {} }],
    ['a letter', { to: 'popover', secret: 's', message: { kind: 'focus' } }],
    ['an order', { order: 'next' }],
    ['nothing', null],
    ['no message at all', undefined],
    ['a text', 'ask'],
  ])('leaves %s to other listeners', (_, message) => {
    expect(dispatcher(handlers(), HOME)(message)).toBeUndefined();
  });

  const kinds = Object.keys(handlers()) as (keyof Handlers)[];
  it.each(kinds.filter((kind) => !FOR_READERS.includes(kind)))(
    'answers “%s” only to pages of the extension',
    async (kind) => {
      const handle = vi.fn(async () => null as never);
      const dispatch = dispatcher(handlers({ [kind]: handle }), HOME);
      for (const from of STRANGERS)
        await expect(dispatch({ kind, data: {} }, from)).rejects.toThrow(
          `Only pages of Gloss may ask for “${kind}”.`,
        );
      await expect(dispatch({ kind, data: {} })).rejects.toThrow('Only pages of Gloss');
      expect(handle).not.toHaveBeenCalled();
      await dispatch({ kind, data: {} }, OWN);
      expect(handle).toHaveBeenCalledOnce();
    },
  );

  it.each(FOR_READERS)('answers “%s” to readers too, and calls its handler with who asks', async (kind) => {
    const handle = vi.fn(async () => null as never);
    const dispatch = dispatcher(handlers({ [kind]: handle }), HOME);
    for (const from of [...STRANGERS, OWN]) {
      await dispatch({ kind, data: {} }, from);
      expect(handle).toHaveBeenLastCalledWith({}, from);
    }
    await dispatch({ kind, data: {} });
    expect(handle).toHaveBeenLastCalledWith({}, {});
  });

  it('answers with the error of the handler', async () => {
    const card = async () => {
      throw new Error('the cache is gone');
    };
    await expect(
      dispatcher(handlers({ card }), HOME)({ kind: 'card', data: { term: 'igf' } }, OWN),
    ).rejects.toThrow('the cache is gone');
  });
});

describe('a request', () => {
  /** The browser between a page and the background: it passes copies, as JSON. */
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
    ['its address, where the browser does not say its origin', { url: 'about:blank' }, 'about:blank'],
    ['nothing, where the browser says nothing', {}, ''],
  ])('is %s', (_, from, page) => {
    expect(pageOf(from)).toBe(page);
  });
});
