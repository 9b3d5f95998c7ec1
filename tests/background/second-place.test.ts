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

/** An area as Chromium has it after damage: the first call is rejected, and so is each read of a damaged value. */
function damagedArea(values: Record<string, unknown>, damaged: string[]) {
  let isMended = false;
  const once = () => {
    if (isMended) return;
    isMended = true;
    throw new Error('Database corruption repaired during open');
  };
  return {
    async get(keys: string[]) {
      once();
      if (keys.some((key) => damaged.includes(key))) throw new Error('Invalid JSON');
      return Object.fromEntries(keys.flatMap((key) => (key in values ? [[key, values[key]]] : [])));
    },
    async set(items: Record<string, unknown>) {
      once();
      Object.assign(values, items);
    },
    async remove(keys: string[]) {
      once();
      for (const key of keys) delete values[key];
    },
    async getKeys() {
      once();
      return [...Object.keys(values), ...damaged];
    },
    setAccessLevel: async () => undefined,
  };
}
const placeIn = (local: object) => secondPlace(local as never, () => ({}) as never).area;

it('reads what is whole beside damaged values', async () => {
  const area = placeIn(damagedArea({ a: 1, c: 3 }, ['b', 'd']));
  expect(await area.get(['a', 'b', 'c', 'd', 'e'])).toEqual({ a: 1, c: 3 });
  expect(await area.get(['b'])).toEqual({});
});

it('does not take an area that was mended for one that fails', async () => {
  const values = { a: 1 };
  expect(await placeIn(damagedArea(values, [])).get(['a'])).toEqual({ a: 1 });
  expect(await placeIn(damagedArea(values, [])).getKeys()).toEqual(['a']);
  await placeIn(damagedArea(values, [])).set({ b: 2 });
  await placeIn(damagedArea(values, [])).remove(['a']);
  expect(values).toEqual({ b: 2 });
});

it('does not take an area that cannot be read for an empty one', async () => {
  const refuse = async () => {
    throw new Error('no disk');
  };
  const area = placeIn({ get: refuse, getKeys: refuse, setAccessLevel: async () => undefined });
  await expect(area.get(['a'])).rejects.toThrow('no disk');
});
