import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { compile } from '../../src/digest/compile';
import { currentSet } from '../../src/digest/digest-set';
import { KeptDigests } from '../../src/digest/kept-digests';
import { MOST_DIGESTS, type WithGloss } from '../../src/digest/kept-row';
import { ownDigest } from '../../src/digest/own-digest';
import type { Digest } from '../../src/digest/schema';
import { openDigestStore } from '../../src/digest/store';
import { changed, GLOSSARY, sources } from './sources';

const bundled = await compile(sources());
const about = { id: 'mine', name: 'My words', version: '1' };
const other: Digest = {
  ...(await compile(sources({ glossary: changed(GLOSSARY, 'label: IGF', 'label: The forum') }))),
  about,
};
const pack: Digest = await compile({
  documents: [],
  glossary: [
    {
      path: 'pack.yaml',
      text: `- id: icann
  kind: organisation
  label: ICANN
  gist: { en: Body that coordinates names and numbers }
  forms: { und: [ICANN] }
  statements:
    - text: It was founded in 1998.
`,
    },
  ],
});
const WITH_GLOSS: WithGloss[] = [
  { id: 'bundled', name: 'Documents', hash: bundled.hash, terms: 2, origin: { kind: 'bundled' } },
  { id: 'pack', name: 'Pack', hash: pack.hash, terms: 1, origin: { kind: 'pack' } },
];

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  Dexie.dependencies.indexedDB = indexedDB;
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
});

const wake = () => new KeptDigests(WITH_GLOSS);
const namesOf = async (kept: KeptDigests) =>
  (await kept.all()).map(({ name, enabled }) => `${name} ${enabled ? 'on' : 'off'}`);

describe('The digests that are kept', () => {
  it('are at first those that come with Gloss, the bundled one on, the pack off', async () => {
    expect(await namesOf(wake())).toEqual(['Documents on', 'Pack off']);
  });

  it('keep what the reader changes, in the next life of the background, too', async () => {
    const kept = wake();
    expect((await kept.change('pack', { enabled: true, order: -5, name: 'Field' }))?.enabled).toBe(false);
    expect(await kept.change('nothing', { enabled: true })).toBeUndefined();
    expect(await namesOf(wake())).toEqual(['Field on', 'Documents on']);
  });

  it('follow an update of Gloss, but for what the reader chose', async () => {
    await wake().change('pack', { enabled: true, name: 'Field' });
    const newer = WITH_GLOSS.map((each) => ({ ...each, name: 'New name', terms: 9 }));
    const [, updated] = await new KeptDigests(newer).all();
    expect(updated).toMatchObject({ name: 'Field', enabled: true, terms: 9 });
  });

  it('come from files, are read back whole, and replaced by a newer file of the same digest', async () => {
    const kept = wake();
    const row = await kept.add(other, 'mine.gloss', 1_000);
    expect(row).toMatchObject({ id: 'mine', name: 'My words', enabled: true, terms: 2, added: 1_000 });
    expect(await wake().content(row)).toEqual(other);
    await kept.change('mine', { name: 'Mine', colour: 'orange' });
    const again = await wake().add({ ...bundled, about: { ...about, version: '2' } }, 'mine-2.gloss', 2_000);
    expect(again).toMatchObject({ id: 'mine', name: 'Mine', colour: 'orange', added: 2_000 });
    expect(await namesOf(wake())).toEqual(['Documents on', 'Pack off', 'Mine on']);
  });

  it('never take the place of one that comes with Gloss', async () => {
    const kept = wake();
    expect((await kept.add({ ...other, about: { ...about, id: 'bundled' } }, 'x', 1)).id).toBe('bundled-2');
    expect((await kept.add({ ...other, about: { ...about, id: 'pack' } }, 'x', 1)).id).toBe('pack-2');
  });

  it('are deleted, brought back within a day, and then forgotten with their contents', async () => {
    const kept = wake();
    const row = await kept.add(other, 'mine.gloss', 0);
    await kept.remove('mine', 1_000);
    expect(await namesOf(kept)).toEqual(['Documents on', 'Pack off']);
    await kept.sweep(1_000 + 86_400_000);
    await kept.restore('mine');
    expect(await kept.content(row)).toEqual(other);
    await kept.remove('mine', 1_000);
    await kept.sweep(1_001 + 86_400_000);
    expect(await kept.restore('mine')).toBeUndefined();
    await expect(kept.content(row)).rejects.toThrow('The contents of the digest “My words” are missing.');
    await kept.remove('pack', 1_000);
    expect(await namesOf(kept)).toEqual(['Documents on', 'Pack off']);
  });

  it('that are damaged on disk are left out, or refused when they are read', async () => {
    const kept = wake();
    const row = await kept.add(other, 'mine.gloss', 0);
    await inStore('digests', (store) => store.put({ id: 'rotten', name: 7 }));
    await inStore('contents', (store) => store.put(new Uint8Array([1, 2, 3]), row.hash));
    expect(await namesOf(wake())).toEqual(['Documents on', 'Pack off', 'My words on']);
    await expect(wake().content(row)).rejects.toThrow();
  });

  it('are bounded in number', async () => {
    await inStore(
      'digests',
      (store) => {
        for (let i = 0; i < MOST_DIGESTS; i++) store.put({ ...rowLike, id: `d-${i}` });
      },
      await wake().all(),
    );
    await expect(wake().add(other, 'one-more.gloss', 0)).rejects.toThrow(`${MOST_DIGESTS} digests already`);
  });
});

