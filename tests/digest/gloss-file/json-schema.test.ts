import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@cfworker/json-schema';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { root } from '../../../scripts/packages';
import { canonicalJson, hashOf } from '../../../src/digest/canonical';
import { compile } from '../../../src/digest/compile';
import { GlossDigest } from '../../../src/digest/gloss-file/file-schema';
import type { Digest } from '../../../src/digest/schema';
import * as assets from '../assets';
import { ABOUT, glossOf, read, smallDigest } from './files';
import { type JsonSchema, jsonSchemaOf, plain } from './json-schema-of';

const written = JSON.parse(readFileSync(join(root, 'docs/digest.schema.json'), 'utf8')) as JsonSchema;
const validator = new Validator(written, '2020-12');
const accepts = (value: unknown) => validator.validate(value).valid;

describe('docs/digest.schema.json', () => {
  it('says what the schema in the program says', () => {
    expect(plain(written, written.$defs as JsonSchema)).toEqual(jsonSchemaOf(GlossDigest));
  });

  it('accepts the bundled digest', async () => {
    expect(accepts({ ...(await compile(assets)), about: ABOUT })).toBe(true);
  });

  it('accepts and refuses what the schema in the program does, whatever is changed in a digest', async () => {
    const sound = await smallDigest();
    const junk = fc.oneof(
      fc.jsonValue({ maxDepth: 1, stringUnit: 'grapheme-ascii' }),
      fc.constantFrom(
        '',
        'x',
        'igf',
        'report#p02',
        'en',
        '2026',
        0,
        1,
        7,
        null,
        [],
        {},
        'x'.repeat(501),
        undefined,
      ),
    );
    const paths = pathsIn(sound);
    let accepted = 0;
    fc.assert(
      fc.property(fc.constantFrom(...paths), junk, (path, value) => {
        const changed = structuredClone(sound);
        const holder = path.slice(0, -1).reduce<object>((at, key) => Reflect.get(at, key) as object, changed);
        const last = path.at(-1) as string;
        if (value === undefined) Reflect.deleteProperty(holder, last);
        else Reflect.set(holder, last, value);
        const json: unknown = JSON.parse(JSON.stringify(changed));
        const is = v.is(GlossDigest, json);
        if (is) accepted++;
        // The address is also tried by the browser's own parser.
        if (path.at(-1) !== 'home') expect([accepts(json), json]).toEqual([is, json]);
        else if (is) expect(accepts(json)).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect(accepted).toBeGreaterThan(20);
  });
});

describe('The example of docs/digest-format.md', () => {
  const text = readFileSync(join(root, 'docs/digest-format.md'), 'utf8');
  const [, json = ''] = /```json\n([\s\S]*?)```/.exec(text) ?? [];

  it('is a digest with the hash that it gives, and can be read from a file', async () => {
    const digest = JSON.parse(json) as Digest;
    expect(accepts(digest)).toBe(true);
    expect(digest.hash).toBe(await hashOf(digest));
    expect((await read(glossOf(digest))).digest).toEqual(digest);
  });

  it('has its keys in the order of the canonical form', () => {
    expect(JSON.stringify(JSON.parse(json))).toBe(canonicalJson(JSON.parse(json)));
  });
});

/** The path of everything in a value. */
function pathsIn(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    [key],
    ...pathsIn(member).map((path) => [key, ...path]),
  ]);
}
