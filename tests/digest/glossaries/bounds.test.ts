/** Every bound: what is above a bound of the file refuses it, what is above a bound of a term is left out. */
import { describe, expect, it } from 'vitest';
import { BOUNDS } from '../../../src/digest/glossaries/bounds';
import { readGlossaryFile } from '../../../src/digest/glossaries/read';
import { leftOf, readText, readTextAs, refusalOf } from './reading';

const many = (count: number, of: (at: number) => string) => Array.from({ length: count }, (_, at) => of(at));
const table = (rows: string[], header = 'term,definition') => `${header}\n${rows.join('\n')}\n`;

describe('The bounds', () => {
  it('are those that the documentation names', () => {
    expect(BOUNDS).toEqual({
      ...{ text: 100_000_000, bytes: 400_000_000, terms: 1_000_000, forms: 2_000_000, formsOfTerm: 2_000 },
      ...{ label: 500, definition: 5_000, statements: 500, gists: 100, related: 500, sources: 10_000 },
      ...{ depth: 60, columns: 200, cells: 20_000_000, cell: 100_000, item: 5_000_000, triples: 20_000_000 },
    });
  });
});

describe('A file is refused if it has', () => {
  it('more than 100 MB of text', async () => {
    const refusal = await refusalOf(readTextAs('table', 'a'.repeat(100_000_001)));
    expect(refusal.message).toBe('The file has more than 100,000,000 letters. Divide it into several files.');
  });

  it('more bytes, or more letters in fewer bytes, than the bounds', async () => {
    const bytes = new TextEncoder().encode(table(['DNS,names']));
    expect(await refusalOf(readGlossaryFile('a.csv', bytes, { bounds: { bytes: 10 } }))).toMatchObject({
      ...{ kind: 'large', what: 'The file has 26 bytes, more than 10' },
    });
    expect(await refusalOf(readGlossaryFile('a.csv', bytes, { bounds: { text: 10 } }))).toMatchObject({
      ...{ kind: 'large', what: 'The file has more than 10 letters' },
    });
  });

  it('more terms, or more forms', async () => {
    const rows = table(many(11, (at) => `term ${at},definition`));
    expect(await refusalOf(readText('a.csv', rows, { bounds: { terms: 10 } }))).toMatchObject({
      ...{ kind: 'large', what: 'The file has more than 10 terms', where: 'term 12' },
    });
    const forms = table(['net,a;b;c', 'node,d;e;f'], 'term,synonyms');
    expect(await refusalOf(readText('a.csv', forms, { bounds: { forms: 7 } }))).toMatchObject({
      ...{ kind: 'large', what: 'The file has more than 7 forms of terms', where: 'term 3' },
    });
    expect((await readText('a.csv', forms, { bounds: { forms: 8 } })).entries).toHaveLength(2);
  });

  it('more columns, or more cells', async () => {
    const wide = table(['DNS,names'], many(201, (at) => `column ${at}`).join());
    expect(await refusalOf(readTextAs('table', wide))).toMatchObject({
      ...{ kind: 'large', what: 'A row has more than 200 cells', where: 'row 1' },
    });
    const cells = table(many(10, (at) => `term ${at},definition`));
    expect(await refusalOf(readText('a.csv', cells, { bounds: { cells: 21 } }))).toMatchObject({
      ...{ kind: 'large', what: 'The file has more than 21 cells', where: 'row 11' },
    });
    expect((await readText('a.csv', cells, { bounds: { cells: 22 } })).entries).toHaveLength(10);
  });

  it.each([
    ['table', 'row 2', `term,definition\nnet,${'a'.repeat(100_001)}`],
    ['digest', 'line 1', `{"format": 1, "terms": ["${'a'.repeat(5_000_001)}"]}`],
  ] as const)('one very long part: %s', async (format, where, text) => {
    expect(await refusalOf(readTextAs(format, text))).toMatchObject({ where });
  });

  it.each([
    ['tbx', `<tbx>${'<descripGrp>'.repeat(60)}`],
    ['rdf-xml', `<a xmlns="urn:a">${'<b>'.repeat(60)}`],
    ['html', '<div>'.repeat(61)],
    ['json-ld', `{"@graph": [${'['.repeat(61)}`],
    ['digest', `{"format": 1, "terms": ${'{"a":'.repeat(61)}`],
    ['turtle', `<a> <b> ${'('.repeat(61)}`],
  ] as const)('more than 60 parts inside each other: %s', async (format, text) => {
    const refusal = await refusalOf(readTextAs(format, text));
    expect(refusal).toMatchObject({ kind: 'large', where: 'line 1' });
    expect(refusal.what).toContain('nested deeper than 60');
  });

  it('a table in Markdown with more columns', async () => {
    const row = (columns: number, start: string, cell: string) =>
      `|${start}${`|${cell}`.repeat(columns - 2)}|`;
    const rows = (columns: number) =>
      [
        row(columns, 'term|definition', 'x'),
        row(columns, '---|---', '---'),
        row(columns, 'net|nodes', 'y'),
      ].join('\n');
    expect((await readTextAs('markdown', rows(200))).entries).toHaveLength(1);
    expect(await refusalOf(readTextAs('markdown', rows(201)))).toMatchObject({ kind: 'empty' });
  });

  it('an entry of JSON with many parts', async () => {
    const text = `{"@graph": [{"@id": "a", "b": [${'1, '.repeat(100)}1]}]}`;
    expect(await refusalOf(readTextAs('json-ld', text, { bounds: { item: 200 } }))).toMatchObject({
      ...{ kind: 'large', what: 'An entry has more than 200 letters', where: 'line 1' },
    });
  });

  it('more statements of RDF', async () => {
    const text = many(11, (at) => `<a> <urn:b> "${at}" .`).join('\n');
    expect(await refusalOf(readTextAs('turtle', text, { bounds: { triples: 10 } }))).toMatchObject({
      ...{ kind: 'large', what: 'The file has more than 10 statements' },
    });
  });

  it('more terms in a digest', async () => {
    const text = '{"format": 1, "documents": [], "passages": [], "terms": [1, 2, 3]}';
    expect(await refusalOf(readTextAs('digest', text, { bounds: { terms: 2 } }))).toMatchObject({
      ...{ kind: 'large', what: 'The file has more than 2 terms' },
    });
  });
});

