import { describe, expect, it } from 'vitest';
import { contains } from '../../../src/digest/gloss-file/contains';
import { ContentCheck } from '../../../src/digest/gloss-file/content';
import type { GlossDigest } from '../../../src/digest/gloss-file/file-schema';
import type { Digest } from '../../../src/digest/schema';
import { charactersRead, exponentOf } from '../../platform/growth';
import { changedDigest, changedJson, glossOf, read, refusalOf } from './files';

type Change = (digest: Digest) => void;

/** The first of a list, which is there. */
function first<T>(list: readonly T[]): T {
  return list[0] as T;
}
const igf = (digest: Digest) => digest.terms[1] as Digest['terms'][number];
const claimOf = (digest: Digest) => first(igf(digest).claims);

const whereRefused = async (change: Change) => {
  const { reason, path } = await refusalOf(glossOf(await changedDigest(change)));
  return reason === 'invalid' ? path : reason;
};

describe('A digest in a file', () => {
  it.each<[string, string, Change]>([
    ['about.name', 'a name that is too long', (d) => Object.assign(d.about ?? {}, { name: 'x'.repeat(121) })],
    ['about.home', 'a home that is no address', (d) => Object.assign(d.about ?? {}, { home: 'https://' })],
    ['about.home', 'a home that is a script', (d) => Object.assign(d.about ?? {}, { home: 'javascript:1' })],
    ['about.size', 'an unknown key', (d) => Object.assign(d.about ?? {}, { size: 1 })],
    [
      'documents[0].lang',
      'a language that is none',
      (d) => Object.assign(first(d.documents), { lang: 'en us' }),
    ],
    ['documents[0].date', 'a date that is none', (d) => Object.assign(first(d.documents), { date: '1 May' })],
    [
      'documents[0].address',
      'an address of a file',
      (d) => Object.assign(first(d.documents), { address: 'file:///a' }),
    ],
    ['documents[0].title', 'an empty title', (d) => Object.assign(first(d.documents), { title: '' })],
    [
      'documents[0].html',
      'an unknown key of a document',
      (d) => Object.assign(first(d.documents), { html: '' }),
    ],
    ['passages[0].level', 'a level of 7', (d) => Object.assign(first(d.passages), { level: 7 })],
    ['passages[0].level', 'a level of 0', (d) => Object.assign(first(d.passages), { level: 0 })],
    ['passages[0].level', 'a level of 1.5', (d) => Object.assign(first(d.passages), { level: 1.5 })],
    [
      'passages[0].text',
      'a long passage',
      (d) => Object.assign(first(d.passages), { text: 'x'.repeat(50_001) }),
    ],
    [
      'passages[0].extra',
      'an unknown key of a passage',
      (d) => Object.assign(first(d.passages), { extra: 1 }),
    ],
    [
      'passages[0].id',
      'a passage of another number',
      (d) => Object.assign(first(d.passages), { id: 'report#1' }),
    ],
    ['terms[1].id', 'an id that is none', (d) => Object.assign(igf(d), { id: 'I G F' })],
    ['terms[1].kind', 'an unknown kind', (d) => Object.assign(igf(d), { kind: 'thing' })],
    ['terms[1].label', 'no label', (d) => Reflect.deleteProperty(igf(d), 'label')],
    ['terms[1].label', 'a label that is a list', (d) => Object.assign(igf(d), { label: [] })],
    ['terms[1].label', 'half a letter', (d) => Object.assign(igf(d), { label: 'a\ud800b' })],
    ['terms[1].label', 'a long label', (d) => Object.assign(igf(d), { label: 'x'.repeat(501) })],
    ['terms[1].also', 'a key of merged digests', (d) => Object.assign(igf(d), { also: [] })],
    ['terms[1].gist.en', 'a long gist', (d) => Object.assign(igf(d).gist, { en: 'x'.repeat(141) })],
    ['terms[1].gist.e n', 'a gist in no language', (d) => Object.assign(igf(d).gist, { 'e n': 'x' })],
    ['terms[1].gist', 'a gist that is a text', (d) => Object.assign(igf(d), { gist: 'x' })],
    ['terms[1].gist', 'a gist that is a list', (d) => Object.assign(igf(d), { gist: [] })],
    ['terms[1].forms', 'no form', (d) => Object.assign(igf(d), { forms: [] })],
    [
      'terms[1].forms[0].case',
      'an unknown case',
      (d) => Object.assign(first(igf(d).forms), { case: 'upper' }),
    ],
    [
      'terms[1].forms[0].lang',
      'a form in no language',
      (d) => Object.assign(first(igf(d).forms), { lang: '' }),
    ],
    [
      'terms[1].forms[0].weight',
      'an unknown key of a form',
      (d) => Object.assign(first(igf(d).forms), { weight: 1 }),
    ],
    ['terms[1].cues[0]', 'an empty cue', (d) => Object.assign(igf(d), { cues: [''] })],
    [
      'terms[1].rivals[0].sense',
      'a rival without a sense',
      (d) => Reflect.deleteProperty(first(igf(d).rivals), 'sense'),
    ],
    [
      'terms[1].rivals[0].a',
      'an unknown key of a rival',
      (d) => Object.assign(first(igf(d).rivals), { a: 1 }),
    ],
    ['terms[1].claims[0]', 'a passage without a quote', (d) => Reflect.deleteProperty(claimOf(d), 'quote')],
    ['terms[1].claims[0]', 'a quote without a passage', (d) => Reflect.deleteProperty(claimOf(d), 'passage')],
    [
      'terms[1].claims[0].asOf',
      'a date that is no month',
      (d) => Object.assign(claimOf(d), { asOf: '2026-11-30' }),
    ],
    [
      'terms[1].claims[0].html',
      'an unknown key of a claim',
      (d) => Object.assign(claimOf(d), { html: '<b>' }),
    ],
  ])('is refused, with the place %s, for %s', async (path, _, change) => {
    expect(await whereRefused(change)).toBe(path);
  });

  it.each<[string, number, (digest: Digest, count: number) => void]>([
    ['forms', 2_000, (d, n) => Object.assign(igf(d), { forms: Array(n).fill(first(igf(d).forms)) })],
    ['cues', 2_000, (d, n) => Object.assign(igf(d), { cues: Array(n).fill('x') })],
    ['claims', 500, (d, n) => Object.assign(igf(d), { claims: Array(n).fill(claimOf(d)) })],
    ['related', 500, (d, n) => Object.assign(igf(d), { related: Array(n).fill('igf') })],
    ['rivals', 100, (d, n) => Object.assign(igf(d), { rivals: Array(n).fill(first(igf(d).rivals)) })],
    ['rivals[0].forms', 1_000, (d, n) => Object.assign(first(igf(d).rivals), { forms: Array(n).fill('x') })],
    ['rivals[0].names', 1_000, (d, n) => Object.assign(first(igf(d).rivals), { names: Array(n).fill('x') })],
    ['rivals[0].cues', 1_000, (d, n) => Object.assign(first(igf(d).rivals), { cues: Array(n).fill('x') })],
    [
      'gist',
      100,
      (d, n) => {
        const languages = Array.from(
          { length: n },
          (_, i) => `q${String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26))}`,
        );
        Object.assign(igf(d), { gist: Object.fromEntries(languages.map((language) => [language, 'x'])) });
      },
    ],
  ])('may have so many %s, and no more: %i', async (list, most, change) => {
    expect(await whereRefused((d) => change(d, most + 1))).toBe(`terms[1].${list}`);
    expect(await read(glossOf(await changedDigest((d) => change(d, most))))).toBeDefined();
  });

  it('may not have two million forms of one term', async () => {
    const form = '{"ambiguous":false,"case":"any","lang":"en","text":"x"},';
    const json = await changedJson('"forms":[', `"forms":[${form.repeat(2_000_000)}`);
    expect(await refusalOf(glossOf(json))).toMatchObject({ reason: 'too-large' });
  });

  it.each<[string, string, Change]>([
    ['documents[1].id', 'a document twice', (d) => d.documents.push(first(d.documents))],
    [
      'passages[5].id',
      'a passage twice',
      (d) => d.passages.push(d.passages[4] as Digest['passages'][number]),
    ],
    ['terms[2].id', 'a term twice', (d) => d.terms.push(igf(d))],
    ['passages[0].document', 'a passage of no document', (d) => d.documents.pop()],
    [
      'passages[5].id',
      'a passage with the id of another document',
      (d) => d.passages.push({ ...first(d.passages), id: 'reports#p01' }),
    ],
    [
      'terms[1].claims[0].passage',
      'a claim on no passage',
      (d) => Object.assign(claimOf(d), { passage: 'report#p77' }),
    ],
    [
      'terms[1].claims[0].quote',
      'a quote that is nowhere',
      (d) => Object.assign(claimOf(d), { quote: 'is held daily' }),
    ],
    [
      'terms[1].claims[0].quote',
      'a quote of another passage',
      (d) => Object.assign(claimOf(d), { passage: 'report#p01' }),
    ],
    [
      'terms[1].claims[0].document',
      'a claim of no document',
      (d) => Object.assign(claimOf(d), { document: 'x' }),
    ],
    ['terms[1].related[0]', 'a relation to no term', (d) => Object.assign(igf(d), { related: ['x'] })],
  ])('is refused, with the place %s, for %s', async (path, _, change) => {
    expect(await whereRefused(change)).toBe(path);
  });

  it('is refused if its entries are not in order', async () => {
    const digest = await changedDigest(() => undefined);
    for (const list of ['passages', 'terms'] as const) {
      const turned = { ...digest, [list]: digest[list].toReversed() };
      expect(await refusalOf(glossOf(turned))).toMatchObject({ reason: 'invalid', path: `${list}[1].id` });
    }
  });

  it('may have terms that are related in a circle', async () => {
    expect(
      (await read(glossOf(await changedDigest(() => undefined)))).digest.terms.map(({ related }) => related),
    ).toEqual([['igf'], ['cyber-diplomacy']]);
  });

  it('keeps markup in every field as the text that it is', async () => {
    const markup = '<img src=x onerror=alert(1)>{{7*7}}</script>&lt;javascript:';
    const digest = await changedDigest((d) => {
      Object.assign(d.about ?? {}, {
        name: markup,
        version: markup.slice(0, 40),
        licence: markup,
        attribution: markup,
      });
      Object.assign(first(d.documents), { title: markup, short: markup, publisher: markup });
      for (const passage of d.passages) passage.text = markup;
      for (const term of d.terms) {
        Object.assign(term, {
          label: markup,
          name: markup,
          role: markup,
          gist: { en: markup },
          cues: [markup],
        });
        term.forms = [{ text: markup, lang: 'en', case: 'any', ambiguous: true }];
        term.rivals = [{ sense: markup, forms: [markup], names: [markup], cues: [markup] }];
        term.claims = [{ text: markup, passage: 'report#p02', quote: markup }];
      }
    });
    expect((await read(glossOf(digest))).digest).toEqual(digest);
  });

  it('is refused in a bounded time if its quotes would take too long to check', () => {
    const check = new ContentCheck();
    const text = 'x'.repeat(50_000);
    const document = { id: 'a', title: 'A', lang: 'en' };
    check.document(document, 0);
    check.passage({ id: 'a#p01', document: 'a', kind: 'paragraph', text }, 0);
    // Found at once, but it counts as if it were not.
    const claims = Array(500).fill({ text: 'A', passage: 'a#p01', quote: 'x' });
    const term = (at: number) => ({ id: `t${at}`.padEnd(9, '0'), claims }) as GlossDigest['terms'][number];
    const all = () => {
      for (let at = 100; at < 200; at++) check.term(term(at), at);
    };
    expect(all).toThrow(expect.objectContaining({ reason: 'too-large' }));
  });
});

