/** Definitions of abbreviations: how far they reach, what ends them, and which brackets count. */
import { describe, expect, it } from 'vitest';
import { brackets, definitions } from '../../src/mentions/resolve/definition';

const pairs = (text: string) =>
  definitions(text).map(
    ({ short, long }) => `${text.slice(short.start, short.end)} = ${text.slice(long.start, long.end)}`,
  );
const inside = (text: string) => [...brackets(text)].map(({ start, end }) => text.slice(start, end));

describe('Brackets', () => {
  it.each<[string, string[]]>([
    ['a (b) [c] （d）', ['b', 'c', 'd']],
    ['(a) (b', ['a']],
    ['(a (b) c)', ['b']],
    ['(a [b） c', ['b']],
    [') a (b)', ['b']],
    ['()', ['']],
    [`(${'x'.repeat(199)})`, ['x'.repeat(199)]],
    [`(${'x'.repeat(200)})`, []],
    [`(${'x'.repeat(200)}) (b)`, ['b']],
    ['', []],
  ])('of “%s” are %j', (text, expected) => {
    expect(inside(text)).toEqual(expected);
  });
});

describe('A long form', () => {
  it.each<[string, string, string[]]>([
    ['of two letters has at most four words', 'Big word word Ball (BB)', ['BB = Big word word Ball']],
    ['of two letters has not five words', 'Big word word word Ball (BB)', []],
    ['of six letters has at most eleven words', `Aa ${'w '.repeat(6)}Bb Cc Dd Ee (ABCDEX)`, []],
    [
      'of six letters may have eleven words',
      `Aa ${'w '.repeat(5)}Bb Cc Dd Ee Ff (ABCDEF)`,
      [`ABCDEF = Aa ${'w '.repeat(5)}Bb Cc Dd Ee Ff`],
    ],
    ['of six letters has not twelve words', `Aa ${'w '.repeat(6)}Bb Cc Dd Ee Ff (ABCDEF)`, []],
    ['is at most 200 units back', `Big ${'x'.repeat(192)} Ball (BB)`, []],
    [
      'may be nearly 200 units back',
      `Big ${'x'.repeat(180)} Ball (BB)`,
      [`BB = Big ${'x'.repeat(180)} Ball`],
    ],
    ['does not reach over a semicolon', 'Big; Ball (BB)', []],
    ['does not reach over a bracket', 'Big (x) Ball (BB)', []],
    ['does not reach over an end of sentence', 'Big! Ball (BB) Big? Ball (BB) Big。 Ball (BB)', []],
    ['reaches over a question mark inside a word', 'Big?x Ball (BB)', ['BB = Big?x Ball']],
    ['reaches over a comma', 'Big, Ball (BB)', ['BB = Big, Ball']],
    ['begins a word', 'xBig Ball (BB)', []],
    ['may begin behind a hyphen, and then has the whole word', 'x-Big Ball (BB)', ['BB = x-Big Ball']],
    ['may begin behind a quotation mark', '«Big Ball» (BB)', ['BB = Big Ball']],
    ['may begin behind a tab or a line break', 'a\tBig\nBall (BB)', ['BB = Big\nBall']],
    ['may begin behind a no-break space', 'a\u00a0Big\u00a0Ball (BB)', ['BB = Big\u00a0Ball']],
    ['ends at its last letter', 'the Big Ball, “ (BB)', ['BB = Big Ball']],
    ['has the letters in order', 'Ball Big Cat (BCB)', []],
    ['may spell letters inside words', 'Big rouBle (BB)', ['BB = Big rouBle']],
    ['may differ in accents and case', 'été bleu (EB)', ['EB = été bleu']],
    ['need not spell dots and hyphens', 'Big Ball (B-B)', ['B-B = Big Ball']],
    ['need not stand directly before', 'Big Ball  (BB)', ['BB = Big Ball']],
    ['may begin the text', 'Big Ball (BB)', ['BB = Big Ball']],
  ])('%s: %s', (_, text, expected) => {
    expect(pairs(text)).toEqual(expected);
  });

  it.each<[string, string, string[]]>([
    ['may begin the brackets', 'BRB (Big Round Ball)', ['BRB = Big Round Ball']],
    ['may have an article before it', 'BRB (the Big Round Ball)', ['BRB = Big Round Ball']],
    ['has no longer word before it', 'BRB (those Big Round Ball)', []],
    [
      'ends at a comma',
      'BRB (Big Round Ball, x) and BRB (Big Round Ball; x)',
      ['BRB = Big Round Ball', 'BRB = Big Round Ball'],
    ],
    [
      'ends at a comma of another script',
      'BRB (Big Round Ball، x) BRB (Big Round Ball， x) BRB (Big Round Ball、x)',
      ['BRB = Big Round Ball', 'BRB = Big Round Ball', 'BRB = Big Round Ball'],
    ],
    ['may be in quotation marks', 'BRB (“Big Round Ball”)', ['BRB = Big Round Ball']],
    ['may explain what is in quotation marks', 'the “BRB” (Big Round Ball)', ['BRB = Big Round Ball']],
    ['may explain the first word of the text', 'BRB(Big Round Ball)', ['BRB = Big Round Ball']],
    ['explains an abbreviation of ten letters at most', 'ABCDEFGHIJK (Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj Kk)', []],
    ['explains an abbreviation of two letters at least', 'B (Ballistic thing)', []],
    ['does not explain a word', 'ball (big apple like line)', []],
  ])('in the brackets %s: %s', (_, text, expected) => {
    expect(pairs(text)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ['国际电信联盟（国电联）', ['国电联 = 国际电信联盟']],
    ['他说国际电信联盟（国电联）', ['国电联 = 国际电信联盟']],
    ['国一二三四五六电（国电）', []],
    ['国一二电（国电）', ['国电 = 国一二电']],
    ['国一二三电（国电）', []],
  ])('of Chinese has a word in each character: %s', (text, expected) => {
    expect(pairs(text)).toEqual(expected);
  });
});
