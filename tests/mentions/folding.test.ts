import { describe, expect, it } from 'vitest';
import { deriveCues } from '../../src/mentions/derive-cues';
import type { Form } from '../../src/mentions/lexicon';
import { normalise } from '../../src/mentions/normalise';
import { cueCase, rivalCase, spellings } from '../../src/mentions/spellings';
import {
  articleLength,
  isParticle,
  PERSIAN_SUFFIXES,
  stemCyrillic,
  stemLatin,
} from '../../src/mentions/words';
import { form, indexOf, marked, term } from './lexicon';

const units = (word: string) => Uint16Array.from([...word].map((letter) => letter.charCodeAt(0)));

describe('A normalised text', () => {
  it.each([
    ['Internet', 'internet'],
    ['The  Internet—Governance Forum!', 'the internet governance forum'],
    [' - a', 'a'],
    ['ÉÀÇñöÅ', 'eacnoa'],
    ['ıøđłßæœ', 'iodlsao'],
    ['ØĐŁÆŒ', 'odlao'],
    ['e\u0301\u0327a', 'ea'],
    ['ＩＴＵ', 'itu'],
    ['ё й Ё Й', 'е и е и'],
    ['أ إ آ ٱ ٲ ٳ', 'ا ا ا ا ا ا'],
    ['ي ى ئ ې ۍ', 'ی ی ی ی ی'],
    ['ك ڪ', 'ک ک'],
    ['ة ۀ ە ہ ۂ ۃ ھ', 'ه ه ه ه ه ه ه'],
    ['ؤ ۆ ۇ', 'و و و'],
    ['ﻻ', 'ل'],
    ['٠١٢٣٤٥٦٧٨٩', '0123456789'],
    ['۰۱۲۳۴۵۶۷۸۹', '0123456789'],
    ['०१२३४५६७८९', '0123456789'],
    ['اُمَّة ســازمان', 'امه سازمان'],
    ['Inter\u00adnet \u200eITU', 'internet itu'],
    ['می\u200cرود', 'می رود'],
    ['國際電信聯盟', '国 际 电 信 联 盟'],
    ['ITU和UN', 'itu 和 un'],
    ['カタかな', 'カ タ か な'],
    ['a_b', 'a_b'],
    ['हिन्दी', 'हिन्दी'],
    ['a’b “c”', 'a b c'],
  ])('of %j is %j', (text, expected) => {
    expect(normalise(text)).toBe(expected);
  });
});

describe('A word without its ending', () => {
  const cyrillic = (word: string) =>
    word.slice(0, stemCyrillic(units(word.replaceAll('й', 'и')), word.length));
  const latin = (word: string) => word.slice(0, stemLatin(units(word), word.length));

  it.each([
    ['международного', 'международн'],
    ['международный', 'международн'],
    ['международными', 'международн'],
    ['союзом', 'союз'],
    ['союз', 'союз'],
    ['связью', 'связ'],
    ['мира', 'мир'],
    ['ми', 'ми'],
    ['оон', 'оон'],
    ['мая', 'мая'],
  ])('of Russian: %s is %s', (word, stem) => {
    expect(cyrillic(word)).toBe(stem);
  });

  it.each([
    ['measures', 'measure'],
    ['policys', 'policy'],
    ['brics', 'brics'],
    ['measure', 'measure'],
    ['process', 'process'],
    ['census', 'census'],
    ['analysis', 'analysis'],
    ['forums', 'forum'],
  ])('of English: %s is %s', (word, stem) => {
    expect(latin(word)).toBe(stem);
  });

  it.each([
    ['الامم', 2],
    ['والامم', 3],
    ['فالامم', 3],
    ['بالامم', 3],
    ['کالامم', 3],
    ['وبالامم', 4],
    ['للامم', 2],
    ['وللامم', 3],
    ['امم', 0],
    ['وامم', 0],
    ['بلد', 0],
    ['لامم', 0],
    ['الله', 0],
    ['البلد', 2],
  ])('of Arabic: %s begins with %i letters of article and particles', (word, length) => {
    expect(articleLength(units(word), word.length)).toBe(length);
  });

  it('of Arabic may begin with one of five particles', () => {
    expect([...'وفبلکاهم'].filter((letter) => isParticle(letter.charCodeAt(0))).join('')).toBe('وفبلک');
  });

  it('of Persian has an ending that a joiner sets off', () => {
    for (const suffix of ['ی', 'ها', 'های', 'ترین', 'اند']) expect(PERSIAN_SUFFIXES.has(suffix)).toBe(true);
    expect(PERSIAN_SUFFIXES.has('می')).toBe(false);
  });
});

