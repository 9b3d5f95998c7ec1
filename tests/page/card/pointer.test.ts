// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, type Mocked, vi } from 'vitest';
import { DWELL } from '../../../src/page/card/hover';
import { type PointedCard, Pointer } from '../../../src/page/card/pointer';
import { Marks } from '../../../src/page/marks/marks';
import type { Spot } from '../../../src/page/marks/spot';
import { trusted } from '../trusted';

let host: HTMLElement;
let card: Mocked<Pick<PointedCard, 'prepare' | 'open' | 'close'>>;
let pointer: Pointer;
let mention: Spot;
/** What is marked where the pointer is. */
let at: Spot | undefined;
beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<p>IGF met</p><div></div>';
  host = document.querySelector('div') as HTMLElement;
  const node = document.querySelector('p')?.firstChild as Text;
  mention = { term: 'igf', start: { node, offset: 0 }, end: { node, offset: 3 } };
  at = mention;
  const marks = new Marks(document, () => undefined);
  vi.spyOn(marks, 'at').mockImplementation(() => at);
  // The mention is visible: 30 px wide and 20 px high.
  document.caretPositionFromPoint = () => ({ offsetNode: node, offset: 1 }) as unknown as CaretPosition;
  document.elementsFromPoint = () => [];
  vi.spyOn(Range.prototype, 'getClientRects').mockImplementation(
    () => [{ left: 0, top: 0, right: 30, bottom: 20 }] as unknown as DOMRectList,
  );
  card = { prepare: vi.fn(), open: vi.fn(), close: vi.fn() };
  pointer = new Pointer(document, marks, []);
  pointer.start({ ...card, owns: ({ target }) => target === host, box: () => undefined });
});
afterEach(() => {
  pointer.stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const fire = (type: string, init: PointerEventInit = {}, target: EventTarget = document.body) =>
  target.dispatchEvent(trusted(new PointerEvent(type, { bubbles: true, pointerType: 'mouse', ...init })));
const frame = () => vi.advanceTimersToNextFrame();
const rest = (clientX = 10) => {
  fire('pointermove', { clientX, clientY: 10 });
  frame();
};
const pressEscape = (isComposing: boolean) => {
  const event = new KeyboardEvent('keydown', { key: 'Escape', isComposing, cancelable: true, bubbles: true });
  document.body.dispatchEvent(trusted(event));
  return event.defaultPrevented;
};

describe('the pointer', () => {
  it('has the card prepared, and opened at its position after the dwell', () => {
    rest();
    expect(card.prepare).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(DWELL);
    expect(card.open).toHaveBeenCalledOnce();
    expect(card.open.mock.calls[0]?.[3]).toMatchObject({ x: 10, y: 10 });
  });

  it.each([150, 600])('has the card opened after the dwell that the user has set: %i ms', (dwell) => {
    pointer.dwell = dwell;
    rest();
    expect(card.prepare.mock.calls[0]?.[3]).toBe(dwell);
    vi.advanceTimersByTime(dwell - 1);
    expect(card.open).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(card.open).toHaveBeenCalledOnce();
  });

  it('opens no card where it only passed, although its newest place still waits for a frame', () => {
    rest();
    // The page is busy: the dwell ends before the frame that would look at the pointer.
    vi.advanceTimersByTime(DWELL - 1);
    fire('pointermove', { clientX: 60, clientY: 10 });
    vi.advanceTimersByTime(1);
    expect(card.open).not.toHaveBeenCalled();
    frame();
    frame();
    expect(card.open).not.toHaveBeenCalled();
  });

  it('is checked once a frame', () => {
    const look = vi.spyOn(document, 'caretPositionFromPoint' as never);
    for (let x = 0; x < 9; x++) fire('pointermove', { clientX: x, clientY: 10 });
    frame();
    expect(look).toHaveBeenCalledOnce();
  });

  it('is on no mention beside it, with a button down or as a scrolling finger', () => {
    rest(60);
    fire('pointermove', { clientX: 10, clientY: 10, buttons: 1 });
    frame();
    fire('pointermove', { clientX: 10, clientY: 10, pointerType: 'touch' });
    frame();
    expect(card.prepare).not.toHaveBeenCalled();
  });

  it('opens a card at once by a tap, but not by a mouse click', () => {
    fire('click', { clientX: 10, clientY: 10 });
    expect(card.open).not.toHaveBeenCalled();
    fire('click', { clientX: 10, clientY: 10, pointerType: 'touch' });
    expect(card.open).toHaveBeenCalledOnce();
  });

  it('closes the card by a press elsewhere, but not by a press on the card', () => {
    pointer.send({ on: 'ask', mention });
    fire('pointerdown', {}, host);
    expect(card.close).not.toHaveBeenCalled();
    fire('pointerdown');
    expect(card.close).toHaveBeenCalledOnce();
  });

  it('is on no mention while it is on the card', () => {
    fire('pointermove', { clientX: 10, clientY: 10 }, host);
    frame();
    expect(card.prepare).not.toHaveBeenCalled();
  });
});

describe('a page that is marked anew', () => {
  /** The page writes its text anew, and that is marked. */
  const rewrite = (): Spot => {
    const node = document.createTextNode('IGF met');
    document.querySelector('p')?.replaceChildren(node);
    return { term: 'igf', start: { node, offset: 0 }, end: { node, offset: 3 } };
  };
  const open = () => {
    rest();
    vi.advanceTimersByTime(DWELL);
    card.open.mockClear();
  };

  it('keeps the card under a pointer that moves on the same words', () => {
    open();
    at = { ...mention };
    rest(11);
    vi.advanceTimersByTime(10 * DWELL);
    expect(card.open).not.toHaveBeenCalled();
    expect(card.close).not.toHaveBeenCalled();
    expect(pointer.open).toBe(at);
  });

  it('keeps the card, where the page has written the words anew', () => {
    open();
    at = rewrite();
    expect(pointer.again({ x: 15, y: 10 })).toBe(at);
    rest(11);
    vi.advanceTimersByTime(10 * DWELL);
    expect(card.open).not.toHaveBeenCalled();
    expect(card.close).not.toHaveBeenCalled();
  });

  it.each([
    ['another term is there', () => ({ ...rewrite(), term: 'itu' })],
    [
      'the words are still there, and others of the same term are met',
      () => ({ ...mention, end: { ...mention.end, offset: 7 } }),
    ],
  ])('opens another card where %s', (_, next) => {
    open();
    at = next();
    expect(pointer.again({ x: 15, y: 10 })).toBeUndefined();
    rest(11);
    rest(12);
    vi.advanceTimersByTime(10 * DWELL);
    expect(card.open.mock.calls.map(([spot]) => spot)).toEqual([at]);
  });

  it('opens the card of the words that are there at the end of the dwell', () => {
    rest();
    at = rewrite();
    vi.advanceTimersByTime(DWELL);
    expect(card.open.mock.calls.map(([spot]) => spot)).toEqual([at]);
  });

  it('finds nothing again where no card is', () => {
    expect(pointer.again({ x: 15, y: 10 })).toBeUndefined();
  });
});

describe('events that a script of the page made', () => {
  const forge = (type: string, target: EventTarget = document.body) =>
    target.dispatchEvent(
      type === 'keydown'
        ? new KeyboardEvent(type, { key: 'Escape', bubbles: true })
        : new PointerEvent(type, { bubbles: true, pointerType: 'touch', clientX: 10, clientY: 10 }),
    );

  it('open no card', () => {
    for (const type of ['pointermove', 'pointerdown', 'click']) forge(type);
    frame();
    vi.advanceTimersByTime(2 * DWELL);
    expect(card.prepare).not.toHaveBeenCalled();
    expect(card.open).not.toHaveBeenCalled();
  });

  it('close no card', () => {
    pointer.send({ on: 'ask', mention });
    for (const type of ['pointerdown', 'keydown']) forge(type);
    forge('pointerleave', document.documentElement);
    vi.advanceTimersByTime(10 * DWELL);
    expect(card.close).not.toHaveBeenCalled();
  });
});

describe('Escape', () => {
  it('closes the card, and is hidden from the page', () => {
    pointer.send({ on: 'ask', mention });
    expect(pressEscape(false)).toBe(true);
    expect(card.close).toHaveBeenCalledOnce();
  });

  it('is left to the input method while a word is being composed', () => {
    pointer.send({ on: 'ask', mention });
    expect(pressEscape(true)).toBe(false);
    expect(card.close).not.toHaveBeenCalled();
  });

  it('is left to the page if no card is open', () => {
    expect(pressEscape(false)).toBe(false);
    expect(card.close).not.toHaveBeenCalled();
  });
});
