import { IDBIndex } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import { foundWhole } from '../../src/background/found-whole';
import { openDigestStore } from '../../src/digest/store';
import { digest, expectWholeCache, filled, freshDatabases, inDatabase } from './stored';

freshDatabases();

describe('A cache that was found whole in this session of the browser', () => {
  /** A session of the browser: backgrounds start in it one after another. */
  function session() {
    const items: Record<string, unknown> = {};
    const area = {
      get: vi.fn(async (key: string) => (key in items ? { [key]: items[key] } : {})),
      set: vi.fn(async (more: Record<string, unknown>) => void Object.assign(items, more)),
    };
    const onProblem = vi.fn<(error: unknown) => void>();
    const start = () =>
      openDigestStore({
        bundled: async () => digest,
        bundledHash: digest.hash,
        found: foundWhole(area),
        onProblem,
      });
    return { area, onProblem, start };
  }
  /** Reads of many rows at once. */
  const reads = () => vi.spyOn(IDBIndex.prototype, 'getAll');

  it('is not read again by the next background', async () => {
    await filled();
    const { start, onProblem } = session();
    const read = reads();
    expect(await start().ready()).toBe(true);
    expect(read).toHaveBeenCalled();
    read.mockClear();
    expect(await start().ready()).toBe(true);
    expect(read).not.toHaveBeenCalled();
    expect(onProblem).not.toHaveBeenCalled();
    await expectWholeCache();
  });

  it('is checked again in the next session', async () => {
    await filled();
    await session().start().ready();
    await inDatabase((db) => db.terms.clear());
    expect(await session().start().ready()).toBe(true);
    await expectWholeCache();
  });

  it('is checked again, and repaired, once a read has failed', async () => {
    await filled();
    const { start } = session();
    await start().ready();
    await inDatabase((db) => db.terms.clear());
    const store = start();
    expect((await store.card('igf'))?.term.label).toBe('IGF');
    expect(await store.ready()).toBe(true);
    await expectWholeCache();
  });

  it('is missed where it is gone or another is in its place', async () => {
    await filled();
    const { start } = session();
    await start().ready();
    await inDatabase((db) => db.pointers.clear());
    expect(await start().ready()).toBe(true);
    await expectWholeCache();
  });

  it('is checked where the browser remembers nothing', async () => {
    await filled();
    const { area, start, onProblem } = session();
    area.get.mockRejectedValue(new Error('No memory.'));
    area.set.mockRejectedValue(new Error('No memory.'));
    await inDatabase((db) => db.terms.clear());
    expect(await start().ready()).toBe(true);
    expect(onProblem).toHaveBeenCalled();
    await expectWholeCache();
  });
});
