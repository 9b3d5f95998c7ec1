/** The score of a mention: what each kind of evidence weighs, and how far it reaches. */
import { describe, expect, it } from 'vitest';
import { find } from '../../src/mentions/find';
import type { MentionIndex } from '../../src/mentions/index';
import { form, indexOf, term } from './lexicon';

const index = indexOf(
  term(
    'itu',
    [form('ITU', 'en', true), form('ITUB', 'en', true), form('International Telecommunication Union')],
    {
      cues: [
        'spectrum',
        'radio',
        'orbit',
        'satellite',
        'numbering',
        'ITU council',
        'antenna',
        'fibre',
        'cable',
      ],
      rivals: [
        {
          sense: 'triathlon',
          forms: [],
          names: ['Triathlon Union'],
          cues: ['race', 'swim', 'bike', 'orbit'],
        },
        { sense: 'ward', forms: ['ITU'], names: ['Treatment Unit'], cues: ['nurse', 'bed'] },
        { sense: 'robot', forms: ['ITUB'], names: ['Itu Bot'], cues: ['metal'] },
      ],
    },
  ),
  term('un', [form('UN', 'en', true)], { cues: ['famine'] }),
  term('cyber', [form('CYBERS', 'en', true)], { cues: ['malware', 'worm', 'virus', 'patch'] }),
  term('norm', [form('norm', 'en', true)], { cues: ['law'] }),
  term('bare', [form('BARE', 'en', true)]),
  term('brics', [form('BRICS')]),
  term('wto', [form('WTO')], { rivals: [{ sense: 'tourism', forms: ['WTO'], names: [], cues: [] }] }),
  term('any', [form('ANYX', 'und', true)], { cues: ['x'] }),
  term('fifty', [form('FIFTY', 'en', true)], { cues: ['y'] }),
);

/** Own score of the last mention of a term, and the page's score on it. */
function scores(text: string | string[], id = 'itu', lang = 'en', from: MentionIndex = index) {
  const { mentions, evidence } = find(from, [text].flat(), { lang });
  const mention = mentions.findLast((one) => one.term === id && one.score !== undefined);
  return { own: mention?.score, page: evidence.groups[mention?.group ?? '']?.score };
}
const words = (count: number) => 'word '.repeat(count);

describe('The score before any evidence', () => {
  it.each<[string, string, string, number]>([
    ['an acronym of two letters', 'UN', 'un', -0.5],
    ['an acronym of three letters', 'ITU', 'itu', -0.25],
    ['an acronym of four letters', 'ANYX', 'any', 0],
    ['an acronym of five letters', 'FIFTY', 'fifty', 0.5],
    ['a longer acronym', 'CYBERS', 'cyber', 0.5],
    ['an ambiguous word', 'norm', 'norm', -0.75],
    ['a form without cues or rivals', 'BARE', 'bare', -1],
    ['an unambiguous acronym', 'BRICS', 'brics', 3],
    ['an unambiguous acronym that has rivals', 'WTO', 'wto', 1.5],
  ])('is lower for shorter and less certain forms: %s', (_, text, id, prior) => {
    expect(scores(text, id)).toEqual({ own: prior, page: 0 });
  });
});

