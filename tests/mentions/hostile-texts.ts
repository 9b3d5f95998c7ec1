/** Texts that a page may write to make the search for mentions slow. Each can have any length. */
import { form, indexOf, term } from './lexicon';

/** A digest with forms of every kind that a text can play on. */
export const hostileIndex = indexOf(
  term('igf', [form('IGF', 'en', true), form('Internet Governance Forum')], {
    cues: ['internet', 'govern*', 'policy'],
    rivals: [
      {
        sense: 'growth factor',
        forms: ['IGF'],
        names: ['insulin-like growth factor'],
        cues: ['serum', 'cell'],
      },
    ],
  }),
  term('un', [form('UN', 'en', true), form('United Nations'), form('联合国', 'zh')], { cues: ['charter'] }),
  term('itu', [form('ITU'), form('International Telecommunication Union')]),
  term('long', [form('ABCDEFGHIJ', 'en', true), form('Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj')]),
  term('state', [form('state of the art of the state', 'en', true)], { cues: ['art'] }),
  term('majma', [form('مجمع حکمرانی اینترنت', 'fa'), form('مجمع', 'fa', true)], { cues: ['اینترنت'] }),
);

const filled = (unit: string) => (size: number) => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
/** The unit with a number in it, another one each time. */
const numbered =
  (unit: (at: number) => string) =>
  (size: number): string => {
    let text = '';
    for (let at = 0; text.length < size; at++) text += unit(at);
    return text;
  };
/** A beginning, one unit many times, and an end. */
const between = (start: string, unit: string, end: string) => (size: number) =>
  start + filled(unit)(size) + end;

/** Letters that make up a word for each number, none of them a digit. */
const word = (at: number) => at.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] as string);

export const HOSTILE: [name: string, text: (size: number) => string][] = [
  ['opening brackets', filled('(')],
  ['opening brackets after an acronym', between('The IGF met. ', '(', '')],
  ['three kinds of opening brackets', between('IGF ', '([（', '')],
  ['closing brackets', between('IGF ', ')', '')],
  ['pairs of brackets', between('IGF ', '(a) ', '')],
  ['nested brackets', (size) => `IGF ${'('.repeat(size / 2)}IGF${')'.repeat(size / 2)}`],
  ['double square brackets', between('IGF ', '[[', '')],
  ['brackets that never close, with text', between('IGF ', `(${'a '.repeat(120)}`, '')],
  ['an acronym defined again and again', filled('Internet Governance Forum (IGF) ')],
  ['an acronym defined otherwise each time', numbered((at) => `insulin ${word(at)} growth factor (IGF) `)],
  ['an acronym beside brackets', filled('IGF (IGF) ')],
  ['ten letters in brackets', filled('Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj (ABCDEFGHIJ) ')],
  ['capitals that spell an acronym', filled('Iowa Growth Farm ')],
  ['capitals with short words between', filled('Iowa of of of of of of Growth of of of of Farm of of ')],
  ['short words after one capital', between('IGF Iowa ', 'of ', 'Growth Farm')],
  ['an ambiguous form many times', filled('IGF ')],
  ['an ambiguous form with its cues', filled('IGF internet serum UN charter cell policy ')],
  ['beginnings of a long form', filled('state of the art of the ')],
  ['a lower-case acronym', filled('un itu ')],
  ['an acronym in addresses', filled('https://IGF.org/IGF/IGF?IGF=IGF&')],
  ['an acronym in a long address', filled('IGF/')],
  ['one word of one letter', filled('a')],
  ['one word of capitals', filled('I')],
  ['one word that turns at each letter', filled('aB')],
  ['one word of glued acronyms', filled('IGFIgf')],
  ['one word of glued acronyms and digits', filled('IGF2023')],
  ['a turn before a word without an end', between('aB'.repeat(64), 'c', '')],
  ['long words that turn', filled(`${'aB'.repeat(40)}${'c'.repeat(4_000)} `)],
  ['words that may be two', filled('InternetGovernance ForumIGF ')],
  ['one word that ends in s', filled('s')],
  ['dots between capitals', filled('I.G.F.')],
  ['hyphens between capitals', filled('I-G-F-')],
  ['combining marks', filled('\u0301')],
  ['one letter with combining marks', between('IG', '\u0301', 'F')],
  ['combining marks after each letter', filled('I\u0301G\u0301F\u0301 ')],
  ['soft hyphens in an acronym', between('I', '\u00ad', 'GF')],
  ['zero-width joiners', filled('\u200d')],
  ['zero-width non-joiners', filled('\u200c')],
  ['Persian endings', between('مجمع', '\u200cها', '')],
  ['Persian words with endings', filled('مجمع\u200cها ')],
  ['marks of direction', filled('\u202e\u200f')],
  ['Arabic letters without a space', filled('مجمعحکمرانیاینترنت')],
  ['Arabic particles', filled('والمجمع ومجمع وبمجمع ')],
  ['Chinese without a space', filled('联合国会议')],
  ['Thai without a space', filled('การประชุมสหประชาชาติ')],
  ['surrogates', filled('\ud83d\ude00')],
  ['halves of surrogates', filled('\ud83d')],
  ['quotes', between('IGF ', '“"', '')],
  ['white space', between('IGF', ' ', 'IGF')],
  ['white space between the words of a form', (size) => `Internet${' '.repeat(size)}Governance Forum`],
  ['line breaks', between('IGF', '\n', 'IGF')],
  ['a control character', filled('\0IGF')],
  ['another word each time', numbered((at) => `${word(at)} `)],
  ['another capitalised word each time', numbered((at) => `I${word(at)} G${word(at)} F${word(at)} `)],
];
