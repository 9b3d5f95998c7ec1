/** The compiler warns of claims whose quote stops short. */
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/digest/compile';
import type { Problem } from '../../src/digest/problems';
import { documents, glossary } from './assets';
import { changed, DOCUMENT, GLOSSARY, GLOSSARY_PATH, lineOf, sources } from './sources';

async function warningsOf(parts: Parameters<typeof sources>[0]): Promise<Problem[]> {
  const warnings: Problem[] = [];
  await compile(sources(parts), (warning) => warnings.push(warning));
  return warnings;
}

const TEXT = '    - text: The report says that the forum is held every year.';
const claims = (text: string, quote = 'is held every year') =>
  changed(changed(GLOSSARY, TEXT, `    - text: ${text}`), 'quote: is held every year', `quote: ${quote}`);

describe('A claim', () => {
  it('is warned of if it uses a word of the passage that its quote leaves out', async () => {
    expect(await warningsOf({})).toEqual([
      {
        file: GLOSSARY_PATH,
        line: lineOf('quote: is held'),
        term: 'igf',
        message:
          'has a quote without "forum", which its claim takes from report#p02; quote more, or claim less',
      },
    ]);
  });

  it('is not warned of if the quote has all that it takes from the passage', async () => {
    const quote = 'The Internet Governance Forum (IGF) is held every year';
    expect(
      await warningsOf({ glossary: claims('The report says that the forum is held every year.', quote) }),
    ).toEqual([]);
  });

  it('may use words of its own', async () => {
    expect(
      await warningsOf({ glossary: claims('The report speaks of a meeting that takes place annually.') }),
    ).toEqual([]);
  });

  it('may inflect the words of the quote, and spell them otherwise', async () => {
    const document = changed(DOCUMENT, 'is held every year', 'is organized for the defense of experts');
    const glossary = claims(
      'It organises experts; their defence matters.',
      'is organized for the defense of experts',
    );
    expect(await warningsOf({ document, glossary })).toEqual([]);
  });

  it.each([
    ['fa', 'این مجمع هر سال در تهران برگزار می‌شود.', 'مجمع در تهران است.', 'هر سال'],
    ['ru', 'Форум проходит каждый год в столице.', 'Форум проходит в столице.', 'каждый год'],
  ])('is judged in %s, too', async (lang, sentence, text, quote) => {
    const document = changed(
      changed(DOCUMENT, 'lang: en', `lang: ${lang}`),
      'The Internet Governance Forum (IGF) is held every year.',
      sentence,
    );
    expect(await warningsOf({ document, glossary: claims(text, quote) })).toHaveLength(1);
  });

  it('is judged without the short title of the document that it names', async () => {
    const document = changed(DOCUMENT, 'title: "A report"', 'title: "A report"\nshort: Forum report');
    expect(
      await warningsOf({ document, glossary: claims('The forum report says that it is held every year.') }),
    ).toEqual([]);
  });
});

it('No claim of the bundled glossary is warned of', async () => {
  const warnings: Problem[] = [];
  await compile({ documents, glossary }, (warning) => warnings.push(warning));
  expect(warnings).toEqual([]);
});
