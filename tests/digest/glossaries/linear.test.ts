/** Reading a file takes time in proportion to its length, whatever it holds. */
import { describe, expect, it } from 'vitest';
import type { Format } from '../../../src/digest/glossaries/entry';
import { FORMATS } from '../../../src/digest/glossaries/entry';
import { readAs } from '../../../src/digest/glossaries/read';
import { toDigest } from '../../../src/digest/glossaries/to-digest';
import { exponentOfTime } from '../../platform/growth';
import { largeFile } from './large-files';

const pause = () => undefined;
const ABOUT = { id: 'mine', name: 'Mine', version: '1' };
const SIZES = [30_000, 240_000];
const BOUND = 1.5;

const filled = (unit: string) => (size: number) => unit.repeat(Math.ceil(size / unit.length));
const between =
  (start: string, unit: string, end = '') =>
  (size: number) =>
    start + filled(unit)(size) + end;
const numbered =
  (start: string, unit: (at: number) => string, end = '') =>
  (size: number) => {
    const parts: string[] = [];
    for (let at = 0, length = 0; length < size; at++) {
      const part = unit(at);
      parts.push(part);
      length += part.length;
    }
    return start + parts.join('') + end;
  };

const TBX = '<tbx xml:lang="en"><text><body>';
const TERM = '<conceptEntry id="a"><langSec xml:lang="en">';
const PREFIX = '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n';

const HOSTILE: [format: Format, what: string, text: (size: number) => string][] = [
  [
    'table',
    'quotation marks in wrong places, and spaces',
    (size) => `a,b\n"${'x"'.repeat(size / 4)}${' '.repeat(size / 2)}\n`,
  ],
  ['table', 'cells that never end', numbered('a,b\n', (at) => `"${at},x\n`)],
  ['table', 'empty cells', filled(',,,,,,,,,,\n')],
  ['table', 'rows of one cell', numbered('term,definition\n', (at) => `t${at}\n`)],
  ['table', 'terms of one id', numbered('id,term\n', (at) => `a,t${at}\n`)],
  ['table', 'parts of one term', numbered('id,term,language\n', (at) => `a,t${at},en\n`)],
  ['table', 'one term again and again', between('term,definition\n', 'net,nodes\n')],
  ['table', 'one term with other statements', numbered('term,definition\n', (at) => `net,nodes ${at}\n`)],
  ['table', 'sources', numbered('term,definition,source\n', (at) => `t${at},d,s${at}\n`)],
  ['table', 'languages', numbered('term,language\n', (at) => `t${at},tongue ${at}\n`)],
  ['table', 'marks on one letter', between('term,definition\nnet,a', '\u0301\u0316')],
  ['table', 'apostrophes', between('term,definition\nnet,', "'")],
  ['table', 'separators in a cell', between('term,synonyms\nnet,', 'a;')],
  ['table', 'backslashes in a cell', between('term,synonyms\nnet,', '\\')],
  ['table', 'references', numbered('term,related\n', (at) => `t${at},t${at + 1};t${at - 1};x${at}\n`)],
  ['tbx', 'attributes', numbered('<tbx ', (at) => `a${at}="b" `, '/>')],
  ['tbx', 'open elements', filled('<a>')],
  ['tbx', 'a comment', between('<tbx><!--', '- ')],
  ['tbx', 'a document type', between('<!DOCTYPE tbx [', '<!ENTITY a "b">')],
  ['tbx', 'terms of one entry', numbered(TBX + TERM, (at) => `<termSec><term>t${at}</term></termSec>`)],
  [
    'tbx',
    'definitions and sources of one entry',
    between(`${TBX}<conceptEntry>`, '<definition>a</definition><source>b</source>'),
  ],
  ['tbx', 'a long term', between(`${TBX}${TERM}<termSec><term>`, 'a&amp;')],
  ['turtle', 'a literal without an end', between(`${PREFIX}<a> skos:note """`, 'a" ')],
  [
    'turtle',
    'labels of one concept',
    numbered(`${PREFIX}<a> skos:prefLabel "x"`, (at) => `, "l${at}"`, ' .'),
  ],
  ['turtle', 'comments', filled('# a\n')],
  [
    'turtle',
    'references to a node with many labels',
    (size) =>
      `${PREFIX}_:b skos:prefLabel ${numbered('"x"', (at) => `, "l${at}"`, ' .')(size / 2)} <a> skos:prefLabel "a" ; skos:related ${between('_:b', ', _:b', ' .')(size / 2)}`,
  ],
  [
    'turtle',
    'notes with one node of many sources',
    (size) =>
      `${PREFIX}@prefix dct: <http://purl.org/dc/terms/> . _:b dct:source ${numbered('"x"', (at) => `, "s${at}"`, ' .')(size / 2)} <a> skos:prefLabel "a" ; skos:note ${between('_:b', ', _:b', ' .')(size / 2)}`,
  ],
  [
    'turtle',
    'a cycle of broader concepts',
    numbered(PREFIX, (at) => `<${at}> skos:prefLabel "${at}" ; skos:broader <${at + 1}>, <0> .\n`),
  ],
  [
    'turtle',
    'blank nodes',
    numbered(PREFIX, () => '[ skos:prefLabel "a" ; skos:related [ skos:prefLabel "b" ] ] .\n'),
  ],
  ['turtle', 'prefixes', numbered('', (at) => `@prefix p${at}: <a> .\n`)],
  ['rdf-xml', 'namespaces', numbered('<a:b xmlns:a="urn:a" ', (at) => `xmlns:n${at}="urn:n" `, '/>')],
  ['rdf-xml', 'empty nodes', between('<a:b xmlns:a="urn:a"><a:c>', '<a:b/>')],
  ['json-ld', 'brackets', filled('[')],
  ['json-ld', 'a string without an end', between('["', 'a')],
  ['json-ld', 'backslashes', between('["', '\\\\', '"]')],
  [
    'json-ld',
    'names in a context',
    numbered('{"@context":{', (at) => `"n${at}":"p:n${at}",`, '"p":"urn:"}}'),
  ],
  ['json-ld', 'white space', between('{', ' \n')],
  ['digest', 'members', numbered('{"format":1', (at) => `,"m${at}":${at}`, '}')],
  [
    'digest',
    'terms that are none',
    between('{"format":1,"documents":[],"passages":[],"terms":[', '{},', '1]}'),
  ],
  ['markdown', 'asterisks', filled('*')],
  ['markdown', 'open links', filled('[a](')],
  ['markdown', 'brackets', filled('[[')],
  ['markdown', 'spaces', between('# a', ' ', 'b')],
  ['markdown', 'signs of headings', filled('# # ')],
  ['markdown', 'signs of headings of wikis', filled('== ')],
  ['markdown', 'open comments', filled('a<!--')],
  ['markdown', 'tags', filled('<a ')],
  ['markdown', 'bold letters', filled('**a')],
  ['markdown', 'colons', between('; a', ' :')],
  ['markdown', 'brackets after a term', between('**a** (', ' ')],
  ['markdown', 'definitions of one term', numbered('a\n', (at) => `: d${at}\n`)],
  ['markdown', 'terms of one definition', numbered('', (at) => `t${at}\n`, ': d\n')],
  ['markdown', 'cells of one row', between('| a | b |\n|---|---|\n', '| a ')],
  ['markdown', 'escapes', filled('\\*')],
  ['markdown', 'underscores', filled('_a ')],
  ['markdown', 'slashes', filled('//a ')],
  ['html', 'open elements', filled('<a>')],
  ['html', 'wrong ends', filled('<b></i>')],
  ['html', 'open paragraphs', filled('<p>a')],
  ['html', 'cells of one row', between('<table><tr>', '<td>a')],
  ['html', 'attributes', between('<a ', 'b=c ')],
  ['html', 'references', filled('&lt;&am')],
  ['html', 'terms of one definition', filled('<dt>a')],
  ['html', 'definitions of one term', between('<dl><dt>a', '<dd>b')],
  ['html', 'a comment', between('<!--', '-')],
  ['html', 'lines', filled('<p>a</p>\n\n\n\n')],
];

