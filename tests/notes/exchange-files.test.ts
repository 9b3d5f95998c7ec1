import { describe, expect, it } from 'vitest';
import { toCsv } from '../../src/notes/exchange/csv';
import { exportFile } from '../../src/notes/exchange/export';
import { toHtml } from '../../src/notes/exchange/html';
import { toMarkdown } from '../../src/notes/exchange/markdown';
import { places } from '../../src/notes/exchange/places';
import { toAnnotation } from '../../src/notes/exchange/to-jsonld';
import type { Note } from '../../src/notes/schema';

const page = { address: 'https://news.example/a', title: 'A page' };
const selectors = {
  quote: { exact: 'the forum\nmet', prefix: 'In Kyoto ', suffix: '.' },
  position: { start: 9, end: 22 },
  structure: { startPath: '/p[1]', startOffset: 9, endPath: '/p[2]', endOffset: 3 },
};
const note = (id: string, target: Note['target'], part: Partial<Note> = {}): Note => ({
  id: `00000000-0000-4000-8000-00000000000${id}`,
  revision: 3,
  created: Date.UTC(2024, 0, 2),
  modified: Date.UTC(2024, 0, 3, 4, 5, 6),
  target,
  text: 'It *met*.',
  format: 'text/markdown',
  tags: ['a b', 'c'],
  colour: 'green',
  deleted: false,
  stamps: { text: 1, format: 2, tags: 3, colour: 4, deleted: 5 },
  ...part,
});
const term = note('1', { kind: 'term', term: 'igf' });
const whole = note('2', { kind: 'page', page }, { text: 'About it', tags: [] });
const passage = note('3', { kind: 'passage', page, selectors });
const bare = note(
  '4',
  { kind: 'passage', page, selectors: { quote: selectors.quote } },
  { text: '', tags: [] },
);
const text = (pieces: Iterable<string>) => [...pieces].join('');
const about = { title: 'My notes', lang: 'en', names: {}, now: Date.UTC(2024, 0, 5, 12) };

describe('The table', () => {
  it('has one row for each note, in Readwise’s columns', () => {
    expect(text(toCsv([term, whole, passage, bare], { igf: 'IGF' })).split('\r\n')).toEqual([
      '\uFEFFHighlight,Title,Author,URL,Note,Location,Date',
      'IGF,Gloss: terms,,urn:gloss:term:igf,"It *met*.\n.a_b .c",,2024-01-03 04:05:06',
      'A page,A page,,https://news.example/a,About it,,2024-01-03 04:05:06',
      '"the forum\nmet",A page,,https://news.example/a,"It *met*.\n.a_b .c",9,2024-01-03 04:05:06',
      '"the forum\nmet",A page,,https://news.example/a,,,2024-01-03 04:05:06',
      '',
    ]);
  });
});

describe('The Markdown file of a page', () => {
  it('has its dates and tags, the notes on the page, and its passages in the order of the page', () => {
    const early = { ...bare, created: Date.UTC(2023, 0, 1), modified: Date.UTC(2025, 0, 1) };
    const [file, ...others] = [...toMarkdown([early, passage, whole], {})];
    expect(others).toEqual([]);
    expect(file).toEqual({
      name: 'A-page.md',
      modified: Date.UTC(2025, 0, 1),
      notes: 3,
      text: [
        '---',
        'title: "A page"',
        'source: "https://news.example/a"',
        'created: 2023-01-01T00:00:00.000Z',
        'modified: 2025-01-01T00:00:00.000Z',
        'tags: ["a-b", "c"]',
        '---',
        '',
        'About it',
        '',
        '> the forum',
        '> met',
        '',
        'It *met*.',
        '',
        '#a-b #c',
        '',
        '> the forum',
        '> met',
        '',
      ].join('\n'),
    });
  });

  it('has no list of tags if its notes have none', () => {
    expect([...toMarkdown([whole], {})][0]?.text).not.toContain('tags');
  });
});

describe('The HTML page', () => {
  it('has a section for each page and term, and in it an article for each note', () => {
    const html = text(toHtml([term, passage, whole, bare], { igf: '<IGF>' }, 'My "notes"', 'en'));
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">\n/);
    expect(html).toContain('<title>My &quot;notes&quot;</title>');
    expect(html.slice(html.indexOf('<section>'))).toBe(
      [
        '<section>',
        '<h2 dir="auto">&lt;IGF&gt;</h2>',
        '<article>',
        '<p class="text" dir="auto">It *met*.</p>',
        '<p class="tags" dir="auto">#a b #c</p>',
        '<time datetime="2024-01-03T04:05:06.000Z">2024-01-03</time>',
        '</article>',
        '</section>',
        '<section>',
        '<h2 dir="auto"><a rel="noreferrer" href="https://news.example/a">A page</a></h2>',
        '<article>',
        '<p class="text" dir="auto">About it</p>',
        '<time datetime="2024-01-03T04:05:06.000Z">2024-01-03</time>',
        '</article>',
        '<article>',
        '<blockquote dir="auto">the forum\nmet</blockquote>',
        '<p class="text" dir="auto">It *met*.</p>',
        '<p class="tags" dir="auto">#a b #c</p>',
        '<time datetime="2024-01-03T04:05:06.000Z">2024-01-03</time>',
        '</article>',
        '<article>',
        '<blockquote dir="auto">the forum\nmet</blockquote>',
        '<time datetime="2024-01-03T04:05:06.000Z">2024-01-03</time>',
        '</article>',
        '</section>',
        '</html>',
        '',
      ].join('\n'),
    );
  });
});

