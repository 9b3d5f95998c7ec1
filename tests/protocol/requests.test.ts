import { describe, expect, it, vi } from 'vitest';
import { dispatcher } from '../../src/protocol/dispatch';
import { type Handlers, pageOf, sender, vouchedPage } from '../../src/protocol/requests';
import { checked } from '../../src/protocol/schema/check';
import { REQUESTS } from '../../src/protocol/schema/requests';
import { exponentOfTime } from '../platform/growth';
import { handlers } from './handlers';
import { VALID } from './valid-requests';

type Kind = keyof Handlers;

/** What the addresses of the extension's own pages begin with, and one of them. */
const HOME = 'extension://gloss/';
const OWN = { url: `${HOME}popup.html` };
/** Readers, and pages that claim to be pages of the extension. */
const STRANGERS = [{}, { url: 'https://news.example/' }, { url: `https://evil.example/#${HOME}` }];

/** Requests that a reader may send, and so a page that took over its reader's process. One more is a decision. */
const FOR_READERS: Kind[] = [
  ...([
    'ask',
    'barless',
    'frame',
    'highlight',
    'hovering',
    'look-up',
    'explain',
    'marked',
    'marking',
    'passages',
    'scan',
  ] as const),
];

/** Copies of a request's data, each with one of its objects replaced by a date or a list, and where that is. */
function* withoutObjects(data: unknown, where = ''): Generator<[string, unknown]> {
  if (typeof data !== 'object' || data === null) return;
  if (!Array.isArray(data)) for (const other of [new Date(0), []]) yield [where, other];
  for (const [name, value] of Object.entries(data))
    for (const [at, spoilt] of withoutObjects(value, `${where}.${name}`))
      yield [at, Array.isArray(data) ? data.with(Number(name), spoilt) : { ...data, [name]: spoilt }];
}

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

  const kinds = Object.keys(handlers()) as Kind[];
  it.each(kinds.filter((kind) => !FOR_READERS.includes(kind)))(
    'answers “%s” only to pages of the extension',
    async (kind) => {
      const [data] = VALID[kind];
      const handle = vi.fn(async () => null as never);
      const dispatch = dispatcher(handlers({ [kind]: handle }), HOME);
      for (const from of STRANGERS)
        await expect(dispatch({ kind, data }, from)).rejects.toThrow(
          `Only pages of Gloss may ask for “${kind}”.`,
        );
      await expect(dispatch({ kind, data })).rejects.toThrow('Only pages of Gloss');
      expect(handle).not.toHaveBeenCalled();
      await dispatch({ kind, data }, OWN);
      expect(handle).toHaveBeenCalledOnce();
    },
  );

  it.each(FOR_READERS)('answers “%s” to readers too, and calls its handler with who asks', async (kind) => {
    const [data] = VALID[kind];
    const handle = vi.fn(async () => null as never);
    const dispatch = dispatcher(handlers({ [kind]: handle }), HOME);
    for (const from of [...STRANGERS, OWN]) {
      await dispatch({ kind, data }, from);
      expect(handle).toHaveBeenLastCalledWith(data, from);
    }
    await dispatch({ kind, data });
    expect(handle).toHaveBeenLastCalledWith(data, {});
  });

  it.each(kinds.flatMap((kind) => VALID[kind].map((data, at) => ({ kind, at, data }))))(
    'hands $kind over as it is sent ($at)',
    async ({ kind, data }) => {
      const handle = vi.fn(async () => null as never);
      await dispatcher(handlers({ [kind]: handle }), HOME)({ kind, data: structuredClone(data) }, OWN);
      expect(handle).toHaveBeenCalledExactlyOnceWith(data, OWN);
    },
  );

  it.each([
    ['a field that is missing', {}, '“card” was refused: “term” is not what it has to be.'],
    ['a field of another type', { term: 7 }, '“card” was refused: “term” is not what it has to be.'],
    ['a field that is too long', { term: 'x'.repeat(1_001) }, '“term” is not what it has to be.'],
    ['an unknown field', { term: 'igf', secret: 1 }, '“card” was refused: the message has an unknown field.'],
    ['a field named constructor', { term: 'igf', constructor: 1 }, 'the message has an unknown field.'],
    ['a field named __proto__', JSON.parse('{"term":"igf","__proto__":{"a":1}}'), 'has an unknown field.'],
    ['a list', ['igf'], 'is not what it has to be.'],
    ['nothing', null, '“card” was refused: the message is not what it has to be.'],
  ])('refuses %s, and says where without a quotation', async (_, data, words) => {
    const card = vi.fn(async () => null);
    const refusal = dispatcher(handlers({ card }), HOME)({ kind: 'card', data }, OWN);
    await expect(refusal).rejects.toThrow(words);
    expect(card).not.toHaveBeenCalled();
  });

  it('refuses a date or a list in the place of any object in any request', async () => {
    for (const kind of kinds)
      for (const data of VALID[kind])
        for (const [where, spoilt] of withoutObjects(data)) {
          const refusal = dispatcher(handlers(), HOME)({ kind, data: spoilt }, OWN);
          await expect(refusal, `${kind}: ${where}`).rejects.toThrow('was refused');
        }
  });

  it('refuses a request with something beside kind and data', async () => {
    const message = { kind: 'card', data: { term: 'igf' }, more: 1 };
    await expect(dispatcher(handlers(), HOME)(message, OWN)).rejects.toThrow('an unknown field');
  });

  it('says where in a list and in a record something is wrong, without names that the sender chose', async () => {
    const dispatch = dispatcher(handlers(), HOME);
    const [scan] = structuredClone(VALID.scan);
    const evidence = { ...scan?.evidence, groups: { Zebra: { score: 'x', why: [] } } };
    await expect(dispatch({ kind: 'scan', data: { ...scan, evidence } })).rejects.toThrow(
      '“evidence.groups.*.score” is not',
    );
    await expect(dispatch({ kind: 'labels', data: { terms: ['a', 1] } }, OWN)).rejects.toThrow('“terms.1”');
  });

  it('checks a question in time that is linear in it', async () => {
    const { ask } = REQUESTS;
    const question = (texts: number) => ({
      ...VALID.ask[0],
      texts: Array(texts).fill('a hundred letters '.repeat(6)),
    });
    const check = (data: ReturnType<typeof question>) => {
      for (let i = 0; i < 100; i++) checked(ask, data, 'ask');
    };
    expect(await exponentOfTime([125, 1_000], question, check)).toBeLessThan(1.5);
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

describe('the page whose notes a reader may ask about', () => {
  const A = 'https://a.example/b';
  it.each([
    ['its address', { url: A, origin: 'https://a.example', frameId: 3 }, A],
    ['its address, where the browser does not say its origin', { url: A }, A],
    [
      'its origin, where its page wrote it',
      { url: 'about:srcdoc', origin: 'https://a.example' },
      'https://a.example',
    ],
    ['its address, in a sandbox that is the whole tab', { url: A, origin: 'null', frameId: 0 }, A],
    ['the address of a file, in Chromium', { url: 'file:///a.html', origin: 'file://' }, 'file:///a.html'],
    [
      'its address, on the welcome page',
      { url: 'chrome-extension://abc/welcome.html', origin: 'chrome-extension://abc', frameId: 0 },
      'chrome-extension://abc/welcome.html',
    ],
    ['the address of a file, in Firefox', { url: 'file:///a.html', origin: 'null' }, 'file:///a.html'],
  ])('is %s', (_, from, page) => {
    expect(vouchedPage(from)).toBe(page);
  });

  it.each([
    ['in a sandbox within a page', { url: A, origin: 'null', frameId: 3 }],
    ['whose address is not of its origin', { url: A, origin: 'https://evil.example', frameId: 0 }],
    ['on another port than its origin', { url: A, origin: 'https://a.example:8443', frameId: 0 }],
    ['of a page that says it is a file', { url: 'file:///a.html', origin: 'https://evil.example' }],
    ['of data', { url: 'data:text/html,x', origin: 'null', frameId: 0 }],
    ['of a blob', { url: 'blob:https://a.example/1', origin: 'https://a.example' }],
    ['that is blank and has no origin', { url: 'about:blank', origin: 'null', frameId: 3 }],
    ['of the extension', { url: `${HOME}popup.html`, origin: 'extension://gloss' }],
    ['in the library', { url: 'chrome-extension://abc/library.html', origin: 'chrome-extension://abc' }],
    ['of a page that ends like one of ours', { url: 'data:/welcome.html', origin: 'null', frameId: 0 }],
    ['of nobody', {}],
  ])('is none for a reader %s', (_, from) => {
    expect(vouchedPage(from)).toBeUndefined();
  });

  const WEB = { url: A, origin: 'https://a.example', frameId: 0 };
  it.each([
    ['where an application changed it', WEB, 'https://a.example/c?d=1#e'],
    [
      'of a frame that its page wrote',
      { url: 'about:srcdoc', origin: 'https://a.example' },
      'https://a.example/b?c',
    ],
    ['in a sandbox, with another fragment', { url: A, origin: 'null', frameId: 0 }, `${A}#c`],
    ['of a file, with another query', { url: 'file:///a.html', origin: 'null' }, 'file:///a.html?b#c'],
  ])('is the address that the reader says, %s', (_, from, said) => {
    expect(vouchedPage(from, said)).toBe(said);
  });

  it.each([
    ['of another origin', WEB, 'https://victim.example/b'],
    ['of another port', WEB, 'https://a.example:8443/b'],
    ['without encryption', WEB, 'http://a.example/b'],
    ['of a file', WEB, 'file:///etc/passwd'],
    ['of no page', WEB, 'about:srcdoc'],
    ['that is none', WEB, 'nonsense'],
    ['of another page, in a sandbox', { url: A, origin: 'null', frameId: 0 }, 'https://a.example/c'],
    ['with another query, in a sandbox', { url: A, origin: 'null', frameId: 0 }, `${A}?c`],
    [
      'of another page of ours',
      { url: 'moz-extension://abc/welcome.html', origin: 'moz-extension://abc' },
      'moz-extension://abc/notes.html',
    ],
    ['of another file', { url: 'file:///a.html', origin: 'null' }, 'file:///b.html'],
  ])('is not an address that the reader says %s', (_, from, said) => {
    expect(vouchedPage(from, said)).toBe(vouchedPage(from));
  });

  it('is none where the browser vouches for none, whatever the reader says', () => {
    expect(vouchedPage({ url: A, origin: 'null', frameId: 3 }, A)).toBeUndefined();
    expect(vouchedPage({}, A)).toBeUndefined();
  });
});
