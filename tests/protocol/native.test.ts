import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const sendMessage = vi.fn(async (_message: unknown): Promise<unknown> => null);
const runtime = { id: 'gloss', sendMessage };
/** The reader's module, loaded in a page with this API. */
async function load(globals: Record<string, unknown>) {
  vi.resetModules();
  for (const [name, value] of Object.entries({ browser: undefined, chrome: undefined, ...globals }))
    vi.stubGlobal(name, value);
  return import('../../src/protocol/native');
}
beforeEach(() => void sendMessage.mockReset().mockResolvedValue(null));
afterEach(() => void vi.unstubAllGlobals());

describe('the API of the reader', () => {
  it('is `browser`, or `chrome` where an older Chromium has no other, or a page has made a `browser` of its own', async () => {
    const browser = { runtime };
    const chrome = { runtime: { ...runtime } };
    expect((await load({ browser, chrome })).native).toBe(browser);
    expect((await load({ chrome })).native).toBe(chrome);
    expect((await load({ browser: {}, chrome })).native).toBe(chrome);
  });

  it('sends requests to the background', async () => {
    const { send } = await load({ browser: { runtime } });
    sendMessage.mockResolvedValueOnce({ passages: [], offers: true });
    expect(await send('passages', {})).toEqual({ passages: [], offers: true });
    expect(sendMessage.mock.calls).toEqual([[{ kind: 'passages', data: {} }]]);
  });

  it('gives orders to all readers of its tab, whether they are heard or not', async () => {
    const { order } = await load({ browser: { runtime } });
    sendMessage.mockRejectedValueOnce(new Error('Receiving end does not exist.'));
    order('close');
    expect(sendMessage.mock.calls).toEqual([[{ order: 'close' }]]);
  });

  it('is gone with the extension', async () => {
    expect((await load({ browser: { runtime } })).alive()).toBe(true);
    expect((await load({ browser: { runtime: { id: undefined } } })).alive()).toBe(false);
    const torn = {
      get runtime() {
        return torn.isThere ? {} : undefined;
      },
      isThere: true,
    };
    const { alive } = await load({ browser: torn });
    torn.isThere = false;
    expect(alive()).toBe(false);
  });
});
