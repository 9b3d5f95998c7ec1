import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/digest/problems';
import { changed, DOCUMENT, DOCUMENT_PATH, only, problemsOf, sources } from './sources';

async function documentProblemWith(from: string, to: string): Promise<Problem> {
  return only(await problemsOf(sources({ document: changed(DOCUMENT, from, to) })));
}

describe('The compiler refuses in documents, with file and line,', () => {
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

  it('a file name that is not a valid id', async () => {
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

  it('a faulty document, without reporting citations of it as well', async () => {
    const { file } = await documentProblemWith('lang: en', 'lang: English');
    expect(file).toBe(DOCUMENT_PATH);
  });
});
