/** What a lexicon says, and what becomes of it in an index: forms, languages, rivals, cues, names. */
import { describe, expect, it } from 'vitest';
import { compileIndex } from '../../src/mentions/compile';
import { find } from '../../src/mentions/find';
import { type MentionIndex, openIndex } from '../../src/mentions/index';
import { GROUP_SHIFT } from '../../src/mentions/layout';
import type { Form } from '../../src/mentions/lexicon';
import { match } from '../../src/mentions/match';
import { tokenise } from '../../src/mentions/tokenise';
import { createTokens } from '../../src/mentions/tokens';
import { nameHead } from '../../src/mentions/wildcard';
import { form, indexOf, marked, term } from './lexicon';

/** The texts of the cues in a text, in order. */
function cuesIn(index: MentionIndex, text: string): string[] {
  return match(index, text, createTokens()).cue.map((cue) => index.cueText(cue));
}

/** The number of the group that a form of one word has. */
function groupOf(index: MentionIndex, text: string): number {
  const { a, b } = tokenise(text, createTokens());
  return (index.lookup(a[0] as number, b[0] as number) >>> GROUP_SHIFT) - 1;
}

describe('Cues in a text', () => {
  const index = indexOf(
    term('itu', [form('ITU', 'en', true)], {
      cues: [
        'spectrum',
        'IT',
        'World Radio Conference',
        'telecommunicat*',
        'multi-stakeholder',
        'spectrum',
        'زنان*',
        'war crim*',
        '—',
        'ab*',
      ],
      rivals: [
        { sense: 'a', forms: [], names: ['Radio Race'], cues: ['spectrum', 'race*', 'radio'] },
        { sense: 'b', forms: [], names: [], cues: ['Race'] },
      ],
    }),
  );
  it.each<[string, string[]]>([
    ['Spectrum and the spectrums', ['spectrum', 'spectrum']],
    ['IT, it and It', ['IT']],
    ['the world radio conference', ['World Radio Conference', 'radio']],
    ['the world radio', ['radio']],
    ['telecommunications, Telecommunicative, telecom', ['telecommunicat*', 'telecommunicat*']],
    ['a télécommunication', ['telecommunicat*']],
    ['multistakeholder and multi-stakeholder', ['multi-stakeholder', 'multi-stakeholder']],
    ['الزنانه و زنان', ['زنان*', 'زنان*']],
    ['race', ['Race', 'race*']],
    ['races', ['race*']],
    ['a war crim and a war criminal', ['war crim*']],
    ['abacus', []],
    ['Radio Race', ['radio', 'Race']],
    ['the ITU', []],
  ])('of “%s” are %j', (text, expected) => {
    expect(cuesIn(index, text)).toEqual(expected);
  });

  it('are numbered once, whoever has them, and belong to each', () => {
    const of = (cues: Int32Array) => [...cues].map((cue) => index.cueText(cue));
    expect(of(index.cuesOfTerm(0))).toEqual([
      'spectrum',
      'IT',
      'World Radio Conference',
      'telecommunicat*',
      'multi-stakeholder',
      'زنان*',
      'war crim*',
    ]);
    expect(of(index.cuesOfRival(0))).toEqual(['spectrum', 'race*', 'radio']);
    expect(of(index.cuesOfRival(1))).toEqual(['Race']);
    expect(index.cues).toBe(10);
  });

  it('are a topic if a term has them, not if a rival alone does', () => {
    const topics = Array.from({ length: index.cues }, (_, cue) => cue).filter((cue) => index.isTopic(cue));
    expect(topics.map((cue) => index.cueText(cue))).toEqual(
      [...index.cuesOfTerm(0)].map((cue) => index.cueText(cue)),
    );
  });

  it('begin at ascending words', () => {
    const { cueWord } = match(index, 'radio spectrum, race telecommunications IT', createTokens());
    expect(cueWord).toEqual([0, 1, 2, 2, 3, 4]);
  });
});

