/** Texts of files are cleaned, and their languages known. */
import { describe, expect, it } from 'vitest';
import {
  isLanguageCode,
  languageNamed,
  languageOf,
  languageOfText,
} from '../../../src/digest/glossaries/languages';
import { headerOf } from '../../../src/digest/glossaries/tables/headers';
import { beginningOf, monthOf, tidy, webAddress } from '../../../src/digest/glossaries/texts';
import { exponentOfTime } from '../../platform/growth';

describe('A text of a file', () => {
  it.each([
    ['  two\n\twords  ', 'two words'],
    ['e\u0301', 'é'],
    ['\ufeffa\u0000b\u202ec\u2066d\ud800', 'abcd'],
    ['می\u200cشود', 'می\u200cشود'],
    ['a\u00a0\u2028b\u0085c', 'a b c'],
  ])('%j is cleaned: %j', (text, clean) => {
    expect(tidy(text)).toBe(clean);
  });

  it('with very many marks on one letter is cleaned in linear time, and loses most of them', async () => {
    const marked = (marks: number) => `a${'\u0301\u0316'.repeat(marks)}`;
    expect(tidy(marked(100_000)).length).toBeLessThan(40);
    expect(await exponentOfTime([25_000, 200_000], marked, tidy)).toBeLessThan(1.5);
  });

  it('that is too long ends with a sentence, a word, or a letter', () => {
    expect(beginningOf('One two. Three four.', 14)).toBe('One two.');
    expect(beginningOf('One two three four', 14)).toBe('One two…');
    expect(beginningOf('Onetwothreefour', 8)).toBe('Onetwot…');
    expect(beginningOf('𝒜𝒜𝒜𝒜', 4)).toBe('𝒜…');
    expect(beginningOf('short', 5)).toBe('short');
  });

  it.each([
    ['https://a.example/b', true],
    [' http://a.example ', true],
    ['javascript:alert(1)', false],
    ['ftp://a.example/', false],
    ['https://', false],
    [`https://a.example/${'a'.repeat(2_000)}`, false],
  ])('%j is a web address: %s', (text, isAddress) => {
    expect(webAddress(text) !== undefined).toBe(isAddress);
  });

  it.each([
    ['2024', '2024'],
    ['2024-5-17', '2024-05'],
    ['2024-05-17T10:00:00Z', '2024-05'],
    ['17.05.2024', '2024-05'],
    ['05/2024', '2024-05'],
    ['2024年5月', '2024-05'],
    ['2024-13', '2024'],
    ['May', undefined],
    ['12', undefined],
  ])('%j is the month %j', (text, month) => {
    expect(monthOf(text)).toBe(month);
  });
});

describe('A language', () => {
  it.each([
    ['en', 'en'],
    ['EN_us', 'en'],
    ['eng', 'en'],
    ['fre', 'fr'],
    ['zh-Hant-TW', 'zh'],
    ['und', 'und'],
    ['mul', 'und'],
    ['English', 'en'],
    ['anglais', 'en'],
    ['فارسی', 'fa'],
    ['Farsi', 'fa'],
    ['العربية', 'ar'],
    ['русский', 'ru'],
    ['中文', 'zh'],
    ['Bahasa Indonesia', 'id'],
    ['x-default', undefined],
    ['12', undefined],
    ['nonsense', undefined],
  ])('written %j is %j', (written, lang) => {
    expect(languageOf(written)).toBe(lang);
  });

  it('is kept for few spellings only', () => {
    for (let at = 0; at < 2_000; at++) languageOf(`tongue ${at}`);
    expect(languageOf('Deutsch')).toBe('de');
  });

  it.each([
    ['DNS', undefined, 'und'],
    ['DNS', 'en', 'en'],
    ['DNS', 'fa', 'und'],
    ['сеть', 'en', 'und'],
    ['сеть', 'bg', 'bg'],
    ['объект', undefined, 'ru'],
    ['شبكة', 'fa', 'fa'],
    ['شبكة', undefined, 'ar'],
    ['گره', undefined, 'fa'],
    ['网络', 'en', 'zh'],
    ['ネット', undefined, 'ja'],
    ['a long text with one Ω in it', undefined, 'und'],
  ])('of %j in a file in %s is %s', (text, ofFile, lang) => {
    expect(languageOfText(text, ofFile)).toBe(lang);
  });

  it('is no word of two letters', () => {
    expect(['en', 'pt-BR', 'eng', 'xx', 'IP', 'DNS'].filter(isLanguageCode)).toEqual(['en', 'pt-BR', 'eng']);
    expect(languageNamed('')).toBeUndefined();
  });
});

describe('The header of a column', () => {
  it.each([
    ['Term', 'term', undefined],
    ['TERM *', 'term', undefined],
    ['preferredLabel', 'term', undefined],
    ['skos:prefLabel@en', undefined, undefined],
    ['altLabel@fa', 'synonyms', 'fa'],
    ['definition_fr', 'definition', 'fr'],
    ['Definition (English)', 'definition', 'en'],
    ['English term', 'term', 'en'],
    ['terme anglais', 'term', 'en'],
    ['اصطلاح انگلیسی', 'term', 'en'],
    ['المصطلح بالعربية', undefined, undefined],
    ['英文术语', 'term', 'en'],
    ['Français', 'term', 'fr'],
    ['pt-BR', 'term', 'pt'],
    ['Synonym 2', 'synonyms', undefined],
    ['Note de bas de page', undefined, undefined],
    ['', undefined, undefined],
    [`term ${'x'.repeat(100)}`, undefined, undefined],
  ])('%j says %j in %j', (cell, role, lang) => {
    expect(headerOf(cell)).toEqual(role === undefined ? undefined : { role, ...(lang && { lang }) });
  });
});
