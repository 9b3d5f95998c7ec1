import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NotesDatabase } from '../../../src/notes/database';
import { BLANK, MOST_TERMS, type OwnTerm } from '../../../src/notes/own/schema';
import { OwnTerms } from '../../../src/notes/own/store';
import { emptyDatabase, PAGE } from '../database';

let db: NotesDatabase;
let store: OwnTerms;
beforeEach(() => {
  db = emptyDatabase();
  store = new OwnTerms(db);
});
afterEach(() => {
  vi.useRealTimers();
  db.close();
});

const uuid = () => crypto.randomUUID();
const made = (label = 'Sluice') => store.write({ id: uuid(), changes: { label } });

describe('A term of one’s own', () => {
  it('is made with defaults, and its fields have stamps', async () => {
    const term = await made();
    expect(term).toMatchObject({ label: 'Sluice', ...BLANK, deleted: false, revision: 1 });
    expect(new Set(Object.values(term.stamps))).toEqual(new Set([term.created]));
    expect(await store.all()).toEqual({ terms: [term], damaged: 0 });
  });

  it('is made once, however often the request comes', async () => {
    const [id, changes] = [uuid(), { label: 'Sluice', gist: 'A gate' }];
    const first = await store.write({ id, changes });
    expect(await store.write({ id, changes })).toEqual(first);
    expect(await db.terms.count()).toBe(1);
  });

  it('keeps the stamps of fields that an edit leaves alone', async () => {
    const { id, created } = await made();
    vi.spyOn(Date, 'now').mockReturnValue(created - 1_000);
    const after = await store.write({
      id,
      changes: { label: 'Sluice', gist: 'A gate' },
      seen: { label: 'Sluice', gist: '' },
    });
    expect(after).toMatchObject({ gist: 'A gate', revision: 2, modified: created + 1 });
    expect(after.stamps).toMatchObject({ label: created, gist: created + 1 });
    vi.restoreAllMocks();
  });

  it('loses nothing when two windows edit it at once', async () => {
    const { id } = await made();
    const seen = { label: 'Sluice', gist: '', tags: [], forms: [], statements: [] };
    const statement = { text: 'It is shut.', source: { page: PAGE } };
    await store.write({
      id,
      seen,
      changes: { ...seen, gist: 'A gate', tags: ['a'], statements: [statement] },
    });
    const form = { text: 'دریچه', lang: 'fa' };
    const after = await store.write({
      id,
      seen,
      changes: { ...seen, tags: ['b'], forms: [form], statements: [{ text: 'Mine.' }] },
    });
    expect(after).toMatchObject({ gist: 'A gate', tags: ['b', 'a'], forms: [form] });
    expect(after.statements).toEqual([{ text: 'Mine.' }, statement]);
    const removed = await store.write({ id, seen: after, changes: { statements: [{ text: 'Mine.' }] } });
    expect(removed.statements).toEqual([{ text: 'Mine.' }]);
  });

  it('does not get back what another window has removed', async () => {
    const { id } = await store.write({ id: uuid(), changes: { label: 'Sluice', tags: ['a', 'b'] } });
    const seen = { label: 'Sluice', gist: '', tags: ['a', 'b'] };
    await store.write({ id, seen, changes: { ...seen, tags: ['b'] } });
    const after = await store.write({ id, seen, changes: { ...seen, gist: 'A gate' } });
    expect(after).toMatchObject({ gist: 'A gate', tags: ['b'] });
  });

  it('is taken back by an edit in the other direction', async () => {
    const before = await made();
    const changes = { gist: 'A gate', tags: ['water'] };
    const after = await store.write({ id: before.id, changes, seen: { gist: '', tags: [] } });
    const undone = await store.write({ id: before.id, changes: { gist: '', tags: [] }, seen: after });
    expect(undone).toMatchObject({ gist: '', tags: [], revision: 3 });
  });

  it('is deleted softly, and brought back', async () => {
    const { id } = await made();
    expect(await store.setDeleted([id], true)).toEqual([id]);
    expect(await store.setDeleted([id], true)).toEqual([]);
    expect((await store.all()).terms).toEqual([]);
    expect(await store.setDeleted([id], false)).toEqual([id]);
    expect((await store.all()).terms.map(({ id }) => id)).toEqual([id]);
  });

  it('is deleted with the others or not at all', async () => {
    const { id } = await made();
    await expect(store.setDeleted([id, uuid()], true)).rejects.toThrow('There is no term');
    expect((await store.all()).terms.map(({ id }) => id)).toEqual([id]);
  });

  it('cannot be changed where there is none', async () => {
    await expect(store.write({ id: uuid(), changes: { gist: 'A gate' } })).rejects.toThrow(
      'There is no term',
    );
  });

  it('whose row is damaged is counted, and left as it is', async () => {
    const { id } = await made();
    const damaged = { ...(await store.get(id)), label: 7 } as never;
    await db.terms.put(damaged);
    expect(await store.all()).toEqual({ terms: [], damaged: 1 });
    await expect(store.write({ id, changes: { label: 'New' } })).rejects.toThrow('damaged');
    expect(await db.terms.get(id)).toEqual(damaged);
  });

  it.each([
    ['an empty label', { label: ' ' }],
    ['a label of 201 letters', { label: 'x'.repeat(201) }],
    ['a label with a line break', { label: 'a\nb' }],
    ['a lone surrogate', { label: '\ud800' }],
    ['a gist of 2,001 letters', { gist: 'x'.repeat(2_001) }],
    ['a language that is none', { lang: '<b>' }],
    ['51 forms', { forms: Array.from({ length: 51 }, (_, i) => ({ text: `f${i}`, lang: 'en' })) }],
    ['101 statements', { statements: Array.from({ length: 101 }, (_, i) => ({ text: `s${i}` })) }],
    ['a statement of 2,001 letters', { statements: [{ text: 'x'.repeat(2_001) }] }],
    ['201 tags', { tags: Array.from({ length: 201 }, (_, i) => `t${i}`) }],
  ])('with %s is refused, and nothing is written', async (_, changes) => {
    await expect(store.write({ id: uuid(), changes: { label: 'Sluice', ...changes } })).rejects.toThrow();
    expect(await db.terms.count()).toBe(0);
  });

  it('is refused where there are too many', async () => {
    const term = (await made()) as OwnTerm;
    vi.spyOn(db.terms, 'count').mockReturnValue(Promise.resolve(MOST_TERMS) as never);
    await expect(made('Another')).rejects.toThrow('terms of your own already');
    expect((await store.all()).terms).toEqual([term]);
    vi.restoreAllMocks();
  });
});
