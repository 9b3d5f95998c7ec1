/** The reasons that a verdict comes with, one kind at a time. */
import { describe, expect, it } from 'vitest';
import { find } from '../../src/mentions/find';
import { form, indexOf, term } from './lexicon';

const index = indexOf(
  term('itu', [form('ITU', 'en', true), form('International Telecommunication Union')], {
    cues: ['spectrum'],
    rivals: [{ sense: 'triathlon', forms: [], names: ['International Triathlon Union'], cues: ['race'] }],
  }),
  term('un', [form('UN', 'en', true)], { cues: ['famine'] }),
  term('isu', [form('ISU', 'en', true)], { cues: ['Tehran'] }),
  term('ummah', [form('Umma', 'en', true)], { cues: ['Muslim*'] }),
  term('brics', [form('BRICS')]),
);

/** The reasons of the last mention of a term, its own and the page's, but for the prior. */
function reasons(text: string | string[], id = 'itu', lang = 'en') {
  const { mentions, evidence } = find(index, [text].flat(), { lang });
  const last = mentions.findLast(({ term }) => term === id);
  const page = evidence.groups[last?.group ?? ''];
  return [...(last?.why ?? []), ...(page?.why ?? [])].filter(({ kind }) => kind !== 'prior');
}
const far = 'word '.repeat(60);

describe('A verdict', () => {
  it('of a form with one sense is final, and needs no reason', () => {
    const { mentions } = find(index, ['International Telecommunication Union']);
    expect(mentions).toEqual([{ block: 0, start: 0, end: 37, term: 'itu', shown: true }]);
  });

  it('of a form that nothing speaks for or against has no reason but the prior', () => {
    expect(reasons('We saw the ITU.')).toEqual([]);
    expect(reasons('The BRICS met.', 'brics')).toEqual([]);
  });

  it.each<[string, string, object]>([
    ['a cue near it', 'ITU on spectrum', { kind: 'cue', cue: 'spectrum', near: true, weight: 1.5 }],
    ['a cue far from it', `ITU ${far} spectrum`, { kind: 'cue', cue: 'spectrum', near: false }],
    [
      'a rival’s cue near it',
      'ITU race',
      { kind: 'rival', cue: 'race', sense: 'triathlon', near: true, weight: -1.5 },
    ],
    [
      'a rival’s cue far from it',
      `ITU ${far} race`,
      { kind: 'rival', cue: 'race', sense: 'triathlon', near: false },
    ],
    ['a rival’s name', 'International Triathlon Union. The ITU', { kind: 'rival-name', sense: 'triathlon' }],
    ['its full name', 'International Telecommunication Union. The ITU', { kind: 'full-name' }],
    [
      'being part of a definition',
      'International Telecommunication Union (ITU)',
      { kind: 'definition', text: '', weight: 20 },
    ],
    [
      'a definition elsewhere',
      'ITU (International Telecommunication Union). The ITU',
      { kind: 'definition', text: 'International Telecommunication Union', weight: 16 },
    ],
    [
      'a definition of something else',
      'ITU (International Thinkers Union). The ITU',
      { kind: 'definition', text: 'International Thinkers Union', weight: -16 },
    ],
    ['another term near it', 'ITU and BRICS', { kind: 'company', near: true }],
    ['a name right behind it', 'the ITU Kitchen', { kind: 'part-of-name', weight: -0.25 }],
    ['a word before a hyphen', 'the ARENA-ITU', { kind: 'part-of-name', weight: -3.25 }],
    ['a number', 'the ITU 1203', { kind: 'part-of-name', weight: -1.5 }],
    ['capitals around it', 'THE ITU MEETS IN GENEVA', { kind: 'capitals' }],
    ['the same letters as a word', 'ITU dan itu', { kind: 'word' }],
  ])('says that it rests on %s', (_, text, reason) => {
    expect(reasons(text)).toContainEqual(expect.objectContaining(reason));
  });

  it('says that the page is in another language, which counts for more against two letters', () => {
    expect(reasons('La ITU.', 'itu', 'es')).toContainEqual({ kind: 'language', lang: 'en', weight: -1 });
    expect(reasons('La UN.', 'un', 'es')).toContainEqual({ kind: 'language', lang: 'en', weight: -2 });
    for (const lang of ['en', '', 'ru', 'fa']) expect(reasons('ITU', 'itu', lang)).toEqual([]);
  });

  it('says that other words of the page have its initials', () => {
    expect(reasons('Iowa State University. The ISU in Tehran.', 'isu')).toContainEqual(
      expect.objectContaining({ kind: 'initials', text: 'Iowa State University' }),
    );
  });

  it('says that a name of one word stands beside another name', () => {
    expect(reasons('Muslim voters of the Umma Channel', 'ummah')).toContainEqual({
      kind: 'part-of-name',
      weight: -0.75,
    });
    expect(reasons('Muslim voters of the Umma today', 'ummah')).not.toContainEqual(
      expect.objectContaining({ kind: 'part-of-name' }),
    );
  });
});
