import { describe, expect, it } from 'vitest';
import { stepOf } from '../../../src/ui/page/use-roving';

describe('an arrow key in a list', () => {
  it('goes to the next or the previous item, and stops at the ends', () => {
    expect(stepOf('ArrowDown', 0, 3)).toBe(1);
    expect(stepOf('ArrowUp', 2, 3)).toBe(1);
    expect(stepOf('ArrowDown', 2, 3)).toBeUndefined();
    expect(stepOf('ArrowUp', 0, 3)).toBeUndefined();
    expect(stepOf('Home', 2, 3)).toBe(0);
    expect(stepOf('End', 0, 3)).toBe(2);
  });

  it('leaves other keys, and an empty list, alone', () => {
    for (const key of ['a', 'Enter', 'Tab', 'toString']) expect(stepOf(key, 1, 3)).toBeUndefined();
    expect(stepOf('Home', -1, 0)).toBeUndefined();
    expect(stepOf('End', -1, 0)).toBeUndefined();
  });
});
