import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CacheReader } from '../../src/digest/cache-reader';
import { type DigestContent, hashOf } from '../../src/digest/canonical';
import { MOST_ENTRIES } from '../../src/digest/chunks';
import { compile } from '../../src/digest/compile';
import { DigestDatabase } from '../../src/digest/database';
import { type Generation, isWhole, replaceCache, writeGeneration } from '../../src/digest/generation';
import type { Digest } from '../../src/digest/schema';
import { slicesOf } from '../../src/digest/slices';
import { sources } from './sources';
import { type Chunk, changing } from './stored';

const PARTS = ['documents', 'passages', 'terms'] as const;
const COUNT = 1_000;

/** More rows of each kind than a slice; passages with numbers of two and of three digits. */
async function largeDigest(): Promise<Digest> {
  const { documents, passages, terms } = await compile(sources());
  const [document, passage, term] = [documents[0]!, passages[1]!, terms[0]!];
  const content: DigestContent = { documents: [], passages: [], terms: [] };
  for (let i = 0; i < 300; i++) {
    const id = `report-${String(i).padStart(3, '0')}`;
    content.documents.push({ ...document, id });
    for (let n = 1; n <= (i === 7 ? 120 : 2); n++)
      content.passages.push({ ...passage, document: id, id: `${id}#p${String(n).padStart(2, '0')}` });
  }
  for (let i = 0; i < COUNT; i++)
    content.terms.push({
      ...term,
      claims: [{ text: 'Said.', passage: 'report-200#p02', quote: 'Said' }],
      id: `term-${String(i).padStart(4, '0')}`,
      ...(i % 100 === 0 && { also: [`other-${i}`] }),
      related: [`term-${String((i + 500) % COUNT).padStart(4, '0')}`],
    });
  return { format: 1, hash: await hashOf(content), ...content };
}

describe('A generation with more rows than a slice', () => {
  let db: DigestDatabase;
  let digest: Digest;
  let generation: Generation;
  beforeEach(async () => {
    db = new DigestDatabase(new IDBFactory(), IDBKeyRange);
    digest = await largeDigest();
    await writeGeneration(db, { ...digest, terms: digest.terms.slice(0, 3) });
    generation = await writeGeneration(db, digest);
  });
  afterEach(() => db.close());

  it('is read in several slices, in the order of the digest, without rows of other generations', async () => {
    const read: DigestContent = { documents: [], passages: [], terms: [] };
    let slices = 0;
    for await (const slice of slicesOf(db, generation)) {
      slices++;
      for (const part of PARTS) (read[part] as unknown[]).push(...(slice[part] ?? []));
    }
    for (const part of PARTS) expect(read[part]).toEqual(digest[part]);
    expect(slices).toBeGreaterThan(PARTS.length);
  });

  it('has far fewer rows than terms, and none with too many', async () => {
    expect(generation.terms).toBeLessThan(COUNT / 10);
    const rows = (await db.terms.toArray()) as Chunk[];
    for (const { bytes } of rows) {
      const entries = JSON.parse(new TextDecoder().decode(bytes)) as unknown[];
      expect(entries.length).toBeLessThanOrEqual(MOST_ENTRIES);
      expect(bytes.length).toBeLessThan(20_000);
    }
  });

  it('is whole', async () => {
    expect(await isWhole(db, generation)).toBe(true);
  });

  it.each(['passages', 'terms'] as const)(
    'is not whole if a word in the last of its %s has changed',
    async (part) => {
      const last = digest[part].at(-1)!.id;
      let changed = 0;
      await db
        .table<unknown>(part)
        .toCollection()
        .filter((row) => (row as Chunk).generation === generation.generation)
        .modify(
          changing((all) =>
            all.map((entry) => {
              if (entry.id !== last) return entry;
              changed++;
              return { ...entry, [part === 'terms' ? 'label' : 'text']: 'Rot' };
            }),
          ),
        );
      expect(changed).toBe(1);
      expect(await isWhole(db, generation)).toBe(false);
    },
  );

  it('is not whole if a row of terms or passages is missing, and says what is', async () => {
    const read = async () => {
      for await (const slice of slicesOf(db, generation)) void slice;
    };
    await db.passages.delete([generation.generation, 'report-200#p01']);
    expect(await isWhole(db, generation)).toBe(false);
    await expect(read()).rejects.toThrow('passages of report-200 are missing');
    generation = await writeGeneration(db, digest);
    const [first] = (await db.terms.where('generation').equals(generation.generation).toArray()) as Chunk[];
    await db.terms.delete([generation.generation, first?.id ?? '']);
    expect(await isWhole(db, generation)).toBe(false);
    await expect(read()).rejects.toThrow('terms are missing');
  });

  it('gives every term and passage by its id, from the first of a row to its last, and by its other ids', async () => {
    await replaceCache(db, async () => ({ content: digest }), { hash: digest.hash });
    const reader = new CacheReader(db, digest.hash);
    for (const term of digest.terms.slice(0, 150)) expect(await reader.term(term.id)).toEqual(term);
    expect(await reader.terms()).toEqual(digest.terms);
    expect(await reader.content()).toEqual({ ...digest, format: undefined, hash: undefined });
    for (const passage of digest.passages.slice(0, 150))
      expect(await reader.passage(passage.id)).toEqual(passage);
    expect((await reader.term('other-700'))?.id).toBe('term-0700');
    expect((await reader.passages('report-007'))?.map(({ id }) => id)).toEqual(
      digest.passages.flatMap(({ id, document }) => (document === 'report-007' ? id : [])),
    );
    const card = await reader.card('other-700');
    expect(card?.related.map(({ id }) => id)).toEqual(['term-0200']);
    const none = ['a', 'term', 'term-0000-a', 'term-0999-b', 'zz', ''];
    for (const id of none) expect(await reader.term(id)).toBeUndefined();
    for (const id of ['a', 'report-007#p0', 'report-007#p121', 'report-999#p01', '#p01'])
      expect(await reader.passage(id)).toBeUndefined();
  });
});
