// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Observed, observeSight } from '../../../src/platform/sight';

/** How often the browser was asked. */
let asked: number;
let answer: (isVisible: boolean) => void;
let told: boolean[];
let observed: Observed;
beforeEach(() => {
  vi.useFakeTimers();
  asked = 0;
  told = [];
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(hear: (entries: object[]) => void) {
        answer = (isVisible) => hear([{ isIntersecting: true, isVisible }]);
      }
      observe() {
        asked++;
      }
      unobserve() {}
      disconnect() {}
    },
  );
  observed = observeSight(document.documentElement, (seen) => told.push(seen));
});
afterEach(() => {
  observed.end();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
const comesBack = () => document.dispatchEvent(new Event('visibilitychange'));

it('The browser is asked again a few times whether a card is seen that it has left out of sight', () => {
  expect(asked).toBe(1);
  answer(false);
  vi.advanceTimersByTime(60_000);
  expect(asked).toBe(1);
  observed.again();
  vi.advanceTimersByTime(60_000);
  expect(asked).toBe(5);
  comesBack();
  vi.advanceTimersByTime(500);
  expect(asked).toBe(6);
  answer(true);
  vi.advanceTimersByTime(60_000);
  expect(asked).toBe(6);
  expect(told).toEqual([false, true]);
});

it('Nothing is asked of a card that is seen, or of one that is gone', () => {
  answer(true);
  observed.again();
  vi.advanceTimersByTime(60_000);
  answer(false);
  observed.again();
  observed.end();
  comesBack();
  vi.advanceTimersByTime(60_000);
  expect(asked).toBe(1);
});
