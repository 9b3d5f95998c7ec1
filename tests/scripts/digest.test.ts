import { spawn } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../scripts/digest';
import { compileFolder } from '../../scripts/digest-folder';
import { root } from '../../scripts/packages';
import { readPointer } from '../../src/digest/gloss-file/pointer';
import { readGloss } from '../../src/digest/gloss-file/read';
import { changed, DOCUMENT, GLOSSARY } from '../digest/sources';

const ABOUT = `id: small-terms
name: Small terms
version: 1.0.0
licence: CC-BY-4.0
`;
/** A glossary of which nothing is to be said. */
const SOUND = changed(GLOSSARY, 'quote: is held', 'quote: The Internet Governance Forum (IGF) is held');
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

let folder: string;
const at = (...path: string[]) => join(folder, ...path);
const write = (path: string, content: string | Uint8Array) => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(at(path), content);
};
const outcome = () => readdirSync(at('out')).sort();
const file = (name: string) => new Uint8Array(readFileSync(at('out', name)));
const readFile = (name: string) => readGloss(file(name), () => undefined, new AbortController().signal);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gloss-digest-'));
  write('in/about.yaml', ABOUT);
  write('in/documents/report.md', DOCUMENT);
  write('in/terms.yaml', SOUND);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** Runs the command in this process. */
async function digest(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  const printed = { out: '', err: '' };
  const into = (part: 'out' | 'err') => (text: unknown) => {
    printed[part] += `${text}\n`;
  };
  vi.spyOn(console, 'log').mockImplementation(into('out'));
  vi.spyOn(console, 'warn').mockImplementation(into('err'));
  vi.spyOn(console, 'error').mockImplementation(into('err'));
  const status = await run(args);
  return { status, ...printed };
}

/** Runs the command as a publisher does. */
function spawned(...args: string[]): Promise<{ status: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'scripts/run.mjs'), 'scripts/digest.ts', ...args], {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1' },
    });
    const printed = { out: '', err: '' };
    child.stdout.on('data', (data: Buffer) => (printed.out += data));
    child.stderr.on('data', (data: Buffer) => (printed.err += data));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, ...printed }));
  });
}

