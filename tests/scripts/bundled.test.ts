import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { billOfMaterials, describePackages, notices, packageOf } from '../../scripts/bundled';
import { root } from '../../scripts/packages';

const SHIPPED = [
  'webextension-polyfill',
  'dexie',
  'marked',
  'preact',
  'valibot',
  'fflate',
  '@wxt-dev/i18n',
  'wxt',
].map((name) => `node_modules/${name}`);

describe('A module', () => {
  it.each([
    ['/a/node_modules/dexie/dist/dexie.mjs', 'node_modules/dexie'],
    ['/a/node_modules/@wxt-dev/i18n/dist/index.mjs?x', 'node_modules/@wxt-dev/i18n'],
    ['\0/a/node_modules/x/node_modules/y/z.js?commonjs', 'node_modules/x/node_modules/y'],
    ['C:\\a\\node_modules\\preact\\x.mjs', 'node_modules/preact'],
    ['\0rolldown/runtime.js', 'node_modules/rolldown'],
    ['/a/src/page/reader.ts', undefined],
  ])('%j is of %s', (id, folder) => {
    expect(packageOf(id)).toBe(folder);
  });
});

describe('The notices', () => {
  const packages = describePackages(SHIPPED, root);
  const text = notices({ version: '1', text: 'Own' }, packages);

  it('have the whole licence and NOTICE of each package, in the order of names', () => {
    for (const folder of SHIPPED) expect(text).toContain(`\n${folder.slice('node_modules/'.length)} `);
    for (const file of ['dexie/LICENSE', 'dexie/NOTICE', 'webextension-polyfill/LICENSE', 'marked/LICENSE'])
      expect(text).toContain(
        readFileSync(join(root, 'node_modules', file), 'utf8')
          .replaceAll('\r', '')
          .trim(),
      );
    expect(packages.map(({ name }) => name)).toEqual(SHIPPED.map((folder) => folder.slice(13)).sort());
  });

  it('and the bill of materials do not depend on the order in which packages are found', () => {
    const turned = describePackages(SHIPPED.toReversed(), root);
    expect(notices({ version: '1', text: 'Own' }, turned)).toBe(text);
    expect(billOfMaterials('1', turned)).toBe(billOfMaterials('1', packages));
  });

  it('have a bill of materials of the same packages, with the hashes of the lock file', () => {
    const { components, specVersion } = JSON.parse(billOfMaterials('1', packages));
    expect(specVersion).toBe('1.6');
    expect(components.map(({ purl }: { purl: string }) => purl)).toContain(
      `pkg:npm/%40wxt-dev/i18n@${packages.find(({ name }) => name === '@wxt-dev/i18n')?.version}`,
    );
    for (const { hashes } of components)
      expect(hashes).toMatchObject([{ content: expect.stringMatching(/^[\da-f]{128}$/) }]);
  });
});

describe('A package in the extension', () => {
  let made: string;
  beforeEach(() => {
    made = mkdtempSync(join(tmpdir(), 'gloss-bundled-'));
    mkdirSync(join(made, 'node_modules/x'), { recursive: true });
    writeFileSync(join(made, 'package-lock.json'), '{"packages":{"node_modules/x":{"version":"1.0.0"}}}');
  });
  afterEach(() => rmSync(made, { recursive: true }));
  const put = (manifest: object, licence?: string) => {
    writeFileSync(
      join(made, 'node_modules/x/package.json'),
      JSON.stringify({ name: 'x', repository: 'a/x', ...manifest }),
    );
    if (licence !== undefined) writeFileSync(join(made, 'node_modules/x/LICENSE'), licence);
  };

  it.each([
    [{}, 'text', 'names no licence'],
    [{ license: 'UNLICENSED' }, 'text', 'names no licence'],
    [{ license: 'MIT' }, undefined, 'has no file with its licence'],
    [{ license: 'MIT' }, ' \n', 'has an empty licence file'],
    [{ license: 'MIT', repository: undefined }, 'text', 'names no source'],
  ])('stops the build with %j and the licence %j', (manifest, licence, told) => {
    put(manifest, licence);
    expect(() => describePackages(['node_modules/x'], made)).toThrow(told);
  });

  it('stops the build if the lock file does not know it', () => {
    expect(() => describePackages(['node_modules/y'], made)).toThrow('not in package-lock.json');
  });

  it('passes with a licence and its text', () => {
    put({ license: 'MIT' }, 'text');
    expect(describePackages(['node_modules/x'], made)).toEqual([
      { name: 'x', version: '1.0.0', licence: 'MIT', source: 'https://github.com/a/x', texts: ['text'] },
    ]);
  });
});

describe('The lock file', () => {
  const text = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const { packages } = JSON.parse(text) as {
    packages: Record<string, { integrity?: string; resolved?: string }>;
  };

  it('has the SHA-512 of every package', () => {
    const without = Object.entries(packages).filter(
      ([path, { integrity }]) => path !== '' && !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''),
    );
    expect(without).toEqual([]);
  });

  it('names no host that packages come from', () => {
    expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
  });
});
