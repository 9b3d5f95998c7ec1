/** The tokens of a text: where they begin and end, what is known of their letters, and what parts them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenise } from '../../src/mentions/tokenise';
import {
  ALL_CAPS,
  ARABIC_WORD,
  CAPITAL,
  createTokens,
  HAS_LOWER,
  headOf,
  IDEOGRAPHIC,
  MIXED,
  NUMBER,
  STEMMED,
} from '../../src/mentions/tokens';

const FLAGS = { CAPITAL, ALL_CAPS, STEMMED, ARABIC_WORD, IDEOGRAPHIC, NUMBER, HAS_LOWER, MIXED };

/** The words of a text as the tokens hold them. */
function words(text: string): string[] {
  const { count, start, end } = tokenise(text, createTokens(1));
  return Array.from({ length: count }, (_, i) => text.slice(start[i], end[i]));
}

/** The flags of a text's first token, by name. */
function flagsOf(text: string): string {
  const flags = tokenise(text, createTokens()).flags[0] as number;
  return Object.entries(FLAGS)
    .filter(([, bit]) => flags & bit)
    .map(([name]) => name)
    .join(' ');
}

/** Both hashes of a text's first token. */
function hashOf(text: string): [number, number] {
  const { a, b } = tokenise(text, createTokens());
  return [a[0] as number, b[0] as number];
}

/** The first three letters of a text's first token, or none. */
function headIn(text: string): number {
  return tokenise(text, createTokens()).head[0] as number;
}

const lettersOf = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

describe('The tokens of a text', () => {
  it.each([
    ['', []],
    [' – . ', []],
    ['The IGF met.', ['The', 'IGF', 'met']],
    ['café au lait', ['café', 'au', 'lait']],
    ['cafe\u0301 x', ['cafe\u0301', 'x']],
    ['Éa\u00adb c', ['Éa\u00adb', 'c']],
    ['a_b c1d', ['a_b', 'c1d']],
    ['ITU和UN', ['ITU', '和', 'UN']],
    ['联合国', ['联', '合', '国']],
    ['الـITU', ['الـ', 'ITU']],
    ['МСЭ-ITU МСЭITU', ['МСЭ', 'ITU', 'МСЭ', 'ITU']],
    ['ITUМСЭ', ['ITU', 'МСЭ']],
    ['МСЭ2020 امت۲۰', ['МСЭ2020', 'امت۲۰']],
    ['é2和', ['é2', '和']],
    ['IGF2023 IGF1999', ['IGF', '2023', 'IGF', '1999']],
    ['IG2023 I2023', ['IG', '2023', 'I2023']],
    ['IGF2123 IGF20235 iGF2023 IG-2023', ['IGF2123', 'IGF20235', 'iGF2023', 'IG', '2023']],
    ['IGF20a3 12192023', ['IGF20a3', '12192023']],
    ['the U.N. is', ['the', 'U.N.', 'is']],
    ['U.N', ['U.N']],
    ['U.S.S.R. I.T.U', ['U.S.S.R.', 'I.T.U']],
    ['U.No', ['U', 'No']],
    ['U.Né', ['U', 'Né']],
    ['U.n. u.N.', ['U', 'n', 'u', 'N']],
    ['A.B.C.D.E.F.G.H.I.J', ['A.B.C.D.E.F.G.H.', 'I.J']],
    ['امت\u200cها و امت\u200cمی', ['امت\u200cها', 'و', 'امت', 'می']],
    ['\u200cها', ['ها']],
    ['امت\u200c اند', ['امت', 'اند']],
    ['UN\u200cها', ['UN\u200cها']],
    ['می\u200cITU ها', ['می', 'ITU', 'ها']],
  ])('of %j are %j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('lie in reading order, do not overlap, and each begins with a letter or digit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const { count, start, end } = tokenise(text, createTokens(1));
        for (let i = 0; i < count; i++) {
          expect(start[i]).toBeGreaterThanOrEqual(i === 0 ? 0 : (end[i - 1] as number));
          expect(end[i]).toBeGreaterThan(start[i] as number);
          expect(end[i]).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });

  it('are the same whatever the arrays had room for', () => {
    const text = 'The Internet Governance Forum (IGF) met in الأمم المتحدة, 联合国. '.repeat(20);
    const [small, large] = [tokenise(text, createTokens(1)), tokenise(text, createTokens(4096))];
    expect(small.count).toBe(large.count);
    for (const list of ['start', 'end', 'a', 'b', 'gap', 'head', 'flags'] as const)
      expect([...small[list].slice(0, small.count)]).toEqual([...large[list].slice(0, large.count)]);
  });
});

