/** Turns a digest into search entries: one for each term, one for each passage. */
import type { DigestContent } from '../digest/canonical';
import type { Entry } from './entry';

export function digestEntries({ documents, passages, terms }: DigestContent): Entry[] {
  const titles = new Map(documents.map(({ id, title }) => [id, title]));
  return [
    ...terms.map(
      ({ id, kind, label, name, role, forms, claims }): Entry => ({
        kind: 'term',
        id,
        heading: kind,
        texts: [
          { field: 'label', text: label },
          ...[...(name === undefined ? [] : [name]), ...forms.map(({ text }) => text)]
            .filter((text) => text !== label)
            .map((text) => ({ field: 'form' as const, text })),
          ...[...(role === undefined ? [] : [role]), ...claims.map(({ text }) => text)].map((text) => ({
            field: 'claim' as const,
            text,
          })),
        ],
      }),
    ),
    ...passages.map(
      ({ id, document, text }): Entry => ({
        kind: 'passage',
        id,
        heading: titles.get(document) ?? document,
        texts: [{ field: 'passage', text }],
      }),
    ),
  ];
}
