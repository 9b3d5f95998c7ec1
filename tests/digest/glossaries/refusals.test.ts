/** Files that hold no glossary are named, and what can be done is said. */
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type Left, sentenceOf, WHYS } from '../../../src/digest/glossaries/left';
import { readGlossaryFile } from '../../../src/digest/glossaries/read';
import { readText, refusalOf } from './reading';

const bytesOf = (...values: number[]) => new Uint8Array([...values, ...Array(64).fill(0)]);
const lettersOf = (text: string) => bytesOf(...[...text].map((letter) => letter.charCodeAt(0)));
const zip = (...names: string[]) =>
  zipSync(
    Object.fromEntries(names.map((name) => [name, new TextEncoder().encode('application/epub or so')])),
  );

describe('A file is named and refused:', () => {
  it.each<[string, string, Uint8Array]>([
    ['a Word document', 'a.docx', zip('[Content_Types].xml', 'word/document.xml')],
    ['an Excel workbook', 'a.csv', zip('[Content_Types].xml', 'xl/workbook.xml')],
    ['a digest of Gloss (.gloss)', 'a.gloss', zip('digest.json')],
    ['a zip archive', 'a.zip', zip('a.txt')],
    ['a deck of Anki', 'a.apkg', zip('collection.anki2')],
    ['a PDF file', 'a.csv', lettersOf('%PDF-1.7')],
    ['a picture (PNG)', 'a.png', bytesOf(0x89, 0x50, 0x4e, 0x47)],
    ['a picture (JPEG)', 'a.jpg', bytesOf(0xff, 0xd8, 0xff)],
    ['an old Office document', 'a.xls', bytesOf(0xd0, 0xcf, 0x11, 0xe0)],
    ['a database (SQLite)', 'a.db', lettersOf('SQLite format 3')],
    ['a compressed file (gzip)', 'a.csv.gz', bytesOf(0x1f, 0x8b)],
    ['an RTF document', 'a.rtf', lettersOf('{\\rtf1')],
  ])('%s', async (what, name, bytes) => {
    const refusal = await refusalOf(readGlossaryFile(name, bytes));
    expect(refusal.kind).toBe('kind');
    expect(refusal.what).toContain(`This is ${what}`);
    expect(refusal.todo).not.toBe('');
  });

  it.each<[string, string, string]>([
    [
      'an export of notes (Web Annotations)',
      'notes.json',
      '{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection"}',
    ],
    [
      'an export of notes',
      'notes.csv',
      '\ufeffHighlight,Title,Author,URL,Note,Location,Date\r\na,b,,c,d,,2024\r\n',
    ],
    ['an export of notes (Web Annotations)', 'h.json', '{"rows": [{"uri": "a"}], "total": 1}'],
    ['a JSON file of another kind', 'a.json', '{"name": "package", "version": "1"}'],
    ['a JSON file of another kind', 'a.json', '[{"term": "DNS"}]'],
    ['a translation memory (TMX)', 'a.tmx', '<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "a.dtd"><tmx/>'],
    ['a picture (SVG)', 'a.svg', '<!-- a --><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['an XML file of another kind', 'a.xml', '<inventory><item/></inventory>'],
    ['a glossary in YAML', 'a.yaml', '# Terms\n- id: igf\n  kind: event\n'],
  ])('%s', async (what, name, text) => {
    const refusal = await refusalOf(readText(name, text));
    expect(refusal.kind).toBe('kind');
    expect(refusal.what).toContain(what);
  });

  it('a text without any list', async () => {
    const refusal = await refusalOf(
      readText('letter.txt', 'Dear reader,\nthis is a letter. It goes on.\nYours, me'),
    );
    expect(refusal).toMatchObject({
      what: 'This is a text in which Gloss finds neither a table nor a list of definitions',
    });
  });

  it('an empty file', async () => {
    expect(await refusalOf(readText('a.csv', ' \n\ufeff'))).toMatchObject({
      kind: 'empty',
      what: 'The file is empty',
    });
  });

  it('a file in which nothing can be taken, with the most frequent reason', async () => {
    const refusal = await refusalOf(readText('a.csv', 'term,definition\n,a\n,b\n'));
    expect(refusal.message).toBe(
      'No term was found in the file: 2 entries have no label and were left out. See which forms of glossaries Gloss reads, and correct the file.',
    );
  });

  it('a digest of another format', async () => {
    const refusal = await refusalOf(readText('a.json', '{"format": 2, "terms": []}'));
    expect(refusal).toMatchObject({ kind: 'unsupported', what: 'The file is no digest of format 1' });
  });
});

describe('A file is known by its content, whatever its name', () => {
  it.each([
    ['terms.txt', 'term\tdefinition\nDNS\tnames\n', 'table'],
    ['terms.md', 'term;definition;synonyms\nDNS;names;x\n', 'table'],
    [
      'terms.csv',
      '<tbx><text><body><conceptEntry><langSec xml:lang="en"><termSec><term>a</term></termSec></langSec></conceptEntry></body></text></tbx>',
      'tbx',
    ],
    ['terms.xml', '<dl><dt>DNS<dd>names</dl>', 'html'],
    [
      'terms.txt',
      '# SKOS\n\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<a> skos:prefLabel "a" .',
      'turtle',
    ],
    ['terms', '**DNS**: names, of hosts\n\n**BGP**: ways\n', 'markdown'],
    ['terms', 'DNS | names\nBGP | ways\n', 'table'],
  ])('%s: %j', async (name, text, format) => {
    expect((await readText(name, text)).format).toBe(format);
  });
});

describe('What was left out is said in a sentence', () => {
  it.each(WHYS)('%s', (why) => {
    const left = (count: number): Left => ({ why, count, samples: [] });
    expect(sentenceOf(left(1))).toMatch(/^1 [a-z]/);
    expect(sentenceOf(left(12_000))).toMatch(/^12,000 [a-z]/);
    expect(sentenceOf(left(1))).not.toBe(sentenceOf(left(2)).replace('2', '1'));
  });
});
