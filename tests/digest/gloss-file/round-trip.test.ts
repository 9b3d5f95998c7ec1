import fc from 'fast-check';
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { canonicalJson, hashOf, inOrder, serialise } from '../../../src/digest/canonical';
import { compile } from '../../../src/digest/compile';
import { GlossDigest } from '../../../src/digest/gloss-file/file-schema';
import { writeGloss } from '../../../src/digest/gloss-file/write';
import { Digest, KINDS } from '../../../src/digest/schema';
import * as assets from '../assets';
import { ABOUT, glossOf, read, smallDigest } from './files';

const text = (maxLength = 40) => fc.string({ unit: 'binary', minLength: 1, maxLength });
const id = fc.stringMatching(/^[a-z0-9]{1,6}(-[a-z0-9]{1,3}){0,2}$/);
const lang = fc.constantFrom('en', 'fa', 'und', 'zh-Hant');
/** Texts of one to ten UTF-16 units, whatever they are. */
const about = fc.record(
  {
    id,
    name: text(),
    version: text(10),
    licence: text(),
    attribution: text(),
    home: fc.constantFrom('https://example.org/', 'http://é.example/%20?a=b#c'),
  },
  { requiredKeys: ['id', 'name', 'version'] },
);

const form = fc.record({
  text: text(),
  lang,
  case: fc.constantFrom('exact' as const, 'initial' as const, 'any' as const),
  ambiguous: fc.boolean(),
});
const rival = fc.record({
  sense: text(),
  forms: fc.array(text()),
  names: fc.array(text()),
  cues: fc.array(text()),
});

/** What a term has beside its id. */
const termParts = fc.record({
  kind: fc.constantFrom(...KINDS),
  label: text(),
  gist: fc.dictionary(lang, text(70), { noNullPrototype: true }),
  forms: fc.array(form, { minLength: 1, maxLength: 4 }),
  cues: fc.array(text(), { maxLength: 4 }),
  rivals: fc.array(rival, { maxLength: 2 }),
  claims: fc.array(
    fc.record({ text: text(), at: fc.nat(), length: fc.nat(), asOf: fc.constantFrom('2026', '2026-05') }),
  ),
  related: fc.array(fc.nat(), { maxLength: 3 }),
});
type Parts = typeof termParts extends fc.Arbitrary<infer Value> ? Value : never;

/** Any digest: documents with passages, and terms whose claims quote them. */
const digests = fc
  .record({
    about,
    documents: fc.uniqueArray(id, { maxLength: 3 }),
    texts: fc.array(text(200), { maxLength: 6 }),
    terms: fc.uniqueArray(id, { maxLength: 4 }),
    parts: fc.infiniteStream(termParts),
  })
  .map(({ about, documents, texts, terms, parts }) => {
    const passages = documents.flatMap((document) =>
      texts.map((passage, i) => ({
        id: `${document}#p${String(i + 1).padStart(2, '0')}`,
        document,
        kind: 'paragraph' as const,
        text: passage,
      })),
    );
    const made = terms.map((term) => {
      const { claims, related, ...rest } = parts.next().value as Parts;
      return {
        id: term,
        ...rest,
        claims: claims.map(({ text, at, length, asOf }) => {
          const passage = passages[at % Math.max(1, passages.length)];
          if (passage === undefined) return { text, asOf };
          const letters = [...passage.text];
          const from = at % letters.length;
          const quote = letters.slice(from, from + 1 + length).join('');
          return { text, passage: passage.id, quote };
        }),
        related: related.map((i) => terms[i % terms.length] ?? term),
      };
    });
    const titled = documents.map((document) => ({ id: document, title: `About ${document}`, lang: 'en' }));
    return { about, ...inOrder({ documents: titled, passages, terms: made }) };
  });

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) Reflect.deleteProperty(process.env, 'TZ');
  else process.env.TZ = zone;
});

describe('A .gloss file', () => {
  it('gives back any digest that was written into it', async () => {
    await fc.assert(
      fc.asyncProperty(digests, async (content) => {
        const digest: Digest = { format: 1, hash: await hashOf(content), ...content };
        expect(v.is(Digest, digest)).toBe(true);
        const { digest: found } = await read(await writeGloss(digest));
        expect(found).toEqual(digest);
        expect(serialise(found)).toBe(serialise(digest));
      }),
      { numRuns: 100 },
    );
  });

  it('gives back the bundled digest', async () => {
    const digest = { ...(await compile(assets)), about: ABOUT };
    expect((await read(await writeGloss(digest))).digest).toEqual(digest);
  });

  it('gives back a digest of nothing', async () => {
    const nothing = { documents: [], passages: [], terms: [] };
    const digest: Digest = { format: 1, about: ABOUT, hash: await hashOf(nothing), ...nothing };
    expect((await read(await writeGloss(digest))).digest).toEqual(digest);
  });

  it('gives nothing but a digest that its schemas accept, whatever member is changed', async () => {
    const sound = await smallDigest();
    const junk = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom('', 'x', 'igf', 'report', 1, null, [], {}),
    );
    const paths = pathsIn(sound);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), junk, async (path, value) => {
        const changed = structuredClone(sound);
        const last = path.at(-1) as string;
        const holder = path.slice(0, -1).reduce<object>((at, key) => Reflect.get(at, key) as object, changed);
        Reflect.set(holder, last, value);
        const hash = path[0] === 'hash' ? changed.hash : await hashOf(changed).catch(() => sound.hash);
        const read = await readable({ ...changed, hash });
        if (read === undefined) return;
        expect(v.is(Digest, read)).toBe(true);
        expect(v.is(GlossDigest, read)).toBe(true);
        expect(canonicalJson(read)).toBe(canonicalJson({ ...changed, hash }));
      }),
      { numRuns: 300 },
    );
  });

  it('has the same bytes for the same digest, in any order of its parts and any time zone', async () => {
    const digest = await smallDigest();
    const { documents, passages, terms, ...rest } = digest;
    const turned = { terms: terms.toReversed(), passages: passages.toReversed(), documents, ...rest };
    const whole = await writeGloss(digest);
    for (const name of ['UTC', 'Pacific/Kiritimati', 'Asia/Tehran', 'America/St_Johns']) {
      process.env.TZ = name;
      expect(await writeGloss(turned, undefined, () => Promise.resolve())).toEqual(whole);
    }
  });

  it('rests while it is written', async () => {
    let rests = 0;
    await writeGloss(await smallDigest(), undefined, () => void rests++);
    expect(rests).toBeGreaterThanOrEqual(1 + 5 + 2 + 1);
  });

  it('is not written of a digest that does not say what it is', async () => {
    const { about: _, ...digest } = await smallDigest();
    await expect(writeGloss(digest)).rejects.toMatchObject({ name: 'GlossRefusal', path: 'about' });
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

/** What is read of a changed digest; `undefined` if it is refused. */
async function readable(value: unknown): Promise<unknown> {
  try {
    return (await read(glossOf(value))).digest;
  } catch (error) {
    if (error instanceof Error && error.name === 'GlossRefusal') return undefined;
    throw error;
  }
}
