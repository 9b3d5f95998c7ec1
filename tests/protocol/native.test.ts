import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rejecting, unhandledIn } from './unhandled';

const sendMessage = vi.fn(async (_message: unknown): Promise<unknown> => null);
const runtime = { id: 'gloss', sendMessage };
/** Loads the reader's module in a page that has these globals. */
async function load(globals: Record<string, unknown>) {
  vi.resetModules();
  for (const [name, value] of Object.entries({ browser: undefined, chrome: undefined, ...globals }))
    vi.stubGlobal(name, value);
  return import('../../src/protocol/native');
}
beforeEach(() => void sendMessage.mockReset().mockResolvedValue(null));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules(); // Other files of this worker would get a module with these globals.
});

describe('the API of the reader', () => {
  it('is `browser`; `chrome` where there is no `browser`, or one that is not the extension API', async () => {
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

  it('gives orders to all readers of its tab, and ignores that nobody hears one', async () => {
    const { order } = await load({ browser: { runtime } });
    order('close');
    expect(sendMessage.mock.calls).toEqual([[{ order: 'close' }]]);
    const deaf = await load({
      browser: { runtime: { sendMessage: rejecting('Receiving end does not exist.') } },
    });
    expect(await unhandledIn(() => deaf.order('close'))).toEqual([]);
  });

  it('is alive until the extension is gone', async () => {
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
