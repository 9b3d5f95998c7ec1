import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Backups } from '../../../src/notes/backup';
import type { NotesDatabase } from '../../../src/notes/database';
import { Imports } from '../../../src/notes/imports';
import { readTerms, writeTerms } from '../../../src/notes/own/file';
import { OwnTerms } from '../../../src/notes/own/store';
import { emptyDatabase, PAGE } from '../database';

let db: NotesDatabase;
let store: OwnTerms;
beforeEach(() => {
  db = emptyDatabase();
  store = new OwnTerms(db);
});
afterEach(() => db.close());

const uuid = () => crypto.randomUUID();
const rows = () => db.terms.toArray();
const content = {
  ...{ label: 'دریچه', kind: 'instrument' as const, gist: 'A gate', lang: 'fa', tags: ['water'] },
  forms: [{ text: 'Sluice', lang: 'en' }],
  statements: [{ text: 'It is shut.', source: { page: PAGE } }, { text: 'Mine.' }],
};
const order = (id = uuid()) => ({ id, from: { kind: 'file' as const, name: 'a.json' }, refused: 0 });
const file = (text: string) => new Blob([text]);
const source = async (text: string) => ({ notes: [], places: {}, ...(await readTerms(file(text))) });

/** Three terms: whole, deleted, and one that extends another digest's. */
async function three(): Promise<void> {
  await store.write({ id: uuid(), changes: content });
  await store.setDeleted([(await store.write({ id: uuid(), changes: { label: 'Gone' } })).id], true);
  await store.write({
    id: uuid(),
    extends: 'igf',
    changes: { label: 'IGF', statements: [{ text: 'It met.' }] },
  });
}

describe('A file of own terms', () => {
  it('loses nothing, and comes back into an empty database', async () => {
    await three();
    const before = await rows();
    const text = writeTerms(before as never);
    expect(writeTerms([...before].reverse() as never)).toBe(text);
    await db.terms.clear();
    const { imported, terms } = await new Imports(db).run(order(), await source(text));
    expect([imported.terms, terms]).toEqual([3, 3]);
    expect(await rows()).toEqual(before);
  });

  it('merges with what is there, and is taken back', async () => {
    const { id } = await store.write({ id: uuid(), changes: content });
    const text = writeTerms((await rows()) as never);
    await store.write({ id, changes: { gist: 'Newer' }, seen: { gist: 'A gate' } });
    expect((await new Imports(db).run(order(), await source(text))).imported.terms).toBeUndefined();
    expect((await store.get(id))?.gist).toBe('Newer');
    await store.setDeleted([id], true);
    const done = await new Imports(db).run(order(), await source(text));
    expect(done.imported.terms).toBe(1);
    expect(await store.get(id)).toMatchObject({ gist: 'Newer', deleted: false });
    expect((await new Imports(db).undo(done.imported.id)).terms).toBe(1);
    expect((await store.get(id))?.deleted).toBe(true);
  });

  it('that was imported is taken back, but for what was changed since', async () => {
    await three();
    const text = writeTerms((await rows()) as never);
    await db.terms.clear();
    const { imported } = await new Imports(db).run(order(), await source(text));
    const [kept] = (await store.all()).terms;
    await store.write({ id: kept?.id ?? '', changes: { gist: 'Changed' } });
    expect((await new Imports(db).undo(imported.id)).imported.undone).toMatchObject({ kept: 1 });
    expect((await store.all()).terms.map(({ gist }) => gist)).toEqual(['Changed']);
  });

  it.each([
    ['no JSON', '{', 'not a JSON file'],
    ['another file', '{"terms":[]}', 'not a file of your own terms'],
    ['a list', '[]', 'not a file of your own terms'],
    ['null', 'null', 'not a file of your own terms'],
    ['a later format', '{"kind":"gloss-own-terms","format":2,"terms":[]}', 'newer version'],
    [
      'too many terms',
      `{"kind":"gloss-own-terms","format":1,"terms":[${'0,'.repeat(10_000)}0]}`,
      '10001 terms; 10000 are too many',
    ],
  ])('that is %s is refused', async (_, text, why) => {
    await expect(readTerms(file(text))).rejects.toThrow(why);
  });

  it('says which of its terms are none, and brings the others', async () => {
    await store.write({ id: uuid(), changes: content });
    const [term] = (await rows()) as { label: unknown; modified: number }[];
    const all = [
      { ...term, label: '' },
      null,
      { ...term, modified: 2 ** 53 },
      { ...term, modified: Date.UTC(9500) },
      term,
    ];
    const read = await readTerms(file(writeTerms([]).replace('[\n\n]', JSON.stringify(all))));
    expect(read.terms).toEqual([term]);
    expect(read.refused.map(({ at }) => at)).toEqual([1, 2, 3, 4]);
    expect(read.refused[0]?.reason).toBe('label: is empty');
  });
});

describe('A backup', () => {
  it('has the terms, also where there are no notes, and brings them back', async () => {
    await three();
    const before = await rows();
    const backups = new Backups(db);
    const snapshot = await backups.take();
    expect(snapshot).toMatchObject({ notes: 0, terms: 3 });
    await db.terms.clear();
    const { reading, taken } = await backups.read(snapshot?.id ?? '');
    await new Imports(db).run({ ...order(), from: { kind: 'backup', taken } }, reading);
    expect(await rows()).toEqual(before);
  });

  it('is taken anew once a term was changed', async () => {
    const { id } = await store.write({ id: uuid(), changes: content });
    const backups = new Backups(db);
    const now = Date.now() + 1_000;
    expect(await backups.takeDaily(now)).toBeDefined();
    expect(await backups.takeDaily(now + 86_400_000)).toBeUndefined();
    await db.terms.put({ ...(await store.get(id)), modified: now + 90_000_000 } as never);
    expect(await backups.takeDaily(now + 2 * 86_400_000)).toBeDefined();
  });
});
