import { describe, expect, it } from 'vitest';
import { compile } from '../../src/digest/compile';
import { type Member, merge } from '../../src/digest/merge';
import type { Term } from '../../src/digest/schema';
import { find, isShown } from '../../src/mentions/find';
import { compileIndex, openIndex } from '../../src/mentions/index';
import { sources } from './sources';

const bundled = await compile(sources());
const member = (id: string, terms: Partial<Term>[], name = `The ${id}`): Member => ({
  id,
  name,
  content: { documents: [], passages: [], terms: terms.map((term) => ({ ...bare, ...term })) },
});
const bare: Term = {
  id: 'x',
  kind: 'concept',
  label: 'X',
  gist: {},
  forms: [],
  cues: [],
  rivals: [],
  claims: [],
  related: [],
};
const form = (text: string, ambiguous = false, lang = 'en') => ({
  text,
  lang,
  case: /^[A-Z]+$/.test(text) ? ('exact' as const) : ('any' as const),
  ambiguous,
});
const own: Member = { id: 'bundled', name: 'Documents', content: bundled };
const byId = (terms: readonly Term[], id: string) => terms.find((term) => term.id === id) as Term;

/** The ids of the terms that are marked in a text, in order. */
function marked(terms: Term[], ...blocks: string[]): string[] {
  const { mentions, evidence } = find(openIndex(compileIndex(terms)), blocks, { lang: 'en' });
  return mentions.filter((mention) => isShown(mention, evidence)).map(({ term }) => term);
}

describe('A set of digests', () => {
  it('of one digest is that digest', () => {
    const { documents, passages, terms } = bundled;
    expect(merge([own])).toEqual({ documents, passages, terms });
  });

  it('of none is empty', () => {
    expect(merge([])).toEqual({ documents: [], passages: [], terms: [] });
  });

  it('has one term where two digests have the same id, with what each says', () => {
    const other = member('pack', [
      {
        id: 'igf',
        label: 'The IGF',
        gist: { en: 'A forum', fa: 'یک مجمع' },
        forms: [form('IGF'), form('FGI', false, 'fr')],
        claims: [{ text: 'It first met in Athens in 2006.' }],
      },
    ]);
    const { terms, documents } = merge([own, other]);
    const igf = byId(terms, 'igf');
    expect(terms).toHaveLength(2);
    expect(igf.label).toBe('IGF');
    expect(igf.gist).toEqual({ en: 'Yearly forum on Internet policy', fa: 'یک مجمع' });
    expect(igf.forms.map(({ text }) => text)).toEqual([
      'IGF',
      'Internet Governance Forum',
      'مجمع حکمرانی اینترنت',
      'FGI',
    ]);
    expect(igf.claims.at(-1)).toEqual({ text: 'It first met in Athens in 2006.', document: 'digest-pack' });
    expect(documents.map(({ id, title }) => [id, title])).toContainEqual(['digest-pack', 'The pack']);
  });

  it('has one term where two digests share a full name, known by both ids', () => {
    const other = member('pack', [
      { id: 'forum', label: 'Forum', forms: [form('Internet governance forum')], related: ['meeting'] },
      { id: 'meeting', label: 'Meeting', forms: [form('yearly meeting')], related: ['forum'] },
    ]);
    const { terms } = merge([own, other]);
    expect(byId(terms, 'igf').also).toEqual(['forum']);
    expect(byId(terms, 'igf').related).toEqual(['cyber-diplomacy', 'meeting']);
    expect(byId(terms, 'meeting').related).toEqual(['igf']);
  });

  it('never joins two terms of one digest', () => {
    const twice = member('pack', [
      { id: 'a', label: 'A', forms: [form('open standard')] },
      { id: 'b', label: 'B', forms: [form('open standard')] },
    ]);
    expect(merge([own, twice]).terms.map(({ id }) => id)).toEqual(['a', 'b', 'cyber-diplomacy', 'igf']);
  });

  it('tells apart what two digests mean by one form, by what stands near', () => {
    const medicine = member('medicine', [
      {
        id: 'itu-ward',
        label: 'ITU',
        gist: { en: 'Hospital ward for patients who need a ventilator' },
        forms: [form('ITU'), form('intensive therapy unit')],
      },
    ]);
    const telecoms = member('telecoms', [
      {
        id: 'itu',
        label: 'ITU',
        gist: { en: 'Agency for spectrum and telephone standards' },
        forms: [form('ITU'), form('International Telecommunication Union')],
      },
    ]);
    const { terms } = merge([medicine, telecoms]);
    for (const id of ['itu', 'itu-ward']) {
      expect(byId(terms, id).forms.find(({ text }) => text === 'ITU')?.ambiguous).toBe(true);
      expect(byId(terms, id).rivals).toHaveLength(1);
      expect(byId(terms, id).related).toEqual([id === 'itu' ? 'itu-ward' : 'itu']);
      expect(byId(terms, id).cues.length).toBeGreaterThan(2);
    }
    expect(marked(terms, 'The patients came to the ITU, where each hospital has a ventilator.')).toEqual([
      'itu-ward',
    ]);
    expect(marked(terms, 'The ITU sets telephone standards and shares out the spectrum.')).toEqual(['itu']);
    expect(marked(terms, 'She read about the ITU.')).toEqual([]);
    expect(marked(terms, 'The intensive therapy unit (ITU) is full.', 'The ITU has ten beds.')).toEqual([
      'itu-ward',
      'itu-ward',
      'itu-ward',
    ]);
  });

  it('leaves what the terms of one digest share to that digest', () => {
    const pair = (id: string) => ({ id, label: id, forms: [form('IG', true)], cues: ['cable'] });
    const { terms } = merge([own, member('pack', [pair('a'), pair('b')])]);
    expect(byId(terms, 'a').rivals).toEqual([]);
  });

  it('keeps documents of the same name apart', () => {
    const { terms, documents, passages } = merge([own, { ...own, id: 'second', name: 'Again' }]);
    expect(documents.map(({ id }) => id)).toEqual(['report', 'second-report']);
    expect(new Set(passages.map(({ id }) => id)).size).toBe(2 * bundled.passages.length);
    const texts = new Map(passages.map(({ id, text }) => [id, text]));
    for (const { claims } of terms)
      for (const { passage, quote } of claims) expect(texts.get(passage ?? '')).toContain(quote);
  });

  it('says the same in any order, but for what only one can say', () => {
    const other = member('pack', [{ id: 'igf', label: 'Forum', forms: [form('IGF')] }]);
    const [one, two] = [merge([own, other]), merge([other, own])];
    expect(byId(one.terms, 'igf').label).toBe('IGF');
    expect(byId(two.terms, 'igf').label).toBe('Forum');
    expect(one.terms.map(({ id }) => id)).toEqual(two.terms.map(({ id }) => id));
    expect(byId(two.terms, 'igf').claims).toEqual(byId(one.terms, 'igf').claims);
  });

  it('of which one form is claimed by thousands takes linear time', () => {
    const many = (id: string, count: number) =>
      member(
        id,
        Array.from({ length: count }, (_, i) => ({ id: `${id}-${i}`, label: 'T', forms: [form('TLA')] })),
      );
    const { terms } = merge([many('a', 4_000), many('b', 4_000)]);
    expect(terms).toHaveLength(8_000);
    expect(terms.every(({ forms }) => forms[0]?.ambiguous)).toBe(true);
    for (const { rivals } of terms) expect(rivals.length).toBeLessThanOrEqual(8);
  });
});
