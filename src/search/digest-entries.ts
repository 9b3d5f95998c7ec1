/**
 * Turns a digest into search entries: one for each term, one for each passage that can be an answer. A heading
 * is searched with the passages under it.
 */
import type { DigestContent } from '../digest/canonical';
import type { Passage, Term } from '../digest/schema';
import type { Entry } from './entry';
import { wordsOf } from './words';

/** A paragraph with fewer words that is no sentence is a note about the file: its date, a link. */
const SENTENCE = 6;

/** The entries, each made when it is asked for: of 100,000 terms, all at once take some 50 MB. */
export function* digestEntries({ documents, passages, terms }: DigestContent): Generator<Entry, void> {
  const titles = new Map(documents.map(({ id, title }) => [id, title]));
  const sections = sectionsOf(passages);
  for (const term of terms) yield termEntry(term);
  for (const passage of passages) {
    if (!isAnswer(passage)) continue;
    const { id, document, text } = passage;
    const section = sections.get(id);
    yield {
      kind: 'passage',
      id,
      heading: titles.get(document) ?? document,
      texts: [
        { field: 'passage', text },
        ...(section === undefined ? [] : [{ field: 'section' as const, text: section }]),
      ],
    };
  }
}

function termEntry({ id, kind, label, name, role, gist, forms, claims }: Term): Entry {
  return {
    kind: 'term',
    id,
    heading: kind,
    texts: [
      { field: 'label', text: label },
      ...[...(name === undefined ? [] : [name]), ...forms.map(({ text }) => text)]
        .filter((text) => text !== label)
        .map((text) => ({ field: 'form' as const, text })),
      ...(role === undefined ? [] : [{ field: 'role' as const, text: role }]),
      ...claims.map(({ text }) => ({ field: 'claim' as const, text })),
      ...Object.values(gist).map((text) => ({ field: 'gist' as const, text })),
    ],
  };
}

/** Headings answer nothing by themselves, nor do notes about the file. */
function isAnswer({ kind, text }: Passage): boolean {
  if (kind !== 'paragraph') return kind === 'item';
  return wordsOf(text).length >= SENTENCE || /[.!?:。！？؟][\p{Pe}\p{Pf}"']*$/u.test(text);
}

/** The heading under which each passage stands, by the passage's id. A document's title is no section. */
function sectionsOf(passages: Passage[]): Map<string, string> {
  const sections = new Map<string, string>();
  let document: string | undefined;
  let section: string | undefined;
  for (const passage of passages) {
    if (passage.document !== document) section = undefined;
    document = passage.document;
    if (passage.kind === 'heading') section = passage.level === 1 ? undefined : passage.text;
    else if (section !== undefined) sections.set(passage.id, section);
  }
  return sections;
}