const rowLike = {
  name: 'D',
  colour: 'blue',
  enabled: false,
  order: 9,
  origin: { kind: 'file', file: 'd' },
  hash: '0'.repeat(64),
  terms: 0,
  size: 1,
  added: 0,
};

/** Writes to a table behind the back of the code. */
async function inStore(
  name: string,
  work: (store: IDBObjectStore) => unknown,
  _opened?: unknown,
): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('kept-digests');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const done = new Promise<void>((resolve) => {
    const transaction = db.transaction(name, 'readwrite');
    transaction.oncomplete = () => resolve();
    work(transaction.objectStore(name));
  });
  await done;
  db.close();
}

describe('The digests that are switched on', () => {
  const onProblem = vi.fn();
  const setOf = (kept: KeptDigests) =>
    currentSet({
      kept,
      bundledHash: bundled.hash,
      withGloss: async (id) => (id === 'bundled' ? bundled : pack),
      own: () => ownDigest([]),
      ownName: 'My terms',
      indexes: async ({ terms }) => ({
        indexes: { format: '1', bytes: new TextEncoder().encode(terms.map(({ id }) => id).join()) },
      }),
      onProblem,
    });
  const openStore = (kept: KeptDigests, onReplaced = vi.fn()) =>
    openDigestStore({
      bundled: async () => bundled,
      bundledHash: bundled.hash,
      set: () => setOf(kept),
      onReplaced,
      onProblem,
    });
  const build = vi.fn(() => new TextEncoder().encode('built'));
  const index = async (store: ReturnType<typeof openStore>) =>
    new TextDecoder().decode(await store.index('1', build));

  beforeEach(() => {
    onProblem.mockReset();
    build.mockClear();
    vi.spyOn(console, 'warn').mockImplementation(() => {});
  });

  it('are the bundled one alone as long as nothing was changed', async () => {
    expect(await setOf(wake())).toBeUndefined();
  });

  it('answer together once they are joined, and before that as they were', async () => {
    const kept = wake();
    const onReplaced = vi.fn();
    const store = openStore(kept, onReplaced);
    expect(await store.ready()).toBe(true);
    await kept.change('pack', { enabled: true });
    expect(await store.card('icann')).toBeUndefined();
    expect(onReplaced).not.toHaveBeenCalled();
    expect(await store.changed()).toBe(true);
    expect(onReplaced).toHaveBeenCalledTimes(1);
    expect((await store.card('icann'))?.claims).toEqual([
      { text: 'It was founded in 1998.', document: { id: 'digest-pack', title: 'Pack' } },
    ]);
    expect((await store.card('igf'))?.term.label).toBe('IGF');
    expect(await index(store)).toBe('cyber-diplomacy,icann,igf');
    expect(build).not.toHaveBeenCalled();
    // The next life of the background has it without joining again.
    const next = vi.fn();
    const later = openStore(wake(), next);
    expect((await later.term('icann'))?.label).toBe('ICANN');
    expect(await later.ready()).toBe(true);
    expect(next).not.toHaveBeenCalled();
    await kept.change('pack', { enabled: false });
    expect(await later.changed()).toBe(true);
    expect(await later.term('icann')).toBeUndefined();
    expect(onProblem).not.toHaveBeenCalled();
  });

  it('may leave out the bundled one', async () => {
    const kept = wake();
    const store = openStore(kept);
    await store.ready();
    await kept.change('pack', { enabled: true });
    await kept.change('bundled', { enabled: false });
    await store.changed();
    expect(await store.term('igf')).toBeUndefined();
    expect((await store.term('icann'))?.label).toBe('ICANN');
    expect((await store.lexicon()).map(({ id }) => id)).toEqual(['icann']);
    expect(onProblem).not.toHaveBeenCalled();
  });

  it('may be none', async () => {
    const kept = wake();
    const store = openStore(kept);
    await kept.change('bundled', { enabled: false });
    await store.changed();
    expect(await store.lexicon()).toEqual([]);
    expect(await store.term('igf')).toBeUndefined();
  });

  it('are joined at the next start where the background was stopped before', async () => {
    const kept = wake();
    await openStore(kept).ready();
    await kept.change('pack', { enabled: true });
    const onReplaced = vi.fn();
    const store = openStore(wake(), onReplaced);
    expect((await store.term('igf'))?.label).toBe('IGF');
    expect(await store.ready()).toBe(true);
    expect(onReplaced).toHaveBeenCalledTimes(1);
    expect((await store.term('icann'))?.label).toBe('ICANN');
  });

  it('are joined without one whose contents are lost', async () => {
    const kept = wake();
    const row = await kept.add(other, 'mine.gloss', 0);
    await inStore('contents', (store) => store.delete(row.hash));
    const store = openStore(kept);
    expect(await store.changed()).toBe(true);
    expect((await store.term('igf'))?.label).toBe('IGF');
    expect(onProblem).toHaveBeenCalledWith(
      expect.objectContaining({ message: expect.stringContaining('My words') }),
    );
  });

  it('are known by every id that one of them has for a term', async () => {
    const kept = wake();
    const named = {
      ...other,
      about,
      terms: other.terms.map((term) => ({ ...term, id: `my-${term.id}`, related: [] })),
    };
    const { hashOf } = await import('../../src/digest/canonical');
    await kept.add({ ...named, hash: await hashOf(named) }, 'mine.gloss', 0);
    const store = openStore(kept);
    expect(await store.changed()).toBe(true);
    expect((await store.card('my-igf'))?.term.id).toBe('igf');
    expect((await store.term('my-cyber-diplomacy'))?.id).toBe('cyber-diplomacy');
    expect(onProblem).not.toHaveBeenCalled();
  });

  it('switched twice in a row end as the last', async () => {
    const kept = wake();
    const store = openStore(kept);
    await store.ready();
    await kept.change('pack', { enabled: true });
    const first = store.changed();
    await kept.change('pack', { enabled: false });
    const second = store.changed();
    expect(await first).toBe(true);
    expect(await second).toBe(true);
    expect(await store.term('icann')).toBeUndefined();
  });
});
