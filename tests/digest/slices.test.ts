import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DigestContent, hashOf } from '../../src/digest/canonical';
import { compile } from '../../src/digest/compile';
import { DigestDatabase } from '../../src/digest/database';
import { isWhole, writeGeneration } from '../../src/digest/generation';
import type { PointerRow } from '../../src/digest/rows';
import type { Digest } from '../../src/digest/schema';
import { slicesOf } from '../../src/digest/slices';
import { sources } from './sources';

const PARTS = ['documents', 'passages', 'terms'] as const;

/** More rows of each kind than a slice; passages with numbers of two and of three digits. */
async function largeDigest(): Promise<Digest> {
  const { documents, passages, terms } = await compile(sources());
  const [document, passage, term] = [documents[0]!, passages[1]!, terms[0]!];
  const content: DigestContent = { documents: [], passages: [], terms: [] };
  for (let i = 0; i < 300; i++) {
    const id = `report-${String(i).padStart(3, '0')}`;
    content.documents.push({ ...document, id });
    content.terms.push({ ...term, id: `term-${String(i).padStart(3, '0')}` });
    for (let n = 1; n <= (i === 7 ? 120 : 2); n++)
      content.passages.push({ ...passage, document: id, id: `${id}#p${String(n).padStart(2, '0')}` });
  }
  return { format: 1, hash: await hashOf(content), ...content };
}

describe('A generation with more rows than a slice', () => {
  let db: DigestDatabase;
  let digest: Digest;
  let pointer: PointerRow;
  beforeEach(async () => {
    db = new DigestDatabase(new IDBFactory(), IDBKeyRange);
    digest = await largeDigest();
    await writeGeneration(db, { ...digest, terms: digest.terms.slice(0, 3) });
    pointer = await writeGeneration(db, digest);
  });
  afterEach(() => db.close());

  it('is read in several slices, in the order of the digest, without rows of other generations', async () => {
    const read: DigestContent = { documents: [], passages: [], terms: [] };
    let slices = 0;
    for await (const slice of slicesOf(db, pointer.generation)) {
      slices++;
      for (const part of PARTS) (read[part] as unknown[]).push(...(slice[part] ?? []));
    }
    for (const part of PARTS) expect(read[part]).toEqual(digest[part]);
    expect(slices).toBeGreaterThan(PARTS.length);
  });

  it('is whole', async () => {
    expect(await isWhole(db, pointer)).toBe(true);
  });

  it.each(PARTS)('is not whole if a word in the last of its %s has changed', async (part) => {
    const field = { documents: 'title', passages: 'text', terms: 'label' }[part];
    const last = digest[part].at(-1)!.id;
    const changed = await db
      .table(part)
      .toCollection()
      .modify((row) => {
        if (row.id === last && row.generation === pointer.generation) row[part.slice(0, -1)][field] = 'Rot';
      });
    expect(changed).toBeGreaterThan(0);
    expect(await isWhole(db, pointer)).toBe(false);
  });

  it('is damaged if a passage in the middle is missing', async () => {
    await db.passages.delete([pointer.generation, 'report-200#p01']);
    await expect(isWhole(db, pointer)).rejects.toThrow('in a wrong place');
    await db.passages.delete([pointer.generation, 'report-200#p02']);
    await expect(isWhole(db, pointer)).rejects.toThrow('passages of report-200 are missing');
  });
});
