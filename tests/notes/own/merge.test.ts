import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameOwn, mergeOwn } from '../../../src/notes/own/merge';
import { FIELDS, type OwnTerm, readOwn } from '../../../src/notes/own/schema';

const ID = '6f1f6d3a-6a53-4b1e-9d0c-0a6f1c1d2e30';
const time = fc.integer({ min: 0, max: 5 });
const word = fc.constantFrom('a', 'b', 'c');

/** Versions of one term, of few times and texts, so that they often tie. */
const version: fc.Arbitrary<OwnTerm> = fc
  .record({
    ...{ label: word, gist: word, lang: fc.constantFrom('en', 'fa'), deleted: fc.boolean() },
    kind: fc.constantFrom('concept' as const, 'place' as const),
    forms: fc.array(fc.record({ text: word, lang: fc.constant('en') }), { maxLength: 2 }),
    statements: fc.array(fc.record({ text: word }), { maxLength: 2 }),
    tags: fc.uniqueArray(word),
    revision: fc.integer({ min: 1, max: 3 }),
    created: time,
    stamps: fc.record(Object.fromEntries(FIELDS.map((field) => [field, time]))) as fc.Arbitrary<
      OwnTerm['stamps']
    >,
  })
  .map((made) => ({ id: ID, ...made, modified: Math.max(...Object.values(made.stamps)) }));

describe('Two versions of a term', () => {
  it('merge to the same in either order, and merging again changes nothing', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        const merged = mergeOwn(a, b);
        expect(mergeOwn(b, a)).toEqual(merged);
        expect(isSameOwn(mergeOwn(merged, a), merged)).toBe(true);
        expect(isSameOwn(mergeOwn(merged, b), merged)).toBe(true);
        expect(readOwn(merged)).toEqual(merged);
      }),
    );
  });

  it('merge field by field: the later change of each wins', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        const merged = mergeOwn(a, b);
        for (const field of FIELDS) {
          const later = a.stamps[field] > b.stamps[field] ? a : b;
          if (a.stamps[field] !== b.stamps[field]) expect(merged[field]).toEqual(later[field]);
        }
      }),
    );
  });

  it('that are the same merge to that', () => {
    fc.assert(
      fc.property(version, (a) => {
        expect(mergeOwn(a, structuredClone(a))).toEqual(a);
      }),
    );
  });
});
