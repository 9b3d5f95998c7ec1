/** How single words and dates of a query are read. */
import { describe, expect, it } from 'vitest';
import { withDates } from '../../src/search/dates';
import { rootOf } from '../../src/search/roots';
import { soundOf } from '../../src/search/sounds';
import { asksOf, isStopWord } from '../../src/search/stop-words';
import { synonymsOf } from '../../src/search/synonyms';
import { wordsOf } from '../../src/search/words';

const stemsOf = (text: string) => wordsOf(text).map(({ stem }) => stem);
const rootsOf = (text: string) => new Set(stemsOf(text).map(rootOf));
const soundsOf = (text: string) => new Set(stemsOf(text).map(soundOf));

describe('The root', () => {
  it.each([
    'negotiate negotiation negotiations negotiating',
    'criticised criticizing critic critics',
    'adviser advisor advisory',
    'gouvernance gouverner gouvernement',
    'diplomacia diplomático diplomáticas',
    'дипломат дипломатия дипломатический дипломатическая',
    'ایران ایرانی ایرانی‌ها',
    'پژوهشگر پژوهشگران',
  ])('is one for a family of words: %s', (family) => {
    expect(rootsOf(family).size).toBe(1);
  });

  it.each([
    'internet international',
    'police policy',
    'cybersecurity cyberspace',
    'امت امید',
    'совет советник',
  ])('tells apart: %s', (words) => {
    expect(rootsOf(words).size).toBe(2);
  });
});

describe('The sound', () => {
  it.each(['Mirzapour Мирзапур میرزاپور', 'Hatef Хатеф هاتف', 'Sadegh Sadiq صادق', 'Borhan Борхан برهان'])(
    'is one in all scripts: %s',
    (names) => {
      const sounds = soundsOf(names);
      expect([...sounds][0]).toMatch(/^[a-z]{2,}$/);
      expect(sounds.size).toBe(1);
    },
  );

  it('is empty with fewer than two consonants, and in other scripts', () => {
    expect(['eau', 'ایا', '联合国', 'mu'].map(soundOf)).toEqual(['', '', '', '']);
  });
});

describe('A date in a query', () => {
  it.each([
    ['29.08.2023', '29 august 2023'],
    ['2023/8/29', '29 august 2023'],
    ['08/29/2023', '29 august 2023'],
    ['۲۰۲۳-۰۸-۲۹', '29 august 2023'],
    ['2023年8月29日', '29 august 2023'],
    ['the 29th of august', 'the 29 of august'],
    ['two thousand and three', '2003'],
    ['twenty twenty-three', '2023'],
    ['nineteen hundred and five', '1905'],
    ['august twenty-ninth', 'august 29'],
    ['october fourteenth', 'october 14'],
    ['one of two', 'one of two'],
    ['the second panel', 'the second panel'],
    ['version 1.2.3', 'version 1.2.3'],
    ['99.99.2023', '99.99.2023'],
  ])('%s is read as %s', (query, read) => {
    expect(withDates(query).replace(/\s+/g, ' ').trim().replace(/^0/, '')).toBe(read);
  });
});

describe('A synonym', () => {
  it('holds both ways, and across languages', () => {
    expect(synonymsOf('adviser', 'adviser')).toContain('consultant');
    expect(synonymsOf('consultant', 'consultant')).toContain('adviser');
    expect(synonymsOf('августа', 'август')).toContain('august');
    expect(synonymsOf('garden', 'garden').size).toBe(0);
  });
});

describe('A question word', () => {
  it.each([
    ['who is it', 'who'],
    ['кто это сказал', 'who'],
    ['مشاور وزیر کیست', 'who'],
    ['when did it begin', 'when'],
    ['quand ?', undefined],
    ['متى بدأ', 'when'],
    ['a garden', undefined],
  ])('tells what is asked for: %s', (query, asks) => {
    expect(asksOf(wordsOf(query).map(({ text }) => text))).toBe(asks);
  });

  it('is a stop word, but a name of the subject is none', () => {
    expect(wordsOf('who when چیست какой siapa').every(({ text }) => isStopWord(text))).toBe(true);
    expect(['un', 'us', 'ig', 'eco', 'igf'].filter(isStopWord)).toEqual([]);
  });
});
