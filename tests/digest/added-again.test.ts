import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { compile } from '../../src/digest/compile';
import { packed } from '../../src/digest/kept-content';
import { KeptDigests } from '../../src/digest/kept-digests';
import type { KeptDigest } from '../../src/digest/kept-row';
import type { Digest } from '../../src/digest/schema';
import { changed, GLOSSARY, sources } from './sources';

const about = { id: 'mine', name: 'My words', version: '1' };
const bundled = await compile(sources());
const other = await compile(sources({ glossary: changed(GLOSSARY, 'label: IGF', 'label: The forum') }));
const PACK = { id: 'pack', name: 'Pack', hash: 'a'.repeat(64), terms: 1, origin: { kind: 'pack' as const } };

beforeEach(() => {
  Dexie.dependencies.indexedDB = new IDBFactory();
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
});

const wake = () => new KeptDigests([PACK]);
const namesOf = async (kept: KeptDigests) =>
  (await kept.all()).map(({ name, enabled }) => `${name} ${enabled ? 'on' : 'off'}`);

describe('A digest that is added again', () => {
  const first: Digest = { ...bundled, about };
  const second: Digest = { ...other, about: { ...about, version: '2' } };

  it('keeps its switch too, and comes back as it was, with what the reader changed since', async () => {
    const kept = wake();
    await kept.add(first, 'mine.csv', 1_000);
    await kept.change('mine', { enabled: false });
    const row = await kept.add(second, 'mine-2.csv', 2_000);
    expect(row).toMatchObject({ id: 'mine', enabled: false, about: { version: '2' } });
    await kept.change('mine', { name: 'Named since' });
    await kept.takeBack([row], 3_000);
    const back = (await kept.all()).at(-1);
    expect(back).toMatchObject({
      ...{ name: 'Named since', about, hash: first.hash, added: 1_000 },
      origin: { kind: 'file', file: 'mine.csv' },
    });
    expect(back?.before).toBeUndefined();
    expect(await kept.content(back as KeptDigest)).toEqual(first);
  });

  it('can be taken back for a day, whatever the upkeep sweeps', async () => {
    const kept = wake();
    const was = await kept.add(first, 'mine.csv', 0);
    const row = await kept.add(second, 'mine.csv', 1_000);
    await kept.sweep(1_000 + 86_400_000);
    expect(await kept.content(was)).toEqual(first);
    await kept.sweep(1_001 + 86_400_000);
    await expect(kept.content(was)).rejects.toThrow('missing');
    expect(await kept.content(row)).toEqual(second);
  });

  it('is deleted where it was new; nothing happens to one that was replaced since', async () => {
    const kept = wake();
    const row = await kept.add(first, 'mine.csv', 1_000);
    await kept.takeBack([row], 2_000);
    expect(await namesOf(kept)).toEqual(['Pack off']);
    const again = await kept.add(first, 'mine.csv', 3_000);
    expect(again.before).toBeUndefined();
    await kept.add(second, 'mine.csv', 4_000);
    await kept.takeBack([again], 5_000);
    expect((await kept.all()).at(-1)).toMatchObject({ about: { version: '2' } });
  });

  it('is known by the id that it gives itself, whatever id it has here', async () => {
    const kept = wake();
    const own = { ...first, about: { ...about, id: 'pack' } };
    expect((await kept.add(own, 'pack.gloss', 1)).id).toBe('pack-2');
    expect((await kept.add(own, 'pack.gloss', 2)).id).toBe('pack-2');
  });

  it('is stored with others in one transaction, or none of them is', async () => {
    const kept = wake();
    const good = { packed: await packed(first), from: 'a.csv' };
    const bad = { packed: { ...good.packed, about: { ...about, id: 'b' }, hash: 'no hash' }, from: 'b.csv' };
    await expect(kept.store([good, bad], 1)).rejects.toThrow();
    expect(await namesOf(kept)).toEqual(['Pack off']);
    const rows = await kept.store([good, { ...bad, packed: { ...bad.packed, hash: first.hash } }], 1);
    expect(rows.map(({ id }) => id)).toEqual(['mine', 'b']);
    // They say the same, and share their contents.
    expect((await kept.content(rows[1] as KeptDigest)).about?.id).toBe('b');
  });
});
