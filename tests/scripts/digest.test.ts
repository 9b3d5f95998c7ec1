import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileFolder } from '../../scripts/digest-folder';
import { root } from '../../scripts/packages';
import { readPointer } from '../../src/digest/gloss-file/pointer';
import { changed, GLOSSARY } from '../digest/sources';
import { ABOUT, at, digest, inNewFolder, made, namesIn, read, SOUND, spawned, write } from './publishing';

/** A glossary without documents, as a pack has it. */
const PACK = `- id: icann
  kind: organisation
  label: ICANN
  gist:
    en: Body that coordinates the names of the Internet
  statements:
    - text: It was founded in 1998.
    - text: Its seat is in Los Angeles.
      as-of: 2026-11
  forms:
    und: [ICANN]
`;

inNewFolder();

describe('npm run digest', () => {
  it('makes a key, a signed file that can be read, and a pointer to it', { timeout: 120_000 }, async () => {
    const key = await spawned('--new-key', 'key.pem');
    expect(key).toMatchObject({ status: 0, err: '' });
    const [fingerprint] = /[0-9a-f]{64}/.exec(key.out) ?? [];
    if (process.platform !== 'win32') expect(statSync(at('key.pem')).mode & 0o777).toBe(0o600);

    const published = await spawned('in', '-o', 'out', '--sign', 'key.pem', '--published', '2026-11-30');
    expect(published).toMatchObject({ status: 0, err: '' });
    expect(published.out).toContain('Small terms 1.0.0: 2 terms, 1 documents');
    expect(namesIn('out')).toEqual(['small-terms-1.0.0.gloss', 'small-terms.json']);
    const { digest, signedBy } = await read('small-terms-1.0.0.gloss');
    expect(signedBy).toBe(fingerprint);
    expect(digest.terms.map(({ id }) => id)).toEqual(['cyber-diplomacy', 'igf']);
    expect(digest.about).toEqual({
      id: 'small-terms',
      name: 'Small terms',
      version: '1.0.0',
      licence: 'CC-BY-4.0',
    });
    expect(readPointer(made('small-terms.json'))).toEqual({
      format: 1,
      name: 'small-terms',
      version: '1.0.0',
      file: 'small-terms-1.0.0.gloss',
      hash: digest.hash,
      size: made('small-terms-1.0.0.gloss').length,
      terms: 2,
      published: '2026-11-30',
    });

    write('in/terms.yaml', changed(GLOSSARY, 'quote: is held every', 'quote: is held each'));
    const wrong = await spawned('in', '-o', 'out');
    expect(wrong.status).toBe(1);
    expect(wrong.err).toMatch(/^in\/terms\.yaml:\d+: igf: quotes "is held each year", which is not verbatim/);
  });

  it('makes the same bytes each time', async () => {
    expect((await digest(at('in'), '-o', at('out'))).status).toBe(0);
    const first = namesIn('out').map(made);
    expect((await digest(at('in'), '-o', at('out'))).status).toBe(0);
    expect(namesIn('out').map(made)).toEqual(first);
  });

  it('makes a digest of a pack: glossary files without documents, with statements', async () => {
    write('pack/about.yaml', ABOUT);
    write('pack/technical.yaml', PACK);
    write(
      'pack/glossary/more.yaml',
      PACK.replaceAll('icann', 'iana').replace('Body', 'Office').replaceAll('ICANN', 'IANA'),
    );
    expect((await digest(at('pack'), '-o', at('out'))).status).toBe(0);
    const { terms, documents } = (await read('small-terms-1.0.0.gloss')).digest;
    expect(documents).toEqual([]);
    expect(terms.map(({ id, claims }) => [id, claims])).toEqual(
      ['iana', 'icann'].map((id) => [
        id,
        [{ text: 'It was founded in 1998.' }, { text: 'Its seat is in Los Angeles.', asOf: '2026-11' }],
      ]),
    );
  });

  it('only checks with --check', async () => {
    expect(await digest(at('in'), '--check')).toMatchObject({ status: 0, err: '' });
    expect(namesIn('.')).toEqual(['in']);
    write('in/terms.yaml', changed(SOUND, 'kind: event', 'kind: party'));
    const { status, err } = await digest(at('in'), '--check');
    expect([status, err]).toEqual([1, expect.stringMatching(/in\/terms\.yaml:2: igf: kind is "party"/)]);
  });

  it('tells what should be looked at, and makes the digest', async () => {
    write('in/terms.yaml', GLOSSARY);
    const { status, err } = await digest(at('in'), '-o', at('out'));
    expect([status, err]).toEqual([
      0,
      expect.stringMatching(/terms\.yaml:\d+: igf: has a quote without "forum"/),
    ]);
  });

  it('does not put other content under a version that is there', async () => {
    await digest(at('in'), '-o', at('out'));
    const before = namesIn('out').map(made);
    write('in/terms.yaml', changed(SOUND, 'Yearly forum', 'Annual forum'));
    const { status, err } = await digest(at('in'), '-o', at('out'));
    expect([status, err]).toEqual([
      1,
      expect.stringMatching(/in\/about\.yaml:3: has the version 1\.0\.0, and .* change the version/),
    ]);
    expect(namesIn('out').map(made)).toEqual(before);
    write('in/about.yaml', ABOUT.replace('1.0.0', '1.1.0'));
    expect((await digest(at('in'), '-o', at('out'))).status).toBe(0);
    expect(namesIn('out')).toEqual([
      'small-terms-1.0.0.gloss',
      'small-terms-1.1.0.gloss',
      'small-terms.json',
    ]);
    expect(readPointer(made('small-terms.json')).file).toBe('small-terms-1.1.0.gloss');
  });

  it('names the term if the file would be refused by its readers', async () => {
    const statements = `    - text: ${'中'.repeat(9_000)}\n`.repeat(20);
    write(
      'in/terms.yaml',
      changed(SOUND, '  related: [igf]', `  statements:\n${statements}  related: [igf]`),
    );
    const { status, err } = await digest(at('in'), '-o', at('out'));
    expect([status, err]).toEqual([1, expect.stringContaining('terms, entry 1 has more than 512000 bytes')]);
  });

  it('explains itself if the command is wrong', async () => {
    for (const args of [
      [],
      ['a', 'b', '-o', 'c'],
      ['a'],
      ['a', '--check', '-o', 'b'],
      ['a', '--check', '--sign', 'k'],
      ['a', '-o', 'b', '--published', 'today'],
      ['a', '--unknown'],
      ['a', '--new-key', 'k'],
      ['-o'],
    ])
      expect(await digest(...args)).toMatchObject({
        status: 2,
        err: expect.stringContaining('npm run digest -- FOLDER'),
      });
  });
});

describe('The bundled digest', () => {
  it('is made of assets/ by the same function, and has the version of the extension', async () => {
    const { about, documents, terms } = await compileFolder(join(root, 'assets'), (warning) => {
      throw new Error(warning.message);
    });
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(about).toEqual({ id: 'bundled', name: 'The three documents', version });
    expect(documents).toHaveLength(3);
    expect(terms.length).toBeGreaterThan(80);
  });
});
