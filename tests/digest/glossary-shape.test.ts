import { describe, expect, it } from 'vitest';
import { changed, GLOSSARY, GLOSSARY_PATH, lineOf, problemsOf, problemWith, sources } from './sources';

describe('The compiler refuses in the shape of a glossary, with file, term and line,', () => {
  const igf = { file: GLOSSARY_PATH, term: 'igf' };

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

  it('a missing key', async () => {
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
    ['ambiguous: [IGF]', 'ambiguous: IGF', 10, 'ambiguous is "IGF"; write a list'],
    ['cues: [internet, governanc*]', 'cues: {internet: yes}', 11, 'cues is a map; write a list'],
    ['name: Internet Governance Forum', 'name: ~', 4, 'name is without a value; write a text'],
    ['fa: [مجمع حکمرانی اینترنت]', 'fa: مجمع', 9, 'forms.fa is "مجمع"; write a list'],
    ['fa: [مجمع حکمرانی اینترنت]', 'fa: [[a]]', 9, 'forms.fa[1] is a list; write a map of keys and values'],
    [
      'fa: [مجمع حکمرانی اینترنت]',
      'fa: [{text: a, case: loose}]',
      9,
      'forms.fa[1].case is "loose"; write one of ("exact" | "initial" | "any")',
    ],
    [
      'fa: [',
      'persian: [',
      9,
      'forms.persian is no language; write a primary subtag such as en or fa, or und for any language',
    ],
    ['governanc*', '*governance', 11, undefined],
    [
      'insulin]',
      '"in*lin"]',
      16,
      'rivals[1].cues[1] has a * that is not at its end; only the end of the last word can be left open',
    ],
  ])('a value of the wrong type or form: %s → %s', async (from, to, line, message) => {
    const found = (await problemsOf(sources({ glossary: changed(GLOSSARY, from, to) }))).filter(
      (p) => p.line === line,
    );
    expect(found).not.toHaveLength(0);
    if (message !== undefined) expect(found[0]).toEqual({ ...igf, line, message });
  });

  it('an invalid id', async () => {
    const found = await problemsOf(sources({ glossary: changed(GLOSSARY, 'id: igf', 'id: I.G.F.') }));
    expect(found[0]).toMatchObject({ line: 1, term: 'I.G.F.' });
    expect(found[0]?.message).toMatch(/^id is no id; write lower-case words/);
  });

  it('an entry that is not a map', async () => {
    const found = await problemsOf(sources({ glossary: `${GLOSSARY}- just a text\n` }));
    expect(found).toEqual([
      {
        file: GLOSSARY_PATH,
        line: 34,
        message: 'the entry is "just a text"; write a map of keys and values',
      },
    ]);
  });

  it('a glossary file that is not a list', async () => {
    const found = await problemsOf(sources({ glossary: 'id: igf\n' }));
    expect(found).toEqual([
      { file: GLOSSARY_PATH, line: 1, message: 'is no list of terms; begin each entry with "- id: …"' },
    ]);
  });

  it('a file that is not YAML', async () => {
    const broken = await problemsOf(
      sources({ glossary: changed(GLOSSARY, '  label: IGF\n', '  label: "IGF\n') }),
    );
    expect(broken[0]).toMatchObject({ file: GLOSSARY_PATH });
    expect(broken[0]?.message).toMatch(/^is not the YAML that is read here/);
  });

  it('a duplicate key', async () => {
    const { line, message } = await problemWith('  label: IGF\n', '  label: IGF\n  label: Forum\n');
    expect([line, message]).toEqual([4, 'has the key "label" twice; keep one']);
  });
});
