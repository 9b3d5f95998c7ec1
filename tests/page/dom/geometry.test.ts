import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, isHoming, isIn, type Point } from '../../../src/page/dom/geometry';

/** A card below a mention at (100, 100). */
const card: Box = { left: 80, top: 120, right: 480, bottom: 400 };
const mention: Point = { x: 100, y: 100 };

describe('a point', () => {
  it('is in a box, edges included', () => {
    expect(isIn({ x: 80, y: 120 }, card)).toBe(true);
    expect(isIn({ x: 480, y: 400 }, card)).toBe(true);
    expect(isIn({ x: 79, y: 120 }, card)).toBe(false);
    expect(isIn({ x: 480, y: 401 }, card)).toBe(false);
  });

  it('counts as in a box within the slack', () => {
    expect(isIn({ x: 76, y: 116 }, card, 4)).toBe(true);
    expect(isIn({ x: 75, y: 116 }, card, 4)).toBe(false);
  });
});

describe('a moving pointer', () => {
  it('heads for a card below, straight or diagonally', () => {
    expect(isHoming(mention, { x: 100, y: 110 }, card)).toBe(true);
    expect(isHoming(mention, { x: 250, y: 112 }, card)).toBe(true);
  });

  it('does not head for the card when it moves along the line, up or out to the side', () => {
    expect(isHoming(mention, { x: 160, y: 100 }, card)).toBe(false);
    expect(isHoming(mention, { x: 100, y: 90 }, card)).toBe(false);
    expect(isHoming(mention, { x: 60, y: 108 }, card)).toBe(false);
  });

  it('heads for a card above', () => {
    const from = { x: 100, y: 420 };
    expect(isHoming(from, { x: 150, y: 410 }, card)).toBe(true);
    expect(isHoming(from, { x: 150, y: 430 }, card)).toBe(false);
  });

  it('heads for a card at either side', () => {
    expect(isHoming({ x: 40, y: 200 }, { x: 60, y: 250 }, card)).toBe(true);
    expect(isHoming({ x: 40, y: 200 }, { x: 20, y: 200 }, card)).toBe(false);
    expect(isHoming({ x: 520, y: 200 }, { x: 500, y: 160 }, card)).toBe(true);
    expect(isHoming({ x: 520, y: 200 }, { x: 540, y: 200 }, card)).toBe(false);
  });

  it('heads for every part of a card beyond a corner', () => {
    expect(isHoming({ x: 0, y: 0 }, { x: 40, y: 200 }, card)).toBe(true);
    expect(isHoming({ x: 0, y: 0 }, { x: 240, y: 60 }, card)).toBe(true);
    expect(isHoming({ x: 0, y: 0 }, { x: 20, y: 200 }, card)).toBe(false);
  });

  it('does not head for the card when it moves away along an edge of it', () => {
    expect(isHoming({ x: 80, y: 100 }, { x: 80, y: 50 }, card)).toBe(false);
  });

  it('may swerve a little at a corner of the card', () => {
    expect(isHoming(mention, { x: 70, y: 119 }, card)).toBe(true);
  });

  it('heads for the card at every point of every straight line to it', () => {
    const size = fc.integer({ min: 1, max: 500 });
    const at = fc.integer({ min: -500, max: 1_000 });
    const share = fc.integer({ min: 0, max: 16 }).map((sixteenths) => sixteenths / 16);
    fc.assert(
      fc.property(
        at,
        at,
        size,
        size,
        at,
        at,
        share,
        share,
        share,
        (left, top, width, height, x, y, u, v, t) => {
          const box = { left, top, right: left + width, bottom: top + height };
          const goal = { x: left + u * width, y: top + v * height };
          const on = { x: x + t * (goal.x - x), y: y + t * (goal.y - y) };
          expect(isHoming({ x, y }, on, box)).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
