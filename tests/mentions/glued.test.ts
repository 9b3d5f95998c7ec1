/** Words that may be two, in text that has line breaks: there only a turn of letter case or a digit parts them. */
import { describe, expect, it } from 'vitest';
import { findCandidates } from '../../src/mentions/candidates';
import { form, indexOf, term } from './lexicon';

const index = indexOf(
  term('igf', [form('IGF'), form('Internet Governance Forum')]),
  term('itu', [form('ITU')]),
  term('ipv6', [form('IPv6')]),
  term('five', [form('5G')]),
  term('ummah', [form('امت', 'fa')]),
);

/** The candidates in a line of a text of many lines. */
function inLine(line: string): string[] {
  const before = 'A short line.\n'.repeat(5);
  const [places = []] = findCandidates(index, [`${before}${line}\nAnother.`]).places;
  const found: string[] = [];
  for (let i = 0; i + 1 < places.length; i += 2)
    found.push(
      line.slice((places[i] as number) - before.length, (places[i + 1] as number) - before.length + 1),
    );
  return found;
}

describe('In text of many lines', () => {
  it.each([
    ['a small letter and a capital', 'Internet Governance ForumAbout us', ['Internet Governance Forum']],
    ['a small letter and a capital, before a form', 'aboutIGF', ['IGF']],
    ['capitals and a word', 'the IGFAbout us', ['IGF']],
    ['capitals and small letters', 'the IGFis here', ['IGF']],
    ['a digit and a letter', 'in 2023IGF', ['IGF']],
    ['a letter and a digit', 'the IGF7', ['IGF']],
    ['two places', 'aboutIGFThe', ['IGF']],
    ['a turn within a form', 'Internet GovernanceForum', ['Internet GovernanceForum']],
    ['turns that are a form’s own', 'aboutIPv6', ['IPv6']],
  ])('a word is cut between %s', (_, line, expected) => {
    expect(inLine(line)).toEqual(expected);
  });

  it.each([
    ['two abbreviations', 'IGFITU'],
    ['small letters', 'internetgovernanceforum'],
    ['a script without case', 'صفحهامت'],
    ['one letter and another', 'xIG'],
  ])('a word is not cut between %s', (_, line) => {
    expect(inLine(line)).toEqual([]);
  });

  it('a word of many turns is cut at the first of them, and costs no more', () => {
    expect(inLine(`aIGF${'aB'.repeat(500)}`)).toContain('IGF');
    expect(inLine(`${'aB'.repeat(500)}IGF`)).toEqual([]);
  });
});