describe('Of a term is left out', () => {
  it('a label of more than 500 letters, with its entry, and a form of more', async () => {
    const [long, fits] = ['a'.repeat(501), 'b'.repeat(500)];
    const read = await readText(
      'a.csv',
      table([`${long},x`, `${fits},${long}; y; ${fits}2`], 'term,synonyms'),
    );
    expect(read.entries.map(({ forms }) => forms.map(({ text }) => text))).toEqual([[fits, 'y']]);
    expect(leftOf(read)).toEqual({ 'label-long': 1, 'form-long': 2 });
  });

  it('what is above 5,000 letters of a definition, at the end of a sentence', async () => {
    const sentence = `${'word '.repeat(20)}end. `;
    const read = await readText(
      'a.csv',
      table([`net,"${sentence.repeat(60)}"`, `node,${'x'.repeat(5_001)}`]),
    );
    const [cut, broken] = read.entries.map(({ definitions }) => definitions[0]?.text ?? '');
    expect(cut).toBe(sentence.repeat(47).trim());
    expect(broken).toBe(`${'x'.repeat(4_999)}…`);
    expect(leftOf(read)).toEqual({ 'definition-long': 2 });
  });

  it('what is behind very much white space, too: it is never looked at', async () => {
    const read = await readText('a.csv', table([`net,"many${' '.repeat(20_000)}nodes"`]));
    expect(read.entries[0]?.definitions[0]?.text).toBe('many');
    expect(leftOf(read)).toEqual({ 'definition-long': 1 });
  });

  it('a gist of more than 140 letters is a definition, and the same gist again is none', async () => {
    const rows = [`1,net,en,${'x'.repeat(141)}`, '1,net,en,short', '1,net,en,short', '1,net,en,other'];
    const read = await readText('a.csv', table(rows, 'id,term,language,gist'));
    expect(read.entries[0]?.gists.map(({ text }) => text)).toEqual(['short']);
    expect(read.entries[0]?.definitions.map(({ text }) => text)).toEqual(['x'.repeat(141), 'other']);
  });

  it('a form without a letter or digit', async () => {
    const read = await readText('a.csv', table(['net,!!; n1'], 'term,synonyms'));
    expect(read.entries[0]?.forms.map(({ text }) => text)).toEqual(['net', 'n1']);
    expect(leftOf(read)).toEqual({ 'form-empty': 1 });
  });

  it('each form above 2,000', async () => {
    const forms = many(2_100, (at) => `f${at}`).join(';');
    const read = await readText('a.csv', table([`net,${forms}`], 'term,synonyms'));
    expect(read.entries[0]?.forms).toHaveLength(2_000);
    expect(leftOf(read)).toEqual({ 'forms-many': 101 });
  });

  it('each statement above 500, each gist above 100, each reference above 500', async () => {
    const statements = table(
      many(510, (at) => `1,net,en,s${at}`),
      'id,term,language,note',
    );
    const said = await readText('a.csv', statements);
    expect(said.entries[0]?.statements).toHaveLength(500);
    expect(leftOf(said)).toEqual({ 'statements-many': 10 });
    const gists = table(
      many(
        120,
        (at) => `1,net,${String.fromCharCode(97 + (at % 26))}${String.fromCharCode(97 + at / 26)}q,g${at}`,
      ),
      'id,term,language,gist',
    );
    const read = await readText('a.csv', gists, { bounds: { gists: 3 } });
    expect(read.entries[0]?.gists).toHaveLength(3);
    expect(leftOf(read)['gists-many']).toBeGreaterThan(50);
    const related = table([`net,${many(510, (at) => `r${at}`).join(';')}`], 'term,related');
    expect(leftOf(await readText('a.csv', related))).toEqual({ 'related-many': 10, 'related-unknown': 500 });
  });

  it('the source of a statement, once there are too many', async () => {
    const rows = table(
      many(4, (at) => `term ${at},definition,source ${at}`),
      'term,definition,source',
    );
    const read = await readText('a.csv', rows, { bounds: { sources: 2 } });
    expect(read.entries.flatMap(({ definitions }) => definitions[0]?.source?.title ?? [])).toEqual([
      ...['source 0', 'source 1'],
    ]);
    expect(leftOf(read)).toEqual({ 'sources-many': 2 });
  });

  it('every sample is short, and there are three of each reason', async () => {
    const read = await readText('a.csv', table(many(9, (at) => `${`${at}`.repeat(600)},x`).concat('net,y')));
    expect(read.left).toEqual([
      {
        ...{ why: 'label-long', count: 9 },
        samples: [0, 1, 2].map((at) => ({ text: `${`${at}`.repeat(79)}…`, at: at + 2 })),
      },
    ]);
  });
});
