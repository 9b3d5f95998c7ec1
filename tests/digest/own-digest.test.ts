import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { merge } from '../../src/digest/merge';
import { contentOf, type OwnRow, ownDigest, ownMembers } from '../../src/digest/own-digest';
import { isOwnPage, ownTermId, rowIdOf } from '../../src/digest/own-ids';
import { Term } from '../../src/digest/schema';

const ID = '6f1f6d3a-6a53-4b1e-9d0c-0a6f1c1d2e3';
const row = (changes: Partial<OwnRow> = {}): OwnRow => ({
  ...{ id: `${ID}0`, label: 'Sluice', kind: 'concept', gist: 'A gate for water.', lang: 'en' },
  ...{ forms: [], statements: [] },
  ...changes,
});
const igf: Term = {
  ...{ id: 'igf', kind: 'event', label: 'IGF', name: 'Internet Governance Forum', gist: { en: 'A meeting' } },
  forms: [
    { text: 'IGF', lang: 'en', case: 'exact', ambiguous: true },
    { text: 'Internet Governance Forum', lang: 'en', case: 'any', ambiguous: false },
  ],
  ...{ cues: ['governance'], rivals: [], claims: [{ text: 'It is yearly.' }], related: [] },
};
const bundled = { id: 'bundled', name: 'Bundled', content: { documents: [], passages: [], terms: [igf] } };
const page = (path = '') => ({ page: { address: `https://news.example/${path}`, title: 'News' } });
const setOf = async (rows: OwnRow[], ...others: (typeof bundled)[]) => {
  const [mine, added] = ownMembers('My terms', await ownDigest(rows));
  return merge([mine, ...others, added]);
};

describe('The digest of own terms', () => {
  it('marks a word in any letter case, and needs no evidence for it', () => {
    const [term] = contentOf([row()]).terms;
    expect(term).toMatchObject({ id: `own-${ID}0`, gist: { en: 'A gate for water' } });
    expect(term?.forms).toEqual([{ text: 'Sluice', lang: 'en', case: 'any', ambiguous: false }]);
    expect(contentOf([row({ label: 'ITU' })]).terms[0]?.forms[0]?.case).toBe('exact');
    expect(contentOf([row({ label: 'May', kind: 'person' })]).terms[0]?.forms[0]?.case).toBe('initial');
    expect(v.is(Term, term)).toBe(true);
  });

  it('says a long gist as a statement', () => {
    const gist = `A gate for water that is shut at high tide. ${'It has much to say. '.repeat(20)}`.trim();
    const [term] = contentOf([row({ gist })]).terms;
    expect(term?.gist).toEqual({ en: 'A gate for water that is shut at high tide' });
    expect(term?.claims).toHaveLength(1);
    expect(contentOf([row({ gist: 'x'.repeat(2_000) })]).terms[0]?.gist).toEqual({});
  });

  it('cites the pages of statements, each once', () => {
    const statements = [
      { text: 'One.', source: page() },
      { text: 'Two.', source: page() },
      { text: 'Three.', source: { page: { address: 'file:///secret', title: '' } } },
      { text: 'Mine.' },
    ];
    const { documents, terms } = contentOf([row({ statements })]);
    expect(documents).toEqual([
      { id: 'own-page-1', title: 'News', lang: 'und', address: 'https://news.example/' },
      { id: 'own-page-2', title: 'file:///secret', lang: 'und' },
    ]);
    expect(terms[0]?.claims.map(({ document }) => document)).toEqual([
      'own-page-1',
      'own-page-1',
      'own-page-2',
      undefined,
    ]);
    expect(documents.every(({ id }) => isOwnPage(id))).toBe(true);
  });

  it('is the same whatever the order of the rows, and another where one has changed', async () => {
    const [one, two] = [
      row(),
      row({ id: `${ID}1`, label: 'Weir', statements: [{ text: 'One.', source: page() }] }),
    ];
    const { hash } = await ownDigest([one, two]);
    expect((await ownDigest([two, one])).hash).toBe(hash);
    expect((await ownDigest([one, { ...two, gist: 'New' }])).hash).not.toBe(hash);
  });

  it('speaks of a term that another digest has in full words, on one card', async () => {
    const label = 'Internet Governance Forum';
    const { terms } = await setOf([row({ label, kind: 'event' })], bundled);
    expect(terms).toHaveLength(1);
    expect(terms[0]).toMatchObject({ id: `own-${ID}0`, also: ['igf'], label });
    expect(terms[0]?.claims.map(({ text }) => text)).toEqual(['It is yearly.']);
  });

  it('and another’s that share a form are rivals', async () => {
    const { terms } = await setOf([row({ label: 'IGF', gist: 'A growth factor' })], bundled);
    expect(terms.map(({ forms }) => forms[0]?.ambiguous)).toEqual([true, true]);
    expect(terms.map(({ rivals }) => rivals.length)).toEqual([1, 1]);
  });
});

describe('A term that extends another digest’s', () => {
  const added = row({
    ...{ extends: 'igf', label: 'Old label', kind: 'place', gist: 'Mine' },
    forms: [{ text: 'the yearly forum', lang: 'en' }],
    statements: [{ text: 'It met in Kyoto.', source: page('kyoto') }, { text: 'Mine.' }],
  });

  it('adds forms and statements to its card, and changes nothing of it', async () => {
    const { terms, documents } = await setOf([added], bundled);
    expect(terms).toHaveLength(1);
    const [{ claims, forms, ...rest } = igf] = terms;
    const { claims: _c, forms: _f, ...was } = igf;
    expect(rest).toEqual(was);
    expect(forms.slice(0, 2)).toEqual(igf.forms);
    expect(forms[2]?.text).toBe('the yearly forum');
    expect(claims.map(({ text }) => text)).toEqual(['It is yearly.', 'It met in Kyoto.', 'Mine.']);
    expect(documents.map(({ title }) => title).sort()).toEqual(['Bundled', 'My terms', 'News']);
  });

  it('is none by itself where that digest is off and it has no form', async () => {
    expect((await setOf([{ ...added, forms: [] }])).terms).toEqual([]);
    expect((await setOf([added])).terms.map(({ id, label }) => [id, label])).toEqual([['igf', 'Old label']]);
  });

  it('has the id of that term', () => {
    expect(ownTermId(added)).toBe('igf');
    expect([rowIdOf(ownTermId(row())), rowIdOf('igf')]).toEqual([`${ID}0`, undefined]);
  });
});
