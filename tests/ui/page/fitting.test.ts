import { describe, expect, it } from 'vitest';
import { fitting } from '../../../src/ui/page/fitting';

describe('the items in the first rows', () => {
  it('are all if there are no more rows', () => {
    expect(fitting([], 3)).toBe(0);
    expect(fitting([10, 10, 46], 3)).toBe(3);
    expect(fitting([10, 46, 82, 82], 3)).toBe(4);
  });

  it('are those before the next row', () => {
    expect(fitting([10, 10, 46, 46, 46, 82, 118, 118], 3)).toBe(6);
    expect(fitting([10, 46], 1)).toBe(1);
  });
});
