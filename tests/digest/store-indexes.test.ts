import { describe, expect, it, vi } from 'vitest';
import type { DigestContent } from '../../src/digest/canonical';
import { expectWholeCache, filled, freshDatabases, having, inDatabase, older, wake } from './stored';

freshDatabases();

describe("The matcher's index", () => {
  const build = () =>
    vi.fn((terms: { id: string }[]) => new TextEncoder().encode(terms.map(({ id }) => id).join()));

  it('is built once and stored for later workers', async () => {
    await filled();
    const first = build();
    const bytes = await wake().store.index('1', first);
    expect(first).toHaveBeenCalledTimes(1);
    const second = build();
    expect(await wake().store.index('1', second)).toEqual(bytes);
    expect(second).not.toHaveBeenCalled();
    expect(await wake().store.verify()).toBe(true);
  });

  it('is rebuilt for another digest or another format', async () => {
    await filled(older);
    await wake(older).store.index('1', build());
    await filled();
    const forDigest = build();
    await wake().store.index('1', forDigest);
    expect(forDigest).toHaveBeenCalledTimes(1);
    const forFormat = build();
    await wake().store.index('2', forFormat);
    expect(forFormat).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['changed bytes', { bytes: new Uint8Array([1, 2, 3]) }],
    ['no bytes', { bytes: 'none' }],
  ])('with %s is rebuilt, and the cache is repaired', async (_, damage) => {
    await filled();
    await wake().store.index('1', build());
    await inDatabase((db) => db.indexes.toCollection().modify(having(damage)));
    const { store, onProblem } = wake();
    const again = build();
    expect(new TextDecoder().decode(await store.index('1', again))).toBe('cyber-diplomacy,igf');
    expect(again).toHaveBeenCalledTimes(1);
    expect(onProblem).toHaveBeenCalled();
    expect(await store.ready()).toBe(true);
    await expectWholeCache();
  });

  it('is built from the bundled digest if there is no database', async () => {
    vi.stubGlobal('indexedDB', undefined);
    expect(new TextDecoder().decode(await wake().store.index('1', build()))).toBe('cyber-diplomacy,igf');
  });
});

describe("The search's index", () => {
  const build = () =>
    vi.fn(async ({ documents, passages, terms }: DigestContent) =>
      new TextEncoder().encode([...documents, ...passages, ...terms].map(({ id }) => id).join()),
    );
  const ALL = 'report,report#p01,report#p02,report#p03,report#p04,report#p05,cyber-diplomacy,igf';

  it("is built once from the whole digest, and stored beside the matcher's", async () => {
    await filled();
    await wake().store.index('1', () => new Uint8Array([1]));
    const first = build();
    const bytes = await wake().store.searchIndex('1', first);
    expect(new TextDecoder().decode(bytes)).toBe(ALL);
    const second = build();
    expect(await wake().store.searchIndex('1', second)).toEqual(bytes);
    expect(second).not.toHaveBeenCalled();
    expect(await wake().store.index('1', () => new Uint8Array([2]))).toEqual(new Uint8Array([1]));
    expect(await wake().store.verify()).toBe(true);
  });

  it('is stored as a Blob if it is large, and checked like any other', async () => {
    await filled();
    const large = new Uint8Array(3_000_000).fill(7);
    await wake().store.searchIndex('1', async () => large);
    const [row] = await inDatabase((db) => db.searches.toArray());
    expect((row as { bytes: unknown }).bytes).toBeInstanceOf(Blob);
    expect(await wake().store.searchIndex('1', build())).toEqual(large);
    await inDatabase((db) => db.searches.toCollection().modify(having({ bytes: new Blob(['other']) })));
    expect(await wake().store.verify()).toBe(false);
  });

  it('is rebuilt for another digest or another format', async () => {
    await filled(older);
    await wake(older).store.searchIndex('1', build());
    await filled();
    const forDigest = build();
    await wake().store.searchIndex('1', forDigest);
    const forFormat = build();
    await wake().store.searchIndex('2', forFormat);
    expect([forDigest, forFormat].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });

  it('is rebuilt if its bytes have changed, and the cache is repaired', async () => {
    await filled();
    await wake().store.searchIndex('1', build());
    await inDatabase((db) => db.searches.toCollection().modify(having({ bytes: new Uint8Array([1]) })));
    const { store, onProblem } = wake();
    expect(new TextDecoder().decode(await store.searchIndex('1', build()))).toBe(ALL);
    expect(onProblem).toHaveBeenCalled();
    expect(await store.ready()).toBe(true);
    await expectWholeCache();
  });

  it('is built from the bundled digest if there is no database', async () => {
    vi.stubGlobal('indexedDB', undefined);
    expect(new TextDecoder().decode(await wake().store.searchIndex('1', build()))).toBe(ALL);
  });
});