describe('The cost of reading is linear in', () => {
  it.each(HOSTILE)('%s with %s', async (format, _, textOf) => {
    const read = (text: string) => readAs(format, text, { pause }).catch(() => undefined);
    expect(await exponentOfTime(SIZES, textOf, read, { most: BOUND })).toBeLessThan(BOUND);
  });

  it.each(FORMATS)('terms: %s', async (format) => {
    const exponent = await exponentOfTime(
      [500, 4_000],
      (terms) => largeFile(format, terms),
      (text) => readAs(format, text, { pause }),
      { most: BOUND },
    );
    expect(exponent).toBeLessThan(BOUND);
  });
});

describe('The cost of making a digest is linear in', () => {
  it.each<[string, (terms: number) => string]>([
    ['terms', (terms) => largeFile('table', terms)],
    [
      'terms with one slug',
      (terms) => numbered('term,definition\n', (at) => `net${'!'.repeat(at % 150)},${at}\n`)(terms * 20),
    ],
    [
      'forms',
      (terms) => numbered('term,synonyms\n', (at) => `t${at},${'a;b;c;d;e;f;'.repeat(3)}\n`)(terms * 40),
    ],
    ['references', (terms) => numbered('term,related\n', (at) => `t${at},t0;t${at + 1}\n`)(terms * 20)],
  ])('%s', async (_, textOf) => {
    const reads = new Map<string, Awaited<ReturnType<typeof readAs>>>();
    const texts = [1_000, 8_000].map(textOf);
    for (const text of texts) reads.set(text, await readAs('table', text, { pause }));
    const exponent = await exponentOfTime(
      [1_000, 8_000],
      (terms) => texts[terms === 1_000 ? 0 : 1] as string,
      (text) => toDigest(reads.get(text) as Awaited<ReturnType<typeof readAs>>, ABOUT, { pause }),
      { most: BOUND },
    );
    expect(exponent).toBeLessThan(BOUND);
  });
});
