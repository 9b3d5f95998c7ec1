/** The evidence of a page as a page sends it back: what is taken over, what is refused, and the bounds. */
import { describe, expect, it } from 'vitest';
import {
  addCue,
  addMeaning,
  addNamed,
  addRival,
  addWaitingRival,
  addWord,
  type Evidence,
  groupKey,
  hasRoom,
  hasRoomToWait,
  type Meaning,
  parseGroup,
  readEvidence,
} from '../../src/mentions/resolve/evidence';
import { form, indexOf, term } from './lexicon';

const index = indexOf(
  ...Array.from({ length: 400 }, (_, i) =>
    term(`t${i}`, [form(`name${i}`, 'en', true)], {
      cues: [`cue${i}`],
      rivals: [{ sense: `sense ${i}`, forms: [], names: [`rival${i}`], cues: [] }],
    }),
  ),
);
const fresh = readEvidence(index, null);
const groups = index.sections.groupCheck.length;
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);
const meaning: Meaning = { group: 1, term: 2, rival: -1, text: 'a name', by: 'definition' };
const read = (part: object): Evidence => readEvidence(index, { ...fresh, ...part });

describe('Evidence that a page sends back', () => {
  it('is taken over if it is valid', () => {
    const valid: Evidence = {
      index: index.id,
      named: [0, 399],
      rivals: [0, 399],
      cues: [0, 399],
      meanings: [
        meaning,
        { ...meaning, term: -1, rival: 3, by: 'initials' },
        { ...meaning, by: 'apposition' },
      ],
      words: [0, groups - 1],
      groups: { '1.2': { score: 0, why: [] } },
      waiting: { '1.2': -100, '0.0': 100 },
      waitingRivals: [0, 399],
      late: true,
    };
    expect(readEvidence(index, valid)).toEqual(valid);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'evidence'],
    ['a list', Object.assign([], { index: index.id, late: true })],
    ['a function', Object.assign(() => 0, { index: index.id, late: true })],
    ['evidence of another index', { ...fresh, index: 'another', late: true }],
  ])('is fresh if the page sends %s', (_, sent) => {
    expect(readEvidence(index, sent)).toEqual(fresh);
    expect(fresh).toMatchObject({ index: index.id, named: [], meanings: [], groups: {}, late: false });
  });

  it.each<[string, number]>([
    ['named', 400],
    ['rivals', 400],
    ['cues', 400],
    ['words', groups],
    ['waitingRivals', 400],
  ])('has in `%s` only the numbers that the index has, each once', (list, below) => {
    const sent = [1, 1, below - 1, below, -1, 0.5, Number.NaN, '2', null, {}];
    expect(read({ [list]: sent })).toEqual({ ...fresh, [list]: [1, below - 1] });
    expect(read({ [list]: { 0: 1, length: 1 } })).toEqual(fresh);
  });

  it.each<[string, number]>([
    ['named', 96],
    ['rivals', 48],
    ['cues', 320],
    ['words', 32],
    ['waitingRivals', 48],
  ])('has in `%s` at most %i numbers', (list, most) => {
    expect(read({ [list]: upTo(most + 1) })).toEqual({ ...fresh, [list]: upTo(most) });
  });

  it.each<[string, unknown]>([
    ['no record', 'a name'],
    ['null', null],
    ['of an unknown form', { ...meaning, group: groups }],
    ['of an unknown term', { ...meaning, term: 400 }],
    ['of a term below -1', { ...meaning, term: -2 }],
    ['of an unknown rival', { ...meaning, rival: 400 }],
    ['without a text', { ...meaning, text: 5 }],
    ['of an unknown kind', { ...meaning, by: 'guess' }],
  ])('loses a meaning that is %s, and keeps the next', (_, item) => {
    expect(read({ meanings: [item, meaning] }).meanings).toEqual([meaning]);
  });

  it('has at most 32 meanings, each with at most 80 units of text', () => {
    const sent = upTo(33).map((group) => ({ ...meaning, group, text: 'x'.repeat(81) }));
    const { meanings } = read({ meanings: sent });
    expect(meanings).toEqual(sent.slice(0, 32).map((item) => ({ ...item, text: 'x'.repeat(80) })));
    expect(read({ meanings: { 0: meaning } }).meanings).toEqual([]);
  });

  it('keeps the keys of its verdicts, and never a verdict', () => {
    const verdict = { score: 50, why: [{ kind: 'cue' }] };
    const sent = {
      '1.2': verdict,
      [`${groups}.2`]: verdict,
      '1.400': verdict,
      __proto: verdict,
      '1.2x': verdict,
    };
    expect(read({ groups: sent }).groups).toEqual({ '1.2': { score: 0, why: [] } });
    expect(read({ groups: ['1.2'] }).groups).toEqual({});
    const many = Object.fromEntries(upTo(49).map((group) => [`${group}.0`, verdict]));
    expect(Object.keys(read({ groups: many }).groups)).toEqual(Object.keys(many).slice(0, 48));
  });

  it('keeps what waits if its key is known and its score is within ±100', () => {
    const sent = {
      '1.1': -1,
      '1.2': 101,
      '1.3': -101,
      '1.4': '3',
      '1.5': Number.NaN,
      [`${groups}.1`]: 1,
      '1.400': 1,
      x: 1,
    };
    expect(read({ waiting: sent }).waiting).toEqual({ '1.1': -1 });
    expect(read({ waiting: [1] }).waiting).toEqual({});
    const many = Object.fromEntries(upTo(97).map((group) => [`${group}.0`, 1]));
    expect(Object.keys(read({ waiting: many }).waiting)).toHaveLength(96);
  });

  it('is late only if it says `true`', () => {
    expect(read({ late: 'yes' }).late).toBe(false);
    expect(read({ late: 1 }).late).toBe(false);
  });
});

