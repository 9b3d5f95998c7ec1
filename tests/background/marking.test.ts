import { expect, it } from 'vitest';
import { markingHandlers } from '../../src/background/marking';
import { notedTerms } from '../../src/notes/noted-terms';
import { Notes } from '../../src/notes/store';
import { DEFAULTS, type Settings } from '../../src/settings/settings';
import { emptyDatabase, onTerm } from '../notes/database';

const KINDS = { igf: 'organisation', multistakeholderism: 'concept' } as const;
const answer = (change: Partial<Settings>, terms: string[]) =>
  markingHandlers({
    settings: async () => ({ ...DEFAULTS, ...change }),
    term: async (id) => (id in KINDS ? { kind: KINDS[id as keyof typeof KINDS] } : undefined),
    noted: async (asked) => asked.slice(0, 1),
  }).marking({ terms }, {});

it('A reader is told which mentions are marked, and by default not which terms have notes', async () => {
  const terms = ['igf', 'multistakeholderism', 'unknown'];
  expect(await answer({}, terms)).toEqual({ marks: 'section', unmarked: [], noted: [] });
  expect(await answer({ marks: 'held', concepts: false }, terms)).toEqual({
    marks: 'held',
    unmarked: ['multistakeholderism'],
    noted: [],
  });
  expect((await answer({ remembers: true }, terms)).noted).toEqual(['igf']);
});

it('Terms with notes are those with a note that is not deleted', async () => {
  const db = emptyDatabase();
  const notes = new Notes(db);
  await notes.create({ ...onTerm('igf'), text: 'a' });
  const { id } = await notes.create({ ...onTerm('brics'), text: 'b' });
  await notes.create({ ...onTerm('itu'), text: 'c' });
  expect((await notedTerms(db, ['igf', 'brics', 'wsis'])).sort()).toEqual(['brics', 'igf']);
  await notes.removeAll([id]);
  expect(await notedTerms(db, ['igf', 'brics', 'wsis'])).toEqual(['igf']);
  db.close();
});
