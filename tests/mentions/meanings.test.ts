/** What a page says about the meaning of its abbreviations: in brackets, beside brackets, and by initials. */
import { describe, expect, it } from 'vitest';
import { find } from '../../src/mentions/find';
import { form, indexOf, marked, term } from './lexicon';

const index = indexOf(
  term('itu', [form('ITU', 'en', true), form('International Telecommunication Union')], {
    cues: ['spectrum'],
    rivals: [
      { sense: 'triathlon', forms: [], names: ['International Triathlon Union'], cues: [] },
      { sense: 'university', forms: [], names: ['Istanbul Technical University'], cues: [] },
    ],
  }),
  term('un', [form('UN', 'en', true), form('United Nations'), form('الأمم المتحدة', 'ar')]),
  term('who', [form('WHO'), form('World Health Organization')]),
  term('csta', [form('CSTA', 'en', true), form('Collective Security Treaty Association')]),
  term('pm', [form('prime minister')]),
);
const text = (blocks: string | string[]) => [blocks].flat();

/** The meanings that a page gives to its abbreviations: `kind: text = term or rival`. */
function meanings(blocks: string | string[]): string[] {
  return find(index, text(blocks)).evidence.meanings.map(
    ({ by, text, term, rival }) =>
      `${by}: ${text} = ${term >= 0 ? index.termId(term) : rival >= 0 ? index.rivalSense(rival) : 'another'}`,
  );
}

describe('The meaning of an abbreviation at brackets', () => {
  it.each<[string, string, string[]]>([
    ['its full name before', 'the United Nations (UN)', ['definition: United Nations = un']],
    ['its full name in quotation marks', '“United Nations” (UN)', ['definition: United Nations = un']],
    ['its full name inside', 'The UN (United Nations)', ['definition: United Nations = un']],
    ['its full name inside, with more', 'UN (United Nations, New York)', ['definition: United Nations = un']],
    ['its full name in another language', 'الأمم المتحدة (UN)', ['definition: الأمم المتحدة = un']],
    [
      'a rival’s name',
      'the International Triathlon Union (ITU)',
      ['definition: International Triathlon Union = triathlon'],
    ],
    [
      'the name of another rival',
      'ITU (Istanbul Technical University)',
      ['definition: Istanbul Technical University = university'],
    ],
    [
      'its name in other words',
      'International Telecoms Union (ITU)',
      ['definition: International Telecoms Union = itu'],
    ],
    [
      'something unknown',
      'the Islamic Thinkers Union (ITU)',
      ['definition: Islamic Thinkers Union = another'],
    ],
    [
      'something unknown that shares a word with its name',
      'Internal Telecom Unit (ITU)',
      ['definition: Internal Telecom Unit = another'],
    ],
    [
      'an unknown name, if another term has it',
      'World Health Organization (ITU)',
      ['apposition: World Health Organization = another'],
    ],
    ['none if no acronym is there', 'the prime minister (PM)', []],
    ['the full name of its plural', 'some United Nations (UNs)', ['definition: United Nations = un']],
    ['its full name and more', 'United Nations of old (UN)', ['definition: United Nations of old = un']],
    ['no full name more than 200 units before', `United Nations${' '.repeat(200)}(UN)`, []],
    [
      'a full name less than 200 units before',
      `United Nations${' '.repeat(150)}(UN)`,
      ['definition: United Nations = un'],
    ],
    ['none without brackets', 'United Nations, UN', []],
    [
      'its full name before square or full-width brackets',
      'United Nations [UN] and （UN）',
      ['definition: United Nations = un'],
    ],
  ])('is %s', (_, page, expected) => {
    expect(meanings(page).filter((meaning) => !meaning.startsWith('initials'))).toEqual(expected);
  });

  it('decides the place that it stands at, whatever the rest of the page says', () => {
    const against = ['International Triathlon Union (ITU). Istanbul Technical University.', 'The ITU'];
    expect(marked(index, ['International Telecommunication Union (ITU)', ...against])).toEqual([
      'International Telecommunication Union=itu',
      'ITU=itu',
    ]);
    expect(
      marked(index, 'International Thinkers Union (ITU) spectrum International Telecommunication Union'),
    ).toEqual(['International Telecommunication Union=itu']);
  });

  it('decides every other place of the page', () => {
    expect(marked(index, ['The ITU.', 'The International Telecoms Union (ITU)', 'ITU'])).toEqual([
      'ITU=itu',
      'ITU=itu',
      'ITU=itu',
    ]);
  });

  it('is kept with at most 80 units', () => {
    const long = `Islamic ${'x'.repeat(80)} Thinkers Union`;
    expect(find(index, [`${long} (ITU)`]).evidence.meanings[0]?.text).toBe(long.slice(0, 80));
  });
});

