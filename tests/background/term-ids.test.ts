import { afterEach, beforeEach, expect, it } from 'vitest';
import { noteHandlers } from '../../src/background/notes';
import { TermIds } from '../../src/background/term-ids';
import type { NotesDatabase } from '../../src/notes/database';
import { NotedPages } from '../../src/notes/noted';
import { notedTerms } from '../../src/notes/noted-terms';
import { Notes } from '../../src/notes/store';
import { emptyDatabase, onTerm } from '../notes/database';

let db: NotesDatabase;
beforeEach(() => {
  db = emptyDatabase();
});
afterEach(() => db.close());

it('Notes on a term count under each id that it answers to', async () => {
  const ids = new TermIds(async (id) =>
    ['pack-igf', 'igf'].includes(id) ? { id: 'pack-igf', also: ['igf'] } : undefined,
  );
  await new Notes(db).create({ ...onTerm('igf'), text: 'written before the pack was on' });
  const noted = (terms: string[]) => ids.those(terms, (all) => notedTerms(db, all));
  expect(await noted(['brics', 'pack-igf'])).toEqual(['pack-igf']);
  expect(await ids.first('igf')).toBe('pack-igf');
  expect(await ids.of('brics')).toEqual(['brics']);
});

it('The ids of a term are asked for again once other digests are on, or when none could be read', async () => {
  let also: string[] | undefined = ['igf'];
  const ids = new TermIds(async () => {
    if (!also) throw new Error('no digest');
    return { id: 'pack-igf', also };
  });
  expect(await ids.of('igf')).toEqual(['pack-igf', 'igf']);
  also = undefined;
  expect(await ids.of('igf')).toEqual(['pack-igf', 'igf']);
  ids.forget();
  expect(await ids.of('igf')).toEqual(['igf']);
  also = [];
  expect(await ids.of('igf')).toEqual(['pack-igf']);
});

it('Ids that were read while other digests came into effect are not remembered', async () => {
  let also = ['igf'];
  let answer: () => void = () => undefined;
  const ids = new TermIds(async () => {
    const read = { id: 'pack-igf', also };
    await new Promise<void>((resolve) => {
      answer = resolve;
    });
    return read;
  });
  const early = ids.of('igf');
  also = [];
  ids.forget();
  answer();
  expect(await early).toEqual(['pack-igf', 'igf']);
  const late = ids.of('igf');
  answer();
  expect(await late).toEqual(['pack-igf']);
});

it('Notes on a term are answered under each id that it answers to', async () => {
  const notes = new Notes(db);
  const ids = new TermIds(async () => ({ id: 'pack-igf', also: ['igf'] }));
  const handlers = noteHandlers(
    db,
    new NotedPages(db),
    ids,
    async () => true,
    () => undefined,
  );
  const before = await notes.create(onTerm());
  const after = await notes.create({ ...onTerm(), target: { kind: 'term', term: 'pack-igf' } });
  const answered = await handlers.notes({ term: 'pack-igf' }, {});
  expect(answered.notes.map(({ id }) => id).sort()).toEqual([before.id, after.id].sort());
});
