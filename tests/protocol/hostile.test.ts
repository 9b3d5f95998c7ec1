/** Hostile messages against the real dispatcher, the real relay and the real handlers of what the user made. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostileMessages } from './hostile-messages';
import { type RealBackground, realBackground, tried } from './real-background';

/** How many messages: `GLOSS_HOSTILE=100000` for all that are known to be survived. */
const COUNT = Number(process.env.GLOSS_HOSTILE ?? 5_000);
const SEED = Number(process.env.GLOSS_SEED ?? 1);
/** In all that the user wrote. */
const SECRET = 'zqxjvkwzqx';

let background: RealBackground;
beforeAll(async () => {
  background = await realBackground(SECRET);
});
afterAll(() => background.close());

describe(`${COUNT} hostile messages`, () => {
  it('are refused without a quotation, learn nothing and write nothing', { timeout: 1_200_000 }, async () => {
    const before = await background.contents();
    const count = { refused: 0, answered: 0, ignored: 0 };
    for (const each of hostileMessages(COUNT, SEED, background.ids)) {
      const { is, problem } = await tried(background, each, SECRET);
      if (problem !== undefined) expect.fail(problem);
      count[is]++;
    }
    expect(await background.contents()).toBe(before);
    expect(background.changes()).toBe(0);
    expect(Math.min(count.refused, count.answered, count.ignored)).toBeGreaterThan(COUNT / 100);
  });
});
