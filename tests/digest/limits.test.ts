import { describe, expect, it } from 'vitest';
import { compile } from '../../src/digest/compile';
import {
  changed,
  DOCUMENT,
  DOCUMENT_PATH,
  GLOSSARY,
  GLOSSARY_PATH,
  lineOf,
  problemsOf,
  sources,
} from './sources';

const entries = (count: number, entry: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => entry(i)).join(', ');
const languages = (count: number) =>
  Array.from({ length: count }, (_, i) => `q${String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26))}`);

/** The compiler's bounds: the text that is changed, what it becomes at a size, and what is said of one more. */
const BOUNDS: [what: string, most: number, from: string, to: (size: number) => string, message: RegExp][] = [
  [
    'letters of a label',
    500,
    'label: IGF',
    (n) => `label: ${'x'.repeat(n)}`,
    /^label is longer than 500 letters/,
  ],
  [
    'letters of a form',
    500,
    'en: [cyber diplomacy]',
    (n) => `en: [${'x'.repeat(n)}]`,
    /^forms\.en\[1\] is longer/,
  ],
  [
    'letters of a sense',
    500,
    'sense: insulin-like growth factor',
    (n) => `sense: ${'x'.repeat(n)}`,
    /^rivals\[1\]\.sense is longer/,
  ],
  [
    'letters of a claim',
    10_000,
    'names cyber diplomacy among the topics',
    (n) => 'x'.repeat(n - 12),
    /^claims\[1\]\.text is longer/,
  ],
  [
    'forms in all languages',
    2_000,
    'en: [cyber diplomacy]',
    (n) =>
      `en: [${entries(n / 2, (i) => `a${i}`)}]\n    fr: [${entries(n - Math.floor(n / 2), (i) => `b${i}`)}]`,
    /^has 2001 forms, more than 2000/,
  ],
  [
    'cues',
    2_000,
    'cues: [internet, governanc*]',
    (n) => `cues: [${entries(n, (i) => `a${i}`)}]`,
    /^cues has more than 2000 entries/,
  ],
  [
    'names of a rival',
    1_000,
    'names: [insulin-like growth factor]',
    (n) => `names: [${entries(n, (i) => `a${i}`)}]`,
    /^rivals\[1\]\.names has more than 1000/,
  ],
  [
    'rivals',
    100,
    '    - sense: insulin-like growth factor',
    (n) => `${'    - sense: x\n'.repeat(n - 1)}    - sense: y`,
    /^rivals has more than 100/,
  ],
  [
    'claims and statements',
    500,
    '  related: [igf]',
    (n) => `  statements:\n${'    - text: It is.\n'.repeat(n - 1)}  related: [igf]`,
    /^has 501 claims and statements/,
  ],
  [
    'statements',
    500,
    '  claims:\n    - text: The report names cyber diplomacy among the topics.\n      passage: report#p04\n      quote: cyber diplomacy',
    (n) => `  statements:\n${'    - text: It is.\n'.repeat(n)}`.trimEnd(),
    /^statements has more than 500/,
  ],
  [
    'languages of a gist',
    100,
    '  gist:\n    en: Diplomacy',
    (n) =>
      `  gist:\n${languages(n - 1)
        .map((q) => `    ${q}: about ${q}\n`)
        .join('')}    en: Diplomacy`,
    /^has gists in 101 languages/,
  ],
];

describe('The compiler bounds a term', () => {
  it.each(BOUNDS)('by the number of %s: %i', async (_, most, from, to, message) => {
    await compile(sources({ glossary: changed(GLOSSARY, from, to(most)) }));
    const problems = await problemsOf(sources({ glossary: changed(GLOSSARY, from, to(most + 1)) }));
    expect(problems).toEqual([
      expect.objectContaining({ file: GLOSSARY_PATH, message: expect.stringMatching(message) }),
    ]);
  });

  it('by the number of related terms', async () => {
    const glossary = changed(GLOSSARY, 'related: [igf]', `related: [${entries(501, () => 'igf')}]`);
    const problems = await problemsOf(sources({ glossary }));
    expect(problems).toContainEqual(
      expect.objectContaining({
        line: lineOf('related: [igf]'),
        message: 'related has more than 500 entries; leave some out',
      }),
    );
  });
});

describe('The compiler bounds a document', () => {
  it.each<[string, string, (size: number) => string, number, RegExp, number]>([
    ['title', 'A report"\n', (n) => `${'x'.repeat(n)}"\n`, 500, /^title is longer than 500 letters/, 2],
    ['passage', 'The main topics were:', (n) => 'x'.repeat(n), 50_000, /^has a passage of 50001 letters/, 11],
  ])('by its longest %s', async (_, from, to, most, message, line) => {
    await compile(sources({ document: changed(DOCUMENT, from, to(most)) }));
    const problems = await problemsOf(sources({ document: changed(DOCUMENT, from, to(most + 1)) }));
    expect(problems).toEqual([{ file: DOCUMENT_PATH, line, message: expect.stringMatching(message) }]);
  });

  it('by its language', async () => {
    const problems = await problemsOf(
      sources({ document: changed(DOCUMENT, 'lang: en', `lang: en${'-abcdefgh'.repeat(4)}`) }),
    );
    expect(problems).toEqual([
      { file: DOCUMENT_PATH, line: 4, message: expect.stringMatching(/^lang is longer than 35/) },
    ]);
  });
});
