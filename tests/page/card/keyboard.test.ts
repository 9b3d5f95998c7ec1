// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Keyboard, RETURNS, SPELL } from '../../../src/page/card/keyboard';
import { trusted } from '../trusted';

let active: Element;
let hasFocus: boolean;
let host: HTMLElement;
let input: HTMLElement;
let tell: ReturnType<typeof vi.fn<(taken: boolean) => void>>;
let returns: number;
let keyboard: Keyboard;
beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<div></div><input>';
  [host, input] = [...document.body.children] as [HTMLElement, HTMLElement];
  [active, hasFocus, returns] = [host, true, 0];
  vi.spyOn(document, 'activeElement', 'get').mockImplementation(() => active);
  vi.spyOn(document, 'hasFocus').mockImplementation(() => hasFocus);
  tell = vi.fn();
  const focus = () => {
    returns++;
    active = host;
  };
  keyboard = new Keyboard(document, { host, focus, release: () => (active = document.body) }, tell);
  keyboard.typing(true);
});
afterEach(() => {
  keyboard.typing(false);
  vi.useRealTimers();
  vi.restoreAllMocks();
});
/** The page gives the keyboard to an element. */
const take = async (element: Element) => {
  active = element;
  element.dispatchEvent(trusted(new FocusEvent('focus')));
  await Promise.resolve();
};

describe('a keyboard that the page takes while the user types in the card', () => {
  it('is taken back at once, and nothing is said', async () => {
    await take(input);
    expect([active, returns]).toEqual([host, 1]);
    expect(tell).not.toHaveBeenCalled();
  });

  it('is taken back where nothing else got it: by blur, or by the window', async () => {
    active = document.body;
    keyboard.blurred();
    await Promise.resolve();
    dispatchEvent(trusted(new FocusEvent('focus')));
    await Promise.resolve();
    expect([active, returns]).toEqual([host, 2]);
  });

  it('is taken back when only the frame noticed', async () => {
    active = input;
    keyboard.lost();
    await Promise.resolve();
    expect([active, returns]).toEqual([host, 1]);
  });

  it('is left to a page that takes it again and again, and the user is told', async () => {
    for (let i = 0; i < RETURNS; i++) await take(input);
    expect([returns, tell.mock.calls]).toEqual([RETURNS, []]);
    await take(input);
    expect([active, returns, tell.mock.calls]).toEqual([input, RETURNS, [[true]]]);
    vi.advanceTimersByTime(SPELL);
    await take(input);
    expect(active).toBe(host);
  });

  it('is left to another frame, which the user may have clicked, and the user is told', async () => {
    active = document.createElement('iframe');
    keyboard.blurred();
    await Promise.resolve();
    expect([returns, tell.mock.calls]).toEqual([0, [[true]]]);
  });

  it('is left to the page once the user has pressed a key there', async () => {
    active = input;
    input.dispatchEvent(trusted(new KeyboardEvent('keydown', { key: 'a' })));
    keyboard.blurred();
    await Promise.resolve();
    expect([active, tell.mock.calls]).toEqual([input, [[true]]]);
  });

  it('is not taken back for events that a script made', async () => {
    active = input;
    input.dispatchEvent(new FocusEvent('focus'));
    expect(returns).toBe(0);
  });

  it('is told where the card cannot take it, under a modal dialog', async () => {
    keyboard.typing(false);
    keyboard = new Keyboard(document, { host, focus: () => undefined, release: () => undefined }, tell);
    keyboard.typing(true);
    await take(input);
    expect(tell.mock.calls).toEqual([[true]]);
  });
});

describe('a keyboard that leaves the card otherwise', () => {
  it('stays where it is when the user no longer types there', async () => {
    keyboard.typing(false);
    await take(input);
    keyboard.blurred();
    await Promise.resolve();
    keyboard.lost();
    await Promise.resolve();
    expect([active, returns, tell.mock.calls]).toEqual([input, 0, []]);
  });

  it('needs no word when the user went to another window', async () => {
    hasFocus = false;
    keyboard.lost();
    await Promise.resolve();
    expect([returns, tell.mock.calls]).toEqual([0, []]);
  });
});
