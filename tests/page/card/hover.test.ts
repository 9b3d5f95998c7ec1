import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DWELL, type HoverEvent, LINGER } from '../../../src/page/card/hover';
import { Hovering } from './hovering';

const hovering = () => new Hovering();
const onIgf = () => hovering().move('IGF').wait(DWELL);
const asked = () => hovering().do({ on: 'ask', mention: 'IGF' });

describe('a pointer that comes to a mention', () => {
  it('opens the card only after the dwell', () => {
    const pointer = hovering()
      .move('IGF')
      .wait(DWELL - 1);
    expect(pointer.shown).toBeNull();
    expect(pointer.wait(1).shown).toBe('IGF');
  });

  it.each([150, 600])('opens the card after the dwell that the user has set: %i ms', (dwell) => {
    const pointer = new Hovering(dwell).move('IGF').wait(dwell - 1);
    expect(pointer.shown).toBeNull();
    expect(pointer.wait(1).shown).toBe('IGF');
    // Another card needs that rest as well, and the first one never closes sooner than without.
    const next = Math.max(dwell, LINGER);
    expect(
      pointer
        .move('WSIS')
        .wait(next - 1)
        .move('WSIS').shown,
    ).toBe('IGF');
    expect(pointer.wait(1).shown).toBe('WSIS');
    expect(pointer.move(null).wait(LINGER).shown).toBeNull();
  });

  it('has the card prepared only while it rests', () => {
    expect(hovering().move(null).prepared).toBe(false);
    expect(hovering().move('IGF').prepared).toBe(true);
    expect(hovering().move('IGF').move(null).prepared).toBe(false);
    expect(hovering().move('IGF').do({ on: 'away' }).prepared).toBe(false);
    expect(hovering().move('IGF').do({ on: 'close' }).prepared).toBe(false);
  });

  it('may move slowly while it rests', () => {
    const pointer = hovering().move('IGF').wait(200).move('IGF').wait(100);
    expect(pointer.shown).toBe('IGF');
  });

  it('starts its rest again while it is fast', () => {
    const pointer = hovering().move('IGF').wait(200).move('IGF', { slow: false }).wait(200);
    expect(pointer.shown).toBeNull();
    expect(pointer.wait(100).shown).toBe('IGF');
  });

  it('opens nothing when it only passes', () => {
    expect(hovering().move('IGF').wait(200).move(null).wait(1_000).shown).toBeNull();
  });

  it('starts its rest again on each mention', () => {
    const pointer = hovering().move('IGF').wait(200).move('WSIS').wait(200);
    expect(pointer.shown).toBeNull();
    expect(pointer.wait(100).shown).toBe('WSIS');
  });

  it('opens nothing when it leaves the window first', () => {
    expect(hovering().move('IGF').wait(200).do({ on: 'away' }).wait(1_000).shown).toBeNull();
  });

  it('opens nothing when it is closed first', () => {
    expect(hovering().move('IGF').wait(200).do({ on: 'close' }).wait(1_000).shown).toBeNull();
  });
});

describe('an open card', () => {
  it('stays as long as the pointer is on its mention', () => {
    expect(onIgf().wait(60_000).move('IGF').wait(60_000).shown).toBe('IGF');
  });

  it('stays for the linger time after the pointer has left, then closes', () => {
    const pointer = onIgf()
      .move(null)
      .wait(LINGER - 1);
    expect(pointer.shown).toBe('IGF');
    expect(pointer.wait(1).shown).toBeNull();
  });

  it('closes in time however much the pointer moves elsewhere', () => {
    expect(onIgf().move(null).wait(200).move(null).wait(100).shown).toBeNull();
  });

  it('stays when the pointer comes back to its mention in time', () => {
    expect(onIgf().move(null).wait(200).move('IGF').wait(60_000).shown).toBe('IGF');
  });

  it('stays while the pointer is on the card, if it came in time', () => {
    expect(onIgf().move(null).wait(200).do({ on: 'card' }).wait(60_000).shown).toBe('IGF');
  });

  it('is not opened again for a pointer that comes back', () => {
    const pointer = onIgf().move(null).move('IGF').move(null).do({ on: 'card' });
    expect(pointer.effects.filter(({ do: what }) => what === 'open')).toHaveLength(1);
  });

  it('closes when the pointer has left the card', () => {
    const pointer = onIgf().move(null).do({ on: 'card' }).do({ on: 'away' });
    expect(pointer.shown).toBe('IGF');
    expect(pointer.wait(LINGER).shown).toBeNull();
  });

  it('stays as long as the pointer is heading for it', () => {
    const pointer = onIgf();
    for (let i = 0; i < 10; i++) pointer.move(null, { homing: true }).wait(200);
    expect(pointer.shown).toBe('IGF');
    expect(pointer.wait(100).shown).toBeNull();
  });

  it('is not replaced by a mention on the way to it', () => {
    const pointer = onIgf().move('WSIS', { homing: true }).wait(200).move('WSIS', { homing: true }).wait(200);
    expect(pointer.shown).toBe('IGF');
    expect(pointer.do({ on: 'card' }).wait(1_000).shown).toBe('IGF');
  });

  it('is replaced by another mention that the pointer rests on', () => {
    const pointer = onIgf()
      .move('WSIS')
      .wait(LINGER - 1);
    expect(pointer.shown).toBe('IGF');
    expect(pointer.wait(1).shown).toBe('WSIS');
  });

  it('is not replaced by a mention that the pointer only passes', () => {
    const pointer = onIgf().move('WSIS').wait(100).move(null).wait(LINGER);
    expect(pointer.shown).toBeNull();
    expect(pointer.effects.filter(({ do: what }) => what === 'open')).toHaveLength(1);
  });

  it('is not replaced by a mention while the pointer is fast on it', () => {
    const pointer = onIgf().move('WSIS').wait(200).move('WSIS', { slow: false }).wait(200);
    expect(pointer.shown).toBe('IGF');
    expect(pointer.wait(100).shown).toBe('WSIS');
  });

  it('is not replaced by a mention over which the pointer left the window', () => {
    expect(onIgf().move('WSIS').do({ on: 'away' }).wait(LINGER).shown).toBeNull();
  });

  it('closes at once on Escape, and stays closed until the pointer moves', () => {
    const pointer = onIgf().do({ on: 'close' });
    expect(pointer.shown).toBeNull();
    expect(pointer.wait(60_000).shown).toBeNull();
    expect(pointer.move('IGF').wait(DWELL).shown).toBe('IGF');
  });

  it('closes at once on Escape while the pointer is elsewhere', () => {
    const pointer = onIgf().move('WSIS').do({ on: 'close' });
    expect(pointer.shown).toBeNull();
    expect(pointer.wait(LINGER).shown).toBeNull();
  });
});