describe('npm run digest', () => {
  it('makes a key, a signed file that can be read, and a pointer to it', { timeout: 120_000 }, async () => {
    const made = await spawned('--new-key', 'key.pem');
    expect(made).toMatchObject({ status: 0, err: '' });
    const [fingerprint] = /[0-9a-f]{64}/.exec(made.out) ?? [];
    if (process.platform !== 'win32') expect(statSync(at('key.pem')).mode & 0o777).toBe(0o600);

    const published = await spawned('in', '-o', 'out', '--sign', 'key.pem', '--published', '2026-11-30');
    expect(published).toMatchObject({ status: 0, err: '' });
    expect(published.out).toContain('Small terms 1.0.0: 2 terms, 1 documents');
    expect(outcome()).toEqual(['small-terms-1.0.0.gloss', 'small-terms.json']);
    const { digest, signedBy } = await readFile('small-terms-1.0.0.gloss');
    expect(signedBy).toBe(fingerprint);
    expect(digest.terms.map(({ id }) => id)).toEqual(['cyber-diplomacy', 'igf']);
    expect(digest.about).toEqual({
      id: 'small-terms',
      name: 'Small terms',
      version: '1.0.0',
      licence: 'CC-BY-4.0',
    });
    expect(readPointer(file('small-terms.json'))).toEqual({
      format: 1,
      name: 'small-terms',
      version: '1.0.0',
      file: 'small-terms-1.0.0.gloss',
      hash: digest.hash,
      size: file('small-terms-1.0.0.gloss').length,
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
    const first = outcome().map(file);
    expect((await digest(at('in'), '-o', at('out'))).status).toBe(0);
    expect(outcome().map(file)).toEqual(first);
  });

  it('makes a digest of a pack: glossary files without documents, with statements', async () => {
    write('pack/about.yaml', ABOUT);
    write('pack/technical.yaml', PACK);
    write(
      'pack/glossary/more.yaml',
      PACK.replaceAll('icann', 'iana').replace('Body', 'Office').replaceAll('ICANN', 'IANA'),
    );
    expect((await digest(at('pack'), '-o', at('out'))).status).toBe(0);
    const { terms, documents } = (await readFile('small-terms-1.0.0.gloss')).digest;
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
    expect(readdirSync(folder)).toEqual(['in']);
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
    const before = outcome().map(file);
    write('in/terms.yaml', changed(SOUND, 'Yearly forum', 'Annual forum'));
    const { status, err } = await digest(at('in'), '-o', at('out'));
    expect([status, err]).toEqual([
      1,
      expect.stringMatching(/in\/about\.yaml:3: has the version 1\.0\.0, and .* change the version/),
    ]);
    expect(outcome().map(file)).toEqual(before);
    write('in/about.yaml', ABOUT.replace('1.0.0', '1.1.0'));
    expect((await digest(at('in'), '-o', at('out'))).status).toBe(0);
    expect(outcome()).toEqual(['small-terms-1.0.0.gloss', 'small-terms-1.1.0.gloss', 'small-terms.json']);
    expect(readPointer(file('small-terms.json')).file).toBe('small-terms-1.1.0.gloss');
  });

  it.each<[string, RegExp, () => void]>([
    ['no about.yaml', /in\/about\.yaml:1: is missing; write it/, () => rmSync(at('in/about.yaml'))],
    ['no terms', /in:1: has no glossary; write terms/, () => rmSync(at('in/terms.yaml'))],
    ['no folder', /in:1: is no folder; name the one/, () => rmSync(at('in'), { recursive: true })],
    ['a .yml', /in\/more\.yml:1: is not read; name it \*\.yaml/, () => write('in/more.yml', PACK)],
    ['a .MD', /documents\/A\.MD:1: is not read; name it \*\.md/, () => write('in/documents/A.MD', DOCUMENT)],
    [
      'Latin-1',
      /in\/terms\.yaml:4: is not in UTF-8/,
      () => write('in/terms.yaml', Buffer.from('#\n#\n\n# \xe9t\xe9\n#', 'latin1')),
    ],
    [
      'Latin-1 in about.yaml',
      /in\/about\.yaml:1: is not in UTF-8/,
      () => write('in/about.yaml', Buffer.from('# \xe9', 'latin1')),
    ],
    [
      'an unknown key',
      /in\/about\.yaml:5: has the unknown key "colour"/,
      () => write('in/about.yaml', `${ABOUT}colour: red\n`),
    ],
    [
      'no version',
      /in\/about\.yaml:1: lacks version; add it/,
      () => write('in/about.yaml', ABOUT.replace(/version.*\n/, '')),
    ],
    [
      'a version that is a path',
      /in\/about\.yaml:3: version is no version/,
      () => write('in/about.yaml', ABOUT.replace('1.0.0', '../1')),
    ],
    [
      'a long version',
      /in\/about\.yaml:3: has an id and a version of 51 letters, more than 48 together/,
      () => write('in/about.yaml', ABOUT.replace('1.0.0', '1'.repeat(40))),
    ],
    [
      'an id that is none',
      /in\/about\.yaml:1: id is no id/,
      () => write('in/about.yaml', ABOUT.replace('small-terms', 'Small')),
    ],
    [
      'a home that is a file',
      /in\/about\.yaml:5: home is no address/,
      () => write('in/about.yaml', `${ABOUT}home: file:///x\n`),
    ],
    [
      'a long name',
      /in\/about\.yaml:2: name is longer than 120 letters/,
      () => write('in/about.yaml', ABOUT.replace('Small terms', 'x'.repeat(121))),
    ],
    [
      'an empty licence',
      /in\/about\.yaml:4: licence is without a value/,
      () => write('in/about.yaml', ABOUT.replace('CC-BY-4.0', '')),
    ],
    [
      'about.yaml that is a list',
      /in\/about\.yaml:1: the entry is a list/,
      () => write('in/about.yaml', '- a'),
    ],
    ['about.yaml that is none', /in\/about\.yaml:1: is not the YAML/, () => write('in/about.yaml', 'id: [')],
    [
      '__proto__ in about.yaml',
      /in\/about\.yaml:5: has the unknown key "__proto__"/,
      () => write('in/about.yaml', `${ABOUT}__proto__: {a: b}\n`),
    ],
  ])('names file and line, and writes nothing, for %s', async (_, expected, spoil) => {
    spoil();
    const { status, err } = await digest(at('in'), '-o', at('out'));
    expect([status, err]).toEqual([1, expect.stringMatching(expected)]);
    expect(readdirSync(folder)).not.toContain('out');
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

describe('A key file', () => {
  const sign = (key: string) => digest(at('in'), '-o', at('out'), '--sign', at(key));

  it('is never written over', async () => {
    write('key.pem', 'mine');
    const { status, err } = await digest('--new-key', at('key.pem'));
    expect([status, err]).toEqual([1, expect.stringMatching(/cannot be written: EEXIST/)]);
    expect(readFileSync(at('key.pem'), 'utf8')).toBe('mine');
  });

  it('may be PKCS#8, as text or as bytes, or a JWK, with one fingerprint', async () => {
    const { out } = await digest('--new-key', at('key.pem'));
    const [fingerprint] = /[0-9a-f]{64}/.exec(out) ?? [];
    const pem = readFileSync(at('key.pem'), 'utf8');
    const der = Buffer.from(pem.split('\n')[1] ?? '', 'base64');
    const imported = await crypto.subtle.importKey('pkcs8', der, 'Ed25519', true, ['sign']);
    write('key.der', der);
    write('key.jwk', JSON.stringify(await crypto.subtle.exportKey('jwk', imported)));
    for (const name of ['key.pem', 'key.der', 'key.jwk']) {
      chmodSync(at(name), 0o600);
      const { status, out, err } = await sign(name);
      expect({ status, err }).toEqual({ status: 0, err: '' });
      expect(out).toContain(`fingerprint ${fingerprint}`);
    }
    expect((await readFile('small-terms-1.0.0.gloss')).signedBy).toBe(fingerprint);
  });

  it.skipIf(process.platform === 'win32')('is warned of if others can read it', async () => {
    await digest('--new-key', at('key.pem'));
    chmodSync(at('key.pem'), 0o644);
    expect(await sign('key.pem')).toMatchObject({
      status: 0,
      err: expect.stringMatching(/can be read by others: chmod 600/),
    });
  });

  it('is refused if it is not there, or no private Ed25519 key', async () => {
    expect(await sign('nothing')).toMatchObject({
      status: 1,
      err: expect.stringMatching(/cannot be read: ENOENT/),
    });
    const other = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ]);
    const ed = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
    for (const content of [
      '',
      'x',
      '{',
      '{"kty":"OKP"}',
      new Uint8Array(await crypto.subtle.exportKey('pkcs8', other.privateKey)),
      JSON.stringify(await crypto.subtle.exportKey('jwk', ed.publicKey)),
      '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n',
    ]) {
      write('key', content);
      chmodSync(at('key'), 0o600);
      expect(await sign('key')).toMatchObject({
        status: 1,
        err: expect.stringMatching(/is no private Ed25519 key/),
      });
    }
    expect(readdirSync(folder)).not.toContain('out');
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
