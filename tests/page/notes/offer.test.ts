// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Choose, Offer } from '../../../src/page/notes/offer';
import { LONG_ENOUGH } from '../../../src/platform/sight';
import { native } from '../../../src/protocol/native';

/** A stand-in for what needs the top layer of a browser: says whether the bar is clear. */
const above = vi.hoisted(() => ({ tell: (_clear: boolean) => undefined as unknown }));
vi.mock('../../../src/page/card/above', () => ({
  Above: class {
    constructor(_doc: Document, _host: Element, _box: unknown, tell: (clear: boolean) => void) {
      above.tell = tell;
    }
    watch() {}
    stop() {}
    raise() {}
  },
}));

const BOX = { left: 10, top: 20, right: 40, bottom: 30 };
let root: ShadowRoot;
let choose: ReturnType<typeof vi.fn<Choose>>;
let offer: Offer;
beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<p>Words</p>';
  // The bar is in a closed shadow root, so the test watches its creation.
  const { attachShadow } = Element.prototype;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
    root = attachShadow.call(this, init);
    return root;
  });
  HTMLElement.prototype.showPopover = vi.fn();
  vi.spyOn(native.i18n, 'getMessage').mockImplementation((name) => `${name}`);
  vi.spyOn(native.i18n, 'getUILanguage').mockReturnValue('en');
  choose = vi.fn<Choose>();
  offer = new Offer(document, choose);
  offer.show(document.querySelector('p') as Element, BOX, false);
  see(true);
});
afterEach(() => {
  offer.stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});
/** Lets the bar be clear (true) or covered (false) for some time, ms. */
const see = (clear: boolean, ms = LONG_ENOUGH) => {
  above.tell(clear);
  vi.advanceTimersByTime(ms);
};
const buttons = () => [...root.querySelectorAll('button')];
/** A click, either trusted (by the user) or synthetic (by a script). */
const click = (button: Element | undefined, isTrusted: boolean) => {
  const event = new MouseEvent('click', { bubbles: true, composed: true });
  Object.defineProperty(event, 'isTrusted', { value: isTrusted });
  button?.dispatchEvent(event);
};

describe('the bar', () => {
  it('offers to look up, to explain, to copy, five colours, a note, and more', () => {
    for (const button of buttons()) {
      click(button, true);
      vi.advanceTimersByTime(LONG_ENOUGH); // What unfolds counts only once it was seen.
    }
    expect(choose.mock.calls.map(([deed]) => deed)).toEqual([
      { do: 'look-up' },
      { do: 'explain' },
      { do: 'copy', as: 'text' },
      ...['yellow', 'green', 'blue', 'pink', 'purple'].map((colour) => ({ do: 'highlight', colour })),
      { do: 'note' },
      { do: 'copy', as: 'markdown' },
      { do: 'barless' },
    ]);
  });

  it('unfolds what is behind ⋯, and takes no press there before it was seen for long enough', () => {
    const more = root.querySelector('[aria-expanded]') as HTMLElement;
    const rest = root.querySelector<HTMLElement>('.rest');
    expect([more.getAttribute('aria-label'), rest?.hidden]).toEqual(['offer_more', true]);
    click(more, true);
    expect([more.getAttribute('aria-expanded'), rest?.hidden]).toEqual(['true', false]);
    click(buttons().at(-1), true);
    expect(choose).not.toHaveBeenCalled();
    vi.advanceTimersByTime(LONG_ENOUGH);
    click(buttons().at(-1), true);
    expect(choose).toHaveBeenCalledExactlyOnceWith({ do: 'barless' });
    offer.show(document.body, BOX, false);
    expect(rest?.hidden).toBe(true);
  });

  it('has a name for every button, and is read in the order in which it is seen', () => {
    const names = buttons().map((button) => button.getAttribute('aria-label') ?? button.textContent);
    expect(names).toEqual([
      ...['offer_lookUp', 'offer_explain', 'offer_copy'],
      ...['yellow', 'green', 'blue', 'pink', 'purple'].map((colour) => `offer_${colour}`),
      ...['offer_note', 'offer_more', 'offer_markdown', 'offer_barless'],
    ]);
    offer.focus();
    expect(root.activeElement ?? document.activeElement).not.toBe(document.body);
  });

  it('accepts trusted clicks only', () => {
    for (const button of buttons()) click(button, false);
    expect(choose).not.toHaveBeenCalled();
  });

  it('accepts no click while something lies over it, or just after', () => {
    see(false);
    click(buttons()[0], true);
    see(true, LONG_ENOUGH - 1);
    click(buttons()[0], true);
    expect(choose).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    click(buttons()[0], true);
    expect(choose).toHaveBeenCalledOnce();
  });

  it('accepts no click just after it was moved', () => {
    offer.place({ ...BOX, left: BOX.left + 100 });
    click(buttons()[0], true);
    expect(choose).not.toHaveBeenCalled();
    vi.advanceTimersByTime(LONG_ENOUGH);
    click(buttons()[0], true);
    expect(choose).toHaveBeenCalledOnce();
  });

  it('is not accessible to the page', () => {
    expect(root.mode).toBe('closed');
    expect(root.host.shadowRoot).toBeNull();
    const isOwn = (target: EventTarget) => {
      const event = new MouseEvent('pointerdown');
      target.dispatchEvent(event);
      return offer.owns(event);
    };
    expect(isOwn(root.host)).toBe(true);
    expect(isOwn(document.body)).toBe(false);
    expect(isOwn(window)).toBe(false);
  });

  it('hides a press on it from the page, and keeps the selection', () => {
    const heard = vi.fn();
    for (const name of ['pointerdown', 'mousedown', 'click'])
      document.addEventListener(name, heard, { once: true });
    const press = new MouseEvent('mousedown', { bubbles: true, composed: true, cancelable: true });
    buttons()[0]?.dispatchEvent(press);
    click(buttons()[0], true);
    expect(heard).not.toHaveBeenCalled();
    expect(press.defaultPrevented).toBe(true);
  });

  it('can show a message in place of its choices', () => {
    const said = root.querySelector('p') as HTMLElement;
    expect([said.hidden, buttons()[0]?.hidden]).toEqual([true, false]);
    offer.show(document.body, BOX, false, 'Too long.');
    expect([said.hidden, said.textContent]).toEqual([false, 'Too long.']);
    expect(buttons().every((button) => button.closest('[hidden]'))).toBe(true);
  });

  it('is placed at its box, above it for a backward selection', () => {
    const at = root.querySelector<HTMLElement>('.at');
    expect([at?.style.left, at?.style.top, at?.style.width]).toEqual(['10px', '20px', '30px']);
    expect(root.querySelector('.above')).toBeNull();
    offer.show(document.body, BOX, true);
    expect(root.querySelector('.above')).not.toBeNull();
  });
});
