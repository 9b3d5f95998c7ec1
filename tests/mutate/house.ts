/** Which source files belong to which room, and which test files load a source file. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** The rooms that are tried. Of `page`, only what a unit test loads: the rest runs in a browser. */
export const ROOMS = ['mentions', 'notes', 'protocol', 'background', 'page', 'search'] as const;

/** Paths from the project's folder, with slashes. */
export class House {
  readonly #root: string;
  readonly #loads = new Map<string, Set<string>>();
  readonly tests: string[];

  constructor(root: string) {
    this.#root = root;
    this.tests = this.#files('tests', /\.test\.tsx?$/).filter(
      (file) => !/^tests\/(?:e2e|survey|bench|mutate)\//.test(file),
    );
  }

  sourcesOf(room: string): string[] {
    const sources = this.#files(`src/${room}`, /(?<!\.d)\.ts$/);
    if (room !== 'page') return sources;
    return sources.filter((file) => this.tests.some((test) => this.loads(test).has(file)));
  }

  /** The files that a file loads, itself among them, however many imports away. Types count as well. */
  loads(file: string): Set<string> {
    const known = this.#loads.get(file);
    if (known) return known;
    const all = new Set([file]);
    for (const each of all) for (const other of this.#importsOf(each)) all.add(other);
    this.#loads.set(file, all);
    return all;
  }

  read = (file: string) => readFileSync(join(this.#root, file), 'utf8');

  #files(folder: string, ending: RegExp): string[] {
    return readdirSync(join(this.#root, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file.split(sep).join('/')}`)
      .filter((file) => ending.test(file))
      .sort();
  }

  readonly #imports = new Map<string, string[]>();
  #importsOf(file: string): string[] {
    const known = this.#imports.get(file);
    if (known) return known;
    const found: string[] = [];
    for (const [, path] of this.read(file).matchAll(
      /(?:\bfrom\s*|\bimport\s*\(?\s*)['"](\.{1,2}\/[^'"]+)['"]/g,
    )) {
      const at = relative(this.#root, resolve(this.#root, dirname(file), path as string))
        .split(sep)
        .join('/');
      const real = ['', '.ts', '.tsx', '/index.ts']
        .map((ending) => at + ending)
        .find((each) => /\.tsx?$/.test(each) && existsSync(join(this.#root, each)));
      if (real) found.push(real);
    }
    this.#imports.set(file, found);
    return found;
  }
}
