/** How a form stands in its sentence, and what that says about its sense, in several languages. */
import { describe, expect, it } from 'vitest';
import { find } from '../../src/mentions/find';
import { form, indexOf, marked, term } from './lexicon';

const index = indexOf(
  term(
    'union',
    [
      form('QTU', 'en', true),
      form('КТС', 'ru', true),
      form('Quiet Trade Union'),
      form('اتحاد الهدوء', 'ar'),
      form('静音联盟', 'zh'),
    ],
    {
      cues: ['silence', 'plenipotentiary'],
      rivals: [
        { sense: 'a race', forms: [], names: ['Quick Trot Union'], cues: ['horse', 'лошад*', 'caballo'] },
      ],
    },
  ),
  term('folk', [form('folkh', 'en', true), form('народум', 'ru', true)], {
    cues: ['faith'],
    rivals: [{ sense: 'a city', forms: [], names: [], cues: ['temple'] }],
  }),
  term(
    'pact',
    [
      form('Trade Cooperation Body', 'en', true),
      form('Органом торговли', 'ru', true),
      form('جهاز التجارة', 'ar', true),
    ],
    { cues: ['ministers'], rivals: [{ sense: 'TCDB', forms: [], names: [], cues: ['loans'] }] },
  ),
);
const marks = (text: string, lang = 'en') => marked(index, text, { lang });
const why = (text: string, lang = 'en') => find(index, [text], { lang }).mentions.at(-1)?.why ?? [];

describe('An abbreviation without a cue is the organisation', () => {
  it.each([
    ['before its own body', 'QTU Secretariat', 'en'],
    ['before its own body, in a title', 'Call from the QTU Trust Fund', 'en'],
    ['behind its own body', 'Le Secrétariat de la QTU', 'ru'],
    ['behind its own body', 'Генеральная ассамблея КТС', 'ru'],
    ['behind its own body', 'دبیرخانه QTU', 'fa'],
    ['behind its own body', 'أمانة QTU', 'ar'],
    ['as the subject of a headline', 'QTU warns of noise', 'en'],
    ['as the subject of a headline', 'КТС призвал к тишине', 'ru'],
    ['in a list of organisations', 'NATO, ASEAN, QTU', 'en'],
    ['in a list of organisations', 'НАТО, КТС, ОБСЕ', 'ru'],
    ['in a list of organisations', 'یونسکو، QTU و ناتو', 'fa'],
    ['in a list of organisations', 'UNESCO/QTU', 'en'],
    ['as the one who did something', 'a plan launched by the QTU', 'en'],
    ['as the one who did something', 'un plan lancé par la QTU', 'ru'],
    ['as the one who did something', 'un plan adoptado por la QTU', 'ru'],
    ['as an attribute', 'QTU-backed talks', 'en'],
    ['as the source of a figure', 'Source: QTU', 'en'],
    ['as the source of a figure', 'Источник: КТС', 'ru'],
    ['as the source of a figure', 'منبع: QTU', 'fa'],
  ])('%s: %s', (_, text, lang) => {
    expect(marks(text, lang)).toEqual([expect.stringMatching(/=union$/)]);
  });

  it.each([
    ['alone', 'QTU', 'en'],
    ['before any noun', 'QTU tiles in three colours', 'en'],
    ['beside abbreviations that are no organisations', 'USB, QTU, HDMI', 'en'],
    ['beside an organisation that is no item of the same list', 'NATO QTU', 'en'],
    ['before its own body, but beside a cue of a rival', 'the QTU Council met on the horse', 'en'],
    ['behind a verb', 'he says QTU', 'en'],
    ['behind “by” without a verb', 'stand by QTU', 'en'],
    ['in a compound of another kind', 'QTU-like things', 'en'],
    ['beside small words that have the letters of one', 'QTU, who runs', 'en'],
    ['beside small words that have the letters of one', 'QTU, un nom', 'ru'],
    ['in Russian beside a cue of a rival', 'Совет КТС купил лошадей', 'ru'],
    ['in Spanish beside a cue of a rival', 'Consejo de la QTU, caballo', 'es'],
  ])('but not %s: %s', (_, text, lang) => {
    expect(marks(text, lang)).toEqual([]);
  });

  it('but not if its cues do not say that it is an organisation of states', () => {
    const school = indexOf(term('school', [form('QTU', 'en', true)], { cues: ['students'] }));
    expect(marked(school, ['QTU Secretariat', 'NATO, QTU', 'QTU warns of noise'])).toEqual([]);
  });

  it('and the reason says which', () => {
    expect(why('QTU Secretariat')).toContainEqual({ kind: 'standing', how: 'body', weight: 1 });
    expect(why('NATO, QTU')).toContainEqual({ kind: 'standing', how: 'list', weight: 1.25 });
    expect(why('QTU warns them')).toContainEqual({ kind: 'standing', how: 'subject', weight: 0.75 });
  });
});

