// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { takesEscape } from '../../../src/page/card/escape';
import { trusted } from '../trusted';

const press = (key: string, isComposing = false, by: 'user' | 'page' = 'user') => {
  const event = new KeyboardEvent('keydown', { key, isComposing, cancelable: true });
  if (by === 'user') trusted(event);
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

it('Escape is not taken if a script of the page made it', () => {
  expect(press('Escape', false, 'page')).toEqual({ taken: false, prevented: false, stopped: false });
});

it('every other key is left to the page', () => {
  expect(press('Enter')).toEqual({ taken: false, prevented: false, stopped: false });
});
