import { describe, expect, it } from 'vitest';
import { definitions } from '../../src/mentions/resolve/definition';

function pairs(text: string): string[] {
  return definitions(text).map(
    ({ short, long }) => `${text.slice(short.start, short.end)} = ${text.slice(long.start, long.end)}`,
  );
}

describe('Definitions of abbreviations', () => {
  it.each([
    ['long form first', 'of insulin-like growth factor (IGF) in', ['IGF = insulin-like growth factor']],
    [
      'short form first',
      'The ITU (Istanbul Technical University) is',
      ['ITU = Istanbul Technical University'],
    ],
    [
      'letters inside words',
      'the heat shock transcription factor (HSF) of',
      ['HSF = heat shock transcription factor'],
    ],
    ['small words between', 'Unit of Work and Play (UWP)', ['UWP = Unit of Work and Play']],
    ['more than the abbreviation in brackets', 'a Big Round Ball (BRB; see below)', ['BRB = Big Round Ball']],
    ['full-width brackets', 'International Skating Union（ISU）', ['ISU = International Skating Union']],
    ['innermost brackets', 'Care (Intensive Treatment Unit (ITU), ward)', ['ITU = Intensive Treatment Unit']],
    ['another script', 'медико-социальная экспертиза (МСЭ)', ['МСЭ = медико-социальная экспертиза']],
    ['letters that do not fit', 'a green house (XYZ)', []],
    ['the first letter inside a word', 'a reputation (PT)', []],
    ['a remark', 'the forum (see above) was', []],
    ['an abbreviation in the plural', 'Internet Exchange Points (IXPs)', ['IXPs = Internet Exchange Points']],
    ['an abbreviation with a digit', 'Group of 20 (G20)', ['G20 = Group of 20']],
    ['two letters', 'the European Union (EU)', ['EU = European Union']],
    ['one letter', 'the Earth (E)', []],
    ['ten letters', 'a b c d e f g h i j (ABCDEFGHIJ)', ['ABCDEFGHIJ = a b c d e f g h i j']],
    ['eleven letters', 'a b c d e f g h i j k (ABCDEFGHIJK)', []],
    ['no letter', 'one two (12)', []],
    ['small letters', 'weird old runner day (word)', []],
    ['three words in brackets', 'All Big Cats (A B C)', []],
    ['what is no longer than its abbreviation', 'IGF (IGF)', []],
    ['what has the abbreviation in it', 'Internet IGF Group Forum (IGF)', []],
    [
      'a word that goes on before its first letter',
      'the c-Jun Nterminal Kinase (JNK)',
      ['JNK = c-Jun Nterminal Kinase'],
    ],
    ['quotation marks', 'the “Big Round Ball” (BRB)', ['BRB = Big Round Ball']],
    ['several definitions', 'Big Ball (BB) and Small Cube (SC)', ['BB = Big Ball', 'SC = Small Cube']],
    ['the first clause of brackets', 'BRB (Big Round Ball, a toy)', ['BRB = Big Round Ball']],
    ['a long form far before', `Big ${'word '.repeat(12)}Ball (BB)`, []],
    ['Chinese', '国际电信联盟（国电联）', ['国电联 = 国际电信联盟']],
    ['nothing', '()', []],
    ['brackets without an end', 'Internet Governance Forum (IGF', []],
  ])('%s', (_, text, expected) => {
    expect(pairs(text)).toEqual(expected);
  });
});
