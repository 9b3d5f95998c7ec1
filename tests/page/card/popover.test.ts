// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, type Mocked, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { GRACE } from '../../../src/page/card/hover';
import { Popover, type PopoverEvents } from '../../../src/page/card/popover';
import { type FromPopover, fromFragment, type Letter } from '../../../src/protocol/letters';
import { trusted } from '../trusted';

/** A stand-in for the card's elements, which need a browser with layout. */
const frame = vi.hoisted(() => ({ address: '', calls: [] as string[] }));
vi.mock('../../../src/page/card/card-frame', async () => {
  const { Layer } = await import('../../../src/page/card/layer');
  return {
    CardFrame: class {
      readonly layer = new Layer(document, '');
      readonly host = this.layer.host;
      constructor(_: Document, address: string) {
        frame.address = address;
      }
      lay() {
        return 420;
      }
      place() {}
      box() {
        return new DOMRect(0, 0, 420, 200);
      }
      open() {
        frame.calls.push('open');
      }
      size(width: number, height: number) {
        frame.calls.push(`size ${width} ${height}`);
      }
      draw() {
        frame.calls.push('draw');
      }
      hide() {
        frame.calls.push('hide');
      }
      focus() {
        frame.calls.push('focus');
      }
    },
  };
});

/** A stand-in for what needs the top layer of a browser. `clear`: what it says at its next look. */
const above = vi.hoisted(() => ({ tell: (_clear: boolean) => undefined as unknown }));
vi.mock('../../../src/page/card/above', () => ({
  Above: class {
    constructor(_doc: Document, _host: Element, _box: unknown, tell: (clear: boolean) => void) {
      above.tell = tell;
    }
    watch() {}
    stop() {}
    raise() {
      frame.calls.push('raise');
    }
  },
}));

