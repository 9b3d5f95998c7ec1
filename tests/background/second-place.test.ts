import { expect, it, vi } from 'vitest';
import { secondPlace } from '../../src/background/second-place';

it('closes the area once before it writes, and tries again after a failure', async () => {
  const setAccessLevel = vi
    .fn<() => Promise<void>>()
    .mockRejectedValueOnce(new Error('no'))
    .mockResolvedValue();
  const set = vi.fn(async () => undefined);
  const local = {
    get: async () => ({}),
    set,
    remove: async () => undefined,
    getKeys: async () => [],
    setAccessLevel,
  };
  const { area } = secondPlace(local as never, () => ({}) as never);
  await expect(area.set({ a: 1 })).rejects.toThrow('no');
  expect(set).not.toHaveBeenCalled();
  await area.set({ a: 1 });
  await area.set({ b: 2 });
  expect(setAccessLevel).toHaveBeenCalledTimes(2);
  expect(set).toHaveBeenCalledTimes(2);
});
