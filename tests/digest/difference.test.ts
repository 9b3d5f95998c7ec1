import { describe, expect, it } from 'vitest';
import { compile } from '../../src/digest/compile';
import { differenceOf } from '../../src/digest/difference';
import type { Term } from '../../src/digest/schema';
import { sources } from './sources';

const [term] = (await compile(sources())).terms as [Term];
const of = (id: string, changes: Partial<Term> = {}): Term => ({
  ...term,
  id,
  label: `The ${id}`,
  ...changes,
});

async function* list(...terms: Term[]): AsyncGenerator<Term> {
  yield* terms;
}

describe('The difference of two versions of a digest', () => {
  it('is what is new, what says something else and what is gone, by id', async () => {
    const before = list(of('a'), of('b'), of('d'), of('e'));
    const after = list(of('b'), of('c'), of('d', { gist: { en: 'Another thing' } }), of('f'));
    expect(await differenceOf(before, after)).toEqual({
      added: { count: 2, samples: ['The c', 'The f'] },
      changed: { count: 1, samples: ['The d'] },
      gone: { count: 2, samples: ['The a', 'The e'] },
    });
  });

  it.each<[what: string, changes: Partial<Term>]>([
    ['a label', { label: 'Other' }],
    ['a form', { forms: [...term.forms, { text: 'more', lang: 'en', case: 'any', ambiguous: false }] }],
    ['a claim', { claims: [{ text: 'Something else.' }] }],
    ['related terms', { related: ['b'] }],
  ])('counts %s', async (_, changes) => {
    const { changed } = await differenceOf(list(of('a')), list(of('a', changes)));
    expect(changed.count).toBe(1);
  });

  it('counts nothing that is derived from other terms, and no order of forms', async () => {
    const same = of('a', {
      cues: ['network'],
      forms: [...term.forms].reverse().map((form) => ({ ...form, ambiguous: !form.ambiguous })),
    });
    const { added, changed, gone } = await differenceOf(list(of('a')), list(same));
    expect([added.count, changed.count, gone.count]).toEqual([0, 0, 0]);
  });

  it('names the first five of each kind', async () => {
    const many = Array.from({ length: 40 }, (_, at) => of(`t-${10 + at}`));
    const { added } = await differenceOf(list(), list(...many));
    expect(added.count).toBe(40);
    expect(added.samples).toEqual(['The t-10', 'The t-11', 'The t-12', 'The t-13', 'The t-14']);
  });
});
