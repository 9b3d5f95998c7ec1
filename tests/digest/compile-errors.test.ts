import { describe, expect, it } from 'vitest';
import { compile } from '../../src/digest/compile';
import { CompileError, type Problem } from '../../src/digest/problems';
import { changed, DOCUMENT, DOCUMENT_PATH, GLOSSARY, GLOSSARY_PATH, problemsOf, sources } from './sources';

/** The only problem of the glossary with `from` changed to `to`. */
async function problemWith(from: string, to: string): Promise<Problem> {
  return only(await problemsOf(sources({ glossary: changed(GLOSSARY, from, to) })));
}

async function documentProblemWith(from: string, to: string): Promise<Problem> {
  return only(await problemsOf(sources({ document: changed(DOCUMENT, from, to) })));
}

function only(problems: readonly Problem[]): Problem {
  const [problem] = problems;
  expect(problems).toHaveLength(1);
  if (problem === undefined) throw new Error('no problem found');
  return problem;
}

/** The line of the glossary, from 1, that holds `text`. */
function lineOf(text: string, source = GLOSSARY): number {
  const index = source.split('\n').findIndex((line) => line.includes(text));
  if (index < 0) throw new Error(`no line holds "${text}"`);
  return index + 1;
}

describe('the compiler refuses, naming file, term and line,', () => {
  const igf = { file: GLOSSARY_PATH, term: 'igf' };

  it('a quote that is not verbatim in its passage', async () => {
    expect(await problemWith('quote: is held every year', 'quote: is held each year')).toEqual({
      ...igf,
      line: lineOf('quote: is held'),
      message: 'quotes "is held each year", which is not verbatim in report#p02; copy it from there',
    });
  });

  it('a quote that differs only in its dashes or quotation marks, and says so', async () => {
    const { message } = await problemWith('quote: is held every year', 'quote: “is held every  year”');
    expect(message).toContain('only letter case, spaces, dashes or quotation marks differ');
  });

  it('a quote from another passage, and says which', async () => {
    expect(await problemWith('passage: report#p02', 'passage: report#p03')).toEqual({
      ...igf,
      line: lineOf('quote: is held'),
      message:
        'quotes "is held every year", which is not verbatim in report#p03; copy it from there; the quote stands in report#p02',
    });
  });

  it('an unknown passage', async () => {
    expect(await problemWith('passage: report#p02', 'passage: report#p77')).toEqual({
      ...igf,
      line: lineOf('passage: report#p02'),
      message:
        'cites the passage report#p77, which no document has; correct it; the quote stands in report#p02',
    });
  });

  it('an unknown related term', async () => {
    expect(await problemWith('related: [cyber-diplomacy]', 'related: [cyber-diplomcy]')).toEqual({
      ...igf,
      line: lineOf('related: [cyber-diplomacy]'),
      message: 'is related to cyber-diplomcy, which is no term; correct the id or add the term',
    });
  });

  it('a term related to itself', async () => {
    const { term, message } = await problemWith('related: [igf]', 'related: [cyber-diplomacy]');
    expect({ term, message }).toEqual({
      term: 'cyber-diplomacy',
      message: 'is related to itself; remove it',
    });
  });

  it('a form claimed by two terms, one of which gives no sense rule', async () => {
    expect(await problemWith('en: [cyber diplomacy]', 'en: [cyber diplomacy, IGF]')).toEqual({
      file: GLOSSARY_PATH,
      term: 'cyber-diplomacy',
      line: lineOf('en: [cyber diplomacy]'),
      message: 'claims the form "IGF", as igf does; list it as ambiguous, with cues, or remove it',
    });
  });

  it('a form claimed by two terms, ambiguous in both but without cues in one', async () => {
    const { term, message } = await problemWith(
      'en: [cyber diplomacy]',
      'en: [cyber diplomacy, IGF]\n  ambiguous: [IGF]',
    );
    expect(term).toBe('cyber-diplomacy');
    expect(message).toBe('claims the form "IGF", as igf does; give it cues, or remove it');
  });

  it('a form claimed by two terms in different case or width', async () => {
    const { message } = await problemWith('en: [cyber diplomacy]', 'en: [cyber diplomacy, Ｉｇｆ]');
    expect(message).toContain('claims the form "Ｉｇｆ", as igf does');
  });

  it.each(['Cyber-diplomacy', 'CYBER DIPLOMACY', 'cyber  diplomacy', 'cyberdiplomacy'])(
    'a form that the matcher cannot tell from another: %s',
    async (form) => {
      const glossary = changed(GLOSSARY, 'en: [IGF, ', `en: [IGF, "${form}", `).replace(
        '[cyber dip',
        '[cyber-dip',
      );
      const found = await problemsOf(sources({ glossary }));
      expect(found.map(({ term, line }) => [term, line])).toEqual([
        ['igf', 6],
        ['cyber-diplomacy', 24],
      ]);
    },
  );

  it.each([
    ['no word in it', '—'],
    ['more than 24 words', 'a '.repeat(25).trim()],
  ])('a form with %s', async (what, form) => {
    const { term, message } = await problemWith('fa: [', `fa: ["${form}", `);
    expect(term).toBe('igf');
    expect(message).toContain(`with ${what}, which is never found; remove it`);
  });

  it('a form claimed by terms of two files', async () => {
    const second = changed(GLOSSARY, 'related: [cyber-diplomacy]', 'related: []');
    const found = await problemsOf({
      ...sources(),
      glossary: [
        { path: GLOSSARY_PATH, text: GLOSSARY },
        {
          path: 'assets/glossary/more.yaml',
          text: `${second.split('- id: cyber')[0]}`.replace('id: igf', 'id: forum'),
        },
      ],
    });
    expect(found.map(({ file, term, line }) => [file, term, line])).toEqual([
      ['assets/glossary/more.yaml', 'forum', 6],
      ['assets/glossary/more.yaml', 'forum', 7],
      [GLOSSARY_PATH, 'igf', 6],
      [GLOSSARY_PATH, 'igf', 7],
    ]);
  });

  it.each([
    ['nothing', ''],
    ['spaces', '"  "'],
  ])('a claim whose text is %s', async (_, text) => {
    const found = await problemWith(
      'text: The report says that the forum is held every year.',
      `text: ${text}`,
    );
    expect(found).toMatchObject({ ...igf, line: lineOf('text: The report says') });
    expect(found.message).toMatch(/^claims\[1\]\.text is (empty|without a value); write/);
  });

  it('a term without a claim', async () => {
    const found = await problemsOf(
      sources({ glossary: GLOSSARY.replace(/ {2}claims:\n.*\n.*\n.*\n {2}rel/, '  claims: []\n  rel') }),
    );
    expect(found).toEqual([
      { ...igf, line: lineOf('claims:'), message: 'claims is empty; write at least one claim' },
    ]);
  });

  it('an id given to two terms', async () => {
    const found = await problemsOf(
      sources({ glossary: `${GLOSSARY}${GLOSSARY.split('\n').slice(-11).join('\n')}` }),
    );
    expect(found).toContainEqual({
      file: GLOSSARY_PATH,
      term: 'cyber-diplomacy',
      line: 30,
      message: `has the id of the term in ${GLOSSARY_PATH}:20; join the two or rename one`,
    });
  });

  it('an ambiguous form that is not among the forms', async () => {
    expect(await problemWith('ambiguous: [IGF]', 'ambiguous: [IGF, IG]')).toEqual({
      ...igf,
      line: lineOf('ambiguous:'),
      message: 'calls "IG" ambiguous, which is not among its forms; add it to forms',
    });
  });

  it('a rival sense of a form that is not among the forms', async () => {
    expect(await problemWith('forms: [IGF]', 'forms: [IGF-1]')).toEqual({
      ...igf,
      line: lineOf('forms: [IGF]'),
      message: 'has a rival sense for "IGF-1", which is not among its forms; add it to forms',
    });
  });

  it('a form that is listed twice in one language', async () => {
    const { line, message } = await problemWith('en: [IGF, Internet', 'en: [IGF, IGF, Internet');
    expect([line, message]).toEqual([6, 'lists the form "IGF" twice in en; keep one']);
  });

  it('an unknown key, on the line of the key', async () => {
    expect(await problemWith('  cues: [internet', '  queues: [internet')).toEqual({
      ...igf,
      line: lineOf('  cues: [internet'),
      message: 'has the unknown key "queues"; correct or remove it',
    });
  });

  it('an unknown key inside a claim', async () => {
    const found = await problemWith(
      'quote: is held every year',
      'quote: is held every year\n      qoute: is',
    );
    expect(found).toEqual({
      ...igf,
      line: lineOf('quote: is held') + 1,
      message: 'has the unknown key "qoute" in claims[1]; correct or remove it',
    });
  });

  it('a key that is missing', async () => {
    const { line, message } = await problemWith('  label: IGF\n', '');
    expect([line, message]).toEqual([1, 'lacks label; add it']);
  });

  it('an unknown kind', async () => {
    const { line, message } = await problemWith('kind: event', 'kind: meeting');
    expect(line).toBe(2);
    expect(message).toMatch(/^kind is "meeting"; write one of .*"organisation".*"person"/);
  });

  it.each([
    ['label: IGF', 'label: [IGF]', 3, 'label is a list; write a text'],
    ['ambiguous: [IGF]', 'ambiguous: IGF', 8, 'ambiguous is "IGF"; write a list'],
    ['cues: [internet, governanc*]', 'cues: {internet: yes}', 9, 'cues is a map; write a list'],
    ['name: Internet Governance Forum', 'name: ~', 4, 'name is without a value; write a text'],
    ['fa: [مجمع حکمرانی اینترنت]', 'fa: مجمع', 7, 'forms.fa is "مجمع"; write a list'],
    ['fa: [مجمع حکمرانی اینترنت]', 'fa: [[a]]', 7, 'forms.fa[1] is a list; write a map of keys and values'],
    [
      'fa: [مجمع حکمرانی اینترنت]',
      'fa: [{text: a, case: loose}]',
      7,
      'forms.fa[1].case is "loose"; write one of ("exact" | "initial" | "any")',
    ],
    [
      'fa: [',
      'persian: [',
      7,
      'forms.persian is no language; write a primary subtag such as en or fa, or und for any language',
    ],
    ['governanc*', '*governance', 9, undefined],
    [
      'insulin]',
      '"in*lin"]',
      14,
      'rivals[1].cues[1] has a * that is not at its end; only the end of the last word can be left open',
    ],
  ])('a value of the wrong type or form: %s → %s', async (from, to, line, message) => {
    const found = (await problemsOf(sources({ glossary: changed(GLOSSARY, from, to) }))).filter(
      (p) => p.line === line,
    );
    expect(found).not.toHaveLength(0);
    if (message !== undefined) expect(found[0]).toEqual({ ...igf, line, message });
  });

  it('an id that is no id', async () => {
    const found = await problemsOf(sources({ glossary: changed(GLOSSARY, 'id: igf', 'id: I.G.F.') }));
    expect(found[0]).toMatchObject({ line: 1, term: 'I.G.F.' });
    expect(found[0]?.message).toMatch(/^id is no id; write lower-case words/);
  });

  it('an entry that is no map', async () => {
    const found = await problemsOf(sources({ glossary: `${GLOSSARY}- just a text\n` }));
    expect(found).toEqual([
      {
        file: GLOSSARY_PATH,
        line: 30,
        message: 'the entry is "just a text"; write a map of keys and values',
      },
    ]);
  });

  it('a glossary file that is no list', async () => {
    const found = await problemsOf(sources({ glossary: 'id: igf\n' }));
    expect(found).toEqual([
      { file: GLOSSARY_PATH, line: 1, message: 'is no list of terms; begin each entry with "- id: …"' },
    ]);
  });

  it('a file that is no YAML', async () => {
    const broken = await problemsOf(
      sources({ glossary: changed(GLOSSARY, '  label: IGF\n', '  label: "IGF\n') }),
    );
    expect(broken[0]).toMatchObject({ file: GLOSSARY_PATH });
    expect(broken[0]?.message).toMatch(/^is not the YAML that is read here/);
  });

  it('a key that stands twice', async () => {
    const { line, message } = await problemWith('  label: IGF\n', '  label: IGF\n  label: Forum\n');
    expect([line, message]).toEqual([4, 'has the key "label" twice; keep one']);
  });
});