describe('The spellings of a form', () => {
  const of = (text: string, part: Partial<Form> = {}) => [
    ...spellings({ text, lang: 'en', case: 'any', ambiguous: false, ...part }),
  ];

  it.each([
    ['multi-stakeholder', ['multi-stakeholder', 'multistakeholder']],
    ['organization', ['organization', 'organisation']],
    ['organised crime', ['organised crime', 'organized crime']],
    ['Cooperation Council', ['Cooperation Council', 'Co-operation Council']],
    ['Co-operation', ['Co-operation', 'Cooperation']],
    ['IGF-II', ['IGF-II']],
    ['advice', ['advice']],
    ['United Nations', ['United Nations']],
  ])('%s are %j', (text, all) => {
    expect(of(text).sort()).toEqual([...all].sort());
  });

  it('are one where its letter case counts', () => {
    expect(of('multi-stakeholder', { case: 'exact' })).toEqual(['multi-stakeholder']);
  });
});

describe('The letter case', () => {
  it.each([
    ['insulin-like growth factor', 'any'],
    ['Umma', 'initial'],
    ['IGF', 'exact'],
    ['IGF-1', 'exact'],
    ['umma', 'any'],
    ['eBay', 'any'],
    ['McLean', 'initial'],
    ['امت', 'any'],
  ])('of the rival %s counts as %s', (name, expected) => {
    expect(rivalCase(name)).toBe(expected);
  });

  it.each([
    ['IT', 'exact'],
    ['5G', 'exact'],
    ['E-U', 'exact'],
    ['I', 'any'],
    ['internet', 'any'],
    ['ITs', 'any'],
  ])('of the cue %s counts as %s', (cue, expected) => {
    expect(cueCase(cue)).toBe(expected);
  });
});

describe('Words that are more than letters', () => {
  const index = indexOf(
    term('un', [form('UN'), form('United Nations')]),
    term('eco', [form('ECO')]),
    term('wsis', [form('WSIS')]),
    term('itu', [form('ITU')]),
    term('forum', [form('Forums')]),
    term('ummah', [form('امت', 'fa')]),
  );

  it.each([
    ['WSIS2005 and WSIS1998', ['WSIS=wsis', 'WSIS=wsis']],
    ['WSIS2105, WSIS205, WSISx2005, Wsis2005', []],
    ['the U.N., U.N and I.T.U. met', ['U.N.=un', 'U.N=un', 'I.T.U.=itu']],
    ['U.Nx and U', []],
    ['ECOs, UNs and Ecos', ['ECOs=eco', 'UNs=un']],
    ['ITUs met the ITUS', ['ITUs=itu']],
    ['امت\u200cها، امت\u200cهای، امت\u200cمی', ['امت\u200cها=ummah', 'امت\u200cهای=ummah', 'امت=ummah']],
    [`${'x'.repeat(70)}é ITU`, ['ITU=itu']],
  ])('%s', (text, expected) => {
    expect(marked(index, text)).toEqual(expected);
  });
});

describe('The cues of a term', () => {
  const abc = term('abc', [form('ABC', 'en', true), form('Alpha Beta', 'en')]);
  const cuesOf = (...passages: string[]) =>
    deriveCues(
      [abc],
      new Map([
        ['abc', passages],
        ['x', ['common words here']],
        ['y', ['common words']],
        ['z', ['other']],
      ]),
    )[0]?.cues;

  it('are the more frequent words first, then by the alphabet, and twelve at most', () => {
    expect(cuesOf('zeta zeta yotta')).toEqual(['zeta', 'yotta']);
    expect(cuesOf('yotta xeno')).toEqual(['xeno', 'yotta']);
    const many = Array.from({ length: 20 }, (_, i) => `word${String.fromCharCode(97 + i)}`);
    expect(cuesOf(many.join(' '))).toEqual(many.slice(0, 12));
  });

  it('are no short words, numbers, abbreviations, or words of its own forms', () => {
    expect(cuesOf('the 12345 NATO Alpha beta gamma')).toEqual(['gamma']);
    expect(cuesOf('اینترنت')).toEqual(['اینترنت']);
  });

  it('are no words that half of the terms share', () => {
    expect(cuesOf('common words rare')).toEqual(['rare']);
  });

  it('are none where no passage speaks of the term', () => {
    expect(deriveCues([abc], new Map())[0]).toBe(abc);
  });
});