const SAID = { why: [], notes: [] };
let letters: Extract<Letter, { to: 'popover' }>[];
let events: Mocked<PopoverEvents>;
let popover: Popover;
let rects: Partial<DOMRect>[];
const mention = () => {
  const node = document.querySelector('p')?.firstChild as Text;
  return { term: 'igf', start: { node, offset: 0 }, end: { node, offset: 3 } };
};
const secret = () => fromFragment(new URL(frame.address).hash).secret;
const hear = (message: FromPopover, by = secret()) =>
  popover.receive({ to: 'reader', frame: 5, secret: by, message });

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<button>Before</button><p>IGF met</p>';
  letters = [];
  frame.calls.length = 0;
  fakeBrowser.runtime.sendMessage = (async (letter: Extract<Letter, { to: 'popover' }>) => {
    letters.push(letter);
  }) as typeof fakeBrowser.runtime.sendMessage;
  rects = [{ top: 0, bottom: 20, left: 0, right: 30, width: 30, height: 20 }];
  vi.spyOn(Range.prototype, 'getClientRects').mockImplementation(() => rects as unknown as DOMRectList);
  events = { pointed: vi.fn(), opened: vi.fn(), held: vi.fn(), closed: vi.fn(), again: vi.fn() };
  popover = new Popover(document, events);
});
afterEach(() => {
  popover.stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a popover', () => {
  it('writes to the frame that its popover last wrote from, and tells it that its own is the top frame', () => {
    expect(letters).toEqual([]);
    popover.open(mention(), SAID, 1, null);
    expect(fromFragment(new URL(frame.address).hash).frame).toBe(0);
    hear({ kind: 'ready' });
    expect(letters.map(({ frame }) => frame)).toEqual([5]);
  });

  it('accepts letters of its own frame only', () => {
    popover.open(mention(), SAID, 1, null);
    for (const wrong of ['', 'x', secret().slice(1), `${secret()}0`]) hear({ kind: 'close' }, wrong);
    hear({ kind: 'ready' }, 'x');
    expect(events.closed).not.toHaveBeenCalled();
    expect(letters).toEqual([]);
    hear({ kind: 'close' });
    expect(events.closed).toHaveBeenCalledOnce();
  });

  it('reports when an editor of the card gets or loses the keyboard focus', () => {
    popover.open(mention(), SAID, 1, null);
    hear({ kind: 'held', held: true, typing: true });
    hear({ kind: 'held', held: false, typing: false });
    hear({ kind: 'held', held: true, typing: true }, 'x');
    expect(events.held.mock.calls).toEqual([[true], [false]]);
  });

  it('has its own 128-bit secret on each page, and sends it in its letters', () => {
    popover.open(mention(), SAID, 1, null);
    hear({ kind: 'ready' });
    expect(letters.map((each) => each.secret)).toEqual([secret()]);
    const first = secret();
    new Popover(document, events).open(mention(), SAID, 1, null);
    expect(secret()).not.toBe(first);
    expect(secret()).toMatch(/^\d+-\d+-\d+-\d+$/);
  });

  it('shows the card once it is drawn', () => {
    popover.open(mention(), SAID, 1, null);
    hear({ kind: 'ready' });
    hear({ kind: 'drawn', turn: 1, width: 420, height: 200 });
    expect(frame.calls).toEqual(['open', 'size 420 200', 'draw']);
    expect(events.opened).toHaveBeenCalledOnce();
  });

  it('sends nothing while the pointer may only pass, or if the mention has disappeared', () => {
    popover.prepare(mention(), SAID, 1);
    hear({ kind: 'ready' });
    vi.advanceTimersByTime(90);
    expect(letters).toEqual([]);
    vi.advanceTimersByTime(20);
    expect(letters).toHaveLength(1);
    popover.prepare(mention(), SAID, 2);
    document.querySelector('p')?.remove();
    vi.advanceTimersByTime(200);
    expect(letters).toHaveLength(1);
  });

  it('is laid out after a third of a shorter dwell', () => {
    popover.prepare(mention(), SAID, 1, 150);
    hear({ kind: 'ready' });
    vi.advanceTimersByTime(49);
    expect(letters).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(letters).toHaveLength(1);
  });

  it('sends one request for a card that is prepared and then opened', () => {
    popover.prepare(mention(), SAID, 1);
    vi.advanceTimersByTime(200);
    hear({ kind: 'ready' });
    popover.open(mention(), SAID, 1, null);
    expect(letters).toHaveLength(1);
    expect(events.opened).toHaveBeenCalledOnce();
  });

  it('prepares nothing after it was closed', () => {
    popover.prepare(mention(), SAID, 1);
    hear({ kind: 'ready' });
    popover.close();
    vi.advanceTimersByTime(200);
    expect(letters).toEqual([]);
  });

  it('is raised when its frame is covered, but only while it is visible', () => {
    popover.open(mention(), SAID, 1, null);
    hear({ kind: 'ready' });
    hear({ kind: 'covered' });
    expect(frame.calls).not.toContain('raise');
    hear({ kind: 'drawn', turn: 1, width: 420, height: 200 });
    hear({ kind: 'covered' });
    expect(frame.calls).toContain('raise');
  });

  it('tells its frame whether it is clear, at each change, and never before it is visible', () => {
    popover.open(mention(), SAID, 1, null);
    hear({ kind: 'ready' });
    letters.length = 0;
    above.tell(true);
    hear({ kind: 'drawn', turn: 1, width: 420, height: 200 });
    for (const clear of [true, true, false]) above.tell(clear);
    expect(letters.map(({ message }) => message)).toEqual([
      { kind: 'sight', clear: false },
      { kind: 'sight', clear: true },
      { kind: 'sight', clear: false },
    ]);
  });

  it('tells its frame that the card moved, unless by a hair', () => {
    popover.open(mention(), SAID, 1, null);
    hear({ kind: 'ready' });
    hear({ kind: 'drawn', turn: 1, width: 420, height: 200 });
    letters.length = 0;
    for (const top of [4, 90]) {
      rects = [{ top, bottom: top + 20, left: 0, right: 30, width: 30, height: 20 }];
      document.dispatchEvent(trusted(new Event('scroll')));
    }
    expect(letters.map(({ message }) => message)).toEqual([{ kind: 'moved' }]);
  });

  it('closes if its mention is not visible', () => {
    events.closed.mockImplementation(() => popover.close());
    rects = [];
    popover.open(mention(), SAID, 1, null);
    expect(events.closed).toHaveBeenCalledOnce();
    expect(events.opened).not.toHaveBeenCalled();
  });

  it('closes when its mention has disappeared, and does not come back within the grace', () => {
    popover.open(mention(), SAID, 1, null);
    rects = [{ width: 0, height: 0 }];
    document.dispatchEvent(trusted(new Event('scroll')));
    vi.advanceTimersByTime(GRACE - 150);
    expect(events.again).toHaveBeenCalledWith({ x: 15, y: 10 });
    expect(events.closed).not.toHaveBeenCalled();
    vi.advanceTimersByTime(300);
    expect(events.closed).toHaveBeenCalled();
  });

  it('stays over a mention that the page writes anew, and follows it from then on', () => {
    popover.open(mention(), SAID, 1, null);
    hear({ kind: 'ready' });
    hear({ kind: 'drawn', turn: 1, width: 420, height: 200 });
    const old = document.querySelector('p')?.firstChild as Text;
    const fresh = document.createTextNode('IGF met');
    old.replaceWith(fresh);
    let top = 0;
    vi.spyOn(Range.prototype, 'getClientRects').mockImplementation(function (this: Range) {
      const isThere = this.startContainer.isConnected && this.startContainer === fresh;
      return (isThere ? [{ top, bottom: top + 20, left: 0, right: 30, width: 30, height: 20 }] : []) as never;
    });
    vi.advanceTimersByTime(GRACE / 2);
    events.again.mockReturnValue(mention());
    vi.advanceTimersByTime(4 * GRACE);
    expect(events.closed).not.toHaveBeenCalled();
    letters.length = 0;
    top = 90;
    vi.advanceTimersByTime(200);
    expect(letters.map(({ message }) => message)).toEqual([{ kind: 'moved' }]);
    fresh.remove();
    events.again.mockReturnValue(undefined);
    vi.advanceTimersByTime(GRACE + 300);
    expect(events.closed).toHaveBeenCalled();
  });

  it('returns the keyboard focus to the element that had it, if it still exists', () => {
    const button = document.querySelector('button') as HTMLButtonElement;
    button.focus();
    const back = vi.spyOn(HTMLElement.prototype, 'focus');
    popover.open(mention(), SAID, 1, null);
    popover.focus();
    popover.close();
    expect(back).toHaveBeenCalledExactlyOnceWith({ preventScroll: true });
    expect(back.mock.contexts).toEqual([button]);
    popover.open(mention(), SAID, 2, null);
    popover.focus();
    button.remove();
    popover.close();
    expect(back).toHaveBeenCalledOnce();
  });
});
