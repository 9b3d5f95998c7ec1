import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/digest/card';
import type { Note, Target } from '../../../src/notes/schema';
import { type BriefingParts, briefing, briefingName } from '../../../src/ui/page/briefing';

const PAGE = { address: 'https://news.example/a?b=1&c=(d)', title: 'A morning in Geneva' };
const AT = new Date(2026, 10, 29, 12).getTime();
const WORDS = {
  read: 'Read on',
  terms: 'Terms on this page',
  about: 'Ours, then theirs.',
  ownNotes: 'Your notes',
  notes: 'Your highlights and notes',
  orphans: 'Not found on this page',
};
const passage = (exact: string): Target => ({
  kind: 'passage',
  page: PAGE,
  selectors: { quote: { exact, prefix: '', suffix: '' } },
});
const note = (target: Target, text: string, more: Partial<Note> = {}): Note => ({
  id: '00000000-0000-4000-8000-000000000001',
  revision: 1,
  created: 1,
  modified: 1,
  target,
  text,
  format: 'text/markdown',
  tags: [],
  colour: 'green',
  deleted: false,
  stamps: { text: 1, format: 1, tags: 1, colour: 1, deleted: 1 },
  ...more,
});
const IGF: Card = {
  term: {
    id: 'igf',
    label: 'IGF',
    name: 'Internet Governance Forum',
    kind: 'event',
    gist: { en: 'Yearly United Nations forum on Internet policy' },
  },
  claims: [
    {
      text: 'The forum takes no binding decisions.',
      quote: 'no binding decisions',
      passage: 'report#p01',
      document: { id: 'report', title: 'Report of the event', date: '2023-08' },
    },
    {
      text: 'It met in Kyoto.',
      quote: 'in Kyoto',
      passage: 'paper#p02',
      document: { id: 'paper', title: 'A paper' },
    },
  ],
  related: [],
  names: [],
};
const of = (parts: Partial<BriefingParts>) =>
  briefing({ page: PAGE, at: AT, terms: [], notes: [], orphans: [], words: WORDS, ...parts });

describe('the briefing of a page', () => {
  it('has the page, its terms with their sources, and the notes in page order', () => {
    const own = note({ kind: 'term', term: 'igf' }, 'Ask who pays.');
    const text = of({
      terms: [{ card: IGF, notes: [own] }],
      notes: [
        note({ kind: 'page', page: PAGE }, 'Read again.'),
        note(passage('the first words'), '', { tags: ['to do'] }),
        note(passage('the last words'), 'Who says **so**?'),
      ],
      orphans: [note(passage('gone'), '')],
    });
    expect(text).toBe(`# A morning in Geneva

<https://news.example/a?b=1&c=(d)>  
Read on November 29, 2026

## Terms on this page

Ours, then theirs.

### IGF

Internet Governance Forum. Yearly United Nations forum on Internet policy

- The forum takes no binding decisions. (*Report of the event*, August 2023)
- It met in Kyoto. (*A paper*)

Your notes:

Ask who pays.

## Your highlights and notes

Read again.

> the first words

#to-do

> the last words

Who says **so**?

## Not found on this page

> gone
`);
  });

  it('of a page without terms and notes has the page only', () => {
    expect(of({})).toBe(
      '# A morning in Geneva\n\n<https://news.example/a?b=1&c=(d)>  \nRead on November 29, 2026\n',
    );
    expect(of({ page: { ...PAGE, title: ' ' } })).toMatch(/^# https\\:\/\/news\.example/);
  });

  it('shows what is foreign as it is, whatever it says', () => {
    const hostile = '# <script>x</script> [a](javascript:b) *c* | `d`\n\n## e';
    const text = of({
      page: { address: 'javascript:alert(1)', title: hostile },
      terms: [
        {
          card: {
            ...IGF,
            term: { ...IGF.term, label: hostile, gist: { en: hostile } },
            claims: [{ ...IGF.claims[0]!, text: hostile, document: { id: 'a', title: hostile } }],
          },
          notes: [],
        },
      ],
      notes: [note(passage(hostile), hostile, { format: 'text/plain' })],
    });
    const html = marked.parse(text, { async: false });
    expect(html).not.toMatch(/<script|<a |<code|<h1[^>]*>\s*<h|<table/);
    // The document's title is emphasised by Gloss, and nothing else is.
    expect(html.match(/<em>/g)).toHaveLength(1);
    expect(html.match(/<h\d/g)).toEqual(['<h1', '<h2', '<h3', '<h2']);
  });

  it('is saved under the day and the title', () => {
    expect(briefingName({ page: PAGE, at: AT })).toBe('gloss-2026-11-29-A-morning-in-Geneva.md');
    expect(briefingName({ page: { ...PAGE, title: 'مجمع / حکمرانی' }, at: AT })).toBe(
      'gloss-2026-11-29-مجمع-حکمرانی.md',
    );
  });
});