describe('Of a word is known', () => {
  it.each([
    ['internet', 'HAS_LOWER'],
    ['Internet', 'CAPITAL HAS_LOWER'],
    ['IGF', 'CAPITAL ALL_CAPS'],
    ['I', 'CAPITAL'],
    ['i', 'HAS_LOWER'],
    ['2023', 'NUMBER'],
    ['5G', 'ALL_CAPS'],
    ['IPv6', 'CAPITAL HAS_LOWER MIXED'],
    ['eBay', 'HAS_LOWER MIXED'],
    ['McLean', 'CAPITAL HAS_LOWER MIXED'],
    ['IGFs', 'CAPITAL ALL_CAPS'],
    ['Is', 'CAPITAL HAS_LOWER'],
    ['AIs', 'CAPITAL ALL_CAPS'],
    ['forums', 'STEMMED HAS_LOWER'],
    ['Forums', 'CAPITAL STEMMED HAS_LOWER'],
    ['FORUMS', 'CAPITAL ALL_CAPS STEMMED'],
    ['BRICS', 'CAPITAL ALL_CAPS'],
    ['CENSUS', 'CAPITAL ALL_CAPS'],
    ['U.N.', 'CAPITAL ALL_CAPS'],
    ['ÉTÉ', 'CAPITAL ALL_CAPS'],
    ['É', 'CAPITAL'],
    ['Été', 'CAPITAL HAS_LOWER'],
    ['éÉ', 'HAS_LOWER MIXED'],
    ['ÉaB', 'CAPITAL HAS_LOWER MIXED'],
    ['étudiants', 'STEMMED HAS_LOWER'],
    ['٢٠٢٣', 'NUMBER'],
    ['é٢', 'HAS_LOWER'],
    ['МСЭ', 'CAPITAL ALL_CAPS'],
    ['союзом', 'STEMMED HAS_LOWER'],
    ['امت', 'ARABIC_WORD'],
    ['الأمم', 'CAPITAL ARABIC_WORD'],
    ['国', 'IDEOGRAPHIC'],
    ['हिन्दी', ''],
    [`É${'x'.repeat(70)}`, 'CAPITAL HAS_LOWER'],
    [`É${'X'.repeat(70)}`, 'CAPITAL ALL_CAPS'],
  ])('%s: %s', (text, flags) => {
    expect(flagsOf(text)).toBe(flags);
  });

  it('a hash that letter case, accents, dots, plural and article leave alone', () => {
    for (const [one, other] of [
      ['internet', 'INTERNET'],
      ['télé', 'tele'],
      ['U.N.', 'UN'],
      ['I.T.U', 'itu'],
      ['IGFs', 'IGF'],
      ['forums', 'forum'],
      ['FORUMS', 'forum'],
      ['étudiants', 'etudiant'],
      ['والأمم', 'امم'],
      ['союзом', 'союз'],
      ['IGF2023', 'IGF'],
      ['ＩＴＵ', 'itu'],
      ['Inter\u00adnet', 'internet'],
    ] as const)
      expect([one, hashOf(one)]).toEqual([one, hashOf(other)]);
    expect(hashOf('brics')).not.toEqual(hashOf('bric'));
    expect(hashOf('Ecos')).not.toEqual(hashOf('Eco'));
    expect(hashOf('CENSUS')).not.toEqual(hashOf('censu'));
  });

  it('no hash if it has more than 64 letters outside ASCII', () => {
    const long = (letters: number) => 'é'.repeat(letters);
    expect(hashOf(long(65))).toEqual([0, 0]);
    expect(hashOf(long(64))).not.toEqual([0, 0]);
    expect(hashOf(long(64))).toEqual(hashOf('e'.repeat(64)));
    expect(hashOf(`e${long(63)}`)).toEqual(hashOf('e'.repeat(64)));
    expect(headIn(long(65))).toBe(0);
  });

  it.each([
    ['internet', 'int'],
    ['Émile', 'emi'],
    ['été', 'ete'],
    ['I.T.U.', 'itu'],
    ['والأمم', 'امم'],
    ['союз', 'сою'],
  ])('its beginning, of three letters: %s', (text, head) => {
    expect(headIn(text)).toBe(headOf(lettersOf(head)));
  });

  it.each(['in', 'né', 'U.N.', '国', 'от'])('no beginning if it is shorter: %s', (text) => {
    expect(headIn(text)).toBe(0);
  });
});

describe('The punctuation between two tokens', () => {
  const gaps = (text: string) => {
    const { gap, count } = tokenise(text, createTokens());
    return [...gap.slice(0, count)];
  };

  it.each(['a b', 'a-b', 'a\nb', 'a’b', 'a--b', 'a- b', 'a\u200cb', 'a \u200b b'])(
    'does not count in %j',
    (text) => {
      expect(gaps(text)).toEqual([0, 0]);
    },
  );

  it.each(['a – b', 'a - b', 'a — b', 'a\n\nb', 'a\n- b'])('counts as the end of an item in %j', (text) => {
    expect(gaps(text)[1]).not.toBe(0);
  });

  it('counts by its signs and their order', () => {
    const of = (text: string) => gaps(text)[1];
    const all = ['a, b', 'a. b', 'a,. b', 'a., b', 'a (b', 'a,, b'].map(of);
    expect(new Set([...all, 0]).size).toBe(7);
    expect(of('a,b')).toBe(of('a , b'));
    expect(gaps('a, b c')[2]).toBe(0);
    expect(gaps('(a')[0]).not.toBe(0);
    expect(gaps('(é ،ا')[0]).not.toBe(0);
  });
});
