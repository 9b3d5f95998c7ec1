import { describe, expect, it } from 'vitest';
import { find } from '../../src/mentions/find';
import { form, indexOf, marked, term } from './lexicon';

const index = indexOf(
  term('itu', [form('ITU', 'en', true), form('International Telecommunication Union')], {
    cues: ['spectrum', 'telecommunicat*', 'standards'],
    rivals: [
      {
        sense: 'triathlon union',
        forms: [],
        names: ['International Triathlon Union'],
        cues: ['triathl*', 'race'],
      },
      { sense: 'university', forms: [], names: ['Istanbul Technical University'], cues: ['campus'] },
    ],
  }),
  term('eco', [form('ECO', 'en', true)], { cues: ['Tehran', 'ministers'] }),
  term('un', [form('UN')], {
    rivals: [{ sense: 'French article', forms: ['UN'], names: [], cues: ['véhicule'] }],
  }),
  term('isu', [form('ISU', 'en', true)], { cues: ['Tehran'] }),
  term('ummah', [form('Umma', 'en', true)], {
    cues: ['Muslim*'],
    rivals: [{ sense: 'party', forms: [], names: ['Umma Party'], cues: [] }],
  }),
  term('brics', [form('BRICS')]),
);

/** What decides, text, expected marks. */
const CASES: [string, string, string[]][] = [
  ['nothing', 'We saw the ITU.', []],
  ['a near cue', 'The ITU allots spectrum.', ['ITU=itu']],
  ['a near cue of a rival', 'The ITU held a race on spectrum day for triathletes.', []],
  [
    'the full name',
    'International Telecommunication Union. ITU.',
    ['International Telecommunication Union=itu', 'ITU=itu'],
  ],
  ['a rival’s full name', 'International Triathlon Union. The ITU publishes standards.', []],
  [
    'a definition as the term',
    'International Telecommunication Union (ITU), a race',
    ['International Telecommunication Union=itu', 'ITU=itu'],
  ],
  [
    'a definition as a known rival',
    'the International Triathlon Union (ITU) and telecommunications of the ITU',
    [],
  ],
  ['a definition as something unknown', 'the Islamic Thinkers Union (ITU) on spectrum, says ITU', []],
  ['its name in another wording', 'International Telecoms Union (ITU)', ['ITU=itu']],
  ['its name with other small words', 'International Union for Telecommunications (ITU)', ['ITU=itu']],
  ['a definition of an unambiguous acronym', 'Basic Research in Computer Science (BRICS); BRICS', []],
  ['a name that does not fit the letters', 'Unión de Patinaje (ISU)', []],
  ['initials of words on the page', 'Iowa State University. The ISU in Tehran.', []],
  ['initials in a hashtag', '#IslamicStudentsUnion and ISU from Tehran', []],
  ['a longer name of a rival', 'Muslim voters of the Umma Party', []],
  ['other terms beside it', 'ICANN, ITU and the BRICS on stage', ['ITU=itu', 'BRICS=brics']],
  ['a hyphenated name', 'ARENA-ECO in Tehran', []],
  ['a piece of a longer proper name', 'the ECO Drive Assist', []],
  ['a series letter', 'spectrum in ITU-R', ['ITU=itu']],
  ['a number that is not a year', 'UN 1203 is not UN 2023', ['UN=un']],
  ['a model number', 'Tehran has an ISU-152', []],
];

describe('The sense of a mention', () => {
  it.each(CASES)('%s: %s', (_, text, expected) => {
    expect(marked(index, text, { lang: 'en' })).toEqual(expected);
  });

  it('is not taken from capitals alone: in a headline, the language of the page counts', () => {
    expect(marked(index, 'HOMOLOGATION D’UN VÉHICULE EN CE QUI CONCERNE', { lang: 'fr' })).toEqual([]);
    expect(marked(index, 'UN AGENCIES WARN OF FAMINE', { lang: 'en' })).toEqual(['UN=un']);
    expect(marked(index, 'MEREKA ITU RACUN BANGET spectrum', { lang: 'id' })).toEqual([]);
  });

  it('is less likely for an acronym whose letters are an ordinary word on the page', () => {
    expect(marked(index, 'Es UN gran año, un año de un siglo.', { lang: 'es' })).toEqual([]);
    expect(marked(index, 'En la UN de Nueva York.')).toEqual(['UN=un']);
    expect(marked(index, 'The UN, see www.un.org and @un')).toEqual(['UN=un']);
  });

  it('may be decided by another block of the page', () => {
    expect(marked(index, ['The ITU met.', 'It is the International Telecommunication Union.'])).toHaveLength(
      2,
    );
    expect(
      marked(index, ['The ITU on spectrum.', 'ITU (Istanbul Technical University) has a campus.']),
    ).toEqual([]);
  });

  it('comes with reasons for and against', () => {
    const { mentions, evidence } = find(index, ['The race of the ITU on spectrum.'], { lang: 'en' });
    const [mention] = mentions;
    expect(mention?.shown).toBe(false);
    expect(mention?.why).toContainEqual({ kind: 'cue', cue: 'spectrum', near: true, weight: 1.5 });
    expect(mention?.why).toContainEqual({
      kind: 'rival',
      cue: 'race',
      sense: 'triathlon union',
      near: true,
      weight: -1.5,
    });
    expect(Object.keys(evidence.groups)).toEqual([mention?.group]);
  });
});
