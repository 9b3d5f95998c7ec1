import { describe, expect, it } from 'vitest';
import { lookUpHandlers, MOST_OPEN, openerForReaders } from '../../src/background/opening';

describe('What readers open', () => {
  let now = 5_000;
  let there = 0;
  const made = () => {
    const opened: string[] = [];
    const forReader = openerForReaders(
      async () => there,
      () => now,
    );
    const { 'look-up': lookUp } = lookUpHandlers(async (query) => void opened.push(query), forReader);
    return { opened, lookUp: (text: string) => lookUp({ text }, {}) };
  };

  it('is one page a second at most', async () => {
    const { opened, lookUp } = made();
    await lookUp('one');
    now += 900;
    await expect(lookUp('two')).rejects.toThrow('a moment ago');
    now += 100;
    await lookUp('three');
    expect(opened).toEqual(['one', 'three']);
  });

  it('is nothing while many pages of Gloss are open', async () => {
    const { opened, lookUp } = made();
    there = MOST_OPEN;
    await expect(lookUp('one')).rejects.toThrow(`${MOST_OPEN} pages of Gloss are open`);
    there--;
    now += 1_000;
    await lookUp('two');
    expect(opened).toEqual(['two']);
  });
});
