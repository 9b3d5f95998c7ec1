/** What the characters and words right beside a candidate say about it. */
import { describe, expect, it, vi } from 'vitest';
import { inCapitals, isCode, isCut, tieOf } from '../../src/mentions/resolve/place';
import { tokenise } from '../../src/mentions/tokenise';
import { createTokens } from '../../src/mentions/tokens';

/** The offsets of the first `name` in a text. */
function spanOf(text: string, name: string): { start: number; end: number } {
  const start = text.indexOf(name);
  return { start, end: start + name.length };
}

/** The candidate `name` of a text: its tokens and offsets. */
function candidateOf(text: string, name: string) {
  const tokens = tokenise(text, createTokens());
  const span = spanOf(text, name);
  const at = [...Array(tokens.count).keys()];
  const first = at.find((i) => (tokens.end[i] as number) > span.start) as number;
  const last = at.filter((i) => (tokens.start[i] as number) < span.end).at(-1) as number;
  return { tokens, candidate: { ...span, first, last, group: 0 } };
}

describe('A candidate is code or part of an address', () => {
  it.each([
    '@ITU',
    '\\ITU',
    'my_ITU',
    '$ITU',
    '=ITU',
    '<ITU',
    '{ITU',
    '~ITU',
    '%ITU',
    '^ITU',
    'ITU@',
    'ITU\\',
    'ITU_T',
    'ITU$',
    'ITU=1',
    'ITU>',
    'ITU{',
    'ITU~',
    'ITU%',
    'ITU^',
    'www.ITU',
    'é.ITU',
    'ITU.pdf',
    'ITU.é',
    'ITU.X',
    'ITU()',
    'ITU::x',
    'x::ITU',
    'http://x/ITU',
    'www.x/ITU',
    'a@b/ITU',
    'x.com/ITU',
    'ITU/x.html',
    `x.org/${'x'.repeat(190)}/ITU`,
    `${'w '.repeat(150)}ITU/x.html`,
    `${'w '.repeat(150)}x.org/ITU`,
  ])('in %s', (text) => {
    expect(isCode(text, ...offsets(text))).toBe(true);
    expect(isCode(`the ${text} here`, ...offsets(`the ${text} here`))).toBe(true);
  });

  it.each([
    'ITU',
    '/ITU',
    'ITU/UN',
    'the ITU.',
    'so. ITU',
    '.ITU',
    '我.ITU',
    'ITU.我',
    'ITU.The',
    'ITU. a',
    'ITU.',
    'ITU(a)',
    'ITU(',
    'ITU:',
    ':ITU',
    'ITU: :',
    'x.com ITU',
    'ITU x.com',
    'x.com\u007f/ITU',
    'é@b/éITU',
    '“ITU”',
    '(ITU)',
    `x.org/${'x'.repeat(200)}/ITU`,
    `ITU/${'x'.repeat(200)}x.org`,
  ])('but not in %s', (text) => {
    expect(isCode(text, ...offsets(text))).toBe(false);
  });

  function offsets(text: string): [number, number] {
    const { start, end } = spanOf(text, 'ITU');
    return [start, end];
  }
});