describe('A cue', () => {
  it.each<[string, string, number, number]>([
    ['fifteen words before', `spectrum ${words(14)}ITU`, 1.5, 0.75],
    ['sixteen words before', `spectrum ${words(15)}ITU`, 0, 0.75],
    ['fifteen words behind', `ITU ${words(14)}spectrum`, 1.5, 0.75],
    ['sixteen words behind', `ITU ${words(15)}spectrum`, 0, 0.75],
    ['that comes twice', 'ITU spectrum spectrum', 1.5, 0.75],
    ['and a second', 'ITU spectrum radio', 2.5, 1.25],
    ['and a third', 'ITU spectrum radio cable', 3.25, 1.75],
    ['and a fourth', 'ITU spectrum radio cable fibre', 3.75, 2],
    ['and a fifth', 'ITU spectrum radio cable fibre antenna', 3.75, 2.25],
    ['and a sixth', 'ITU spectrum radio cable fibre antenna numbering', 3.75, 2.5],
    ['and a seventh', 'ITU spectrum radio cable fibre antenna numbering satellite', 3.75, 2.5],
    ['that begins with the acronym, but says more', 'ITU council', 2.5, 0.75],
    ['of a rival', 'ITU race', -1.5, -0.75],
    ['of each of two rivals', 'ITU race nurse', -1.5, -0.75],
    ['and a second of the same rival', 'ITU race swim', -2.5, -1.25],
    ['and one of a rival', 'ITU spectrum race', 0, 0],
    ['of both senses', 'ITU orbit', 0, 0],
    ['of a rival of another form', 'ITU metal', 0, 0],
  ])('%s', (_, text, near, page) => {
    const { own, page: whole } = scores(text);
    expect([(own as number) + 0.25, whole]).toEqual([near, page]);
  });

  it('in another block counts as far', () => {
    expect(scores(['spectrum', 'ITU'])).toEqual({ own: -0.25, page: 0.75 });
    expect(scores(['ITU', 'spectrum'])).toEqual({ own: -0.25, page: 0.75 });
  });

  it('of other terms near it says that the subject is theirs, up to three times', () => {
    const of = (text: string) => (scores(`ITU ${text}`).own as number) + 0.25;
    expect([
      of('malware'),
      of('malware worm'),
      of('malware worm virus'),
      of('malware worm virus patch'),
    ]).toEqual([0.25, 0.5, 0.75, 0.75]);
    expect(of(`${words(15)}malware`)).toBe(0);
    expect(scores('UN race', 'un').own).toBe(-0.5);
    expect(scores('UN orbit', 'un').own).toBe(-0.25);
  });
});

describe('Another term', () => {
  it.each<[string, string, number, number]>([
    ['near it', 'ITU met BRICS', 1, 0],
    ['before it', 'BRICS met ITU', 1, 0],
    ['that is itself ambiguous', 'UN met ITU', 1, 0],
    ['and a second', 'the UN met the ITU, then the BRICS', 1, 0],
    ['fifteen words before', `BRICS ${words(14)}ITU`, 1, 0],
    ['sixteen words before', `BRICS ${words(15)}ITU`, 0, 0],
    ['fifteen words behind', `ITU ${words(14)}BRICS`, 1, 0],
    ['sixteen words behind', `ITU ${words(15)}BRICS`, 0, 0],
    ['beyond the same acronym', 'the BRICS met the ITU and the ITU', 1, 0],
  ])('%s', (_, text, near, page) => {
    const { own, page: whole } = scores(text);
    expect([(own as number) + 0.25, whole]).toEqual([near, page]);
  });

  it('is not the same acronym or another name of the term', () => {
    expect(scores('ITU and ITU').own).toBe(-0.25);
    expect(scores('International Telecommunication Union, ITU').own).toBe(-0.25);
  });

  it('named in full anywhere on the page counts half', () => {
    expect(scores(['International Telecommunication Union', 'UN'], 'un')).toEqual({ own: -0.5, page: 0.5 });
  });

  it('says nothing in a digest of more than 5,000 terms', () => {
    const named = (count: number) =>
      scores(
        ['Full Name', 'ITU, MSA virus'],
        'itu',
        'en',
        indexOf(
          term('itu', [form('ITU', 'en', true)], { cues: ['spectrum'] }),
          term('msa', [form('MSA', 'en', true), form('Full Name')], { cues: ['virus'] }),
          ...Array.from({ length: count - 2 }, (_, i) => term(`t${i}`, [form(`thing ${i}`)])),
        ),
      );
    expect(named(5000)).toEqual({ own: 1, page: 0.5 });
    expect(named(5001)).toEqual({ own: -0.25, page: 0 });
  });
});

