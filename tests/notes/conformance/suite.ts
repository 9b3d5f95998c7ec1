/** The W3C's test suite for the Web Annotation model, if it is checked out beside the project. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Schema, Validator } from '@cfworker/json-schema';

const SUITE = join(dirname(fileURLToPath(import.meta.url)), '../../../../shared/w3c-annotation');
export const isThere = existsSync(SUITE);

/** Base address for references between the files of the suite. */
const BASE = 'https://suite.example/';

/** An assertion about annotations. */
export interface Assertion {
  name: string;
  /** The problem of an annotation; `undefined` if there is none. */
  check(annotation: unknown): string | undefined;
}

interface AssertionFile extends Schema {
  assertionType: string;
  expectedResult: string;
  errorMessage: string;
}

/** The assertions of the suite that are a MUST. */
export function musts(): Assertion[] {
  const definitions = readdirSync(join(SUITE, 'definitions')).map(
    (file) => JSON.parse(readFileSync(join(SUITE, 'definitions', file), 'utf8')) as Schema & { id: string },
  );
  return jsonFiles(join(SUITE, 'annotations')).flatMap((file) => {
    const schema = JSON.parse(readFileSync(file, 'utf8')) as AssertionFile;
    if (schema.assertionType !== 'must') return [];
    const name = relative(join(SUITE, 'annotations'), file).replace(/\.json$/, '');
    const validator = new Validator({ ...schema, $id: `${BASE}assertion.json` }, '4');
    for (const definition of definitions) validator.addSchema(definition, BASE + definition.id);
    return [{ name, check: (annotation) => verdict(validator, schema, annotation) }];
  });
}

function verdict(validator: Validator, schema: AssertionFile, annotation: unknown): string | undefined {
  const valid = validator.validate(annotation).valid;
  return valid === (schema.expectedResult === 'valid') ? undefined : schema.errorMessage;
}

function jsonFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return jsonFiles(path);
    return entry.name.endsWith('.json') ? [path] : [];
  });
}

/** The samples of the suite, by name. */
export function samples(kind: 'correct' | 'incorrect'): { name: string; text: string }[] {
  const folder = join(SUITE, 'samples', kind);
  return readdirSync(folder)
    .sort(new Intl.Collator('en', { numeric: true }).compare)
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}
