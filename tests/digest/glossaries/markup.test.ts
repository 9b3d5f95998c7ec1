/** Glossaries that are written as text: Markdown, wikis, HTML. */
import { describe, expect, it } from 'vitest';
import { BOUNDS } from '../../../src/digest/glossaries/bounds';
import { LONGEST_BLOCK } from '../../../src/digest/glossaries/markup/blocks';
import { readingHtml } from '../../../src/digest/glossaries/markup/html';
import { plainOf } from '../../../src/digest/glossaries/markup/inline';
import { readingMarkdown } from '../../../src/digest/glossaries/markup/markdown';
import { atOnce } from '../../../src/platform/pace';
import { leftOf, readSample, readText, refusalOf, summary } from './reading';

/** Label, other forms, and what is said, of each term. */
const told = async (name: string, text?: string) =>
  (await (text === undefined ? readSample(name) : readText(name, text))).entries.map(
    ({ label, forms, definitions, statements }) => [
      [label, ...forms.map((form) => form.text).filter((form) => form !== label)].join(' = '),
      ...[...definitions, ...statements].map((each) => each.text),
    ],
  );

describe('Markdown', () => {
  it('has lists of definitions', async () => {
    expect(await told('glossary.md')).toEqual([
      [
        'Autonomous system = AS',
        'A network, or a group of networks, with one routing policy. It has a number.',
      ],
      ['Peering', 'Exchange of traffic between two networks.', 'Also: the place where it happens.'],
    ]);
    expect((await readSample('glossary.md')).about).toEqual({
      ...{ name: 'Networks in plain words', language: 'en', licence: 'CC-BY-4.0' },
      attribution: 'Example Institute',
    });
  });

  it('says its language, which its terms have', async () => {
    expect((await readSample('glossary.md')).entries.map(({ lang }) => lang)).toEqual(['en', 'en']);
    const persian = await readText('a.md', '---\nlang: fa\n---\n**DNS**: سامانه نام دامنه\n');
    expect(persian.entries[0]).toMatchObject({ lang: 'und', definitions: [{ lang: 'fa' }] });
  });

  it('has headings with paragraphs', async () => {
    expect(await told('headings.md')).toEqual([
      ['Anycast', 'One address in many places. The nearest one answers.', 'Used for DNS servers.'],
      ['AS', 'A network with one routing policy.'],
      ['Peering', 'Exchange of traffic between two networks.'],
    ]);
    expect(leftOf(await readSample('headings.md'))).toEqual({ prose: 1 });
  });

  it('of a wiki has tables and items in bold', async () => {
    expect(await told('wiki.txt')).toEqual([
      ['Peering', 'Exchange of traffic between two networks'],
      ['Transit', 'Service of a network that reaches all others, for money'],
      ['IXP = Internet exchange point', 'place where networks meet'],
      ['Anycast', 'one address in many places'],
    ]);
  });

  it.each<[string, string, string[][]]>([
    [
      'bold terms',
      '**Net:** many nodes\n\n__Node__ – one of them\n\nBold **words** are no terms.\n',
      [
        ['Net', 'many nodes'],
        ['Node', 'one of them'],
      ],
    ],
    [
      'items without bold letters',
      '# Terms\n\n- Net: many nodes\n- Node – one of them\n- something else\n',
      [
        ['Net', 'many nodes'],
        ['Node', 'one of them'],
      ],
    ],
    [
      'tables',
      '| Word | Meaning | Also |\n|---|:-:|---|\n| `Net` | many \\| nodes | network |\n',
      [['Net = network', 'many | nodes']],
    ],
    [
      'definitions of MediaWiki',
      '; Net : many nodes\n; Node\n: one of them\n',
      [
        ['Net', 'many nodes'],
        ['Node', 'one of them'],
      ],
    ],
    ['underlined headings', 'Net\n---\n\nmany nodes\n', [['Net', 'many nodes']]],
  ])('has %s', async (_, text, expected) => {
    expect(await told('a.md', text)).toEqual(expected);
  });

  it.each([
    ['**a** and *b* and _c_ and ~~d~~', 'a and b and c and d'],
    ['[text](https://a.example/ "title") ![image](b.png)', 'text '],
    ['[[page|text]] [[page]] [^1]', 'text page '],
    ['\\*not\\* <b>bold</b> &lt;i&gt; &#1662;', '*not* bold <i> پ'],
    ['snake_case_name 2 * 3 * 4', 'snake_case_name 2 * 3 * 4'],
    ['a<!-- hidden -->b<!-- open', 'ab<!-- open'],
    ['https://a.example//b', 'https://a.example//b'],
  ])('inside a line: %j is %j', (markdown, plain) => {
    expect(plainOf(markdown)).toBe(plain);
  });

  it('is read in blocks of a bounded length', async () => {
    for (const text of [`${'word\n'.repeat(20_000)}`, `a${' word'.repeat(20_000)}`]) {
      const lengths: number[] = [];
      atOnce(readingMarkdown(text, (block) => lengths.push('text' in block ? block.text.length : 0)));
      atOnce(
        readingHtml(`<p>${text}`, (block) => lengths.push('text' in block ? block.text.length : 0), BOUNDS),
      );
      expect(Math.max(...lengths)).toBeGreaterThan(10_000);
      expect(Math.max(...lengths)).toBeLessThan(3 * LONGEST_BLOCK);
    }
  });

  it('of prose is refused', async () => {
    const refusal = await refusalOf(readText('a.md', '# Title\n\n- one\n- two\n'));
    expect(refusal).toMatchObject({ kind: 'empty' });
    expect(refusal.what).toContain('paragraphs define nothing');
  });
});

describe('HTML', () => {
  it('has lists of definitions, tables, and terms in bold', async () => {
    const read = await readSample('glossary.html');
    expect(read.about).toEqual({
      ...{ name: 'Glossary & terms', language: 'en', attribution: 'Example Institute' },
      licence: 'https://creativecommons.org/licenses/by/4.0/',
    });
    expect(read.entries.map(summary)).toEqual([
      {
        label: 'Autonomous system en',
        forms: ['Autonomous system en', 'AS en'],
        says: ['A network, or a group of networks, with one routing policy. en'],
      },
      {
        label: 'appairage fr',
        forms: ['appairage fr'],
        says: ['Échange de trafic entre deux réseaux. fr'],
      },
      {
        label: 'Transit en',
        forms: ['Transit en'],
        says: ['Service of a network that reaches all others en'],
      },
      {
        label: 'IXP en',
        forms: ['IXP en', 'Internet exchange point en'],
        says: ['place where networks meet. en'],
      },
    ]);
    expect(leftOf(read)).toEqual({ prose: 1 });
  });

  it('has headings with paragraphs, and its scripts are no text', async () => {
    expect(
      await told(
        'a.html',
        '<body><h2>Net</h2><script>"<p>no</p>"</script><p>many nodes<h2>Node</h2><p>one<br>of them</p><p>Small.</p>',
      ),
    ).toEqual([
      ['Net', 'many nodes'],
      ['Node', 'one of them', 'Small.'],
    ]);
  });

  it('nested too deep is refused', async () => {
    const refusal = await refusalOf(readText('a.html', `<html>\n${'<i>'.repeat(100)}`));
    expect(refusal).toMatchObject({ kind: 'large', where: 'line 2' });
  });
});
