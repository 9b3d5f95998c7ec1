/** Many small notes, for work that takes long. */
import type { Note } from '../../src/notes/schema';

export const manyNotes = (count: number): Note[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    revision: 1,
    created: 1 + at,
    modified: 1 + at,
    target: { kind: 'term', term: `term-${at % 50}` },
    text: `Note ${at}`,
    format: 'text/markdown',
    tags: [],
    colour: 'yellow',
    deleted: false,
    stamps: { text: 1, format: 1, tags: 1, colour: 1, deleted: 1 },
  }));