describe('a card opened by keyboard', () => {
  it('opens at once', () => {
    expect(asked().shown).toBe('IGF');
  });

  it('stays wherever the pointer goes', () => {
    const pointer = asked();
    expect(pointer.move(null).wait(1_000).move('WSIS').wait(1_000).do({ on: 'away' }).shown).toBe('IGF');
    expect(pointer.wait(60_000).shown).toBe('IGF');
  });

  it('closes on Escape', () => {
    expect(asked().do({ on: 'close' }).shown).toBeNull();
  });

  it('replaces an open card and one that is about to open', () => {
    expect(onIgf().do({ on: 'ask', mention: 'WSIS' }).wait(1_000).shown).toBe('WSIS');
    expect(hovering().move('IGF').do({ on: 'ask', mention: 'WSIS' }).wait(DWELL).shown).toBe('WSIS');
  });

  it('pins the card that the pointer had opened', () => {
    expect(onIgf().do({ on: 'ask', mention: 'IGF' }).move(null).wait(60_000).shown).toBe('IGF');
  });
});

describe('a card that is written in', () => {
  const held = () => onIgf().do({ on: 'held', held: true });

  it('stays wherever the pointer goes, and no other opens in its place', () => {
    const pointer = held().move('WSIS').wait(1_000).do({ on: 'away' }).wait(60_000);
    expect(pointer.shown).toBe('IGF');
  });

  it('stays when it gets the keyboard focus while the pointer is leaving', () => {
    expect(onIgf().move(null).wait(200).do({ on: 'held', held: true }).wait(60_000).shown).toBe('IGF');
  });

  it('closes like any other once the keyboard focus has left it', () => {
    const pointer = held().do({ on: 'held', held: false });
    expect(pointer.wait(60_000).shown).toBe('IGF');
    expect(pointer.move(null).wait(LINGER).shown).toBeNull();
  });

  it('closes at once on Escape', () => {
    expect(held().do({ on: 'close' }).shown).toBeNull();
  });

  it('opens nothing when it reports the focus too late', () => {
    expect(hovering().do({ on: 'held', held: true }).shown).toBeNull();
  });
});

describe('the state machine', () => {
  it('ignores the timer of an earlier hover', () => {
    const pointer = hovering().move('IGF');
    const stale = pointer.state.is === 'dwelling' ? pointer.state.turn : Number.NaN;
    pointer.move('WSIS').do({ on: 'waited', turn: stale });
    expect(pointer.shown).toBeNull();
    pointer.wait(DWELL).move(null).do({ on: 'waited', turn: stale });
    expect(pointer.shown).toBe('WSIS');
  });

  const mention = fc.constantFrom('IGF', 'WSIS', 'ICANN');
  const event: fc.Arbitrary<HoverEvent<string>> = fc.oneof(
    fc.record({
      on: fc.constant('move' as const),
      mention: fc.option(mention),
      slow: fc.boolean(),
      homing: fc.boolean(),
    }),
    fc.record({ on: fc.constant('waited' as const), turn: fc.nat(40) }),
    fc.record({ on: fc.constant('ask' as const), mention }),
    fc.record({ on: fc.constant('held' as const), held: fc.boolean() }),
    fc.constantFrom<HoverEvent<string>>({ on: 'card' }, { on: 'away' }, { on: 'close' }),
  );
  const story = fc.array(fc.oneof(event, fc.integer({ min: 1, max: 400 })), { maxLength: 40 });

  it('for any sequence of events, matches what is shown, and opens at most one card for each turn', () => {
    fc.assert(
      fc.property(story, (events) => {
        const pointer = hovering();
        for (const each of events) {
          if (typeof each === 'number') pointer.wait(each);
          else pointer.do(each);
          const { state } = pointer;
          expect(pointer.shown).toBe(state.is === 'open' || state.is === 'leaving' ? state.mention : null);
          if (typeof each !== 'number' && each.on === 'close') expect(state).toEqual({ is: 'idle' });
        }
        const turns = pointer.effects.flatMap((effect) => (effect.do === 'open' ? [effect.turn] : []));
        expect(turns).toEqual([...new Set(turns)].sort((a, b) => a - b));
      }),
    );
  });

  it('never leaves a card open once pointer and keyboard are gone, unless it is pinned', () => {
    fc.assert(
      fc.property(story, (events) => {
        const pointer = hovering();
        for (const each of events) {
          if (typeof each === 'number') pointer.wait(each);
          else if (each.on !== 'ask') pointer.do(each);
        }
        pointer.do({ on: 'held', held: false }).do({ on: 'away' }).wait(LINGER);
        expect(pointer.shown).toBeNull();
      }),
    );
  });
});
