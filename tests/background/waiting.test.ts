import { expect, it, vi } from 'vitest';
import { onceSecured, unlessWaiting } from '../../src/background/waiting';

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

it('A change is made once what the browser has lost is back, and not at all before', async () => {
  const secured = vi.fn(async () => {});
  const undone = vi.fn(async (_data: { id: string }, _from: object) => ({}) as never);
  const backups = vi.fn(async (_data: null, _from: object) => []);
  const guarded = onceSecured(secured, { 'undo-import': undone, backups });
  await guarded.backups(null, {});
  expect(secured).not.toHaveBeenCalled();
  await guarded['undo-import']({ id: '' }, {});
  expect(secured.mock.invocationCallOrder[0]).toBeLessThan(undone.mock.invocationCallOrder[0] as number);
  secured.mockRejectedValueOnce(new Error('no room'));
  await expect((async () => guarded['undo-import']({ id: '' }, {}))()).rejects.toThrow('no room');
  expect(undone).toHaveBeenCalledTimes(1);
});

it('A backup is not taken of a database that the browser has lost: it would be lost with it', async () => {
  const backup = vi.fn(async (_data: { id: string } | null, _from: object) => ({}) as never);
  const lost = () => Promise.reject(new Error('no room'));
  const guarded = onceSecured(lost, { 'take-backup': backup });
  await expect((async () => guarded['take-backup'](null, {}))()).rejects.toThrow('no room');
  expect(backup).not.toHaveBeenCalled();
});
