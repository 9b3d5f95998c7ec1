/** Whether a candidate may be a mention: which senses it has, which brackets may define it, and what waits. */
import { describe, expect, it } from 'vitest';
import { GROUP_SHIFT } from '../../src/mentions/layout';
import {
  addWaiting,
  answeredTerms,
  isBesideBracket,
  mayBeDefined,
  mayBeMention,
  namesRival,
  recheckWaiting,
  type Surroundings,
  termsOf,
} from '../../src/mentions/resolve/chance';
import { type Evidence, readEvidence } from '../../src/mentions/resolve/evidence';
import { tokenise } from '../../src/mentions/tokenise';
import { createTokens } from '../../src/mentions/tokens';
import { form, indexOf, term } from './lexicon';

const index = indexOf(
  term('igf', [form('IGF', 'en', true), form('Internet Governance Forum'), form('انجمن حکمرانی', 'fa')], {
    cues: ['internet', 'policy'],
    rivals: [{ sense: 'growth', forms: [], names: ['Growthx', 'Factorx'], cues: ['serum', 'cell'] }],
  }),
  term('two', [form('IGF', 'en', true), form('Two')], { cues: ['other'] }),
  term('itu', [form('ITU')]),
  term('norm', [form('norm', 'en', true)], {
    cues: ['law'],
    rivals: [{ sense: 'x', forms: [], names: ['Factorx'], cues: [] }],
  }),
);
const group = (text: string): number => {
  const { a, b } = tokenise(text, createTokens());
  return (index.lookup(a[0] as number, b[0] as number) >>> GROUP_SHIFT) - 1;
};
const cue = (text: string): number =>
  Array.from({ length: index.cues }, (_, i) => i).find((i) => index.cueText(i) === text) as number;
const fresh = (part: Partial<Evidence> = {}): Evidence => ({ ...readEvidence(index, null), ...part });
const around = (part: Partial<Surroundings> = {}): Surroundings => ({
  cues: new Set(),
  named: new Set(),
  wanted: new Set(),
  standing: new Set(),
  several: false,
  ...part,
});

describe('The terms that a form may mean', () => {
  it.each<[string, object]>([
    ['IGF', { named: [], possible: [0, 1] }],
    ['Two', { named: [1], possible: [] }],
    ['ITU', { named: [], possible: [2] }],
    ['norm', { named: [], possible: [3] }],
    ['Growthx', { named: [], possible: [] }],
    ['internet', { named: [], possible: [] }],
  ])('%s', (text, expected) => {
    expect(termsOf(index, group(text))).toEqual(expected);
  });
});

describe('A form may be a mention', () => {
  const may = (text: string, part: Partial<Surroundings> = {}, evidence = fresh()) =>
    mayBeMention(index, group(text), around(part), evidence);

  it.each<[string, boolean, string, Partial<Surroundings>, Partial<Evidence>]>([
    ['if it has one sense', true, 'Two', {}, {}],
    ['if it is listed as unambiguous', true, 'ITU', {}, {}],
    ['not if nothing speaks for it', false, 'IGF', {}, {}],
    ['with a cue', true, 'IGF', { cues: new Set([cue('policy')]) }, {}],
    ['with a cue of its second term', true, 'IGF', { cues: new Set([cue('other')]) }, {}],
    [
      'with a cue, whatever cues the rival has',
      true,
      'IGF',
      { cues: new Set([cue('policy'), cue('serum'), cue('cell')]) },
      {},
    ],
    ['not with a cue of a rival', false, 'norm', { cues: new Set([cue('serum')]) }, {}],
    [
      'not with one cue of another term, if it is a word',
      false,
      'norm',
      { cues: new Set([cue('policy')]) },
      {},
    ],
    [
      'with cues of another term',
      true,
      'IGF',
      { cues: new Set([cue('law'), cue('serum')]) },
      { cues: [cue('policy')] },
    ],
    ['if its term is named', true, 'IGF', { named: new Set([0]) }, {}],
    ['if its second term is named', true, 'IGF', { named: new Set([1]) }, {}],
    ['beside another form', true, 'IGF', { several: true }, {}],
    ['if another term is named', true, 'IGF', { named: new Set([2]) }, {}],
    ['if its term is wanted', true, 'IGF', { wanted: new Set(['two']) }, {}],
    ['not if another term is wanted', false, 'IGF', { wanted: new Set(['itu']) }, {}],
    ['if the page has named its term before', true, 'IGF', {}, { named: [0] }],
    [
      'not with a cue if the page named a rival',
      false,
      'norm',
      { cues: new Set([cue('law')]) },
      { rivals: [1] },
    ],
    ['not as a rival’s name', false, 'Growthx', { several: true, named: new Set([0]) }, {}],
  ])('%s: %s', (_, expected, text, part, evidence) => {
    expect(may(text, part, fresh(evidence))).toBe(expected);
  });
});

describe('An abbreviation stands beside a bracket', () => {
  it.each<[string, boolean]>([
    ['(IGF', true],
    ['IGF (', true],
    ['[IGF]', true],
    ['（IGF）', true],
    ['IGF', false],
    ['IGF)', false],
    [`(${'x'.repeat(11)}IGF`, true],
    [`(${'x'.repeat(12)}IGF`, false],
    [`IGF${'x'.repeat(11)}(`, true],
    [`IGF${'x'.repeat(12)}(`, false],
  ])('%s: %s', (text, expected) => {
    const start = text.indexOf('IGF');
    expect(isBesideBracket(text, start, start + 3)).toBe(expected);
  });
});