describe('On the whole page', () => {
  it.each<[string, string[], number]>([
    ['the full name', ['International Telecommunication Union', 'ITU'], 5],
    ['a rival’s name', ['Triathlon Union', 'ITU'], -5],
    ['two rivals’ names', ['Triathlon Union', 'Treatment Unit', 'ITU'], -5],
    ['a name of a rival of another form', ['Itu Bot', 'ITU'], 0],
    ['the full name and a rival’s', ['International Telecommunication Union', 'Triathlon Union', 'ITU'], 0],
    ['a definition', ['International Telecoms Union (ITU)', 'ITU'], 16],
    ['a definition as something else', ['the islamic thinkers union (ITU)', 'ITU'], -16],
    ['both', ['International Telecoms Union (ITU)', 'the islamic thinkers union (ITU)', 'ITU'], 0],
    [
      'several definitions alike',
      ['the islamic thinkers union (ITU)', 'an indian tea unit (ITU)', 'ITU'],
      -16,
    ],
    ['a name in other words beside brackets', ['Union Telecom International (ITU)', 'ITU'], 2.5],
    ['another name beside brackets', ['Skating Club (ITU)', 'ITU'], -2.5],
    ['a name with its initials', ['Iowa Tech University', 'ITU'], -3.5],
    ['the same letters as a word', ['itu dan', 'ITU'], -1.5],
    ['the same letters as a word twice', ['itu dan itu', 'ITU'], -1.5],
    ['the same letters in an address', ['www.itu.int', 'ITU'], 0],
    ['the same letters as a capitalised word', ['Itu dan', 'ITU'], 0],
    ['a definition of another acronym', ['the united nations (UN)', 'ITU'], 0],
  ])('weighs %s', (_, blocks, score) => {
    expect(scores(blocks).page).toBe(score);
  });

  it('gives eight reasons at most', () => {
    const blocks = ['ITU spectrum radio cable fibre antenna numbering race swim bike nurse bed satellite'];
    const { mentions, evidence } = find(index, blocks);
    expect(evidence.groups[mentions[0]?.group ?? '']?.why).toHaveLength(8);
    expect(mentions[0]?.why).toHaveLength(8);
  });
});

describe('The language of the page', () => {
  const weight = (text: string, id: string, lang: string) =>
    (scores(text, id, lang).own as number) - (scores(text, id, '').own as number);

  it.each<[string, string, string, number]>([
    ['the form’s own', 'ITU', 'en', 0],
    ['the form’s own, of a country', 'ITU', 'en-GB', 0],
    ['the form’s own, in capitals', 'ITU', 'EN_us', 0],
    ['another in Latin script', 'ITU', 'es', -1],
    ['another in Latin script, of a country', 'ITU', 'pt-BR', -1],
    ['one in Cyrillic script', 'ITU', 'ru', 0],
    ['one in Arabic script', 'ITU', 'fa', 0],
    ['Chinese', 'ITU', 'zh-Hant', 0],
  ])('%s', (_, text, lang, expected) => {
    expect(weight(text, 'itu', lang)).toBe(expected);
  });

  it('counts twice against two letters, and not against a form of any language', () => {
    expect(weight('UN', 'un', 'es')).toBe(-2);
    expect(weight('CYBERS', 'cyber', 'es')).toBe(-1);
    expect(weight('ANYX', 'any', 'es')).toBe(0);
    expect(weight('norm', 'norm', 'es')).toBe(0);
  });

  it('counts against an unambiguous acronym only up to three letters', () => {
    expect(weight('WTO', 'wto', 'es')).toBe(-1);
    expect(weight('BRICS', 'brics', 'es')).toBe(0);
  });

  it('counts more where all words are in capitals', () => {
    const headline = 'THE ITU MEETS TODAY';
    expect(scores(headline, 'itu', 'en').own).toBe(-0.75);
    expect(scores(headline, 'itu', '').own).toBe(-0.75);
    expect(scores(headline, 'itu', 'es').own).toBe(-5.25);
    expect(scores(headline, 'itu', 'ru').own).toBe(-4.25);
    expect(scores('THE ANYX MEETS TODAY', 'any', 'es').own).toBe(-0.5);
  });
});

describe('A neighbour', () => {
  it.each<[string, string, number]>([
    ['hyphenated to an acronym', 'ARENA-ITU', -3.25],
    ['that is a number', 'ITU 1203', -1.5],
    ['that is a capitalised word', 'ITU Congress', -0.25],
    ['that is a small word', 'ITU congress', 0],
  ])('%s', (_, text, weight) => {
    expect((scores(text).own as number) + 0.25).toBe(weight);
  });

  it('that is fused to an acronym makes it no mention', () => {
    expect(scores('ITU-152').own).toBeUndefined();
  });

  it('that is capitalised does not count against an unambiguous acronym', () => {
    expect(scores('BRICS Congress', 'brics').own).toBe(3);
    expect(scores('BRICS 1203', 'brics').own).toBe(1.5);
  });

  it('that is capitalised counts more against a word, and other neighbours do not', () => {
    expect(scores('norm Congress', 'norm').own).toBe(-1.5);
    expect(scores('norm 1203', 'norm').own).toBe(-0.75);
    expect(scores('norm-Congress', 'norm').own).toBe(-0.75);
  });
});