describe('A candidate', () => {
  const TIES: [string, string][] = [
    ['ITU', 'free'],
    ['the ITU met', 'free'],
    ['ITU-R', 'free'],
    ['ITU-r', 'free'],
    ['ITU-based', 'free'],
    ['pro-ITU', 'free'],
    ['ITU-2023', 'free'],
    ['ITU-1', 'fused'],
    ['ITU‑152', 'fused'],
    ['ITU–20235', 'fused'],
    ['ITU-Radio', 'hyphenated'],
    ['ITU-RA', 'hyphenated'],
    ['ARENA-ITU', 'hyphenated'],
    ['Arena–ITU', 'hyphenated'],
    ['2023-ITU', 'hyphenated'],
    ['ITU--Radio', 'free'],
    ['ITU - Radio', 'free'],
    ['ITU’Radio', 'free'],
    ['ITU 1203', 'numbered'],
    ['ITU 2023', 'free'],
    ['ITU 1998 was', 'free'],
    ['ITU 2123', 'numbered'],
    ['ITU 20234', 'numbered'],
    ['ITU, 1203', 'free'],
    ['1203 ITU', 'free'],
    ['ITU Council', 'beside-name'],
    ['ITU  Council', 'beside-name'],
    ['ITU   Council', 'free'],
    ['ITU COUNCIL', 'free'],
    ['ITU council', 'free'],
    ['ITU. Council', 'free'],
    ['the Geneva ITU', 'beside-name'],
    ['The ITU', 'free'],
    ['so. The ITU', 'free'],
    ['so\nThe ITU', 'free'],
    ['the geneva ITU', 'free'],
    ['the Geneva, ITU', 'free'],
    ['the Geneva-ITU', 'hyphenated'],
  ];
  it.each(TIES)('in “%s” is %s', (text, tie) => {
    const { tokens, candidate } = candidateOf(text, 'ITU');
    expect(tieOf(text, tokens, candidate)).toBe(tie);
  });

  it('of several words is tied to the words beside all of them', () => {
    const of = (text: string) => {
      const { tokens, candidate } = candidateOf(text, 'Law of War');
      return tieOf(text, tokens, candidate);
    };
    expect(of('a Law of War 12')).toBe('numbered');
    expect(of('a Law of War-Crime')).toBe('hyphenated');
    expect(of('a Law of War')).toBe('free');
    expect(of('the Great Law of War')).toBe('beside-name');
  });
});

describe('The words around an acronym', () => {
  it.each<[string, boolean]>([
    ['ITU', false],
    ['ITU MEETS TODAY', true],
    ['MEETS TODAY ITU', true],
    ['MEETS ITU TODAY', true],
    ['ITU MEETS', false],
    ['ITU UN IGF', false],
    ['ITU UN MEETS', true],
    ['ITU UN MEET', false],
    ['a ITU MEETS TODAY', false],
    ['a ITU MEETS TODAY AGAIN', true],
    ['a b ITU MEETS TODAY AGAIN THERE', false],
    ['MEETS TODAY a b c d ITU', false],
    ['ITU a b c d MEETS TODAY', false],
    ['MEETS TODAY AGAIN THERE ITU x', true],
    ['a MEETS TODAY AGAIN THERE ITU', true],
    ['ITU MEETS TODAY AGAIN THERE a b c', true],
    ['ITU 12 34567 MEETS', false],
    ['ITU 联合国组织', false],
  ])('of “%s” are all in capitals: %s', (text, expected) => {
    const { tokens, candidate } = candidateOf(text, 'ITU');
    expect(inCapitals(tokens, candidate.first, candidate.last)).toBe(expected);
  });
});

describe('A name in running Chinese', () => {
  it.each<[string, string, boolean]>([
    ['联合国际社会', '联合国', true],
    ['在联合国会费', '联合国', false],
    ['联合国', '联合国', false],
    ['the 联合国 met', '联合国', false],
    ['他们说联合国际社会共同努力', '联合国', true],
    ['international', 'nation', false],
  ])('of “%s”, %s cuts through words: %s', (text, name, expected) => {
    const { start, end } = spanOf(text, name);
    expect(isCut(text, start, end)).toBe(expected);
  });

  it('cuts through no word that the browser cannot tell, because it has no segmenter', async () => {
    vi.stubGlobal('Intl', {});
    vi.resetModules();
    const { isCut: withoutSegmenter } = await import('../../src/mentions/resolve/place');
    expect(withoutSegmenter('联合国际社会', 0, 3)).toBe(false);
    vi.unstubAllGlobals();
    vi.resetModules(); // Other files of this worker would get the module without a segmenter.
  });
});
