/**
 * Which packages the extension really contains, by the bundler's module graph; the notices that their
 * licences demand; and a list of them for machines (SBOM). The same packages give the same bytes.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** A package of which code is in the extension. */
export interface BundledPackage {
  name: string;
  version: string;
  /** SPDX expression of package.json. */
  licence: string;
  /** The address of its sources, as package.json names it. */
  source: string;
  /** The licence's text, and that of a NOTICE file. */
  texts: string[];
  /** SHA-512 of the package's archive, base64, from the lock file. */
  sha512?: string;
}

/** Packages that have no licence file in their archive. The licence of their repository is theirs. */
const FROM_REPOSITORY: Record<string, string> = {
  wxt: 'assets/licences/wxt.txt',
  '@wxt-dev/i18n': 'assets/licences/wxt.txt',
  '@wxt-dev/browser': 'assets/licences/wxt.txt',
  saxes: 'assets/licences/saxes.txt',
};

/** The part of a bundler's licence about packages inside the bundler. None of them is in the extension. */
const OF_TOOLS = /^# Licenses of bundled dependencies$[\s\S]*/m;

/** Modules that the bundler makes itself, by the start of their id, and the package whose code they are. */
const MADE: [start: string, name: string][] = [
  ['\0rolldown/', 'rolldown'],
  ['\0vite/', 'vite'],
];

/** The folder of a module's package, relative to the project: `node_modules/dexie`. */
export function packageOf(id: string): string | undefined {
  const made = MADE.find(([start]) => id.startsWith(start));
  if (made) return `node_modules/${made[1]}`;
  const path = id.replaceAll('\\', '/').replace(/^\0/, '');
  const at = path.lastIndexOf('/node_modules/');
  if (at < 0) return undefined;
  const [, name] = /^((?:@[^/]+\/)?[^/?]+)/.exec(path.slice(at + '/node_modules/'.length)) ?? [];
  const first = path.indexOf('/node_modules/');
  return `${path.slice(first + 1, at + '/node_modules/'.length)}${name}`;
}

/** A plugin that adds to `folders` the folder of each package of which a module is in the output. */
export function collectPackages(folders: Set<string>): Plugin {
  return {
    name: 'gloss:bundled-packages',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        for (const [id, { renderedLength }] of Object.entries(file.modules)) {
          const folder = renderedLength > 0 ? packageOf(id) : undefined;
          if (folder !== undefined) folders.add(folder);
        }
      }
    },
  };
}

/**
 * The packages in these folders, by name. Throws if one of them has no licence, no text of it, or no entry in
 * the lock file. `root`: the project's folder.
 */
export function describePackages(folders: Iterable<string>, root: string): BundledPackage[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string; integrity?: string }>;
  };
  return [...folders]
    .map((folder) => {
      const entry = lock.packages[folder];
      if (!entry) throw new Error(`${folder} is in the extension, but not in package-lock.json.`);
      return describe(join(root, folder), root, entry);
    })
    .sort((a, b) => order(a.name, b.name) || order(a.version, b.version));
}

const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function describe(
  folder: string,
  root: string,
  { version, integrity }: { version: string; integrity?: string },
): BundledPackage {
  const { name, license, repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    license?: unknown;
    repository?: string | { url?: string };
  };
  if (typeof license !== 'string' || license === '' || /^(?:UNLICENSED|SEE LICEN[CS]E)/i.test(license))
    throw new Error(`${name} is in the extension, but names no licence.`);
  const own = readdirSync(folder, { withFileTypes: true })
    .filter((file) => file.isFile() && /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i.test(file.name))
    .map((file) => file.name)
    .sort(order);
  const files = own.map((file) => join(folder, file));
  if (!own.some((file) => !/^notice/i.test(file))) {
    const kept = FROM_REPOSITORY[name];
    if (kept === undefined || !existsSync(join(root, kept)))
      throw new Error(`${name} is in the extension, but has no file with its licence.`);
    files.unshift(join(root, kept));
  }
  const address = typeof repository === 'string' ? repository : (repository?.url ?? '');
  const source = address
    .replace(/^git\+|\.git$/g, '')
    .replace(/^ssh:\/\/git@/, 'https://')
    .replace(/^(?:github:)?(?=[\w.-]+\/[\w.-]+$)/, 'https://github.com/');
  if (!/^(?:https|git):\/\//.test(source))
    throw new Error(`${name} is in the extension, but names no source.`);
  const texts = files.map((file) =>
    readFileSync(file, 'utf8')
      .replace(/^\uFEFF|\r(?=\n)/g, '')
      .replace(OF_TOOLS, '')
      .trim(),
  );
  if (texts.some((text) => text === '')) throw new Error(`${name} has an empty licence file.`);
  const [, sha512] = /(?:^|\s)sha512-(\S+)/.exec(integrity ?? '') ?? [];
  return { name, version, licence: license, source, texts, ...(sha512 ? { sha512 } : {}) };
}

/** The notices, as text. They begin with a byte order mark: browsers read a text file of an extension as Latin-1. */
export function notices(own: { version: string; text: string }, packages: readonly BundledPackage[]): string {
  const line = '='.repeat(80);
  const parts = packages.map(
    ({ name, version, licence, source, texts }) =>
      `${line}\n${name} ${version}\nLicence: ${licence}\nSource: ${source}\n${line}\n\n${texts.join('\n\n')}\n`,
  );
  return `\uFEFFGloss ${own.version}\n\n${own.text.trim()}\n\nGloss contains the following packages.\n\n${parts.join('\n\n')}`;
}

/** The SBOM: CycloneDX 1.6, JSON. It has no time and no serial number, so that it can be compared. */
export function billOfMaterials(version: string, packages: readonly BundledPackage[]): string {
  const purl = (name: string, of: string) => `pkg:npm/${name.replace('@', '%40')}@${of}`;
  const own = purl('gloss', version);
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': own,
        name: 'gloss',
        version,
        licenses: [{ license: { id: 'MIT' } }],
        purl: own,
      },
    },
    components: packages.map(({ name, version: of, licence, sha512 }) => {
      const [, group, bare = name] = /^(@[^/]+)\/(.+)$/.exec(name) ?? [];
      return {
        type: 'library',
        'bom-ref': purl(name, of),
        ...(group === undefined ? {} : { group }),
        name: bare,
        version: of,
        ...(sha512 === undefined
          ? {}
          : { hashes: [{ alg: 'SHA-512', content: Buffer.from(sha512, 'base64').toString('hex') }] }),
        licenses: [/[\s()]/.test(licence) ? { expression: licence } : { license: { id: licence } }],
        purl: purl(name, of),
      };
    }),
    dependencies: [
      { ref: own, dependsOn: packages.map(({ name, version: of }) => purl(name, of)) },
      ...packages.map(({ name, version: of }) => ({ ref: purl(name, of) })),
    ],
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}
