// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LONG_ENOUGH } from '../../../src/platform/sight';
import { type CardSight, cardSight } from '../../../src/ui/card/sight';

let sight: CardSight;
let deeds: string[];
let covered: boolean[];
/** Takes the listeners of a card away with it. */
let listening: AbortController;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  document.body.innerHTML = '<label>Word <input type="checkbox"></label><button>Delete</button>';
  document.documentElement.removeAttribute('data-ready');
  deeds = [];
  covered = [];
  listening = new AbortController();
  const listen = window.addEventListener.bind(window);
  vi.spyOn(window, 'addEventListener').mockImplementation(((
    name: string,
    heard: EventListener,
    options: object,
  ) => listen(name, heard, { ...options, signal: listening.signal })) as typeof window.addEventListener);
  sight = cardSight(window);
  sight.listen((is) => covered.push(is));
  button().addEventListener('click', () => deeds.push('deleted'));
});
afterEach(() => {
  listening.abort();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const button = () => document.querySelector('button') as HTMLButtonElement;
const isReady = () => document.documentElement.hasAttribute('data-ready');
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const pointer = (name: string, kind = 'mouse') =>
  button().dispatchEvent(
    new PointerEvent(name, { bubbles: true, cancelable: true, pointerType: kind, clientX: 5, clientY: 5 }),
  );
const click = (kind = 'mouse') => {
  pointer('pointerdown', kind);
  pointer('click', kind);
};

describe('A press on the card', () => {
  it('counts once the card was seen for long enough, with the pointer on it', async () => {
    sight.heard(true);
    pointer('pointerover');
    expect(isReady()).toBe(false);
    await pass(2 * LONG_ENOUGH);
    expect(isReady()).toBe(true);
    click();
    expect(deeds).toEqual(['deleted']);
  });

  it('reaches nothing before the card was seen at all, and the card says so', () => {
    pointer('pointerover');
    click();
    button().click();
    expect(deeds).toEqual([]);
    expect(covered).toEqual([true, true]);
  });

  it('reaches nothing while the card is covered, and counts again some time after', async () => {
    sight.heard(true);
    pointer('pointerover');
    await pass(2 * LONG_ENOUGH);
    sight.heard(false);
    expect(isReady()).toBe(false);
    click();
    expect(deeds).toEqual([]);
    sight.heard(true);
    click();
    expect(deeds).toEqual([]);
    await pass(2 * LONG_ENOUGH);
    click();
    expect(deeds).toEqual(['deleted']);
    expect(covered).toEqual([false, true, true, false]);
  });

  it('does not count if the pointer has come just now', async () => {
    sight.heard(true);
    await pass(2 * LONG_ENOUGH);
    click();
    expect(deeds).toEqual([]);
  });

  it('counts for a finger, which comes with its press', async () => {
    sight.heard(true);
    await pass(2 * LONG_ENOUGH);
    click('touch');
    expect(deeds).toEqual(['deleted']);
  });

  it('does not count after the card was moved or shows something else', async () => {
    sight.heard(true);
    pointer('pointerover');
    await pass(2 * LONG_ENOUGH);
    sight.moved();
    expect(isReady()).toBe(false);
    click();
    expect(deeds).toEqual([]);
  });

  it('does not count if the card was covered between its beginning and its end', async () => {
    sight.heard(true);
    pointer('pointerover');
    await pass(2 * LONG_ENOUGH);
    pointer('pointerdown');
    sight.heard(false);
    pointer('click');
    expect(deeds).toEqual([]);
  });

  it('of a key counts once the card has had the keyboard for long enough', async () => {
    sight.heard(true);
    await pass(2 * LONG_ENOUGH);
    window.dispatchEvent(new Event('focus'));
    button().click();
    expect(deeds).toEqual([]);
    await pass(2 * LONG_ENOUGH);
    button().click();
    expect(deeds).toEqual(['deleted']);
  });
});
