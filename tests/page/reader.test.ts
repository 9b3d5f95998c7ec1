// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startReader } from '../../src/page/reader';
import type { Order } from '../../src/protocol/orders';
import { unhandledIn } from '../protocol/unhandled';

/** Everything that the reader did, in order. */
let log: string[];
let heard: (message: unknown, from: object) => void;
let alive: boolean;
let reply: unknown;
let failing: boolean;
/** The observer's callback, which the browser calls when the page changes. */
let note: (records: object[]) => void;
let passages: unknown[];
/** What the scripts that a page loads later wait for. */
let loading: Promise<void> | undefined;
/** Whether the scripts that a page loads later are gone, as after an update of the extension. */
let gone: boolean;

vi.mock('../../src/protocol/native', () => ({
  alive: () => alive,
  order: (name: string) => log.push(`order ${name}`),
  native: {
    runtime: {
      onMessage: {
        addListener: (listener: typeof heard) => {
          heard = listener;
        },
      },
    },
  },
  send: async (kind: string, data: Record<string, unknown>) => {
    log.push(kind === 'ask' ? `ask${data.begins ? ' first' : ''} ${data.texts}` : kind);
    if (kind === 'ask' && failing) throw new Error('no answer');
    if (kind === 'ask') return reply;
    if (kind === 'passages') return { passages, offers: true };
    return { mentions: [{ block: 0, start: 0, end: 3, term: 'igf', shown: true }], evidence: { groups: {} } };
  },
}));

vi.mock('../../src/page/on-demand', () => ({
  bring: async (name: string) => {
    if (gone) throw new TypeError('Failed to fetch dynamically imported module');
    log.push(`bring ${name}`);
    await loading;
    const noted = (what: string) => () => log.push(`${name}: ${what}`);
    return () => {
      log.push(`start ${name}`);
      return {
        listen: noted('listen'),
        obey: (order: Order) =>
          log.push(order.order === 'highlight' ? `highlight ${order.note}` : `obey ${order.order}`),
        refresh: noted('refresh'),
        changed: noted('changed'),
        again: noted('again'),
        offer: noted('offer'),
        receive: noted('receive'),
        stop: noted('stop'),
      };
    };
  },
}));

vi.mock('../../src/page/marks/marks', () => ({
  Marks: class {
    constructor(_: Document, first: () => void) {
      first();
    }
    add() {
      log.push('mark');
    }
    clear() {}
    prune() {}
    keep() {}
    *blocks() {}
    adopt() {}
    decide() {}
    watch() {}
    stop() {
      log.push('unmark');
    }
  },
}));

const none = () => ({ places: [[]], evidence: { groups: {} } });
const one = () => ({ places: [[0]], evidence: { groups: {} } });

beforeEach(() => {
  vi.useFakeTimers();
  log = [];
  alive = true;
  failing = false;
  gone = false;
  loading = undefined;
  passages = [];
  reply = none();
  vi.stubGlobal('closed', false);
  vi.stubGlobal(
    'MutationObserver',
    class {
      constructor(heard: typeof note) {
        note = heard;
      }
      observe() {}
      disconnect() {}
    },
  );
  vi.stubGlobal('requestIdleCallback', () => undefined);
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  Object.defineProperty(location, 'ancestorOrigins', { configurable: true, value: [] });
  document.body.innerHTML = '<p>IGF met.</p>';
});

/** A reader that has read its page. */
async function reader(answer: unknown = none()): Promise<void> {
  reply = answer;
  startReader(document);
  await vi.advanceTimersByTimeAsync(1);
}
const orders = async (...all: Order[]) => {
  log = [];
  for (const order of all) heard(order, {});
  await vi.advanceTimersByTimeAsync(1);
  return log;
};

