import { describe, expect, it } from 'vitest';
import { Memory } from '../../../src/page/read/memory';

describe('the result for a text', () => {
  it('is remembered', () => {
    const memory = new Memory<number>();
    memory.keep('IGF', 1);
    expect(memory.get('IGF')).toBe(1);
    expect(memory.get('ITU')).toBeUndefined();
  });

  it('is dropped when there is no more room, the oldest first', () => {
    const memory = new Memory<number>();
    const text = (n: number) => `${n} `.padEnd(1_000, 'x');
    for (let n = 0; n < 20; n++) memory.keep(text(n), n);
    expect(memory.get(text(3))).toBeUndefined();
    expect(memory.get(text(4))).toBe(4);
    expect(memory.get(text(19))).toBe(19);
  });

  it('is not stored for a long text', () => {
    const memory = new Memory<number>();
    memory.keep('x'.repeat(10_000), 1);
    expect(memory.get('x'.repeat(10_000))).toBeUndefined();
  });

  it('is gone once it is cleared', () => {
    const memory = new Memory<number>();
    memory.keep('IGF', 1);
    memory.clear();
    expect(memory.get('IGF')).toBeUndefined();
  });
});
