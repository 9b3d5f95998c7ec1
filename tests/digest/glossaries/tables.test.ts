/** Tables of terms, as spreadsheet programs write them. */
import { describe, expect, it } from 'vitest';
import { leftOf, readSample, readText, readTextAs, refusalOf, summary } from './reading';

describe('A table', () => {
  it('of Excel has semicolons, a byte order mark, and line breaks in cells', async () => {
    const read = await readSample('excel.csv');
    expect(read).toMatchObject({ format: 'table', encoding: 'utf-8', left: [] });
    expect(read.table?.columns).toEqual({
      separator: ';',
      hasHeader: true,
      within: ';',
      columns: [
        { role: 'term', header: 'Terme' },
        { role: 'definition', header: 'Définition' },
        { role: 'synonyms', header: 'Synonymes' },
        { role: 'source', header: 'Source' },
      ],
    });
    expect(read.entries.map(summary)).toEqual([
      {
        label: 'Peering und',
        forms: ['Peering und', 'appairage und'],
        says: ['Échange direct de trafic entre deux réseaux, sans paiement und'],
      },
      {
        label: 'DNS und',
        forms: ['DNS und', 'Domain Name System und'],
        says: ['Système de noms de domaine: "annuaire" d’Internet und'],
      },
      { label: 'Latence und', forms: ['Latence und'], says: ['Délai de 1,5 ms ou plus und'] },
    ]);
    expect(read.entries[0]?.definitions[0]?.source).toEqual({ title: 'RFC 7454' });
  });

  it('of Excel as Unicode text is UTF-16 with tabs, and may have one row a language', async () => {
    const read = await readSample('excel-unicode.txt');
    expect(read).toMatchObject({ format: 'table', encoding: 'utf-16le' });
    expect(read.table?.columns.columns.map(({ role }) => role)).toEqual(['term', 'definition', 'language']);
    expect(read.entries.map(({ label, lang }) => [label, lang])).toEqual([
      ['اینترنت', 'fa'],
      ['Internet', 'en'],
    ]);
  });

  it('of LibreOffice may have a column for each language', async () => {
    const read = await readSample('libreoffice.csv');
    expect(read.table?.columns.columns.map(({ role, lang }) => (lang ? `${role} ${lang}` : role))).toEqual([
      ...['id', 'term en', 'term fr', 'term fa', 'term ar', 'definition en', 'definition fr', 'related'],
    ]);
    const [exchange, dns] = read.entries;
    expect(exchange).toMatchObject({
      id: 'ixp',
      label: 'Internet exchange point',
      lang: 'en',
      related: ['dns'],
    });
    expect(exchange?.forms.map(({ text, lang }) => `${text} ${lang}`)).toEqual([
      'Internet exchange point en',
      'IXP en',
      'point d’échange Internet fr',
      'نقطه تبادل اینترنت fa',
      'نقطة تبادل الإنترنت ar',
    ]);
    expect(exchange?.definitions.map(({ lang }) => lang)).toEqual(['en', 'fr']);
    expect(dns?.related).toEqual(['ixp']);
    expect(leftOf(read)).toEqual({ 'related-unknown': 1 });
  });

  it('gives its labels in the language that the reader prefers', async () => {
    const read = await readSample('libreoffice.csv', { language: 'fa' });
    expect(read.entries.map(({ label }) => label)).toEqual(['نقطه تبادل اینترنت', 'سامانه نام دامنه']);
    const rows = await readSample('languages.tsv', { language: 'fr' });
    expect(rows.entries[0]).toMatchObject({ label: 'informatique en nuage', lang: 'fr' });
  });

  it('may have a row for each language of a term', async () => {
    const read = await readSample('languages.tsv');
    expect(read.entries.map(summary)).toEqual([
      {
        label: 'cloud en',
        forms: ['cloud en', 'informatique en nuage fr', 'رایانش ابری fa'],
        says: ['Computers that somebody else runs en', 'Ordinateurs exploités par un autre fr'],
      },
      { label: 'edge en', forms: ['edge en'], says: ['Part of a network near its users en'] },
    ]);
    expect(read.left).toEqual([]);
  });

  it('may say its separator in the first line', async () => {
    const read = await readSample('sep.csv');
    expect(read.table?.columns.separator).toBe('|');
    expect(read.entries.map(({ label }) => label)).toEqual(['anycast', 'unicast']);
  });

  it('in Persian has forms between Arabic semicolons', async () => {
    const [governance] = (await readSample('persian.csv')).entries;
    expect(governance?.forms).toEqual([
      { text: 'حکمرانی اینترنت', lang: 'fa' },
      { text: 'راهبری اینترنت', lang: 'fa' },
      { text: 'اداره اینترنت', lang: 'fa' },
    ]);
  });

  it('without a header is understood by its content', async () => {
    const read = await readText(
      'terms.csv',
      'n1,DNS,https://a.example/,The system that maps names to addresses\nn2,BGP,https://b.example/,A protocol that finds ways between networks\n',
    );
    expect(read.table?.columns).toMatchObject({ hasHeader: false, separator: ',' });
    expect(read.table?.columns.columns.map(({ role }) => role)).toEqual([
      ...['none', 'term', 'address', 'definition'],
    ]);
    expect(leftOf(read)).toEqual({ column: 1 });
    expect(read.entries[0]?.definitions[0]).toEqual({
      ...{ text: 'The system that maps names to addresses', lang: 'und' },
      source: { address: 'https://a.example/' },
    });
  });

  it('can be read again with other columns', async () => {
    const text = 'a,b,c\nDNS,Domain Name System,maps names to addresses\n';
    const columns = {
      ...{ separator: ',', hasHeader: true, within: '' },
      columns: [
        { role: 'term', header: 'a', lang: 'en' } as const,
        { role: 'name', header: 'b', lang: 'en' } as const,
        { role: 'gist', header: 'c', lang: 'en' } as const,
      ],
    };
    const read = await readText('terms.csv', text, { columns });
    expect(read.table?.columns).toBe(columns);
    expect(read.entries[0]).toMatchObject({
      ...{ label: 'DNS', name: 'Domain Name System' },
      gists: [{ text: 'maps names to addresses', lang: 'en' }],
    });
  });

  it('shows its first rows, cut', async () => {
    const rows = Array.from({ length: 30 }, (_, at) => `term ${at},${'word '.repeat(100)}`);
    const { table } = await readText('terms.csv', rows.join('\n'));
    expect(table?.rows).toHaveLength(20);
    expect(table?.rows[0]?.map(({ length }) => length)).toEqual([6, 200]);
  });

  it.each([
    ['one column', 'DNS\nBGP\n', 'The table has one column'],
    ['empty rows', ',,\n,,\n', 'The table has no rows'],
    ['a cell without an end', `a,b\nc,"${'d'.repeat(100_001)}`, 'its quotation mark does not end'],
    ['a very long cell', `a,b\nc,${'d'.repeat(100_001)}`, 'A cell has more than 100,000 letters'],
  ])('with %s is refused', async (_, text, what) => {
    expect((await refusalOf(readTextAs('table', text))).what).toContain(what);
  });

  it('counts what it leaves out', async () => {
    const read = await readText(
      'terms.csv',
      'term,definition,colour,date\nDNS,"maps "names" to addresses",red,2024-05\n,nobody,,\nBGP,finds ways,,soon,surplus\n!!,?,,\n',
    );
    expect(leftOf(read)).toEqual({ column: 1, quotes: 1, 'no-label': 2, 'cells-many': 1, 'date-unfit': 1 });
    expect(read.left.find(({ why }) => why === 'no-label')?.samples).toEqual([
      { text: '', at: 3 },
      { text: '!!', at: 5 },
    ]);
    expect(read.entries.map(({ definitions }) => definitions[0]?.asOf)).toEqual(['2024-05', undefined]);
  });

  it('keeps a quotation mark that begins a cell and never ends', async () => {
    const read = await readText('terms.csv', 'term,definition\nDNS,maps\n"BGP,finds ways\n');
    expect(read.entries.map(({ label }) => label)).toEqual(['DNS', '"BGP']);
  });

  it('gives back what was guarded against spreadsheets', async () => {
    const read = await readText('terms.csv', `term,definition\n"'=1+1","'-x; '=y"\n`);
    expect(read.entries[0]?.label).toBe('=1+1');
    expect(read.entries[0]?.definitions[0]?.text).toBe('-x; =y');
  });
});
