/** Words that may be two, in text without line breaks: there a long word may be parted anywhere. */
import { describe, expect, it } from 'vitest';
import { findCandidates } from '../../src/mentions/candidates';
import { form, indexOf, term } from './lexicon';

const index = indexOf(
  term('igf', [form('IGF'), form('Internet Governance Forum')], {
    cues: ['telecommunicat*', 'root', 'zone file'],
  }),
  term('itu', [form('ITU')]),
  term('un', [form('UN')]),
  term('law', [form('law of war')]),
  term('norm', [form('norm')]),
  term('ummah', [form('امت', 'fa')]),
  term('mse', [form('МСЭ', 'ru')]),
  term('group', [form('Group of Governmental Experts')]),
  term('acn', [form('ACN')], { cues: ['ICANN'] }),
);

/** The candidates of a text, sorted, each once. */
function candidatesOf(text: string): string[] {
  const [places = []] = findCandidates(index, [text]).places;
  const found: string[] = [];
  for (let i = 0; i + 1 < places.length; i += 2)
    found.push(text.slice(places[i], (places[i + 1] as number) + 1));
  return found;
}

describe('In text of one line, a word', () => {
  it.each<[string, string, string[]]>([
    ['of capitals may be parted anywhere, from four letters', 'XIGF', ['IGF']],
    ['of capitals may be parted at its end', 'IGFX', ['IGF']],
    ['of three capitals may not be parted', 'UNO', []],
    ['with a digit may be parted from four letters', 'UN10', ['UN']],
    ['with a turn of case may be parted from four letters', 'aUNb', ['UN']],
    ['of small letters may be parted from seven letters', 'abcnorm', ['norm']],
    ['of fewer small letters may not be parted', 'abnorm', []],
    ['without letter case may be parted from five letters', 'صامتب', ['امت']],
    ['without letter case may not be parted below', 'صامت', []],
    ['of another script may be parted', 'НМСЭ', ['МСЭ']],
    ['of 64 letters may be parted', `${'x'.repeat(60)}norm`, ['norm']],
    ['of 65 letters may not be parted', `${'x'.repeat(61)}norm`, []],
    ['of 65 letters may be parted at turns of case', `${'x'.repeat(62)}IGF`, ['IGF']],
    ['of digits may not be parted', '12345678', []],
  ])('%s: %s', (_, word, expected) => {
    expect(candidatesOf(`see ${word} there`)).toEqual(expected);
  });

  it.each<[string, string, string[]]>([
    [
      'its first and its last word',
      'in ABCInternet Governance ForumABC there',
      ['Internet Governance Forum'],
    ],
    ['its last word', 'the law of warfareabout it', ['law of war']],
    ['its first word', 'the outlaw of war', []],
    ['its first word, long enough', 'the overoutlaw of war', ['law of war']],
    ['no word, though its words stand in one', 'see lawofwar', ['lawofwar']],
    ['a word between its words', 'the abclawofwarxyz is', ['lawofwar']],
    ['a word with other punctuation', 'the abcdlaw, of war', []],
    ['a word, at the end of the text', 'the law ofwarfare', ['law ofwar']],
    ['the text’s last word', 'overoutlaw of', []],
  ])('may begin or end a name of several: %s', (_, text, expected) => {
    expect(candidatesOf(text)).toEqual(expected);
  });

  it('has a name within it only if its letter case fits', () => {
    expect(candidatesOf('see xxxxigfxxxx and XXIgfXX')).toEqual([]);
    expect(candidatesOf('see xxxNormxxxx')).toEqual(['Norm']);
  });

  it('may have several names in it', () => {
    expect(candidatesOf('see IGFITUXX')).toEqual(['IGF', 'ITU']);
    expect(candidatesOf('see XXITUIGF')).toEqual(['ITU', 'IGF']);
  });

  it('may have a cue in it, which no block is known to have', () => {
    for (const text of [
      'the xxxrootxxx',
      'the xxxrootx',
      'the xxrootA',
      'xxxxTelecommunication',
      'xxxtelecommunicative',
      'the zone filexxx',
      'xxxzone file',
    ])
      expect([text, findCandidates(ambiguous, [`The IGF of ${text}`]).places]).toEqual([text, [[4, 6]]]);
    for (const text of ['the xroots', 'xxx', 'the zones fileset', 'the zone of files'])
      expect([text, findCandidates(ambiguous, [`The IGF of ${text}`]).places]).toEqual([text, [[]]]);
    expect(findCandidates(ambiguous, ['The IGF of xxxrootxxx']).evidence.cues).toEqual([]);
  });

  const ambiguous = indexOf(
    term('igf', [form('IGF', 'en', true)], { cues: ['telecommunicat*', 'root', 'zone file'] }),
  );
});

describe('Text is of one line', () => {
  const line = (length: number) => `${'word '.repeat(100)}`.slice(0, length);
  it.each<[string, string, string[]]>([
    ['without a line break', 'see XIGF', ['IGF']],
    ['if its lines have more than 400 units on average', `${line(401)}\n${line(395)} XIGF`, ['IGF']],
    ['but not if they have 400', `${line(400)}\n${line(394)} XIGF`, []],
    ['but not if it is short and has a line break', 'see XIGF\n', []],
  ])('%s', (_, text, expected) => {
    expect(candidatesOf(text)).toEqual(expected);
  });
});
