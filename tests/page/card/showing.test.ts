import { describe, expect, it } from 'vitest';
import { HIDDEN, isSeen } from '../../../src/page/card/showing';
import type { FromPopover, ToPopover } from '../../../src/protocol/letters';
import { ShownPopover, showOf } from './shown-popover';

const popover = () => new ShownPopover();
const listening = () => popover().hear({ kind: 'ready' });
const drawn = (turn: number, height = 200): FromPopover => ({ kind: 'drawn', turn, width: 420, height });
const kinds = (letters: ToPopover[]) => letters.map(({ kind }) => kind);

describe('letters to the frame', () => {
  it('are sent at once to a frame that listens', () => {
    expect(listening().lay(1).told).toEqual([showOf(1)]);
  });

  it('wait until the frame listens, and are then sent in order, once', () => {
    const waiting = popover().lay(1).do({ on: 'focus', active: 'link', host: 'card', note: 'n1' });
    expect(waiting.told).toEqual([]);
    waiting.hear({ kind: 'ready' });
    expect(waiting.told).toEqual([showOf(1), { kind: 'focus', note: 'n1' }]);
    expect(waiting.hear({ kind: 'ready' }).told).toHaveLength(2);
  });

  it('that wait are dropped when another card is shown', () => {
    const waiting = popover()
      .lay(1)
      .do({ on: 'focus', active: 'link', host: 'card', note: undefined })
      .lay(2);
    expect(waiting.hear({ kind: 'ready' }).told).toEqual([showOf(2)]);
  });

  it.each(['hide', 'close'] as const)('that wait are dropped after %s', (on) => {
    expect(popover().lay(1).do({ on }).hear({ kind: 'ready' }).told).toEqual([]);
  });

  it('wait again after the frame was moved', () => {
    const moved = listening().do({ on: 'moved' }).lay(1);
    expect(moved.told).toEqual([]);
    expect(moved.hear({ kind: 'ready' }).told).toEqual([showOf(1)]);
  });

  it('that wait keep waiting when the frame is moved', () => {
    expect(popover().lay(1).do({ on: 'moved' }).hear({ kind: 'ready' }).told).toEqual([showOf(1)]);
  });
});

describe('the card', () => {
  it('is visible once it is drawn and open, in either order', () => {
    const early = listening().lay(1).hear(drawn(1));
    expect(early.isSeen).toBe(false);
    expect(early.do({ on: 'open' }).isSeen).toBe(true);
    const late = listening().lay(1).do({ on: 'open' });
    expect([late.isOpen, late.isSeen]).toEqual([true, false]);
    expect(late.hear(drawn(1)).isSeen).toBe(true);
  });

  it('counts as visible exactly then', () => {
    expect(isSeen(HIDDEN)).toBe(false);
    expect(isSeen(listening().lay(1).hear(drawn(1)).state)).toBe(false);
    expect(isSeen(listening().lay(1).do({ on: 'open' }).state)).toBe(false);
    expect(isSeen(listening().lay(1).do({ on: 'open' }).hear(drawn(1)).state)).toBe(true);
  });

  it('is opened once', () => {
    const { effects } = listening().lay(1).do({ on: 'open' }).do({ on: 'open' });
    expect(effects.filter((effect) => effect.do === 'open')).toHaveLength(1);
  });

  it('has the size that the frame asks for, and never shrinks', () => {
    const open = listening().lay(1).do({ on: 'open' }).hear(drawn(1, 200));
    expect(open.size).toEqual([420, 200]);
    expect(open.hear(drawn(1, 120)).size).toEqual([420, 200]);
    expect(open.hear(drawn(1, 300)).size).toEqual([420, 300]);
  });

  it('of another hover has its own height', () => {
    const open = listening().lay(1).do({ on: 'open' }).hear(drawn(1, 300)).lay(2).hear(drawn(2, 120));
    expect(open.size).toEqual([420, 120]);
  });

  it('is not drawn by an answer to an earlier hover or after it was hidden', () => {
    const later = listening().lay(1).lay(2).do({ on: 'open' }).hear(drawn(1));
    expect([later.isSeen, later.size]).toEqual([false, undefined]);
    const gone = listening().lay(1).do({ on: 'open' }).do({ on: 'hide' }).hear(drawn(1));
    expect([gone.isSeen, gone.size]).toEqual([false, undefined]);
  });

  it('is not opened if it was hidden before, because its mention was not visible', () => {
    expect(listening().lay(1).do({ on: 'close' }).do({ on: 'open' }).isOpen).toBe(false);
  });

  it('is hidden once', () => {
    const { effects } = listening().lay(1).do({ on: 'hide' }).do({ on: 'hide' }).do({ on: 'close' });
    expect(effects.filter((effect) => effect.do === 'hide')).toHaveLength(1);
  });
});

describe('a card that is written in', () => {
  const edited = () =>
    listening().lay(1).do({ on: 'open' }).hear(drawn(1)).hear({ kind: 'held', held: true, typing: true });

  it('is told that it is hidden, so that its editors close, unlike other cards', () => {
    const left = edited().hear({ kind: 'held', held: false, typing: false }).do({ on: 'close' });
    expect(left.told.at(-1)).toEqual({ kind: 'hidden' });
    const other = listening()
      .lay(1)
      .do({ on: 'open' })
      .hear({ kind: 'held', held: false, typing: false })
      .do({ on: 'close' });
    expect(kinds(other.told)).toEqual(['show']);
  });

  it('is told once, and not for a later card that nobody wrote in', () => {
    const again = edited().do({ on: 'close' }).lay(2).do({ on: 'close' });
    expect(kinds(again.told)).toEqual(['show', 'hidden', 'show']);
  });

  it('ignores letters of an editor while it is hidden', () => {
    expect(
      listening().hear({ kind: 'held', held: true, typing: true }).lay(1).do({ on: 'close' }).told,
    ).toEqual([showOf(1)]);
  });
});

describe('the keyboard focus', () => {
  const focus = (active: string | null) => ({ on: 'focus', active, host: 'card', note: undefined }) as const;

  it('moves to the frame before the frame gets the letter', () => {
    const { effects } = listening().lay(1).do(focus('link'));
    const at = effects.findIndex((effect) => effect.do === 'focus');
    expect(effects[at + 1]).toEqual({ do: 'tell', message: { kind: 'focus', note: undefined } });
  });

  it('returns to its earlier element when the card closes, once', () => {
    const asked = listening().lay(1).do({ on: 'open' }).do(focus('link'));
    expect(asked.do({ on: 'close' }).restored).toEqual(['link']);
    expect(asked.lay(2).do({ on: 'close' }).restored).toEqual(['link', null]);
  });

  it('returns to the page although the card, which had it, asked for it again', () => {
    const asked = listening().lay(1).do(focus('link')).do(focus('card'));
    expect(asked.do({ on: 'close' }).restored).toEqual(['link']);
  });

  it('is not returned when another card replaces this one', () => {
    const asked = listening().lay(1).do(focus('link')).do({ on: 'hide' }).lay(2);
    expect(asked.restored).toEqual([]);
    expect(asked.do({ on: 'close' }).restored).toEqual(['link']);
  });
});
