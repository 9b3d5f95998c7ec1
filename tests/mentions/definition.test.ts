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
    ['brackets without an end', 'Internet Governance Forum (IGF', []],
  ])('%s', (_, text, expected) => {
    expect(pairs(text)).toEqual(expected);
  });
});
