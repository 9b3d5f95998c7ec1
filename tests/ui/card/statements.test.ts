import { describe, expect, it } from 'vitest';
import type { CardClaim } from '../../../src/digest/card';
import { citedMarkdown, citedText } from '../../../src/ui/card/citation';
import { headingOf } from '../../../src/ui/card/heading';
import { inPieces } from '../../../src/ui/card/linked';
import { bySource, firstOf, withoutSource } from '../../../src/ui/card/statements';

const claim = (text: string, id: string, quote = 'q'): CardClaim => ({
  text,
  quote,
  passage: `${id}#p01`,
  document: {
    id,
    title: `Title of ${id}`,
    short: id === 'a' ? 'Event report' : 'Article on norms',
    date: '2023-08',
  },
});

describe('A statement under its document', () => {
  it.each([
    ['The event report says that experts met.', 'Experts met.'],
    ['According to the event report, experts met.', 'Experts met.'],
    ['The event report names BRICS.', 'Names BRICS.'],
    ['The event reports differ.', 'The event reports differ.'],
    ['Experts met, the event report says that day.', 'Experts met, the event report says that day.'],
  ])('does not name it again: %s', (text, wanted) => {
    expect(withoutSource(text, 'Event report')).toBe(wanted);
    expect(withoutSource(text, undefined)).toBe(text);
  });

  it('keeps its order, and the first ones are those of the first documents', () => {
    const sources = bySource([claim('1', 'a'), claim('2', 'b'), claim('3', 'a'), claim('4', 'b')]);
    const texts = (some: typeof sources) => some.map(({ statements }) => statements.map(({ text }) => text));
    expect(texts(sources)).toEqual([
      ['1', '3'],
      ['2', '4'],
    ]);
    expect(texts(firstOf(sources, 3))).toEqual([['1', '3'], ['2']]);
    expect(texts(firstOf(sources, 2))).toEqual([['1', '3']]);
  });
});

describe('A name in a statement', () => {
  const terms = [
    { id: 'un', label: 'UN' },
    { id: 'forum', label: 'Forum' },
    { id: 'igf', label: 'Internet Governance Forum' },
    { id: 'governance', label: 'Internet governance' },
    { label: 'Global Internet Governance' },
  ];
  const named = (text: string) =>
    inPieces(text, terms).flatMap(({ text, term }) => (term ? [`${text}=${term}`] : []));

  it.each([
    ['The Internet governance forum of the UN.', ['Internet governance forum=igf', 'UN=un']],
    ['A forum, then a Forum.', ['forum=forum']],
    [
      'Global Internet governance, global internet governance, Internet governance.',
      ['Internet governance=governance'],
    ],
    ['Until the run; forums; forum2; UNESCO.', []],
    ['İİ forum', []],
  ])('is whole, the longest first, each once: %s', (text, wanted) => {
    expect(named(text)).toEqual(wanted);
    expect(
      inPieces(text, terms)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });
});

describe('A heading', () => {
  it.each([
    ['IGF', undefined, { name: 'IGF' }],
    ['IGF', 'the Forum', { name: 'IGF' }],
    ['IGF', '«المنتدى»', { name: '«المنتدى»', beside: 'IGF' }],
    ['IGF', 'Форум', { name: 'Форум', beside: 'IGF' }],
    ['IGF', '论坛', { name: '论坛', beside: 'IGF' }],
    ['IGF', '2023', { name: 'IGF' }],
  ])('of %s is in the script of the page: %s', (label, words, wanted) => {
    expect(headingOf(label, words)).toEqual(wanted);
  });
});

describe('A statement that is copied', () => {
  const hostile = claim('A [link](javascript:alert(1)) *here*.', 'a', '![](https://spy.example/)\n# Heading');

  it('has its source', () => {
    expect(citedText(claim('It met.', 'a', 'met'))).toBe('It met.\n“met”\nTitle of a, August 2023');
    expect(citedMarkdown(claim('It met.', 'a', 'met'))).toBe(
      'It met.\n\n> met\n\n*Title of a*, August 2023\n',
    );
  });

  it('brings no markup of the document into Markdown', () => {
    const markdown = citedMarkdown(hostile);
    expect(markdown).not.toMatch(/(?<!\\)[[\]!]\(|^> #|(?<!\\)!\[/m);
    expect(markdown).toContain('> !\\[\\]');
  });
});