describe('Whether a text contains another', () => {
  it('is what `includes` says', () => {
    const letters = ['a', 'b', 'ab', 'é', '中'];
    for (let seed = 1; seed < 3_000; seed++) {
      const pick = (i: number) => letters[(seed * (i + 3) * 7 + (seed >> i)) % letters.length] ?? 'a';
      const text = Array.from({ length: seed % 13 }, (_, i) => pick(i)).join('');
      const part = Array.from({ length: seed % 4 }, (_, i) => pick(i + 2)).join('');
      expect([text, part, contains(text, part)]).toEqual([text, part, text.includes(part)]);
      const inside = text.slice(seed % 5, 3 + (seed % 7));
      expect(contains(text, inside)).toBe(true);
    }
  });

  it('is found in linear time', () => {
    const sizes = [1_000, 4_000, 16_000];
    for (const make of [
      (n: number) => ['a'.repeat(n), `${'a'.repeat(n / 4)}b${'a'.repeat(n / 4)}`],
      (n: number) => [`${'a'.repeat(n / 4 - 1)}c`.repeat(4) + 'a'.repeat(n / 4), 'a'.repeat(n / 4)],
      (n: number) => ['ab'.repeat(n / 2), `${'ab'.repeat(n / 8)}b`],
    ]) {
      const costs = sizes.map((size) => {
        const [text, part] = make(size) as [string, string];
        return charactersRead(() => contains(text, part));
      });
      expect(exponentOf(sizes, costs)).toBeLessThan(1.1);
    }
  });
});
