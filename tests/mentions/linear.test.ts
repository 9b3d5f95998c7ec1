/** The search for mentions takes time in proportion to the text, whatever a page writes. */
import { describe, expect, it } from 'vitest';
import { findCandidates, findingCandidates } from '../../src/mentions/candidates';
import { find, finding } from '../../src/mentions/find';
import { charactersRead, exponentOf, exponentOfTime } from '../platform/growth';
import { HOSTILE, hostileIndex } from './hostile-texts';

const whole = (text: string) => {
  findCandidates(hostileIndex, [text]);
  find(hostileIndex, [text], { lang: 'en' });
};

/** A quadratic share of a hundredth would show at the largest size. */
const COUNTED = [1_000, 4_000, 16_000];
const TIMED = [4_000, 40_000];

describe('The cost of mentions is linear in a text of', () => {
  it.each(HOSTILE)('%s: in the characters that are read', (_, textOf) => {
    const costs = COUNTED.map((size) => {
      const text = textOf(size);
      return charactersRead(() => whole(text));
    });
    expect(exponentOf(COUNTED, costs)).toBeLessThan(1.25);
  });

  it.each(HOSTILE)('%s: in time', async (_, textOf) => {
    expect(await exponentOfTime(TIMED, textOf, whole)).toBeLessThan(1.5);
  });
});

describe('The cost of mentions is linear in the number of texts', () => {
  const SIZES = [250, 2_000];
  it.each(HOSTILE)('of %s', (_, textOf) => {
    const costs = SIZES.map((size) => {
      const texts = Array.from({ length: size }, () => textOf(20));
      return charactersRead(() => {
        findCandidates(hostileIndex, texts);
        find(hostileIndex, texts, { lang: 'en' });
      });
    });
    expect(exponentOf(SIZES, costs)).toBeLessThan(1.25);
  });
});

describe('The work on a text can be interrupted:', () => {
  it.each(HOSTILE)('%s', (_, textOf) => {
    const text = textOf(20_000);
    for (const steps of [findingCandidates(hostileIndex, [text]), finding(hostileIndex, [text])]) {
      // Between two interruptions, no more than a few passes over the text.
      let most = 0;
      for (let done = false; !done; ) {
        const read = charactersRead(() => {
          done = steps.next().done ?? false;
        });
        most = Math.max(most, read);
      }
      expect(most).toBeLessThan(40 * text.length);
    }
  });
});
