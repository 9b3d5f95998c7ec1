import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../src/notes/exchange/csv';
import { toHtml } from '../../src/notes/exchange/html';
import { toMarkdown, toMarkdownZip } from '../../src/notes/exchange/markdown';
import { byKind, NOTES } from './any-note';

const whole = (pieces: Iterable<string>): string => [...pieces].join('');
const bytes = async (pieces: Iterable<BlobPart>): Promise<Uint8Array> =>
  new Uint8Array(await new Blob([...pieces]).arrayBuffer());

describe('A file', () => {
  it('for people shows terms by their names', async () => {
    const names = { igf: 'مجمع حکمرانی اینترنت' };
    const note = byKind('term', { text: 'x' });
    expect(whole(toCsv([note], names))).toContain(
      '\r\nمجمع حکمرانی اینترنت,Gloss: terms,,urn:gloss:term:igf,',
    );
    expect(whole(toHtml([note], names, '', 'en'))).toContain('<h2 dir="auto">مجمع حکمرانی اینترنت</h2>');
    expect([...toMarkdown([note], names)][0]?.name).toBe('مجمع-حکمرانی-اینترنت.md');
    expect([
      ...toMarkdown([byKind('term', { target: { kind: 'term', term: 'constructor' } })], names),
    ]).toMatchObject([{ name: 'constructor.md' }]);
  });
});

describe('The CSV file', () => {
  it('has Readwise’s columns, one row for each note, and doubled quotes', () => {
    const note = byKind('passage', { text: 'He said "no",\ntwice', tags: ['a b'] });
    const [head, ...rows] = whole(toCsv([note], {}))
      .slice(1)
      .split('\r\n');
    expect(head).toBe('Highlight,Title,Author,URL,Note,Location,Date');
    expect(rows.join('\r\n')).toContain('"He said ""no"",\ntwice\n.a_b"');
  });

  it.each(['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', ' =1', '＝1'])(
    'never begins a cell with the formula %j',
    (text) => {
      const cells = whole(toCsv([byKind('page', { text, tags: [] })], {})).split('\r\n')[1] ?? '';
      expect(cells).toContain(`"'${text.replaceAll('"', '""')}"`);
    },
  );
});

describe('The Markdown files', () => {
  it('are one for each page, with front matter, quotes and notes', () => {
    const page = byKind('page', { text: 'About it' });
    const passage = byKind('passage', { text: 'It *met*.', tags: ['two words'] });
    const files = [...toMarkdown([page, passage, byKind('term', { text: '' })], {})];
    expect(files.map(({ name }) => name)).toEqual(['A-page-صفحه.md', 'igf.md']);
    expect(files[0]?.text).toMatch(/^---\ntitle: "A “page” — صفحه"\nsource: "https:.*"\n/);
    expect(files[0]?.text).toMatch(/\n---\n\nAbout it\n[\s\S]*> the forum\n\nIt \*met\*\.\n\n#two-words\n$/);
  });

  it('have unique names that any file system accepts', () => {
    const at = (title: string, n: number) =>
      byKind('page', { target: { kind: 'page', page: { address: `https://a.example/${n}`, title } } });
    const titles = ['CON', '../../etc', 'A?', 'a*', '', 'x'.repeat(300), 'A 3', 'A'];
    const names = [...toMarkdown(titles.map(at), {})].map(({ name }) => name);
    expect(names).toEqual([
      'note-CON.md',
      'etc.md',
      'A.md',
      'a-2.md',
      'https-a-example-4.md',
      `${'x'.repeat(60)}.md`,
      'A-3.md',
      'A-4.md',
    ]);
  });

  it('are zipped', async () => {
    const files = [...toMarkdown(NOTES, {})];
    const zip = unzipSync(await bytes(toMarkdownZip(NOTES, {})));
    expect(Object.keys(zip)).toEqual(files.map(({ name }) => name));
    expect(new TextDecoder().decode(zip[files[0]?.name ?? ''])).toBe(files[0]?.text);
  });

  it('come zipped though a note is older or newer than a zip can say', async () => {
    const notes = [0, 9_000_000_000_000].map((modified, i) =>
      byKind('term', { target: { kind: 'term', term: `t${i}` }, modified }),
    );
    const zip = unzipSync(await bytes(toMarkdownZip(notes, {})));
    expect(Object.keys(zip)).toEqual(['t0.md', 't1.md']);
  });

  it('keep plain text plain', () => {
    const [file] = toMarkdown([byKind('term', { text: '# *x* [y](z)', format: 'text/plain' })], {});
    expect(file?.text).toContain('\\# \\*x\\* \\[y\\](z)');
  });
});

describe('The HTML page', () => {
  it('contains no markup from notes, and links only to the web', () => {
    const evil = '<img src=x onerror=alert(1)>';
    const page = { address: 'javascript:alert(1)', title: evil };
    const html = whole(
      toHtml(
        [byKind('page', { text: evil, tags: [evil], target: { kind: 'page', page } })],
        {},
        evil,
        '"><script>',
      ),
    );
    expect(html).not.toContain('<img');
    expect(html).not.toContain('<script');
    expect(html).not.toContain('href=');
    expect(html).toContain("default-src 'none'");
  });
});
