import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/digest/compile';
import type { Digest } from '../../src/digest/schema';
import { documents, glossary } from './assets';

/** Languages in which readers meet international bodies and concepts. */
const LANGUAGES = ['en', 'fr', 'es', 'fa', 'ar', 'ru', 'zh'];

describe('The bundled glossary', () => {
  let digest: Digest;
  beforeAll(async () => {
    digest = await compile({ documents, glossary });
  });

  it('has at least 70 terms', () => {
    expect(digest.terms.length).toBeGreaterThanOrEqual(70);
  });

  it('gives every person a role', () => {
    const people = digest.terms.filter(({ kind }) => kind === 'person');
    expect(people).not.toHaveLength(0);
    expect(people.filter(({ role }) => role === undefined)).toEqual([]);
  });

  it('has forms of the concepts in the languages of its readers', () => {
    const lacking = digest.terms
      .filter(({ kind }) => kind === 'concept')
      .map(({ id, forms }) => ({
        id,
        lacks: LANGUAGES.filter((lang) => !forms.some((form) => form.lang === lang)),
      }))
      .filter(({ lacks }) => lacks.length > 0);
    expect(lacking).toEqual([]);
  });

  it('has a Persian and an Arabic form of every term, and Russian and Chinese ones of bodies and concepts', () => {
    const lacking = digest.terms.flatMap(({ id, kind, forms }) => {
      const wanted = ['fa', 'ar', ...(kind === 'organisation' || kind === 'concept' ? ['ru', 'zh'] : [])];
      const lacks = wanted.filter((lang) => !forms.some((form) => form.lang === lang));
      return lacks.length > 0 ? [{ id, lacks }] : [];
    });
    expect(lacking).toEqual([]);
  });

  it('leads to every term from another one', () => {
    const led = new Set(digest.terms.flatMap(({ related }) => related));
    expect(digest.terms.filter(({ id }) => !led.has(id)).map(({ id }) => id)).toEqual([]);
  });

  it('attributes every claim to the document that it cites', () => {
    const titles = new Map(digest.documents.map(({ id, short = '' }) => [id, short.toLowerCase()]));
    const loose = digest.terms.flatMap(({ claims }) =>
      claims.filter(({ text, passage }) => {
        const title = titles.get(passage?.split('#')[0] as string) as string;
        return !text.toLowerCase().includes(title);
      }),
    );
    expect(loose).toEqual([]);
  });

  it('has a claim on every passage that says something', () => {
    const cited = new Set(digest.terms.flatMap(({ claims }) => claims.map(({ passage }) => passage)));
    const silent = digest.passages.filter(({ id, kind }) => kind !== 'heading' && !cited.has(id));
    // A date, a link to a file, and the words before a list.
    expect(silent.map(({ text }) => text)).toEqual([
      'August 2023',
      '(Download full report(pdf))',
      'The main topics discussed in this event included the following:',
    ]);
  });

  it('cites every one of the documents', () => {
    const cited = new Set(
      digest.terms.flatMap(({ claims }) => claims.map(({ passage }) => passage?.split('#')[0])),
    );
    expect([...cited].sort()).toEqual(digest.documents.map(({ id }) => id));
  });
});
