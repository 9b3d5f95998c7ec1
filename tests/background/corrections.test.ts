import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { correctionHandlers } from '../../src/background/corrections';
import { Corrections } from '../../src/notes/corrections';
import type { NotesDatabase } from '../../src/notes/database';
import { emptyDatabase } from '../notes/database';

const PAGE = 'https://news.example/a';
let db: NotesDatabase;
let store: Corrections;
const rescanAll = vi.fn(async () => undefined);
let handlers: ReturnType<typeof correctionHandlers>;
beforeEach(() => {
  db = emptyDatabase();
  store = new Corrections(db);
  rescanAll.mockReset();
  handlers = correctionHandlers(store, async (term) => (term === 'igf' ? 'IGF' : undefined), rescanAll);
});
afterEach(() => db.close());
const never = { scope: 'site', page: PAGE, kind: 'never' } as const;

describe('a correction', () => {
  it('is stored, and then every page is read again', async () => {
    rescanAll.mockImplementationOnce(async () => {
      expect((await store.on(PAGE)).get('igf')).toBe('never');
      return undefined;
    });
    const { id } = await handlers.correct({ term: 'igf', ...never }, {});
    expect(rescanAll).toHaveBeenCalledOnce();
    expect(await store.list()).toMatchObject([
      { id, term: 'igf', scope: 'site', place: 'news.example', kind: 'never' },
    ]);
  });

  it('is taken back, and then every page is read again', async () => {
    const { id } = await handlers.correct({ term: 'igf', ...never }, {});
    rescanAll.mockReset();
    rescanAll.mockImplementationOnce(async () => {
      expect((await store.on(PAGE)).size).toBe(0);
      return undefined;
    });
    expect(await handlers.uncorrect({ id }, {})).toBeNull();
    expect(rescanAll).toHaveBeenCalledOnce();
  });

  it('is listed with the name of its term, or its id where no digest has it', async () => {
    await handlers.correct({ term: 'gone', ...never }, {});
    await handlers.correct({ term: 'igf', ...never }, {});
    const listed = await handlers.corrections(null, {});
    expect(listed.map(({ label }) => label).sort()).toEqual(['IGF', 'gone']);
    expect(listed.map(({ correction }) => correction)).toEqual(await store.list());
  });

  it('fails when the tabs cannot be told', async () => {
    rescanAll.mockRejectedValue(new Error('no tabs'));
    await expect(handlers.correct({ term: 'igf', ...never }, {})).rejects.toThrow('no tabs');
    await expect(handlers.uncorrect({ id: 'x' }, {})).rejects.toThrow('no tabs');
  });
});
