/** Notes of every shape that the schema takes, for property tests; and some samples. */
import fc from 'fast-check';
import * as v from 'valibot';
import { Note } from '../../src/notes/schema';
import { exported } from './conformance/exported';

export const NOTES = exported();

/** The sample on a target of that kind, with some fields changed. */
export const byKind = (kind: string, part: Partial<Note> = {}): Note => {
  const note = NOTES.find(({ target }) => target.kind === kind);
  if (!note) throw new Error(`There is no note on a ${kind}.`);
  return { ...note, ...part };
};

const time = fc.integer({ min: 0, max: Date.UTC(9000) });
const words = fc.string({ unit: 'binary', maxLength: 30 });
const page = fc.record(
  {
    address: fc
      .tuple(fc.webUrl(), fc.string({ minLength: 1, unit: 'grapheme' }))
      .map(([url, query]) => new URL(`${url}?${query}`).href),
    canonical: fc.webUrl(),
    title: words,
  },
  { requiredKeys: ['address', 'title'] },
);
const path = fc.array(fc.constantFrom('/p[2]', '/main[1]', '/b[1]')).map((steps) => steps.join(''));
const offset = fc.nat(2 ** 31 - 1);
const selectors = fc.record(
  {
    quote: fc.record({ exact: fc.string({ minLength: 1, unit: 'grapheme' }), prefix: words, suffix: words }),
    position: fc
      .tuple(fc.nat(1e9), fc.integer({ min: 1, max: 1e9 }))
      .map(([start, length]) => ({ start, end: start + length })),
    structure: fc.record({ startPath: path, startOffset: offset, endPath: path, endOffset: offset }),
    rival: fc.double({ min: 0, max: 1, noNaN: true }).map((rival) => rival + 0),
    length: offset,
  },
  { requiredKeys: ['quote'] },
);
export const anyNote: fc.Arbitrary<Note> = fc
  .record({
    id: fc.uuid(),
    revision: fc.integer({ min: 1, max: 1e12 }),
    created: time,
    modified: time,
    target: fc.oneof(
      fc.record({
        kind: fc.constant('term'),
        term: fc.string({ minLength: 1, unit: 'grapheme', maxLength: 40 }),
      }),
      fc.record({ kind: fc.constant('page'), page }),
      fc.record({ kind: fc.constant('passage'), page, selectors }),
    ),
    text: words,
    format: fc.constantFrom('text/markdown', 'text/plain'),
    tags: fc.array(fc.string({ minLength: 1 }), { maxLength: 4 }),
    colour: fc.constantFrom('yellow', 'green', 'blue', 'pink', 'purple'),
    deleted: fc.boolean(),
    stamps: fc.record({ text: time, format: time, tags: time, colour: time, deleted: time }),
  })
  .filter((note) => v.is(Note, note))
  .map((note) => v.parse(Note, note));