describe('the compiler refuses in documents, naming file and line,', () => {
  it('a document without front matter', async () => {
    const found = await problemsOf({
      documents: [{ path: DOCUMENT_PATH, text: '# A\n\ntext\n' }],
      glossary: [],
    });
    expect(found).toEqual([
      {
        file: DOCUMENT_PATH,
        line: 1,
        message: 'has no front matter; begin it with a line ---, the keys title and lang, and a line ---',
      },
    ]);
  });

  it.each([
    ['lang: en', 'langue: en', 4, 'has the unknown key "langue"; correct or remove it'],
    ['date: 2023-08', 'date: August 2023', 3, 'date is no date; write 2023, 2023-08 or 2023-08-29'],
    ['date: 2023-08', 'date: 2023-13', 3, 'date is no date; write 2023, 2023-08 or 2023-08-29'],
    ['title: "A report"', 'title: ""', 2, 'title is empty; write it or remove the key'],
    ['lang: en', 'lang: English', 4, 'lang is no language tag (BCP 47); write en, fa, zh-Hant, …'],
  ])('front matter that is wrong: %s → %s', async (from, to, line, message) => {
    const found = await problemsOf(sources({ document: changed(DOCUMENT, from, to) }));
    expect(found).toContainEqual({ file: DOCUMENT_PATH, line, message });
  });

  it('a heading without text', async () => {
    const found = await problemsOf({
      ...sources({ document: changed(DOCUMENT, '# A report\n', '#\n') }),
      glossary: [],
    });
    expect(only(found)).toEqual({
      file: DOCUMENT_PATH,
      line: 7,
      message: 'has a heading or an item without text; write it or remove the line',
    });
  });

  it('a document without text', async () => {
    const found = await problemsOf({
      documents: [{ path: DOCUMENT_PATH, text: '---\ntitle: A\nlang: en\n---\n\n' }],
      glossary: [],
    });
    expect(only(found)).toMatchObject({ line: 4, message: 'has no text under its front matter; write some' });
  });

  it('a file name that is no id', async () => {
    const found = await problemsOf({
      documents: [{ path: 'docs/My Report.md', text: DOCUMENT }],
      glossary: [],
    });
    expect(only(found)).toMatchObject({ file: 'docs/My Report.md', line: 1 });
  });

  it('an id that two documents have', async () => {
    const found = await problemsOf({
      documents: [
        { path: 'b/report.md', text: DOCUMENT },
        { path: 'a/report.md', text: DOCUMENT },
      ],
      glossary: [],
    });
    expect(found).toEqual([
      { file: 'b/report.md', line: 1, message: 'has the id of a/report.md; rename one' },
    ]);
  });

  it('and reports only the document where the glossary could not be checked for its sake', async () => {
    const { file } = await documentProblemWith('lang: en', 'lang: English');
    expect(file).toBe(DOCUMENT_PATH);
  });
});

describe('a compile error', () => {
  it('lists every problem, by file and line, as `file:line: term: what`', async () => {
    const glossary = changed(
      changed(GLOSSARY, 'quote: is held every', 'quote: is held each'),
      'related: [igf]',
      'related: [ig]',
    );
    const error: unknown = await compile(sources({ glossary })).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CompileError);
    expect(String(error)).toBe(
      [
        `CompileError: ${GLOSSARY_PATH}:18: igf: quotes "is held each year", which is not verbatim in report#p02; copy it from there`,
        `${GLOSSARY_PATH}:29: cyber-diplomacy: is related to ig, which is no term; correct the id or add the term`,
      ].join('\n'),
    );
  });
});
