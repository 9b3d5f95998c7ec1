/** Any digest, for tests of what is written and read back. */
import fc from 'fast-check';
import { defaultCase } from '../../../src/digest/form-case';
import { tidy } from '../../../src/digest/glossaries/texts';
import type { Digest, Document, Term } from '../../../src/digest/schema';

const LANGUAGES = ['en', 'fr', 'es', 'fa', 'ar', 'ru', 'zh', 'id', 'und'];

/** Letters of several scripts, and everything that means something in one of the formats. */
const unit = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...'abcdeABCDEéßñ 12') },
  { weight: 2, arbitrary: fc.constantFrom(...'اینترنتگپ', '\u200c', ...'сетьЖ', ...'互联网络') },
  { weight: 2, arbitrary: fc.constantFrom(...'|;,\\"\'<>&=+-@#:.()[]{}*_`^%$!?/؛；\t\n') },
  { weight: 1, arbitrary: fc.constantFrom('𝒜', '😀', '\u0301', '\u00a0', '\u2028') },
);

/** A text as a digest has it: clean, with a letter. */
const line = (most: number) =>
  fc
    .string({ unit, minLength: 1, maxLength: most })
    .map((text) => tidy(`${text}x`))
    .filter((text) => text.length <= most * 2);
/** A gist is no sentence. */
const gist = line(60).map((text) => text.replace(/[.。۔]+(?=x?$)/u, ''));

const form = fc
  .record({ text: line(20), lang: fc.constantFrom(...LANGUAGES), ambiguous: fc.boolean() })
  .map((each) => ({ ...each, case: defaultCase(each.text) }));

const year = fc.constantFrom('2024', '2025-07');

const term = fc.record(
  {
    kind: fc.constantFrom('concept', 'event', 'organisation'),
    label: line(20),
    isForm: fc.boolean(),
    gist: fc.dictionary(fc.constantFrom(...LANGUAGES), gist, { maxKeys: 4 }),
    forms: fc.uniqueArray(form, {
      minLength: 1,
      maxLength: 6,
      selector: ({ text, lang }) => `${lang} ${text}`,
    }),
    claims: fc.uniqueArray(
      fc.record({ text: line(200), asOf: fc.option(year, { nil: undefined }), source: fc.nat(3) }),
      { maxLength: 4, selector: ({ text }) => text },
    ),
    related: fc.uniqueArray(fc.nat(5), { maxLength: 3 }),
  },
  { noNullPrototype: true },
);

const documents: Document[] = [
  { id: 'report', title: 'A “report” <1>; & more', lang: 'en', address: 'https://a.example/r?a=1&b=%7B' },
  { id: 'book', title: 'The book', lang: 'und' },
];

/** Terms in the order of their ids, which begin with letters and digits. */
export const anyDigest: fc.Arbitrary<Digest> = fc
  .array(term, { minLength: 1, maxLength: 6 })
  .map((drafts) => {
    const ids = drafts.map((_, at) => (at % 2 === 0 ? `t${at}` : `${at}g`));
    const terms = drafts.map(({ kind, label, isForm, gist: said, forms, claims, related }, at): Term => {
      const [first] = forms;
      return {
        ...{ id: ids[at] ?? '', kind, gist: { ...said }, forms, cues: [], rivals: [] },
        label: isForm && first ? first.text : label,
        claims: claims.map(({ text, asOf, source }) => ({
          text,
          ...(asOf !== undefined && { asOf }),
          ...(documents[source] && { document: documents[source].id }),
        })),
        related: related.flatMap((to) => (to === at ? [] : (ids[to] ?? []))),
      };
    });
    terms.sort((a, b) => (a.id < b.id ? -1 : 1));
    return {
      ...{ format: 1, hash: '0'.repeat(64), documents, passages: [], terms },
      about: {
        ...{ id: 'any', name: 'Any <digest> "of" terms', version: '2026-1', licence: 'CC-BY-4.0' },
        ...{ attribution: 'Example & Sons', home: 'https://a.example/' },
      },
    } as const;
  });

/** What a file must keep of a digest: labels, forms with their languages, gists, statements, related terms. */
export function kept({ terms }: Pick<Digest, 'terms'>) {
  return terms.map(({ id, label, forms, gist, claims, related }) => ({
    ...{ id, label, gist },
    forms: forms.map(({ text, lang }) => `${lang} ${text}`).sort(),
    claims: claims.map(({ text }) => text),
    related: [...related].sort(),
  }));
}
