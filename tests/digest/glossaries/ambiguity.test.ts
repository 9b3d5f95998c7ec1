/** Which forms of a glossary need evidence, where nobody says so: properties of language, not of one glossary. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../../scripts/packages';
import { defaultCase } from '../../../src/digest/form-case';
import { judge, languagesOfHeadings } from '../../../src/digest/glossaries/ambiguity';
import { type OrdinaryWords, ordinaryWords } from '../../../src/digest/glossaries/ordinary';

const LANGUAGES = 'en fr es fa ar ru zh id'.split(' ');
let words: OrdinaryWords;

beforeAll(async () => {
  words = await ordinaryWords(LANGUAGES.map((lang) => ({ text: '', lang })));
});

const judged = (text: string, lang: string) => judge({ text, case: defaultCase(text) }, lang, words);

describe('A form needs evidence', () => {
  it.each([
    ['an ordinary word', 'table', 'en'],
    ['its plural', 'bridges', 'en'],
    ['a French one', 'pont', 'fr'],
    ['a Spanish one', 'ventana', 'es'],
    ['an Indonesian one', 'jembatan', 'id'],
    ['a Russian one', 'окно', 'ru'],
    ['a Russian one in another case', 'окном', 'ru'],
    ['a Persian one', 'پنجره', 'fa'],
    ['an Arabic one', 'مفتاح', 'ar'],
    ['an Arabic one with the article', 'المفتاح', 'ar'],
    ['a Chinese word of one character', '桥', 'zh'],
    ['a Chinese word of two', '窗口', 'zh'],
    ['a short acronym', 'DNS', 'en'],
    ['an acronym that is a word in capitals', 'WHO', 'en'],
    ['a long one that is a word in capitals', 'SMART', 'en'],
    ['an English word in capitals, in another language', 'IT', 'fa'],
    ['a single letter', 'A', 'en'],
    ['a short sign', 'bps', 'en'],
    ['a phrase of two daily words', 'last time', 'en'],
    ['any single word of a language without a table', 'Brücke', 'de'],
  ])('if it is %s: %s', (_, text, lang) => {
    expect(judged(text, lang).ambiguous).toBe(true);
  });

  it.each([
    ['a word that hardly anybody uses', 'hypervisor', 'en'],
    ['a long acronym that is no word', 'UNCITRAL', 'en'],
    ['a name of several words', 'load balancer', 'en'],
    ['a long name of daily words', 'right of way and time', 'en'],
    ['a Persian name of two words', 'حکمرانی اینترنت', 'fa'],
    ['a Chinese word that is no daily one', '超文本传输协议', 'zh'],
    ['a name of two words in a language without a table', 'lokales Netz', 'de'],
  ])('not if it is %s: %s', (_, text, lang) => {
    expect(judged(text, lang).ambiguous).toBe(false);
  });

  it('the more, the more ordinary a word is', () => {
    const grades = ['hypervisor', 'firewall', 'bridge', 'time'].map((word) => judged(word, 'en').ordinary);
    expect(grades).toEqual(grades.toSorted());
    expect(new Set(grades).size).toBeGreaterThan(2);
  });
});

describe('Where the file names no language', () => {
  it('that of its definitions is taken', async () => {
    const guessing = await ordinaryWords([{ text: 'pont', lang: 'und' }]);
    guessing.guess(['un appareil qui relie les deux parties et que nous avons dans la maison']);
    const form = { text: 'jembatan', case: 'any' as const };
    expect(judge(form, 'und', guessing).ambiguous).toBe(false);
    expect(judge({ text: 'pont', case: 'any' }, 'und', guessing).ambiguous).toBe(true);
  });
});

describe('The capitals of headings', () => {
  const terms = (...texts: string[]) => texts.map((text) => [{ text, lang: 'en' }]);

  it('are told from those of names by all terms of a language', () => {
    expect([...languagesOfHeadings(terms('Port', 'Access list', 'Cloud', 'Bridge', 'DNS'))]).toEqual(['en']);
    expect([...languagesOfHeadings(terms('Port', 'access list', 'Cloud', 'Bridge'))]).toEqual([]);
    expect([...languagesOfHeadings(terms('Port', 'Cloud'))]).toEqual([]);
  });
});

describe('The tables of words', () => {
  it('take at most 85 kB in base64 each, and 100 kB in Chinese; 530 kB together', () => {
    const folder = join(root, 'assets/words');
    const sizes = readdirSync(folder)
      .filter((name) => name.endsWith('.txt'))
      .map((name) => ({ name, size: statSync(join(folder, name)).size }));
    expect(sizes.map(({ name }) => name.slice(0, 2)).sort()).toEqual(LANGUAGES.toSorted());
    for (const { name, size } of sizes) expect(size, name).toBeLessThan(name === 'zh.txt' ? 100_000 : 85_000);
    expect(sizes.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(530_000);
  });
});
