/** A form that a rival shares by name is judged, whether or not the glossary calls it ambiguous. */
import { describe, expect, it } from 'vitest';
import { find } from '../../src/mentions/find';
import { form, indexOf, marked, term } from './lexicon';

const index = indexOf(
  term(
    'bloc',
    [
      form('briksa', 'en'),
      form('бриксум', 'ru'),
      form('بريكسا', 'ar'),
      form('砖联', 'zh'),
      form('Bloc of Five'),
    ],
    {
      cues: ['summit', 'саммит*', 'قمة', '峰会'],
      rivals: [
        {
          sense: 'bricks',
          forms: ['briksa', 'бриксум', 'بريكسا', '砖联'],
          names: ['briksa wall'],
          cues: ['mortar', 'раствор*', 'طوب', '水泥'],
        },
      ],
    },
  ),
  term('free', [form('Freehold League')], {
    cues: [],
    rivals: [{ sense: 'other', forms: [], names: ['Freehold Cup'], cues: ['goal'] }],
  }),
  term('theme', [form('Garden Treaty'), form('GTR', 'en', true)], { cues: ['lawn', 'hedge', 'flower'] }),
);

describe('A form with a rival', () => {
  it.each([
    ['en', 'briksa'],
    ['ru', 'бриксум'],
    ['ar', 'بريكسا'],
    ['zh', '砖联'],
  ])('is marked without any evidence: %s', (lang, text) => {
    expect(marked(index, text, { lang })).toEqual([`${text}=bloc`]);
  });

  it.each([
    ['en', 'briksa and mortar'],
    ['ru', 'бриксум, раствор'],
    ['ar', 'بريكسا طوب'],
    ['zh', '砖联，水泥'],
  ])('is not beside a cue of the rival: %s', (lang, text) => {
    expect(marked(index, text, { lang })).toEqual([]);
  });

  it.each([
    ['en', 'briksa and mortar, summit'],
    ['ru', 'бриксум, раствор, саммит'],
    ['ar', 'بريكسا طوب قمة'],
  ])('is if a cue of the term is there too: %s', (lang, text) => {
    expect(marked(index, text, { lang })).toHaveLength(1);
  });

  it('is not on a page with a name of the rival, until the term has its full name', () => {
    expect(marked(index, ['briksa wall', 'briksa'])).toEqual([]);
    expect(marked(index, ['briksa wall', 'briksa', 'Bloc of Five'])).toContain('briksa=bloc');
  });
});

describe('A form without a rival', () => {
  it('is final, with no group and no score', () => {
    const { mentions } = find(index, ['Freehold League and a goal']);
    expect(mentions).toEqual([{ block: 0, start: 0, end: 15, term: 'free', shown: true }]);
  });
});

describe('The subject of the digest', () => {
  const own = (text: string) => find(index, [text]).mentions.findLast(({ term: id }) => id === 'bloc')?.score;

  it('speaks for a form only where no rival has a cue within forty words', () => {
    expect(own('briksa lawn hedge')).toBe(2);
    expect(own('briksa lawn hedge mortar')).toBe(0);
    expect(own(`briksa lawn hedge ${'word '.repeat(30)} mortar`)).toBe(1.5);
    expect(own(`briksa lawn hedge ${'word '.repeat(60)} mortar`)).toBe(2);
  });
});
