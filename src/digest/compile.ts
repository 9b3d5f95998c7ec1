/**
 * Documents + glossary → one digest. Pure: the same code compiles the bundled digest at build, in Node, and a user's
 * documents in the browser.
 */
import * as v from 'valibot';
import { deriveCues } from '../mentions/derive-cues';
import { hashOf, inOrder } from './canonical';
import { checkTerms } from './check-terms';
import { parseDocument, type SourceFile } from './parse-document';
import { parseGlossary } from './parse-glossary';
import { CompileError, type Problem } from './problems';
import { Digest, lexicon, type Passage, type Term } from './schema';

export { serialise } from './canonical';

export interface Sources {
  /** Markdown with front matter, named `<id>.md`. */
  documents: SourceFile[];
  /** YAML, as docs/glossary-format.md tells. */
  glossary: SourceFile[];
}

/**
 * Compiles the digest, or throws a `CompileError` that carries everything that is wrong with the sources. The order of the
 * files does not matter.
 */
export async function compile(sources: Sources): Promise<Digest> {
  const documents = inPathOrder(sources.documents).map((file) => ({ file, ...parseDocument(file) }));
  const glossaries = inPathOrder(sources.glossary).map(parseGlossary);
  const passages = documents.flatMap((parsed) => parsed.passages);
  const problems: Problem[] = [
    ...documents.flatMap((parsed) => parsed.problems),
    ...checkDocumentIds(
      documents.flatMap(({ file, document }) => (document ? [{ file, id: document.id }] : [])),
    ),
    ...glossaries.flatMap((parsed) => parsed.problems),
    ...checkTerms(glossaries, passages),
  ];
  if (problems.length > 0) throw new CompileError(problems);

  const content = inOrder({
    documents: documents.flatMap(({ document }) => (document ? [document] : [])),
    passages,
    terms: withCues(
      glossaries.flatMap((parsed) => parsed.terms.map(({ term }) => term)),
      passages,
    ),
  });
  return v.parse(Digest, { format: 1, hash: await hashOf(content), ...content });
}

/** Ambiguous forms of a term without cues would never be marked: its cues come from the passages that its claims rest on. */
function withCues(terms: Term[], passages: Passage[]): Term[] {
  const texts = new Map(passages.map(({ id, text }) => [id, text]));
  const cited = new Map(
    terms.map(({ id, claims }) => [id, claims.map(({ passage }) => texts.get(passage) ?? '')]),
  );
  const derived = deriveCues(lexicon(terms), cited);
  return terms.map((term, at) => ({ ...term, cues: derived[at]?.cues ?? term.cues }));
}

function inPathOrder(files: SourceFile[]): SourceFile[] {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function checkDocumentIds(documents: { file: SourceFile; id: string }[]): Problem[] {
  const first = new Map<string, string>();
  return documents.flatMap(({ file, id }) => {
    const known = first.get(id);
    if (known === undefined) first.set(id, file.path);
    return known === undefined
      ? []
      : [{ file: file.path, line: 1, message: `has the id of ${known}; rename one` }];
  });
}
