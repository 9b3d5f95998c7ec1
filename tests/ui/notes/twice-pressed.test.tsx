// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Careful, TwicePressed } from '../../../src/ui/notes/TwicePressed';

let pressed: number;
beforeEach(() => {
  pressed = 0;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const show = (careful: boolean) =>
  render(
    <Careful.Provider value={careful}>
      <TwicePressed question="Delete this note?" onPress={() => pressed++}>
        Delete
      </TwicePressed>
    </Careful.Provider>,
  );
const press = () => fireEvent.click(screen.getByRole('button'));
const text = () => screen.getByRole('button').textContent;

it('Elsewhere than on a page, one press acts', () => {
  show(false);
  press();
  expect([pressed, text()]).toEqual([1, 'Delete']);
});

it('On a page, the first press asks, and the second acts', async () => {
  show(true);
  press();
  await vi.advanceTimersByTimeAsync(600);
  expect([pressed, text()]).toEqual([0, 'Delete this note?']);
  press();
  await vi.advanceTimersByTimeAsync(0);
  expect([pressed, text()]).toEqual([1, 'Delete']);
});

it('On a page, the second half of a double click is no answer', async () => {
  show(true);
  press();
  await vi.advanceTimersByTimeAsync(150);
  press();
  await vi.advanceTimersByTimeAsync(0);
  expect([pressed, text()]).toEqual([0, 'Delete this note?']);
});

it('On a page, the question goes away when nobody answers', async () => {
  show(true);
  press();
  await vi.advanceTimersByTimeAsync(4_100);
  expect([pressed, text()]).toEqual([0, 'Delete']);
  press();
  await vi.advanceTimersByTimeAsync(600);
  expect([pressed, text()]).toEqual([0, 'Delete this note?']);
});
