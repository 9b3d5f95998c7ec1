// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { takesEscape } from '../../../src/page/card/escape';

const press = (key: string, isComposing = false) => {
  const event = new KeyboardEvent('keydown', { key, isComposing, cancelable: true });
  const stop = vi.spyOn(event, 'stopImmediatePropagation');
  return {
    taken: takesEscape(event),
    prevented: event.defaultPrevented,
    stopped: stop.mock.calls.length > 0,
  };
};

it('Escape is handled and hidden from the page', () => {
  expect(press('Escape')).toEqual({ taken: true, prevented: true, stopped: true });
});

it('Escape is left to the input method while a word is being composed', () => {
  expect(press('Escape', true)).toEqual({ taken: false, prevented: false, stopped: false });
});

it('every other key is left to the page', () => {
  expect(press('Enter')).toEqual({ taken: false, prevented: false, stopped: false });
});
