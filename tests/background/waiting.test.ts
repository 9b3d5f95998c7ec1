import { expect, it, vi } from 'vitest';
import { unlessWaiting } from '../../src/background/waiting';

it('A request is passed on, and is refused without being carried out while the database waits', async () => {
  let isWaiting = false;
  const guard = {
    unlessWaiting: <T>(work: () => Promise<T>) => (isWaiting ? Promise.reject(new Error('waits')) : work()),
  };
  const backups = vi.fn(async (_data: null, _from: object) => []);
  const guarded = unlessWaiting(guard, { backups });
  const from = { url: 'extension://gloss/options.html' };
  expect(await guarded.backups(null, from)).toEqual([]);
  expect(backups).toHaveBeenCalledExactlyOnceWith(null, from);
  isWaiting = true;
  await expect(guarded.backups(null, from)).rejects.toThrow('waits');
  expect(backups).toHaveBeenCalledTimes(1);
});
