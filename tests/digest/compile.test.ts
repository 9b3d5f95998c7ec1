import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { hashOf } from '../../src/digest/canonical';
import { compile, type Sources, serialise } from '../../src/digest/compile';
import { Digest } from '../../src/digest/schema';
import * as assets from './assets';
import { changed, DOCUMENT, GLOSSARY, sources } from './sources';

describe('A digest', () => {
  it('holds documents, passages in order, and terms with defaults filled in', async () => {
    const digest = await compile(sources());
    expect(digest.documents).toEqual([{ id: 'report', title: 'A report', date: '2023-08', lang: 'en' }]);
    expect(digest.passages).toEqual([
      { id: 'report#p01', document: 'report', kind: 'heading', level: 1, text: 'A report' },
      {
        id: 'report#p02',
        document: 'report',
        kind: 'paragraph',
        text: 'The Internet Governance Forum (IGF) is held every year.',
      },
      { id: 'report#p03', document: 'report', kind: 'paragraph', text: 'The main topics were:' },
      { id: 'report#p04', document: 'report', kind: 'item', text: 'cyber diplomacy;' },
      { id: 'report#p05', document: 'report', kind: 'item', text: 'the IGF.' },
    ]);
    expect(digest.terms.map(({ id }) => id)).toEqual(['cyber-diplomacy', 'igf']);
    expect(digest.terms[1]).toEqual({
      id: 'igf',
      kind: 'event',
      label: 'IGF',
      name: 'Internet Governance Forum',
      gist: { en: 'Yearly forum on Internet policy' },
      forms: [
        { text: 'IGF', lang: 'en', case: 'exact', ambiguous: true },
        { text: 'Internet Governance Forum', lang: 'en', case: 'any', ambiguous: false },
        { text: 'مجمع حکمرانی اینترنت', lang: 'fa', case: 'any', ambiguous: false },
      ],
      cues: ['internet', 'governanc*'],
      rivals: [
        {
          sense: 'insulin-like growth factor',
          forms: ['IGF'],
          names: ['insulin-like growth factor'],
          cues: ['insulin'],
        },
      ],
      claims: [
        {
          text: 'The report says that the forum is held every year.',
          passage: 'report#p02',
          quote: 'is held every year',
        },
      ],
      related: ['cyber-diplomacy'],
    });
  });

  it.each([
    ['ITU', 'exact'],
    ['G77', 'initial'],
    ['U.N.', 'exact'],
    ['МСЭ', 'exact'],
    ['BRICS+', 'exact'],
    ['Borhan', 'initial'],
    ['«Зависимость»', 'initial'],
    ['Arab League', 'any'],
    ['cyber diplomacy', 'any'],
    ['eGovernment', 'any'],
    ['اینترنت', 'any'],
    ['互联网', 'any'],
  ])('takes the form %s, whose case its author did not say, as %s', async (text, expected) => {
    const glossary = changed(GLOSSARY, 'en: [cyber diplomacy]', `en: ["${text}"]`);
    const { terms } = await compile(sources({ glossary }));
    expect(terms[0]?.forms[0]).toEqual({ text, lang: 'en', case: expected, ambiguous: false });
  });

  it('lets an author set how letter case counts', async () => {
    const glossary = changed(GLOSSARY, 'en: [cyber diplomacy]', 'en: [{text: cyber diplomacy, case: exact}]');
    expect((await compile(sources({ glossary }))).terms[0]?.forms[0]?.case).toBe('exact');
  });

  it('lets two terms share a form if both call it ambiguous and have cues', async () => {
    const glossary = changed(
      GLOSSARY,
      'en: [cyber diplomacy]',
      'en: [cyber diplomacy, IGF]\n  ambiguous: [IGF]\n  cues: [diplomat*]',
    );
    expect((await compile(sources({ glossary }))).terms).toHaveLength(2);
  });

  it('keeps YAML values that look like other types as text', async () => {
    const glossary = changed(GLOSSARY, 'label: Cyber diplomacy', 'label: 1998-08').replace(
      'fa: [',
      'no: [no, "null", ',
    );
    const { terms } = await compile(sources({ glossary }));
    expect(terms[0]?.label).toBe('1998-08');
    expect(terms[1]?.forms.map(({ text }) => text)).toContain('no');
  });

  it('joins the lines of a block as Markdown does, for any line ends', async () => {
    const document = DOCUMENT.replace('is held every', 'is\n  held every').replace(
      'diplomacy;',
      'diplomacy;\n  its means\n# C# ##',
    );
    for (const text of [document, `\uFEFF${document.replaceAll('\n', '\r\n')}`]) {
      const { passages } = await compile({ documents: [{ path: 'report.md', text }], glossary: [] });
      expect(passages.map(({ text }) => text).slice(1)).toEqual([
        'The Internet Governance Forum (IGF) is held every year.',
        'The main topics were:',
        'cyber diplomacy; its means',
        'C#',
        'the IGF.',
      ]);
    }
  });

  it('keeps passages in reading order beyond number 99', async () => {
    const text = `---\ntitle: Long\nlang: en\n---\n\n${Array.from({ length: 120 }, (_, i) => `Passage ${i + 1}.`).join('\n\n')}\n`;
    const { passages } = await compile({ documents: [{ path: 'long.md', text }], glossary: [] });
    expect(passages.map((passage) => passage.text)).toEqual(
      Array.from({ length: 120 }, (_, i) => `Passage ${i + 1}.`),
    );
    expect(passages.at(-1)?.id).toBe('long#p120');
  });
});