describe('A note as a Web Annotation', () => {
  it('has the model’s members, and under `gloss` the members that the model lacks', () => {
    expect(JSON.parse(JSON.stringify(toAnnotation(passage)))).toEqual({
      '@context': [
        'http://www.w3.org/ns/anno.jsonld',
        { gloss: { '@id': 'urn:gloss:ns:note', '@type': '@json' } },
      ],
      id: `urn:uuid:${passage.id}`,
      type: 'Annotation',
      motivation: 'commenting',
      created: '2024-01-02T00:00:00.000Z',
      modified: '2024-01-03T04:05:06.000Z',
      body: [
        { type: 'TextualBody', purpose: 'commenting', value: 'It *met*.', format: 'text/markdown' },
        { type: 'TextualBody', purpose: 'tagging', value: 'a b', format: 'text/plain' },
        { type: 'TextualBody', purpose: 'tagging', value: 'c', format: 'text/plain' },
      ],
      target: {
        type: 'SpecificResource',
        source: page.address,
        selector: [
          { type: 'TextQuoteSelector', ...selectors.quote },
          { type: 'TextPositionSelector', start: 9, end: 22 },
          {
            type: 'RangeSelector',
            startSelector: {
              type: 'XPathSelector',
              value: '/html[1]/body[1]/p[1]',
              refinedBy: { type: 'TextPositionSelector', start: 9, end: 9 },
            },
            endSelector: {
              type: 'XPathSelector',
              value: '/html[1]/body[1]/p[2]',
              refinedBy: { type: 'TextPositionSelector', start: 3, end: 3 },
            },
          },
        ],
      },
      gloss: {
        revision: 3,
        stamps: passage.stamps,
        deleted: false,
        colour: 'green',
        format: 'text/markdown',
        title: 'A page',
      },
    });
  });

  it('without text or tags has no body, and its motivation is highlighting', () => {
    const annotation = toAnnotation(bare);
    expect(annotation).not.toHaveProperty('body');
    expect(annotation.motivation).toBe('highlighting');
  });
});

describe('A file', () => {
  it.each([
    ['jsonld', '.jsonld', 'application/ld+json'],
    ['markdown', '-markdown.zip', 'application/zip'],
    ['csv', '.csv', 'text/csv;charset=utf-8'],
    ['html', '.html', 'text/html;charset=utf-8'],
    ['hypothesis', '-hypothesis.json', 'application/json'],
  ] as const)('of %s is named %s and is %s for the browser', async (format, ending, type) => {
    const { name, blob } = await exportFile(format, [term], about);
    expect(name).toBe(`gloss-notes-2024-01-05${ending}`);
    expect(blob.type).toBe(type);
    expect(blob.size).toBeGreaterThan(100);
  });

  it('has its notes in the order of their creation', async () => {
    const [a, b] = [
      { ...whole, created: 5 },
      { ...passage, created: 4 },
    ];
    const { blob } = await exportFile('csv', [a, b, { ...b, id: term.id, text: 'First', tags: [] }], about);
    expect((await blob.text()).match(/First|It \*met\*|About it/g)).toEqual([
      'First',
      'It *met*',
      'About it',
    ]);
  });
});

describe('The places of notes', () => {
  it('are in the order of their first notes; notes on a whole page come before its passages', () => {
    const later = { ...bare, created: bare.created + 1 };
    const other = { ...page, title: '', address: 'https://news.example/b' };
    const found = places(
      [passage, term, later, bare, whole, { ...whole, target: { kind: 'page', page: other } }],
      {},
    );
    expect(found.map(({ title, address, notes }) => [title, address, notes.length])).toEqual([
      ['A page', page.address, 4],
      ['igf', 'urn:gloss:term:igf', 1],
      ['https://news.example/b', 'https://news.example/b', 1],
    ]);
    expect(found[0]?.notes).toEqual([whole, passage, bare, later]);
  });

  it('are the same for all addresses of a page', () => {
    const tracked = { ...page, address: `${page.address}?utm_source=x#top` };
    expect(places([whole, { ...whole, target: { kind: 'page', page: tracked } }], {})).toHaveLength(1);
  });
});