describe('A lower-case word with the letters of an acronym', () => {
  const index = indexOf(term('itu', [form('ITU')]), term('un', [form('UN')]));
  const words = (text: string) =>
    match(index, text, createTokens()).lowerCase.map(({ start, end }) => text.slice(start, end));

  it.each<[string, string[]]>([
    ['itu dan un', ['itu', 'un']],
    ['Itu ITU iTu', ['iTu']],
  ])('in “%s”: %j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('is noted with its group and its token, and 64 times at most', () => {
    const [first] = match(index, 'a un', createTokens()).lowerCase;
    expect(first).toEqual({ first: 1, last: 1, start: 2, end: 4, group: groupOf(index, 'UN') });
    expect(words('un '.repeat(65))).toHaveLength(64);
  });

  it('does not count for a name that is no acronym', () => {
    const borhan = indexOf(term('borhan', [form('Borhan')]));
    expect(find(borhan, ['borhan']).evidence.words).toEqual([]);
    expect(find(index, ['un, un']).evidence.words).toEqual([groupOf(index, 'UN')]);
    expect(find(index, ['@un']).evidence.words).toEqual([]);
  });
});

describe('A rival', () => {
  const index = indexOf(
    term('plain', [form('Plain Name')], {
      cues: ['x'],
      rivals: [{ sense: 'never read', forms: [], names: ['Name'], cues: [] }],
    }),
    term('a', [form('AAA', 'en', true), form('ABA', 'en', true), form('Alpha Name')], {
      rivals: [
        { sense: 'first', forms: ['ABA', '—'], names: ['Another Alpha', 'Solo', 'SOLO'], cues: [] },
        { sense: 'second', forms: [], names: [], cues: [] },
        { sense: 'third', forms: ['AAA', 'ABA'], names: ['co-operative'], cues: [] },
      ],
    }),
    term('b', [form('BBB', 'en', true)], { rivals: [{ sense: 'fourth', forms: [], names: [], cues: [] }] }),
  );
  const sensesOf = (termNumber: number, text: string) => {
    const { from, to } = index.rivalsOf(termNumber);
    const group = groupOf(index, text);
    const ambiguous = index.isAmbiguous(group, termNumber);
    return Array.from({ length: to - from }, (_, i) => from + i)
      .filter((rival) => index.rivalShares(rival, group, ambiguous))
      .map((rival) => index.rivalSense(rival));
  };

  it('shares the forms that it lists, or else each ambiguous form of its term', () => {
    expect(sensesOf(1, 'AAA')).toEqual(['second', 'third']);
    expect(sensesOf(1, 'ABA')).toEqual(['first', 'second', 'third']);
    expect(index.sections.rivalForm).toHaveLength(3);
    expect(sensesOf(2, 'BBB')).toEqual(['fourth']);
    expect(sensesOf(2, 'AAA')).toEqual([]);
  });

  it('of a term whose forms are all unambiguous is left out', () => {
    expect(index.rivals).toBe(4);
    expect(index.rivalsOf(0)).toEqual({ from: 0, to: 0 });
    expect([...index.cuesOfTerm(0)]).toEqual([]);
    expect([...index.sections.rivalTerm]).toEqual([1, 1, 1, 2]);
  });

  it('is named by each of its names, in their letter case and in other spellings', () => {
    const named = (text: string) =>
      find(index, [text]).evidence.rivals.map((rival) => index.rivalSense(rival));
    for (const text of ['another alpha', 'Solo', 'SOLO']) expect(named(text)).toEqual(['first']);
    expect(named('solo')).toEqual([]);
    expect(named('cooperative')).toEqual(['third']);
  });
});

describe('The names of a term', () => {
  const index = indexOf(
    term('itu', [
      form('ITU', 'en', true),
      form('Single', 'en'),
      form('International Telecommunication Union'),
      form('الأمم المتحدة', 'ar'),
    ]),
    term('un', [form('UN', 'en', true), form('United Nations')]),
    term('plain', [form('Plain Name')]),
  );
  const has = (termNumber: number, word: string) =>
    index.isInName(termNumber, nameHead(word, 0, word.length));

  it('contain each beginning of four letters of their words', () => {
    for (const word of ['International', 'telecoms', 'UNION', 'Unions', 'internet', 'المتحدة', 'متحدون'])
      expect([word, has(0, word)]).toEqual([word, true]);
    for (const word of ['Single', 'Untied', 'nations', 'ITUs'])
      expect([word, has(0, word)]).toEqual([word, false]);
    expect([has(1, 'United'), has(1, 'nation'), has(1, 'telecoms')]).toEqual([true, true, false]);
  });

  it('are not kept of a term whose forms are all unambiguous', () => {
    expect(has(2, 'Plain')).toBe(false);
  });
});

