/** An empty database of notes for each test. */
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { NotesDatabase } from '../../src/notes/database';
import type { Draft } from '../../src/notes/store';

export function emptyDatabase(): NotesDatabase {
  Dexie.dependencies.indexedDB = new IDBFactory();
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
  return new NotesDatabase();
}

export const PAGE = { address: 'https://news.example/a?id=1', title: 'A page' };

export const onTerm = (term = 'igf'): Draft => ({ target: { kind: 'term', term }, text: 'A note' });
export const onPage = (page = PAGE): Draft => ({ target: { kind: 'page', page }, text: 'A note' });
export const onPassage = (exact = 'the forum', page = PAGE): Draft => ({
  target: {
    kind: 'passage',
    page,
    selectors: {
      quote: { exact, prefix: 'In Kyoto ', suffix: ' met' },
      position: { start: 9, end: 9 + exact.length },
      length: 500,
      rival: 0.25,
      structure: { startPath: '/main[1]/p[2]', startOffset: 9, endPath: '/main[1]/p[2]', endOffset: 18 },
    },
  },
  text: 'It *met*.',
  tags: ['governance', 'کیوتو'],
  colour: 'green',
});
