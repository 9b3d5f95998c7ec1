/** Whatever a file holds: it is refused by name, or it becomes a sound digest; and neither takes long. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { ReadGlossary } from '../../../src/digest/glossaries/entry';
import { FORMATS } from '../../../src/digest/glossaries/entry';
import { readAs, readGlossaryFile } from '../../../src/digest/glossaries/read';
import { GlossaryRefusal } from '../../../src/digest/glossaries/refusal';
import { toDigest } from '../../../src/digest/glossaries/to-digest';
import { Digest, Id } from '../../../src/digest/schema';

const pause = () => undefined;
const ABOUT = { id: 'mine', name: 'Mine', version: '1' };
const folder = new URL('files/', import.meta.url);
const SAMPLES = readdirSync(folder)
  .filter((name) => !name.startsWith('.'))
  .map((name) => new Uint8Array(readFileSync(new URL(name, folder))));

/** Reads, and makes a digest of it. Fails for any error but a refusal, and for a digest that is not sound. */
async function survives(reading: () => Promise<ReadGlossary>): Promise<void> {
  try {
    const { digest } = await toDigest(await reading(), ABOUT, { pause });
    const { issues } = v.safeParse(Digest, digest);
    expect(issues).toBeUndefined();
    const ids = new Set(digest.terms.map(({ id }) => id));
    expect(ids.size).toBe(digest.terms.length);
    for (const { related } of digest.terms)
      for (const id of related) expect(v.is(Id, id) && ids.has(id)).toBe(true);
  } catch (error) {
    if (!(error instanceof GlossaryRefusal)) throw error;
    expect(error.what.length).toBeLessThanOrEqual(300);
    expect(error.todo).not.toBe('');
  }
}

/** Places of a sample, as shares of its length. */
const place = fc.double({ min: 0, max: 1, noNaN: true });

describe('A hostile file', () => {
  it('of any bytes is refused or read', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom('a.csv', 'a.tbx', 'a'),
        (bytes, name) => survives(() => readGlossaryFile(name, bytes, { pause })),
      ),
      { numRuns: 300 },
    );
  });

  it('that is a sound one, cut, turned round, with other bytes or parts of another, is refused or read', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SAMPLES),
        fc.constantFrom(...SAMPLES),
        fc.array(fc.tuple(place, fc.nat(255)), { maxLength: 20 }),
        fc.tuple(place, place, place),
        (sample, other, changes, [from, to, at]) => {
          const [start, end] = [Math.min(from, to), Math.max(from, to)].map((each) => each * sample.length);
          const cut = sample.slice(start, end);
          const whole = new Uint8Array([...cut, ...other.slice(at * other.length), ...sample.slice(end)]);
          for (const [where, byte] of changes) whole[Math.floor(where * whole.length)] = byte;
          return survives(() => readGlossaryFile('a', whole, { pause }));
        },
      ),
      { numRuns: 400 },
    );
  });

  it.each(FORMATS)('of signs that mean something in %s is refused or read', async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...TOKENS), { maxLength: 60 }), (tokens) =>
        survives(() => readAs(format, tokens.join(''), { pause })),
      ),
      { numRuns: 150 },
    );
  });

  it.each(FORMATS)('of another format is refused or read as %s', async (format) => {
    for (const sample of SAMPLES) await survives(() => readAs(format, sample, { pause }));
  });

  it('with markup in every field keeps it as text', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const csv = `term,definition,source\n"${evil}","<script>alert(1)</script>",javascript:alert(1)\n`;
    const read = await readGlossaryFile('a.csv', new TextEncoder().encode(csv), { pause });
    const { digest } = await toDigest(read, ABOUT, { pause });
    expect(digest.terms[0]).toMatchObject({ label: evil, gist: { und: '<script>alert(1)</script>' } });
    expect(digest.documents).toEqual([{ id: expect.any(String), title: 'javascript:alert(1)', lang: 'und' }]);
  });

  it('with keys of prototypes pollutes nothing', async () => {
    const term = `{"id":"a","kind":"concept","label":"a","gist":{"__proto__":"x","constructor":"y"},"forms":[{"text":"a","lang":"__proto__","case":"any","ambiguous":false}],"cues":[],"rivals":[],"claims":[],"related":["__proto__"],"__proto__":{"polluted":true}}`;
    const json = `{"format":1,"__proto__":{"polluted":true},"documents":[],"passages":[],"terms":[${term}]}`;
    await survives(() => readAs('digest', json, { pause }));
    await survives(() =>
      readAs('table', 'id,term,language,__proto__\n__proto__,constructor,__proto__,x\n', { pause }),
    );
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

/** Signs and words of all formats. */
const TOKENS = [
  ...[
    'a',
    'DNS',
    ' ',
    '\n',
    '\r\n',
    '\t',
    '"',
    "'",
    ',',
    ';',
    '|',
    '\\',
    ':',
    '=',
    '-',
    '#',
    '*',
    '**',
    '_',
    '~',
  ],
  ...[
    '`',
    '```',
    '[',
    ']',
    '(',
    ')',
    '{',
    '}',
    '<',
    '>',
    '</',
    '/>',
    '&',
    '&amp;',
    '&#x110000;',
    '<!--',
    '-->',
  ],
  ...[
    '<![CDATA[',
    ']]>',
    '<?',
    '?>',
    '<!DOCTYPE a [',
    '<!ENTITY a "b">',
    '<dl>',
    '<dt>',
    '<dd>',
    '<td>',
    '<tr>',
  ],
  ...[
    '<table>',
    '<b>',
    '</b>',
    '<p>',
    '<h2>',
    '<term>',
    '</term>',
    '<langSec xml:lang="en">',
    '<conceptEntry>',
  ],
  ...[
    '<tbx>',
    '</tbx>',
    '<termSec>',
    '<descrip type="definition">',
    '@prefix : <a> .',
    '@en',
    '"""',
    '^^',
    '_:b',
  ],
  ...[
    '<a>',
    ' a ',
    '.',
    'skos:prefLabel',
    '\u0000',
    '\ud800',
    '\ufeff',
    '\u202e',
    'ا',
    '字',
    'term',
    'definition',
  ],
  ...[
    '{"@id":"a"}',
    '"@context":',
    '"@graph":[',
    '{"format":1,"terms":[',
    'null',
    '1e999',
    '---',
    '|---|---|',
  ],
];