describe('A name of one word', () => {
  it.each([
    ['is the only one of its name with article and capital', 'We pray for the Folkh', ['Folkh=folk']],
    ['is not with an article alone', 'We pray for the folkh', []],
    ['is not at the beginning of a sentence', 'Folkh is a word', []],
    ['is one of several behind “every”', 'faith: every folkh had one', []],
    ['is one of several behind “a” and an adjective', 'faith: a happy folkh', []],
    ['is meant beside a cue', 'faith of folkh', ['folkh=folk']],
  ])('%s: %s', (_, text, expected) => {
    expect(marks(text)).toEqual(expected);
  });

  it.each([
    ['каждая народум, faith', 'ru'],
    ['chaque folkh, faith', 'fr'],
    ['cada folkh, faith', 'es'],
    ['setiap folkh, faith', 'id'],
  ])('is one of several in “%s”', (text, lang) => {
    expect(marks(text, lang)).toEqual([]);
  });
});

describe('A street or a park is not the body that it is named after:', () => {
  it.each([
    ['Quiet Trade Union Street 5', 'en'],
    ['Quiet Trade Union Plaza', 'en'],
    ['rue de la Quiet Trade Union', 'fr'],
    ['Place de la Quiet Trade Union', 'fr'],
    ['Calle de Quiet Trade Union', 'es'],
    ['остановка на улице Quiet Trade Union', 'ru'],
    ['شارع اتحاد الهدوء', 'ar'],
    ['میدان Quiet Trade Union', 'fa'],
    ['静音联盟广场', 'zh'],
    ['Площадь «Quiet Trade Union»', 'ru'],
  ])('%s', (text, lang) => {
    expect(marks(text, lang)).toEqual([]);
  });

  it.each([
    ['The street where the Quiet Trade Union meets', 'en'],
    ['la place de la Quiet Trade Union dans le monde', 'fr'],
    ['Quiet Trade Union park rangers', 'en'],
    ['静音联盟在广场', 'zh'],
    ['عن طريق اتحاد الهدوء', 'ar'],
  ])('but the body is meant in “%s”', (text, lang) => {
    expect(marks(text, lang)).toHaveLength(1);
  });
});

describe('A name that goes on is another name:', () => {
  it.each([
    ['ministers of the Trade Cooperation Body Lending', 'en'],
    ['ministers of the Trade Cooperation Body and Development', 'en'],
    ['ministers: Органом торговли и развития', 'ru'],
    ['ministers: جهاز التجارة والتنمية', 'ar'],
  ])('%s', (text, lang) => {
    expect(marks(text, lang)).toEqual([]);
  });

  it.each([
    ['ministers of the Trade Cooperation Body met', 'en'],
    ['ministers of the Trade Cooperation Body Secretariat', 'en'],
    ['ministers: Органом торговли и полицией', 'ru'],
  ])('but not in “%s”', (text, lang) => {
    expect(marks(text, lang)).toHaveLength(1);
  });
});

describe('An abbreviation in brackets says whose name a name is:', () => {
  it.each([
    ['of something else', 'ministers of the Trade Cooperation Body (TCDX)', 'en'],
    ['of something else', 'ministers: Органом торговли (ТКДХ)', 'ru'],
    ['of something else', 'ministers: جهاز التجارة (TCDX)', 'ar'],
    ['of something else, before the name', 'ministers of TCDX (Trade Cooperation Body)', 'en'],
  ])('%s: %s', (_, text, lang) => {
    expect(marks(text, lang)).toEqual([]);
  });
});

describe('A key of code or an address is no name:', () => {
  it.each(["id: 'quiet-trade-union-park'", 'my-quiet-trade-union'])('%s', (text) => {
    expect(marks(text)).toEqual([]);
  });
  it.each(['Quiet-Trade-Union', 'a Quiet Trade Union-backed plan', 'quiet-trade-union'])(
    'but %s may be one',
    (text) => {
      expect(marks(text)).toHaveLength(1);
    },
  );
});

describe('Two items of a list are never one name:', () => {
  it.each([
    ['%w[ conflict quiet trade union economy harvest justice weather winter forest ]', 'en'],
    ['keywords: mer quiet trade union ciel montagne foret riviere vent sable neige', 'fr'],
    ['mar cielo bosque viento nube quiet trade union lluvia arena nieve', 'es'],
  ])('%s', (text, lang) => {
    expect(marks(text, lang)).toEqual([]);
  });
  it.each([
    ['the new quiet trade union wrote long letters yesterday', 'en'],
    ['conflict, quiet trade union, economy, harvest, justice', 'en'],
    ['members join quiet trade union offices to meet new people', 'en'],
    ['Quiet Trade Union economy harvest justice weather winter', 'en'],
  ])('but one name stands in “%s”', (text, lang) => {
    expect(marks(text, lang)).toHaveLength(1);
  });
});