describe('Brackets may define an abbreviation', () => {
  it.each<[string, string, boolean]>([
    ['with a word of its name before', 'a forum (IGF)', true],
    ['with a word of its name behind', '(IGF) forums', true],
    ['with a word of a name in Arabic script', 'انجمن (IGF)', true],
    ['with any Chinese', '会 (IGF)', true],
    ['with a word that begins alike', 'governing (IGF)', true],
    ['with a word that begins with the same three letters', 'forth (IGF)', false],
    ['with no word of its name', 'a growth (IGF)', false],
    ['with a short word of its name', 'int (IGF)', false],
    ['with a word 240 units before', `forum ${'x'.repeat(233)} IGF`, true],
    ['with a word further before', `forum ${'x'.repeat(240)} IGF`, false],
    ['with a word 240 units behind', `IGF ${'x'.repeat(233)} forum`, true],
    ['with a word further behind', `IGF ${'x'.repeat(240)} forum`, false],
  ])('%s', (_, text, expected) => {
    const start = text.indexOf('IGF');
    expect(mayBeDefined(index, group('IGF'), text, start, start + 3)).toBe(expected);
  });
});

describe('A name of a rival', () => {
  it('is one for the terms that have the rival', () => {
    const names = (text: string, ...terms: number[]) => namesRival(index, group(text), new Set(terms));
    expect([names('Growthx', 0), names('Growthx', 3), names('Growthx')]).toEqual([true, false, false]);
    expect([names('Factorx', 0), names('Factorx', 3), names('Factorx', 1, 2)]).toEqual([true, true, false]);
    expect(names('IGF', 0, 1, 2, 3)).toBe(false);
  });
});

describe('What waits', () => {
  it('is each sense of a form, with the most that its own score can be', () => {
    const evidence = fresh();
    const igf = group('IGF');
    expect(addWaiting(index, igf, around(), evidence)).toBe(true);
    expect(evidence.waiting).toEqual({ [`${igf}.0`]: -0.25, [`${igf}.1`]: -0.25 });
    addWaiting(index, igf, around({ cues: new Set([cue('policy'), cue('serum')]) }), evidence);
    expect(evidence.waiting).toEqual({ [`${igf}.0`]: 1.25, [`${igf}.1`]: 0 });
    addWaiting(index, igf, around(), evidence);
    expect(evidence.waiting).toEqual({ [`${igf}.0`]: 1.25, [`${igf}.1`]: 0 });
    expect(evidence.waitingRivals).toEqual([]);
  });

  it('is each rival that a name has, as long as there is room', () => {
    const evidence = fresh();
    expect(addWaiting(index, group('Factorx'), around(), evidence)).toBe(true);
    expect(evidence).toMatchObject({ waiting: {}, waitingRivals: [0, 1] });
    const full = fresh({ waitingRivals: Array.from({ length: 48 }, (_, i) => i + 2) });
    expect(addWaiting(index, group('Growthx'), around(), full)).toBe(false);
  });

  it('is refused if there is no room for all senses of the form', () => {
    const taken = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`9${i}.0`, -1]));
    expect(addWaiting(index, group('IGF'), around(), fresh({ waiting: taken(94) }))).toBe(true);
    const full = fresh({ waiting: taken(95) });
    expect(addWaiting(index, group('IGF'), around(), full)).toBe(false);
    expect(Object.keys(full.waiting)).toHaveLength(95);
  });

  it('no longer waits once the page’s verdict outweighs it', () => {
    const key = `${group('IGF')}.0`;
    const check = (own: number, part: Partial<Evidence>) => {
      const evidence = fresh({ waiting: { [key]: own }, ...part });
      recheckWaiting(index, evidence);
      return [Object.keys(evidence.waiting).length, evidence.late];
    };
    expect(check(-0.5, {})).toEqual([1, false]);
    expect(check(-0.75, { cues: [cue('policy')] })).toEqual([1, false]);
    expect(check(-0.5, { cues: [cue('policy')] })).toEqual([0, true]);
    expect(check(-4, { named: [0] })).toEqual([0, true]);
  });

  it('as a rival no longer waits once its term has been asked about', () => {
    const check = (...keys: string[]) => {
      const groups = Object.fromEntries(keys.map((key) => [key, { score: 0, why: [] }]));
      const evidence = fresh({ waitingRivals: [0, 1], groups });
      recheckWaiting(index, evidence);
      return [evidence.waitingRivals, evidence.late];
    };
    expect(check()).toEqual([[0, 1], false]);
    expect(check('1.2')).toEqual([[0, 1], false]);
    expect(check('1.0')).toEqual([[1], true]);
    expect(check('1.0', '5.3')).toEqual([[], true]);
  });

  it('is asked about by the terms of the page’s groups', () => {
    const groups = { '1.0': { score: 0, why: [] }, '7.3': { score: 0, why: [] } };
    expect(answeredTerms(fresh({ groups }))).toEqual([0, 3]);
    expect(answeredTerms(fresh())).toEqual([]);
  });
});
