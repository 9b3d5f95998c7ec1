import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/mentions/normalise';
import { form, indexOf, marked, term } from './lexicon';

const index = indexOf(
  term('igf', [form('IGF'), form('Internet Governance Forum')]),
  term('itu', [
    form('ITU'),
    form('UIT', 'fr'),
    form('International Telecommunication Union'),
    form('Union internationale des télécommunications', 'fr'),
    form('Международный союз электросвязи', 'ru'),
    form('اتحادیه بین‌المللی مخابرات', 'fa'),
    form('国际电信联盟', 'zh'),
  ]),
  term('un', [
    form('UN'),
    form('United Nations'),
    form('ООН', 'ru'),
    form('الأمم المتحدة', 'ar'),
    form('سازمان ملل', 'fa'),
    form('联合国', 'zh'),
  ]),
  term('arab-league', [form('جامعة الدول العربية', 'ar'), form('الجامعة العربية', 'ar')]),
  term('ummah', [form('امت', 'fa'), form('умма', 'ru')]),
  term('eco', [form('ECO')]),
  term('brics', [form('BRICS'), form('БРИКС', 'ru')]),
  term('borhan', [form('Borhan')]),
  term('windows', [form('Windows')]),
  term('msa', [form('multi-stakeholder approach')]),
  term('cbm', [form('confidence-building measures')]),
  term('law', [form('Law, Justice and Development')]),
);

/** Rule, text, expected marks. */
const RULES: [string, string, string[]][] = [
  ['case of names', 'the UNITED NATIONS and the united nations', ['UNITED NATIONS=un', 'united nations=un']],
  ['case of acronyms', 'itu Itu ITU', ['ITU=itu']],
  ['case of one-word names', 'borhan Borhan BORHAN', ['Borhan=borhan', 'BORHAN=borhan']],
  ['possessive', "IGF's IGF’s United Nations’", ['IGF=igf', 'IGF=igf', 'United Nations=un']],
  ['plural of acronyms', 'several IGFs and ECOs', ['IGFs=igf', 'ECOs=eco']],
  ['no singular of an acronym that ends in S', 'BRIC and BRICS', ['BRICS=brics']],
  ['plural of long words', 'a confidence building measure', ['confidence building measure=cbm']],
  ['one-word names keep their number', 'Window and Windows', ['Windows=windows']],
  ['hyphens and dashes', 'Internet–Governance‑Forum', ['Internet–Governance‑Forum=igf']],
  ['hyphenated parts as one word', 'a multistakeholder approach', ['multistakeholder approach=msa']],
  ['soft hyphen', 'Inter\u00adnet Gover\u00adnance Forum', ['Inter\u00adnet Gover\u00adnance Forum=igf']],
  ['no-break space', 'United\u00a0Nations', ['United\u00a0Nations=un']],
  ['line break', 'United\n  Nations', ['United\n  Nations=un']],
  ['zero-width space', 'United\u200b Nations', ['United\u200b Nations=un']],
  [
    'Latin diacritics',
    "l'Union internationale des telecommunications",
    ['Union internationale des telecommunications=itu'],
  ],
  [
    'decomposed diacritics',
    'Union internationale des te\u0301le\u0301communications',
    ['Union internationale des te\u0301le\u0301communications=itu'],
  ],
  ['full-width letters', 'ＩＴＵ', ['ＩＴＵ=itu']],
  ['dotted acronyms', 'the U.N. and the I.T.U', ['U.N.=un', 'I.T.U=itu']],
  ['elision', "l'UIT, de l’UIT", ['UIT=itu', 'UIT=itu']],
  [
    'Russian case endings',
    'Международного союза электросвязи, Международным союзом электросвязи',
    ['Международного союза электросвязи=itu', 'Международным союзом электросвязи=itu'],
  ],
  ['Russian case endings of one word', 'о мусульманской умме', ['умме=ummah']],
  ['Russian abbreviations', 'в ООН и БРИКС', ['ООН=un', 'БРИКС=brics']],
  ['Arabic letter variants', 'الامم المتحده', ['الامم المتحده=un']],
  ['harakat', 'الأُمَم المُتَّحِدَة', ['الأُمَم المُتَّحِدَة=un']],
  ['tatweel', 'الأمـــم المتحدة', ['الأمـــم المتحدة=un']],
  [
    'article with particles',
    'والأمم المتحدة بالأمم المتحدة للأمم المتحدة',
    ['والأمم المتحدة=un', 'بالأمم المتحدة=un', 'للأمم المتحدة=un'],
  ],
  ['particle without article', 'وجامعة الدول العربية', ['جامعة الدول العربية=arab-league']],
  ['the article is part of a name', 'جامعة عربية', []],
  ['Arabic and Persian letters', 'سازمان ملل و امت', ['سازمان ملل=un', 'امت=ummah']],
  [
    'Persian joiner, space or hamza',
    'اتحادیه بین المللی مخابرات، اتحادیهٔ بین‌المللی مخابرات، اتحادیه‌ی بین‌المللی مخابرات',
    ['اتحادیه بین المللی مخابرات=itu', 'اتحادیهٔ بین‌المللی مخابرات=itu', 'اتحادیه‌ی بین‌المللی مخابرات=itu'],
  ],
  ['Persian suffixes', 'امت‌های جهان', ['امت‌های=ummah']],
  ['Arabic with a Latin acronym', 'الـITU', ['ITU=itu']],
  ['Chinese without spaces', '国际电信联盟是联合国的机构', ['国际电信联盟=itu', '联合国=un']],
  ['traditional Chinese', '國際電信聯盟', ['國際電信聯盟=itu']],
  ['no Chinese across words', '联合国际社会共同努力', []],
  ['Chinese beside Latin letters', '在ITU和联合国会费', ['ITU=itu', '联合国=un']],
  ['years', 'IGF 2023, IGF-2023, IGF2023', ['IGF=igf', 'IGF=igf', 'IGF=igf']],
  ['other numbers', 'IGF-1, IGF1R, IGFBP, IGF-II', []],
  ['other words', 'UNIT, ITUC, UNESCO', []],
  ['addresses', 'https://www.itu.int/ITU and www.ITU.int, a.ITU@UN.org', []],
  ['handles and file names', '@ITU, ITU.pdf, my_ITU, ITU_T, /ITU.txt', []],
  ['code', 'ITU(), ITU::find, $ITU, ITU=1', []],
  ['slash between names', 'ECO/UN', ['ECO=eco', 'UN=un']],
  ['end of sentence', 'We met the UN. The ITU?', ['UN=un', 'ITU=itu']],
  ['punctuation splits names', 'United, Nations. United. Nations', []],
  ['punctuation of the name itself', 'Law, Justice and Development', ['Law, Justice and Development=law']],
];

describe('Normalisation', () => {
  it.each(RULES)('%s: %s', (_, text, expected) => {
    expect(marked(index, text)).toEqual(expected);
  });

  it('never throws and is idempotent on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const once = normalise(text);
        expect(normalise(once)).toBe(once);
      }),
    );
  });

  it('is idempotent on every UTF-16 unit', () => {
    for (let unit = 0; unit < 0x10000; unit++) {
      const once = normalise(String.fromCharCode(unit));
      if (normalise(once) !== once) expect.fail(`U+${unit.toString(16)}: ${once} → ${normalise(once)}`);
    }
  });
});
