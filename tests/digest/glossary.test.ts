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

  it('cites every one of the documents', () => {
    const cited = new Set(
      digest.terms.flatMap(({ claims }) => claims.map(({ passage }) => passage.split('#')[0])),
    );
    expect([...cited].sort()).toEqual(digest.documents.map(({ id }) => id));
  });
});