describe('Evidence that grows', () => {
  it.each<[string, (evidence: Evidence, number: number) => void, keyof Evidence, number]>([
    ['named terms', addNamed, 'named', 96],
    ['rivals', addRival, 'rivals', 48],
    ['cues', addCue, 'cues', 320],
    ['words', addWord, 'words', 32],
    ['rivals that wait', addWaitingRival, 'waitingRivals', 48],
  ])('has %s once, in the order of the page, and up to its bound', (_, add, list, most) => {
    const evidence = readEvidence(index, null);
    for (const number of [7, 5, 7]) add(evidence, number);
    expect(evidence[list]).toEqual([7, 5]);
    for (const number of upTo(most + 1)) add(evidence, number);
    expect(evidence[list]).toHaveLength(most);
  });

  it('says whether a rival waits', () => {
    const evidence = readEvidence(index, null);
    for (const rival of upTo(48)) expect(addWaitingRival(evidence, rival)).toBe(true);
    expect(addWaitingRival(evidence, 48)).toBe(false);
    expect(addWaitingRival(evidence, 47)).toBe(true);
  });

  it('keeps the first of two meanings that are alike but for their text', () => {
    const evidence = readEvidence(index, null);
    const others: Meaning[] = [
      { ...meaning, group: 2 },
      { ...meaning, term: 3 },
      { ...meaning, rival: 3 },
      { ...meaning, by: 'apposition' },
    ];
    for (const item of [meaning, { ...meaning, text: 'another' }, ...others]) addMeaning(evidence, item);
    expect(evidence.meanings).toEqual([meaning, ...others]);
  });

  it('cuts the text of a meaning at 80 units, and has room for 32', () => {
    const evidence = readEvidence(index, null);
    for (const group of upTo(40)) addMeaning(evidence, { ...meaning, group, text: 'x'.repeat(90) });
    expect(evidence.meanings).toHaveLength(32);
    expect(evidence.meanings[31]).toEqual({ ...meaning, group: 31, text: 'x'.repeat(80) });
  });

  it('has room for the verdicts of 48 groups, and always for a group that it has', () => {
    const evidence = readEvidence(index, null);
    for (const group of upTo(47)) evidence.groups[`${group}.0`] = { score: 0, why: [] };
    expect(hasRoom(evidence, '47.0')).toBe(true);
    evidence.groups['47.0'] = { score: 0, why: [] };
    expect(hasRoom(evidence, '48.0')).toBe(false);
    expect(hasRoom(evidence, '47.0')).toBe(true);
  });

  it('has room for 96 groups that wait', () => {
    const evidence = readEvidence(index, null);
    evidence.waiting = { '0.0': 1, '1.0': 1 };
    expect(hasRoomToWait(evidence, 94)).toBe(true);
    expect(hasRoomToWait(evidence, 95)).toBe(false);
  });
});

describe('The key of a group', () => {
  it('holds the numbers of its form and its term', () => {
    expect(parseGroup(groupKey(12, 345))).toEqual({ group: 12, term: 345 });
  });

  it.each(['', '1', '1.', '.1', '1.2.3', '-1.2', '1.1234567890', ' 1.2', '1.2x'])('is not %j', (key) => {
    expect(parseGroup(key)).toBeNull();
  });
});
