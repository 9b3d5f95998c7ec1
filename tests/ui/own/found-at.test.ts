import { describe, expect, it } from 'vitest';
import { foundAt } from '../../../src/ui/own/found-at';

describe('The address of a statement', () => {
  it('leads to its words', () => {
    expect(foundAt('https://a.example/', 'A well-known, small gate')).toBe(
      'https://a.example/#:~:text=A%20well%2Dknown%2C%20small%20gate',
    );
    expect(foundAt('https://a.example/#top', 'A gate')).toBe('https://a.example/#top:~:text=A%20gate');
  });

  it('names a long one by its ends', () => {
    const words = Array.from({ length: 60 }, (_, i) => `word${i}`);
    expect(foundAt('https://a.example/', words.join(' '))).toBe(
      `https://a.example/#:~:text=${words.slice(0, 6).join('%20')},${words.slice(-6).join('%20')}`,
    );
  });
});