describe('The language of a form', () => {
  it('is kept for 254 languages besides `und`, and is `und` for further ones', () => {
    const lang = (i: number) => `x${i}`;
    const index = indexOf(
      ...Array.from({ length: 300 }, (_, i) =>
        term(`t${i}`, [form(`QX${'ABCDEFGHIJKLMNOPQRST'.charAt(i % 20)}${i}`, lang(i), true)]),
      ),
    );
    const langs = [...index.sections.entryInfo].map((info) => index.langOf(info));
    expect(langs).toHaveLength(300);
    expect(langs.slice(0, 254)).toEqual(Array.from({ length: 254 }, (_, i) => lang(i)));
    expect(new Set(langs.slice(254))).toEqual(new Set(['und']));
  });
});

describe('A term', () => {
  it('may have one form in two languages: the one that fits the page counts', () => {
    const forms: Form[] = [form('WTO', 'es', true), form('WTO', 'en', true), form('WTO', 'fr', true)];
    const index = indexOf(term('wto', forms, { cues: ['trade'] }));
    for (const lang of ['es', 'en', 'fr']) {
      const { mentions } = find(index, ['The WTO'], { lang });
      expect(mentions.map(({ score }) => score)).toEqual([-0.25]);
    }
    expect(find(index, ['The WTO'], { lang: 'pl' }).mentions.map(({ score }) => score)).toEqual([-1.25]);
  });

  it('may share a form with another: both are found', () => {
    const index = indexOf(term('a', [form('AAA')]), term('b', [form('AAA')]), term('c', [form('AAB')]));
    expect(find(index, ['AAA']).mentions.map(({ term }) => term)).toEqual(['a', 'b']);
    expect(index.acronymTerms(groupOf(index, 'AAA'))).toEqual([0, 1]);
  });

  it('has the same form once, whatever it says', () => {
    const index = indexOf(
      term('a', [form('AAA'), form('AAA'), form('Aaa'), form('aaa')]),
      term('b', [form('AAA')]),
    );
    expect([...index.sections.entryOwner]).toEqual([0, 0, 0, 1]);
  });

  it('has names that begin alike: the longest is marked', () => {
    const index = indexOf(
      term('un', [form('United Nations')]),
      term('unga', [form('United Nations General Assembly')]),
    );
    expect(marked(index, 'the United Nations General Assembly')).toEqual([
      'United Nations General Assembly=unga',
    ]);
    expect(marked(index, 'the United Nations General Secretary')).toEqual(['United Nations=un']);
    expect(marked(index, 'the United Nations General')).toEqual(['United Nations=un']);
  });

  it('may have a name of 24 words, and no longer one', () => {
    const name = (count: number) => Array.from({ length: count }, (_, i) => `w${i}x`).join(' ');
    const index = indexOf(term('a', [form(name(24))]), term('b', [form(`z ${name(24)}`)]));
    expect(marked(index, name(24))).toEqual([`${name(24)}=a`]);
    expect(index.sections.entryOwner).toHaveLength(1);
  });

  it('of Arabic may be written with a particle up to 64 letters', () => {
    const long = (letters: number) => 'م'.repeat(letters);
    const index = indexOf(term('a', [form(long(63), 'ar')]), term('b', [form(long(64), 'ar')]));
    expect(marked(index, `و${long(63)}`)).toEqual([`${long(63)}=a`]);
    expect(marked(index, `و${long(64)}`)).toEqual([]);
  });

  it('of Arabic may be written with one or two particles, if three letters remain', () => {
    const index = indexOf(
      term('arab', [form('جامعة', 'ar')]),
      term('short', [form('جام', 'ar'), form('جا', 'ar')]),
    );
    expect(marked(index, 'وجامعة ولجامعة وبلجامعة')).toEqual(['جامعة=arab', 'جامعة=arab']);
    expect(marked(index, 'وجام وجا مجامعة')).toEqual(['جام=short']);
  });
});

describe('An index', () => {
  it('answers nothing for numbers that it does not have', () => {
    const index = openIndex(compileIndex([term('a', [form('AAA')])]));
    expect([index.termId(0), index.termId(99)]).toEqual(['a', '']);
    expect(index.rivalsOf(99)).toEqual({ from: 0, to: 0 });
    expect([...index.cuesOfTerm(99)]).toEqual([]);
    expect(index.isInName(99, 1)).toBe(false);
  });

  it('has another id for other terms, and the same for the same', () => {
    const id = (text: string) => indexOf(term('a', [form(text)])).id;
    expect(id('AAA')).toBe(id('AAA'));
    expect(id('AAA')).not.toBe(id('AAB'));
  });
});