describe('Two builds', () => {
  it('of the same sources give the same bytes and the same hash', async () => {
    const [first, second] = [await compile(assets), await compile(assets)];
    expect(serialise(second)).toBe(serialise(first));
    expect(second.hash).toBe(first.hash);
  });

  it('give the same bytes for any order of the files', async () => {
    const { documents, glossary } = splitGlossary(sources());
    const expected = serialise(await compile(sources()));
    const more = { path: 'assets/documents/another.md', text: DOCUMENT };
    const withMore = serialise(await compile({ documents: [...documents, more], glossary }));
    expect(serialise(await compile({ documents, glossary: [...glossary].reverse() }))).toBe(expected);
    expect(
      serialise(await compile({ documents: [more, ...documents], glossary: [...glossary].reverse() })),
    ).toBe(withMore);
  });

  it('report the same problems for any order of the files', async () => {
    const { documents, glossary } = splitGlossary(
      sources({ glossary: GLOSSARY.replaceAll('quote: ', 'quote: not ') }),
    );
    const complaints = async (files: Sources) =>
      String(await compile(files).catch((error: unknown) => error));
    expect(await complaints({ documents, glossary: [...glossary].reverse() })).toBe(
      await complaints({ documents, glossary }),
    );
  });

  it('of different sources give different hashes', async () => {
    const [first, second] = [
      await compile(sources()),
      await compile(sources({ glossary: changed(GLOSSARY, 'label: IGF', 'label: The IGF') })),
    ];
    expect(second.hash).not.toBe(first.hash);
  });
});

describe('The content hash', () => {
  it('depends on documents, passages and terms, but not on their order', async () => {
    const digest = await compile(sources());
    expect(await hashOf(digest)).toBe(digest.hash);
    expect(
      await hashOf({
        ...digest,
        passages: [...digest.passages].reverse(),
        terms: [...digest.terms].reverse(),
      }),
    ).toBe(digest.hash);
  });

  it('is the same after writing and reading the digest', async () => {
    const digest = await compile(sources());
    const read = v.parse(Digest, JSON.parse(serialise(digest)));
    expect(read).toEqual(digest);
    expect(await hashOf(read)).toBe(digest.hash);
  });
});

/** The same terms, one per file. */
function splitGlossary({ documents, glossary }: Sources): Sources {
  const entries = glossary.flatMap(({ text }) => text.split(/^(?=- id)/m));
  return { documents, glossary: entries.map((text, i) => ({ path: `assets/glossary/${i}.yaml`, text })) };
}
