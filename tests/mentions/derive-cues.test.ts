import { describe, expect, it } from 'vitest';
import { deriveCues } from '../../src/mentions/derive-cues';
import { form, indexOf, marked, term } from './lexicon';

const terms = [
  term('abc', [form('ABC', 'en', true)]),
  term('xyz', [form('XYZ', 'en', true)], { cues: ['own'] }),
  term('plain', [form('Plain Name')]),
];
const passages = new Map([
  ['abc', ['The ABC regulates spectrum; spectrum is scarce, and the regulator says so.']],
  ['xyz', ['The XYZ says that nets are wide.']],
  ['plain', ['Plain Name says that fish is scarce.']],
]);

describe('Cues derived from passages', () => {
  const [abc, xyz, plain] = deriveCues(terms, passages);
  it('are words that are frequent in the term’s passages and rare in others', () => {
    expect(abc?.cues[0]).toBe('spectrum');
    expect(abc?.cues).toContain('regulator');
    expect(abc?.cues).not.toContain('says');
    expect(abc?.cues).not.toContain('abc');
  });
  it('neither replace the cues of a glossary nor go to terms without ambiguous forms', () => {
    expect(xyz?.cues).toEqual(['own']);
    expect(plain?.cues).toEqual([]);
  });
  it('let an ambiguous form be marked near them', () => {
    const index = indexOf(abc ?? term('none', []));
    expect(marked(index, 'The ABC auctioned spectrum.')).toEqual(['ABC=abc']);
    expect(marked(index, 'The ABC aired a show.')).toEqual([]);
  });
});
