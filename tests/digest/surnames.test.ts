/** A surname alone is a form of a person, on a page that has the full name. */
import { describe, expect, it } from 'vitest';
import type { Term } from '../../src/digest/schema';
import { withSurnames } from '../../src/digest/surnames';
import { compileIndex, openIndex } from '../../src/mentions/index';
import { marked } from '../mentions/lexicon';

function person(id: string, names: [string, string][], kind: Term['kind'] = 'person'): Term {
  return {
    id,
    kind,
    label: id,
    gist: { en: id },
    forms: names.map(([text, lang]) => ({ text, lang, case: 'any', ambiguous: false })),
    cues: ['harbour'],
    rivals: [],
    claims: [{ text: 'x', passage: 'x#p01', quote: 'x' }],
    related: [],
  };
}

const terms = withSurnames([
  person('orla', [
    ['Orla Vantongeren', 'en'],
    ['Орла Вантонгерен', 'ru'],
    ['اورلا ونتونگرن', 'fa'],
  ]),
  person('ann', [['Ann Marlowe', 'en']]),
  person('bob', [['Bob Marlowe', 'en']]),
  person('eve', [['Eve Lighthouse', 'en']]),
  person('tower', [['Lighthouse', 'en']], 'concept'),
  person('body', [['Council of Saltmarsh', 'en']], 'organisation'),
  person('li', [['Wu Li', 'en']]),
]);
const index = openIndex(compileIndex(terms));

describe('A surname', () => {
  it.each([
    ['en', 'Orla Vantongeren', 'Vantongeren'],
    ['ru', 'Орла Вантонгерен', 'Вантонгерена'],
    ['fa', 'اورلا ونتونگرن', 'ونتونگرن'],
  ])('is marked after the full name: %s', (lang, name, surname) => {
    expect(marked(index, [name, surname], { lang })).toEqual([`${name}=orla`, `${surname}=orla`]);
  });

  it.each(['Vantongeren', 'harbour Vantongeren', 'harbour: Ann Marlowe saw Vantongeren'])(
    'is not without it, whatever else is there: %s',
    (text) => {
      expect(marked(index, text)).not.toContain('Vantongeren=orla');
    },
  );

  it('keeps its capital', () => {
    expect(marked(index, ['Orla Vantongeren', 'vantongeren'])).toEqual(['Orla Vantongeren=orla']);
  });

  it('is none if two persons share it, if it is another term, if it is short, or if the term is no person', () => {
    const added = terms.flatMap(({ id, forms }) => forms.filter(({ afterName }) => afterName).map(() => id));
    expect(added).toEqual(['orla', 'orla', 'orla']);
  });
});
