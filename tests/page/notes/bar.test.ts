// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { type Bar, type BarEffect, type BarEvent, step } from '../../../src/page/notes/bar';
import type { Selected, SelectionEnd } from '../../../src/page/notes/selected';

const node = document.createTextNode('One two three');
const from = (startOffset: number): Selected => ({
  startContainer: node,
  startOffset,
  endContainer: node,
  endOffset: startOffset + 3,
});
const [ONE, TWO] = [from(0), from(4)];
const END: SelectionEnd = { box: { left: 0, top: 0, right: 9, bottom: 9 }, backward: false };

let state: Bar;
/** The last effect. */
let last: BarEffect | undefined;
beforeEach(() => {
  state = { is: 'away', last: undefined };
  last = undefined;
});
/** Whether the bar is shown after these events. */
function isShownAfter(...events: BarEvent[]): boolean {
  for (const event of events) {
    const next = step(state, event);
    state = next.state;
    last = next.effects.at(-1);
  }
  return state.is === 'shown';
}
const released = (selected?: Selected): BarEvent => ({ on: 'released', selected });
const selection = (selected?: Selected): BarEvent => ({ on: 'selection', selected });
const moved = (end?: SelectionEnd): BarEvent => ({ on: 'moved', end });
const DISMISS: BarEvent = { on: 'dismiss' };
const MADE: BarEvent = { on: 'made' };

describe('the bar', () => {
  it('appears for the selection when a press ends', () => {
    expect(isShownAfter(released(ONE))).toBe(true);
    expect(last).toEqual({ do: 'show', selected: ONE, word: undefined });
  });

  it('does not appear without a selection or before the press ends', () => {
    expect(isShownAfter(released())).toBe(false);
    expect(isShownAfter(selection(ONE))).toBe(false);
    expect(last).toBeUndefined();
  });

  it('stays away after it was dismissed, as long as the selection is the same', () => {
    expect(isShownAfter(released(ONE), DISMISS)).toBe(false);
    expect(last).toEqual({ do: 'hide' });
    expect(isShownAfter(released({ ...ONE }))).toBe(false);
  });

  it('appears for another selection, and for the same one after it was cleared', () => {
    expect(isShownAfter(released(ONE), DISMISS, released(TWO))).toBe(true);
    expect(isShownAfter(DISMISS, released(), released(TWO))).toBe(true);
  });

  it('stays away from a word that a double click has selected, until it is asked for', () => {
    expect(isShownAfter({ on: 'released', selected: ONE, isWord: true }, released(ONE))).toBe(false);
    expect(isShownAfter({ on: 'asked', selected: ONE })).toBe(true);
    expect(last).toEqual({ do: 'show', selected: ONE, word: undefined });
  });

  it('comes back as often as it is asked for, but not without a selection', () => {
    expect(isShownAfter(released(ONE), DISMISS, { on: 'asked', selected: ONE })).toBe(true);
    expect(isShownAfter(DISMISS, { on: 'asked', selected: undefined })).toBe(false);
  });

  it('says that the selection was copied, as long as it is the same', () => {
    expect(isShownAfter(released(ONE), DISMISS)).toBe(false);
    expect(isShownAfter({ on: 'copied', copied: ONE, selected: TWO, word: 'Copied' })).toBe(false);
    expect(isShownAfter({ on: 'copied', copied: ONE, selected: ONE, word: 'Copied' })).toBe(true);
    expect(last).toEqual({ do: 'show', selected: ONE, word: 'Copied' });
  });

  it('moves from one selection to the next', () => {
    expect(isShownAfter(released(ONE), released(TWO))).toBe(true);
    expect(last).toMatchObject({ do: 'show', selected: TWO });
    expect(isShownAfter(selection(TWO))).toBe(true);
  });

  it('disappears when the selection is cleared or changes, and only then', () => {
    expect(isShownAfter(released(ONE), released())).toBe(false);
    expect(isShownAfter(released(ONE), selection({ ...ONE }))).toBe(true);
    expect(isShownAfter(selection(TWO))).toBe(false);
    expect(last).toEqual({ do: 'hide' });
  });

  it('follows its text, and disappears when the text is out of view', () => {
    expect(isShownAfter(released(ONE), moved(END))).toBe(true);
    expect(last).toEqual({ do: 'place', end: END });
    expect(isShownAfter(moved())).toBe(false);
    expect(last).toEqual({ do: 'hide' });
    expect(isShownAfter(moved(END))).toBe(false);
  });

  it('is hidden once', () => {
    isShownAfter(released(ONE), DISMISS, DISMISS);
    expect(last).toBeUndefined();
  });

  it('appears again for text on which a note was just made', () => {
    expect(isShownAfter(released(ONE), DISMISS, MADE, released(ONE))).toBe(true);
  });
});

describe('a note that could not be made', () => {
  const refused = (selected?: Selected): BarEvent => ({
    on: 'refused',
    refused: ONE,
    selected,
    word: 'Why.',
  });

  it('is explained in the bar while its text is selected', () => {
    expect(isShownAfter(released(ONE), DISMISS, refused({ ...ONE }))).toBe(true);
    expect(last).toEqual({ do: 'show', selected: ONE, word: 'Why.' });
    expect(isShownAfter(DISMISS, released(ONE))).toBe(false);
  });

  it('is not explained if the selection has changed', () => {
    expect(isShownAfter(released(ONE), DISMISS, refused(TWO))).toBe(false);
    expect(isShownAfter(released(TWO), refused(TWO))).toBe(true);
    expect(last).toBeUndefined();
  });
});
