import { describe, expect, it } from 'vitest';
import { keyOf, queryWords, wordsOf } from '../../src/search/words';

const texts = (text: string) => wordsOf(text).map((word) => word.text);

describe('The words of a text', () => {
  it('are folded and have offsets into the original text', () => {
    const text = 'Réunion de l’I.T.U.';
    expect(wordsOf(text).map(({ text: word, start, end }) => [word, text.slice(start, end)])).toEqual([
      ['reunion', 'Réunion'],
      ['de', 'de'],
      ['l', 'l'],
      ['itu', 'I.T.U.'],
    ]);
  });

  it('have the same spelling for look-alike letters of Persian and Arabic', () => {
    expect(texts('حكمراني')).toEqual(texts('حکمرانی'));
    expect(texts('جامعه')).toEqual(texts('جامعة'));
    expect(texts('سازمان‌های')).toEqual(texts('سازمانهای'));
  });

  it('are bigrams in a script without spaces, and the last character', () => {
    expect(texts('联合国 IGF')).toEqual(['联合', '合国', '国', 'igf']);
    expect(texts('聯合國')).toEqual(['联合', '合国', '国']);
  });

  it('are only the bigrams in a query, unless it is a single character', () => {
    expect(queryWords('联合国').map(({ text }) => text)).toEqual(['联合', '合国']);
    expect(queryWords('联').map(({ text }) => text)).toEqual(['联']);
  });

  it('have a stem without article, case ending or plural', () => {
    expect(wordsOf('والمجتمع')[0]?.stem).toBe('مجتمع');
    expect(wordsOf('дипломатии')[0]?.stem).toBe(wordsOf('дипломатия')[0]?.stem);
    expect(wordsOf('measures')[0]?.stem).toBe('measure');
  });

  it('are cut to 64 units', () => {
    expect(wordsOf('a'.repeat(10_000))[0]?.text).toHaveLength(64);
  });
});

it('The key of a name has neither spaces nor hyphens', () => {
  expect(keyOf(wordsOf('Multi-stakeholder approach'))).toBe('multistakeholderapproach');
  expect(keyOf(wordsOf('联合国'))).toBe('联合国');
  expect(keyOf(wordsOf('چندذی‌نفعی'))).toBe(keyOf(wordsOf('چندذینفعی')));
});
