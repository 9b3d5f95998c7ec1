import { describe, expect, it } from 'vitest';
import { RowSum } from '../../src/digest/row-sum';

const bytes = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
const row = (id: string, text: string, generation = 'one') => ({ generation, id, bytes: bytes(text) });
async function sumOf(...slices: ReturnType<typeof row>[][]): Promise<string> {
  const sum = new RowSum();
  for (const slice of slices) await sum.add(slice);
  return sum.hex();
}

describe('The sum of rows', () => {
  const whole = [row('a', '[1]'), row('b', '[2]')];

  it('is the same however they are read, and in any generation', async () => {
    expect(await sumOf([row('a', '[1]', 'two')], [row('b', '[2]', 'two')])).toBe(await sumOf(whole));
  });

  it.each([
    ['of another key', [row('a', '[1]'), row('c', '[2]')]],
    ['with another text', [row('a', '[1]'), row('b', '[3]')]],
    ['in another order', [row('b', '[2]'), row('a', '[1]')]],
    ['fewer', [row('a', '[1]')]],
    ['more', [...whole, row('c', '')]],
  ])('is another one for rows %s', async (_, rows) => {
    expect(await sumOf(rows)).not.toBe(await sumOf(whole));
  });
});
