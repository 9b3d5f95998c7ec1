// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { sentenceIn } from '../../../src/page/marks/sentence';

describe('The sentence around words', () => {
  it('is the one that they stand in, in one line', () => {
    const found = sentenceIn('Rivers rise. The\n  ', 'penstock', ' is closed. Fields stay dry.');
    expect(found).toEqual({ text: 'The penstock is closed.', before: 6, after: 11 });
  });

  it('is all of the sentences that the words reach over', () => {
    expect(sentenceIn('One. Two ', 'three. Four', ' five. Six.')?.text).toBe('Two three. Four five.');
  });

  it('is known in other scripts', () => {
    expect(sentenceIn('آب بالا می‌آید. ', 'دریچه', ' بسته است.')?.text).toBe('دریچه بسته است.');
  });

  it('is none where there is nothing, too much, or half a character', () => {
    expect(sentenceIn('', ' ', '')).toBeUndefined();
    expect(sentenceIn('', 'x'.repeat(2_001), '')).toBeUndefined();
    expect(sentenceIn('', '\ud800', '')).toBeUndefined();
  });
});
