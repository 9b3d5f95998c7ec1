import { describe, expect, it } from 'vitest';
import { compile } from '../../src/digest/compile';
import { CompileError } from '../../src/digest/problems';
import { changed, GLOSSARY, GLOSSARY_PATH, lineOf, problemsOf, problemWith, sources } from './sources';

describe('The compiler refuses, with file, term and line,', () => {
  const igf = { file: GLOSSARY_PATH, term: 'igf' };

  it('a quote that is not verbatim in its passage', async () => {
    expect(await problemWith('quote: is held every year', 'quote: is held each year')).toEqual({
      ...igf,
      line: lineOf('quote: is held'),
      message: 'quotes "is held each year", which is not verbatim in report#p02; copy it from there',
    });
  });

  it('a quote that differs only in dashes or quotation marks, and says so', async () => {
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

  it('a form claimed by two terms, if one does not call it ambiguous', async () => {
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
    'a form that the matcher cannot distinguish from another: %s',
    async (form) => {
      const glossary = changed(GLOSSARY, 'en: [IGF, ', `en: [IGF, "${form}", `).replace(
        '[cyber dip',
        '[cyber-dip',
      );
      const found = await problemsOf(sources({ glossary }));
      expect(found.map(({ term, line }) => [term, line])).toEqual([
        ['igf', 8],
        ['cyber-diplomacy', 28],
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
          text: `${second.split('- id: cyber')[0]}`
            .replace('id: igf', 'id: forum')
            .replace('Yearly', 'Another'),
        },
      ],
    });
    expect(found.map(({ file, term, line }) => [file, term, line])).toEqual([
      ['assets/glossary/more.yaml', 'forum', 8],
      ['assets/glossary/more.yaml', 'forum', 9],
      [GLOSSARY_PATH, 'igf', 8],
      [GLOSSARY_PATH, 'igf', 9],
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

  it('a term without a gist, or with one that is too long', async () => {
    const gist = 'gist:\n    en: Yearly forum on Internet policy';
    expect(await problemsOf(sources({ glossary: GLOSSARY.replace(`  ${gist}\n`, '') }))).toEqual([
      { ...igf, line: lineOf('- id: igf'), message: 'lacks gist; add it' },
    ]);
    const long = GLOSSARY.replace('Yearly forum on Internet policy', 'f'.repeat(141));
    expect(await problemsOf(sources({ glossary: long }))).toEqual([
      { ...igf, line: lineOf('en: Yearly'), message: 'gist.en is longer than 140 letters; shorten it' },
    ]);
    const persian = GLOSSARY.replace('    en: Yearly', '    fa: Yearly');
    expect(await problemsOf(sources({ glossary: persian }))).toEqual([
      { ...igf, line: lineOf('gist:'), message: 'gist has no English text; write en' },
    ]);
  });

  it('a gist that is not in its language, but not for a name in Latin capitals', async () => {
    const withGist = (gist: string) =>
      problemsOf(sources({ glossary: GLOSSARY.replace('    en: Yearly', `    ${gist}\n    en: Yearly`) }));
    expect(await withGist('fa: مجمع سالانه‌ی IGF (۲۰۰۵)')).toEqual([]);
    expect(await withGist('ru: Ежегодный форум ООН')).toEqual([]);
    expect(await withGist('zh: 联合国年度论坛')).toEqual([]);
    const found = await withGist('ru: Yearly forum');
    const message = 'has a gist in ru that is not in Cyrillic letters; write it in that language';
    expect(found).toEqual([{ ...igf, line: lineOf('en: Yearly'), message }]);
  });

  it('two terms with one gist', async () => {
    const same = GLOSSARY.replace('Diplomacy about cyberspace', 'yearly forum on Internet policy');
    const message = 'has the gist of igf; say what tells the two apart';
    expect(await problemsOf(sources({ glossary: same }))).toEqual([
      { file: GLOSSARY_PATH, term: 'cyber-diplomacy', line: lineOf('en: Diplomacy'), message },
    ]);
  });

  it('a term without a claim', async () => {
    const found = await problemsOf(
      sources({ glossary: GLOSSARY.replace(/ {2}claims:\n.*\n.*\n.*\n {2}rel/, '  claims: []\n  rel') }),
    );
    expect(found).toEqual([
      {
        ...igf,
        line: lineOf('claims:'),
        message: 'lacks claims; write at least one, or a statement where there is no document',
      },
    ]);
  });

  it('an id given to two terms', async () => {
    const found = await problemsOf(
      sources({ glossary: `${GLOSSARY}${GLOSSARY.split('\n').slice(-13).join('\n')}` }),
    );
    expect(found).toContainEqual({
      file: GLOSSARY_PATH,
      term: 'cyber-diplomacy',
      line: 34,
      message: `has the id of the term in ${GLOSSARY_PATH}:22; join the two or rename one`,
    });
  });

  it('an ambiguous form that is missing from the forms', async () => {
    expect(await problemWith('ambiguous: [IGF]', 'ambiguous: [IGF, IG]')).toEqual({
      ...igf,
      line: lineOf('ambiguous:'),
      message: 'calls "IG" ambiguous, which is not among its forms; add it to forms',
    });
  });

  it('a rival sense of a form that is missing from the forms', async () => {
    expect(await problemWith('forms: [IGF]', 'forms: [IGF-1]')).toEqual({
      ...igf,
      line: lineOf('forms: [IGF]'),
      message: 'has a rival sense for "IGF-1", which is not among its forms; add it to forms',
    });
  });

  it('a form that is listed twice in one language', async () => {
    const { line, message } = await problemWith('en: [IGF, Internet', 'en: [IGF, IGF, Internet');
    expect([line, message]).toEqual([8, 'lists the form "IGF" twice in en; keep one']);
  });
});

describe('A compile error', () => {
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
        `CompileError: ${GLOSSARY_PATH}:20: igf: quotes "is held each year", which is not verbatim in report#p02; copy it from there`,
        `${GLOSSARY_PATH}:33: cyber-diplomacy: is related to ig, which is no term; correct the id or add the term`,
      ].join('\n'),
    );
  });
});