describe('A name whose letters do not fit, directly before an abbreviation in brackets', () => {
  it.each<[string, string, string[]]>([
    ['is its meaning', 'see Unión de Patinaje (ITU)', ['apposition: Unión de Patinaje = another']],
    ['begins with its first capital', 'the old Skating Club (ITU)', ['apposition: Skating Club = another']],
    ['may be in quotation marks', 'the “Skating Club” (ITU)', ['apposition: “Skating Club” = another']],
    [
      'may have small words in it',
      'Club of the many Skaters (ITU)',
      ['apposition: Club of the many Skaters = another'],
    ],
    ['ends at a number', 'Club 7 Skating Group (ITU)', ['apposition: Skating Group = another']],
    ['ends at an abbreviation', 'Club XY Skating Group (ITU)', ['apposition: Skating Group = another']],
    ['ends at a comma', 'Great Club, Skating Group (ITU)', ['apposition: Skating Group = another']],
    [
      'ends at square brackets',
      'Great Club [old] Skating Group (ITU)',
      ['apposition: Skating Group = another'],
    ],
    [
      'ends at full-width brackets',
      'Great Club（old） Skating Group (ITU)',
      ['apposition: Skating Group = another'],
    ],
    ['has no full stop in its last word', 'Skating Group e.v (ITU)', []],
    ['may end in small words', 'Skating Group ev (ITU)', ['apposition: Skating Group ev = another']],
    ['has two capitalised words or more', 'the Club (ITU)', []],
    ['has words in capitals and small letters', 'SKATING CLUB (ITU)', []],
    ['is at most nine words back', `Skating Club ${'of '.repeat(8)}(ITU)`, []],
    [
      'may have nine words',
      `Skating Club ${'of '.repeat(7)}(ITU)`,
      [`apposition: Skating Club${' of'.repeat(7)} = another`],
    ],
    ['is at most 120 units back', `Skating Club ${'o'.repeat(120)} (ITU)`, []],
    ['is not one behind the brackets', 'ITU (skating) Skating Club', []],
    ['is not one inside the brackets', 'ITU (Skating Club)', []],
    [
      'may be a translation',
      'Union Telecom International (ITU)',
      ['apposition: Union Telecom International = itu'],
    ],
  ])('%s: %s', (_, page, expected) => {
    expect(meanings(page)).toEqual(expected);
  });

  it('weighs less than a definition: cues may outweigh it', () => {
    const weightOf = (page: string) =>
      Object.values(find(index, [page]).evidence.groups)[0]?.why.map((why) => 'weight' in why && why.weight);
    expect(weightOf('Skating Club (ITU)')).toEqual([-2.5]);
    expect(weightOf('the international thinkers union (ITU). ITU')).toEqual([-16]);
    expect(weightOf('Iowa Tech University. ITU')).toEqual([-3.5]);
  });

  it('marks the abbreviation if it is the term in other words', () => {
    expect(marked(index, 'Union Telecom International (ITU)')).toEqual(['ITU=itu']);
    expect(marked(index, 'Union Skating International (ITU)')).toEqual([]);
  });
});

describe('A name whose initials are an abbreviation', () => {
  it.each<[string, string, string[]]>([
    ['is its meaning', 'Iowa Tech University', ['initials: Iowa Tech University = another']],
    [
      'may have links of three letters',
      'Iowa and Tech of University',
      ['initials: Iowa and Tech of University = another'],
    ],
    ['has no longer links', 'Iowa with Tech University', []],
    ['has no punctuation in it', 'Iowa Tech, University', []],
    ['has no abbreviation in it', 'Iowa TX University', []],
    ['may stand in a longer name', 'Iowa Tech University Hall', ['initials: Iowa Tech University = another']],
    ['begins anywhere', 'Great Iowa Tech University', ['initials: Iowa Tech University = another']],
    ['has a capital in each word but links', 'iowa Tech University', []],
    ['has three initials or more', 'Ugly Numbers', []],
    [
      'may have four',
      'Computer Science Teachers Abroad',
      ['initials: Computer Science Teachers Abroad = another'],
    ],
    ['may be written in one word', '#IowaTechUniversity', ['initials: IowaTechUniversity = another']],
    ['may be written in one word of other case', 'the iowaTechUniversity', []],
    ['has no more capitals in one word', 'IowaTechUniversityHall', []],
    ['is not the term’s own', 'International Telecommunication Union', []],
    ['is not the term’s own in other words', 'International Telecoms Union', []],
    ['is not a known form in it', 'the Informal Team of United Nations', []],
    ['counts for acronyms alone', 'Prime Minister Putin', []],
    ['is any script’s', 'İowa Tech Üniversity', ['initials: İowa Tech Üniversity = another']],
  ])('%s: %s', (_, page, expected) => {
    expect(meanings(page)).toEqual(expected);
  });

  it('is told once', () => {
    expect(meanings(['Iowa Tech University', 'Iowa Tech University', 'Idaho Tech University'])).toHaveLength(
      1,
    );
  });
});
