/** Spellings of one name that are read as the same, and names that end where a phrase does. */
import { describe, expect, it } from 'vitest';
import { spellings } from '../../src/mentions/spellings';
import { stemPersian } from '../../src/mentions/words';
import { form, indexOf, marked, term } from './lexicon';

const units = (word: string) => Uint16Array.from([...word].map((letter) => letter.charCodeAt(0)));

const index = indexOf(
  term('bodies', [form('سازمان\u200cهای همکاری', 'fa'), form('بین\u200cالملل نو', 'fa')]),
  term('country', [form('Зиран', 'ru'), form('Ziran', 'en'), form('زیران', 'fa')]),
  term('forum', [form('Open Water Forum', 'en'), form('Форум воды', 'ru'), form('منتدى المياه', 'ar')]),
  term('union', [form('WXU', 'und')]),
);
const marks = (text: string, lang = '') =>
  marked(index, text, { lang }).map((mark) => mark.replace(/=.*/, ''));

describe('A Persian plural', () => {
  it.each([
    'سازمان\u200cهای همکاری',
    'سازمان های همکاری',
    'سازمانهای همکاری',
    'سازمان‌ها همکاری',
    'سازمان همکاری',
  ])('is read with a non-joiner, a space, joined, or not at all: %s', (text) => {
    expect(marks(text)).toEqual([text]);
  });

  it('is no part of a word with a short stem, and stands apart only behind a word', () => {
    expect(stemPersian(units('تنها'), 4)).toBe(4);
    expect(stemPersian(units('ملتها'), 5)).toBe(3);
    expect(stemPersian(units('ملتهای'), 6)).toBe(3);
    expect(stemPersian(units('ملتهایی'), 7)).toBe(3);
    expect(marks('سازمان، های همکاری')).toEqual([]);
  });

  it('leaves the ending of a definite Arabic word alone', () => {
    const arabic = indexOf(term('sight', [form('المشها', 'ar')]));
    expect(marked(arabic, 'المش')).toEqual([]);
    expect(marked(arabic, 'المشها')).toEqual(['المشها=sight']);
  });
});

describe('A form with non-joiners', () => {
  it('is also read without some or all of them', () => {
    expect([...spellings(form('ا\u200cب\u200cج', 'fa'))].sort()).toEqual(
      ['ا\u200cب\u200cج', 'ا\u200cبج', 'اب\u200cج', 'ابج'].sort(),
    );
    expect(spellings(form('ا\u200cب\u200cج\u200cد\u200cه', 'fa'))).toEqual(
      new Set(['ا\u200cب\u200cج\u200cد\u200cه', 'ابجده']),
    );
    expect(marks('بینالملل نو')).toEqual(['بینالملل نو']);
  });
});

describe('A capitalised Russian name of one word', () => {
  it.each(['Зиран', 'Зирана', 'Зираном', 'Зиране', 'Зирану'])('is inflected: %s', (text) => {
    expect(marks(`о ${text} говорят`)).toEqual([text]);
  });
  it('keeps its capital, and in Latin script its ending', () => {
    expect(marks('зирана')).toEqual([]);
    expect(marks('Zirans')).toEqual([]);
  });
});

describe('A full stop without a space behind it', () => {
  it.each([
    ['said the Open Water Forum.The end', 'Open Water Forum'],
    ['it ended.Open Water Forum opened', 'Open Water Forum'],
    ['сказал Форум воды.Потом', 'Форум воды'],
    ['конец.Форум воды открыт', 'Форум воды'],
    ['منتدى المياه.وقال', 'منتدى المياه'],
    ['انتهى.منتدى المياه', 'منتدى المياه'],
    ['گفت.زیران', 'زیران'],
  ])('ends a sentence in “%s”', (text, expected) => {
    expect(marks(text)).toEqual([expected]);
  });
  it.each(['config.WXU', 'WXU.pdf', 'WXU.X', 'é.WXU', 'запрос.WXU'])('but not in “%s”', (text) => {
    expect(marks(text)).toEqual([]);
  });
});

describe('A name does not run across', () => {
  it.each([
    ['a dash between spaces', 'Open Water – Forum'],
    ['an empty line', 'Open Water\n\nForum'],
    ['a bullet', 'Open Water\n- Forum'],
    ['a dash, in Russian', 'Форум — воды'],
    ['an empty line, in Arabic', 'منتدى\n\nالمياه'],
  ])('%s', (_, text) => {
    expect(marks(text)).toEqual([]);
  });
  it.each(['Open Water\nForum', 'Open-Water Forum', 'Open  Water Forum'])(
    'but it does across “%s”',
    (text) => {
      expect(marks(text)).toEqual([text]);
    },
  );
});

describe('An article that is joined to a name', () => {
  it.each(['l’WXU', "l'WXU", "d'WXU", 'qu’WXU'])('is no part of the mark: %s', (text) => {
    expect(marks(text, 'fr')).toEqual(['WXU']);
  });
});
