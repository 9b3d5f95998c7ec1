import { describe, expect, it } from 'vitest';
import { readAs } from '../../src/digest/glossaries/read';
import { ABOUT, at, digest, inNewFolder, made, namesIn, read, write } from './publishing';

const CSV = 'term,definition\nquorum call,A count of the members who are there.\n,nothing\n';

inNewFolder();

describe('npm run digest, of a file', () => {
  it('makes a digest of a glossary, named by the file and its content, and says what is left out', async () => {
    write('words.csv', CSV);
    const { status, err } = await digest(at('words.csv'), '-o', at('out'));
    expect(status).toBe(0);
    expect(err).toBe(`${at('words.csv')}: 1 entry has no label and was left out\n`);
    const [file = ''] = namesIn('out');
    const { about, terms, hash } = (await read(file)).digest;
    expect(about).toEqual({ id: 'words', name: 'words', version: hash.slice(0, 12) });
    expect(terms.map(({ label }) => label)).toEqual(['quorum call']);
    expect(namesIn('out')).toEqual([`words-${hash.slice(0, 12)}.gloss`, 'words.json']);
  });

  it('takes what the digest is from about.yaml, and a .gloss file as well', async () => {
    write('words.csv', CSV);
    write('about.yaml', ABOUT);
    expect((await digest(at('words.csv'), '-o', at('out'), '--about', at('about.yaml'))).status).toBe(0);
    expect(namesIn('out')).toEqual(['small-terms-1.0.0.gloss', 'small-terms.json']);
    const again = await digest(at('out', 'small-terms-1.0.0.gloss'), '-o', at('out'));
    expect(again).toMatchObject({ status: 0, err: '' });
  });

  it('writes the other formats, with licence and attribution where they have a place', async () => {
    write('in/about.yaml', `${ABOUT}attribution: Jane Doe\n`);
    expect((await digest(at('in'), '-o', at('out'), '--also', 'csv,tbx,skos')).status).toBe(0);
    const names = ['csv', 'gloss', 'tbx', 'ttl'].map((ending) => `small-terms-1.0.0.${ending}`);
    expect(namesIn('out')).toEqual([...names, 'small-terms.json']);
    for (const [ending, format] of [
      ['csv', 'table'],
      ['tbx', 'tbx'],
      ['ttl', 'turtle'],
    ] as const) {
      const bytes = made(`small-terms-1.0.0.${ending}`);
      expect((await readAs(format, bytes)).entries.map(({ label }) => label)).toContain('IGF');
      const text = new TextDecoder().decode(bytes);
      if (ending !== 'csv') for (const said of ['CC-BY-4.0', 'Jane Doe']) expect(text).toContain(said);
    }
  });

  it.each<[what: string, args: () => string[], words: RegExp]>([
    ['a file of another kind', () => [at('paper.pdf'), '--check'], /paper\.pdf:1: This is a PDF file/],
    [
      'an about.yaml that is not there',
      () => [at('words.csv'), '--check', '--about', at('no.yaml')],
      /no\.yaml:1: cannot be read/,
    ],
    [
      'a format that is not written',
      () => [at('in'), '--check', '--also', 'pdf'],
      /--also names other formats: csv,tbx,skos/,
    ],
  ])('refuses %s', async (_, args, words) => {
    write('paper.pdf', '%PDF-1.7\n');
    write('words.csv', CSV);
    const { status, err } = await digest(...args());
    expect(status).not.toBe(0);
    expect(err).toMatch(words);
  });
});
