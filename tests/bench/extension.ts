/**
 * Makes a copy of the built extension for measuring. It contains the reader and the scripts that the reader
 * is compared with. The port of a page selects the script that runs there. So all scripts are measured in one
 * browser, one after another.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LexiconTerm } from '../../src/mentions/lexicon';
import { bundle } from './bundle';

/** What runs in a page. Nothing else runs there. */
export const KINDS = [
  /** Nothing: the page alone. */
  'plain',
  /** A content script without a statement. */
  'empty',
  /** A script that asks the background about the page, and does nothing else than mark the answer. */
  'least',
  /** The released reader. */
  'gloss',
  /** The reader with the probe before it. */
  'probed',
  /** The `least` script with the probe before it. */
  'probed-least',
  'floor',
  'markjs',
  'markjs-regexp',
] as const;
export type Kind = (typeof KINDS)[number];

export type Ports = Record<Kind, number>;

/** A letter or digit. None may be next to a form, because the form must be a whole word. */
const WORD = '[\\p{L}\\p{M}\\p{N}]';

/** Copies the extension to `to`, with each kind on its port. */
export async function makeExtension(
  build: string,
  to: string,
  ports: Ports,
  bundled: LexiconTerm[],
): Promise<void> {
  cpSync(build, to, { recursive: true });
  const path = join(to, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as {
    content_scripts: { js: string[]; css?: string[]; matches: string[] }[];
  };
  const [reader] = manifest.content_scripts;
  if (manifest.content_scripts.length !== 1 || !reader?.js)
    throw new Error(
      `${join(build, 'manifest.json')} has not one content script, which this bench is made for.`,
    );
  const write = (name: string, code: string) => {
    writeFileSync(join(to, 'bench', name), code);
    return `bench/${name}`;
  };
  mkdirSync(join(to, 'bench'), { recursive: true });
  const prelude = write('prelude.js', await bundle('./probe/prelude.ts'));
  const timed = (name: string, code: string) =>
    write(
      name,
      `__bench.begin();\ntry {\n${code}\n} catch (error) { __bench.fail(error); }\n__bench.end();\n`,
    );
  const least = await bundle('./probe/least.ts');
  const ship = reader.js.map((name) => readFileSync(join(build, name), 'utf8')).join('\n;');
  const forms = [...new Set(bundled.flatMap(({ forms }) => forms.map(({ text }) => text)))].sort(
    (a, b) => b.length - a.length || (a < b ? -1 : 1),
  );
  const pattern = `(?<!${WORD})(?:${forms.map((form) => form.replace(/[/\\^$*+?.()|[\]{}]/g, '\\$&')).join('|')})(?!${WORD})`;
  const scripts: Record<Kind, string[]> = {
    plain: [],
    empty: [write('empty.js', '')],
    least: [write('least-alone.js', least)],
    gloss: reader.js,
    probed: [prelude, timed('reader.js', ship)],
    'probed-least': [prelude, timed('least.js', least)],
    floor: [prelude, timed('floor.js', await bundle('./probe/floor.ts'))],
    markjs: [
      prelude,
      timed('markjs.js', await bundle('./probe/markjs.ts', 'iife', { __FORMS__: JSON.stringify(forms) })),
    ],
    'markjs-regexp': [
      prelude,
      timed(
        'markjs-regexp.js',
        await bundle('./probe/markjs-regexp.ts', 'iife', { __PATTERN__: JSON.stringify(pattern) }),
      ),
    ],
  };
  manifest.content_scripts = KINDS.filter((kind) => scripts[kind].length > 0).map((kind) => ({
    ...reader,
    ...(kind === 'gloss' || kind === 'probed' ? {} : { css: [] }),
    js: scripts[kind],
    matches: [`http://*:${ports[kind]}/*`],
  }));
  writeFileSync(path, JSON.stringify(manifest));
  const popover = join(to, 'popover.html');
  const page = readFileSync(popover, 'utf8');
  const painted = write('painted.js', await bundle('./probe/painted.ts'));
  writeFileSync(popover, page.replace('<head>', `<head><script src="/${painted}"></script>`));
}
