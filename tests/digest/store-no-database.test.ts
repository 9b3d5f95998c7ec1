import { IDBObjectStore } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import { openDigestStore } from '../../src/digest/store';
import {
  digest,
  expectEveryAnswer,
  expectWholeCache,
  filled,
  freshDatabases,
  rowCounts,
  wake,
} from './stored';

freshDatabases();

describe('Without a database', () => {
  it('every read is answered without IndexedDB, and the problem is reported once', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const { store, bundled, onProblem } = wake();
    await expectEveryAnswer(store);
    expect(await store.ready()).toBe(false);
    await expectEveryAnswer(store);
    expect(bundled).toHaveBeenCalledTimes(1);
    expect(onProblem).toHaveBeenCalledTimes(1);
  });

  it.each([
    [
      'throws',
      () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    ],
    [
      'fails',
      () => {
        const request = new EventTarget();
        const error = new DOMException('A mutation operation was attempted', 'InvalidStateError');
        const onerror = { set: (handler: EventListener) => request.addEventListener('error', handler) };
        queueMicrotask(() => request.dispatchEvent(new Event('error', { cancelable: true })));
        return Object.defineProperties(request, { error: { value: error }, onerror });
      },
    ],
  ])('every read is answered if opening it %s', async (_, open) => {
    vi.stubGlobal('indexedDB', { open, deleteDatabase: open, databases: async () => [] });
    const { store, bundled, onProblem } = wake();
    await expectEveryAnswer(store);
    expect(await store.ready()).toBe(false);
    await expectEveryAnswer(store);
    expect(bundled).toHaveBeenCalledTimes(1);
    expect(onProblem).toHaveBeenCalledTimes(1);
  });

  it('a refused database is tried again after a minute', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const factory = indexedDB;
    vi.stubGlobal('indexedDB', undefined);
    const { store } = wake();
    await store.card('igf');
    expect(await store.ready()).toBe(false);
    vi.stubGlobal('indexedDB', factory);
    await store.card('igf');
    expect(await rowCounts()).toMatchObject({ pointers: 0 });
    vi.setSystemTime(Date.now() + 61_000);
    await store.card('igf');
    expect(await store.ready()).toBe(true);
    await expectWholeCache();
  });

  it('a database that never opens delays one read by its time limit, and no other', async () => {
    vi.useRealTimers();
    const open = vi.fn(() => ({}));
    vi.stubGlobal('indexedDB', { open, deleteDatabase: () => ({}), databases: async () => [] });
    const { store, onProblem } = wake();
    expect(await store.card('igf')).toBeDefined();
    await expectEveryAnswer(store);
    expect(open).toHaveBeenCalledTimes(1);
    expect(onProblem).toHaveBeenCalledTimes(1);
  });

  it('a database that opens late is used from then on', async () => {
    vi.useRealTimers();
    await filled();
    const factory = indexedDB;
    const open = factory.open.bind(factory);
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    vi.spyOn(factory, 'open').mockImplementation((...args) => {
      const request = open(...args);
      Object.defineProperty(request, 'onsuccess', {
        set(handler: EventListener) {
          request.addEventListener('success', (event) => gate.then(() => handler.call(request, event)));
        },
      });
      return request;
    });
    const { store } = wake();
    expect(await store.card('igf')).toBeDefined();
    release();
    expect(await store.ready()).toBe(true);
    const get = vi.spyOn(IDBObjectStore.prototype, 'get');
    expect(await store.card('igf')).toBeDefined();
    expect(get).toHaveBeenCalled();
  });

  it('a bundled file that could not be read is read again at the next request', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const bundled = vi.fn(async () => digest).mockRejectedValueOnce(new Error('no file'));
    const store = openDigestStore({ bundled, bundledHash: digest.hash, onProblem: () => {} });
    await expect(store.card('igf')).rejects.toThrow('no file');
    expect(await store.card('igf')).toBeDefined();
  });
});