describe('a reader', () => {
  it('sends the page’s text, with the origin in the first request, and does nothing more without a mention', async () => {
    await reader();
    expect(log).toEqual(['ask first IGF met.']);
  });

  it('marks a page with a mention', async () => {
    await reader(one());
    expect(log).toEqual(['ask first IGF met.', 'scan', 'mark']);
  });

  it('loads the script for notes only if the page has passages with notes', async () => {
    await reader({ ...none(), noted: true });
    expect(log).toEqual(['ask first IGF met.', 'passages']);
    passages = [{}];
    expect(await orders({ order: 'noted' })).toEqual([
      'passages',
      'bring noting',
      'start noting',
      'noting: refresh',
    ]);
  });

  it('leaves no rejection unhandled if the script for notes is gone, the page changes, and Gloss stops', async () => {
    vi.spyOn(console, 'debug').mockReturnValue();
    await reader({ ...none(), noted: true });
    gone = true;
    passages = [{}];
    const left = await unhandledIn(async () => {
      await orders({ order: 'noted' });
      note([
        {
          type: 'characterData',
          target: document.querySelector('p')?.firstChild,
          addedNodes: [],
          removedNodes: [],
        },
      ]);
      await vi.advanceTimersByTimeAsync(5_000);
      alive = false;
      await orders({ order: 'highlight', note: false, here: true });
      await vi.advanceTimersByTimeAsync(5_000);
    });
    expect(left).toEqual([]);
  });

  it('reads the page again after 5 s if the background did not answer', async () => {
    vi.spyOn(console, 'debug').mockReturnValue();
    failing = true;
    await reader();
    failing = false;
    await vi.advanceTimersByTimeAsync(4_990);
    expect(log).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(20);
    expect(log).toHaveLength(2);
  });

  const comes = async (text: string) => {
    const added = document.createElement('p');
    added.append(text);
    document.body.append(added);
    note([{ type: 'childList', target: document.body, addedNodes: [added], removedNodes: [] }]);
    log = [];
    await vi.advanceTimersByTimeAsync(150);
    return log;
  };

  it('reads what is added to the page, and the whole page if its view changes', async () => {
    await reader();
    expect(await comes('BRICS met.')).toEqual(['ask BRICS met.']);
    history.replaceState(null, '', '#/other');
    expect(await comes('Then they left.')).toEqual(['ask first IGF met.BRICS met.Then they left.']);
  });

  it('sends nothing more after the background has refused the page', async () => {
    await reader(null);
    expect(await comes('BRICS met.')).toEqual([]);
  });

  it('removes its marks and stops reading when the extension is gone', async () => {
    await reader(one());
    alive = false;
    failing = true;
    expect(await orders({ order: 'rescan' })).toEqual(['ask first IGF met.', 'unmark']);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await orders({ order: 'rescan' })).toEqual([]);
  });

  /** The window shows another site from now on, and refuses this script each of its functions. */
  const leaveWindow = async () => {
    for (const name of ['setTimeout', 'clearTimeout', 'console', 'removeEventListener']) {
      const own = Object.getOwnPropertyDescriptor(globalThis, name) as PropertyDescriptor;
      const get = () => {
        throw new Error(`SecurityError: ${name} on cross-origin object`);
      };
      Object.defineProperty(globalThis, name, { configurable: true, get });
      onTestFinished(() => void Object.defineProperty(globalThis, name, own));
    }
    for (let turn = 0; turn < 30; turn++) await Promise.resolve();
  };

  it('throws nothing if its frame shows another site before the script for its marks has come', async () => {
    let load: () => void = () => undefined;
    loading = new Promise((resolve) => {
      load = resolve;
    });
    reply = one();
    const left = await unhandledIn(async () => {
      startReader(document);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(log.at(-1)).toBe('bring attending');
      load();
      await leaveWindow();
    });
    expect(left).toEqual([]);
    expect(log).toContain('start attending');
  });

  it('throws nothing if an answer fails once its frame shows another site', async () => {
    await reader(one());
    alive = false;
    failing = true;
    const left = await unhandledIn(async () => {
      heard({ order: 'rescan' }, {});
      await leaveWindow();
    });
    expect(left).toEqual([]);
    expect(log.at(-1)).toBe('ask first IGF met.');
  });
});

describe('the order', () => {
  const last = (...all: Order[]) => orders(...all);

  it('rescan: reads the page again', async () => {
    await reader();
    expect(await last({ order: 'rescan' })).toEqual(['ask first IGF met.']);
  });

  it.each<Order>([
    { order: 'next' },
    { order: 'open' },
    { order: 'report', to: 'a port' },
    { order: 'add', frame: 3, terms: ['brics'] },
    { order: 'escapable' },
    { order: 'close' },
  ])('$order: is passed to the attending script', async (order) => {
    await reader();
    expect(await last(order)).toEqual(['bring attending', 'start attending', `obey ${order.order}`]);
  });

  it('highlight: acts in the frame with the keyboard focus, or in the named frame', async () => {
    await reader();
    vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    expect(await last({ order: 'highlight', note: false })).toEqual([]);
    expect(await last({ order: 'highlight', note: true, here: true })).toEqual([
      'bring noting',
      'start noting',
      'highlight true',
    ]);
  });

  it('explain: acts in the frame that is named', async () => {
    await reader();
    vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    expect(await last({ order: 'explain', here: true })).toEqual([
      'bring noting',
      'start noting',
      'obey explain',
    ]);
  });
});
