/**
 * Compiles documents and a glossary into a digest. Pure: the build runs it in Node for the bundled digest,
 * and the browser can run it for a user's documents. Cost: linear in the sources, apart from sorting.
 */
import * as v from 'valibot';
import { deriveCues } from '../mentions/derive-cues';
import { hashOf, inOrder } from './canonical';
import { checkQuotes } from './check-quotes';
import { checkTerms } from './check-terms';
import { parseAbout } from './parse-about';
import { parseDocument, type SourceFile } from './parse-document';
import { parseGlossary } from './parse-glossary';
import { CompileError, type Problem } from './problems';
import { Digest, lexicon, type Passage, type Term } from './schema';

export { serialise } from './canonical';

export interface Sources {
  /** Markdown with front matter, named `<id>.md`. */
  documents: SourceFile[];
  /** YAML; `docs/glossary-format.md` describes the format. */
  glossary: SourceFile[];
  /** YAML that says what the digest is. Absent: the digest is of no publisher, and has no `about`. */
  about?: SourceFile;
}

/**
 * Compiles the digest. Rejects with a `CompileError` that carries every problem in the sources. `warn` is
 * called with what compiles but should be looked at. The order of the files does not matter.
 */
export async function compile(
  sources: Sources,
  warn: (warning: Problem) => void = () => undefined,
): Promise<Digest> {
  const documents = inPathOrder(sources.documents).map((file) => ({ file, ...parseDocument(file) }));
  const glossaries = inPathOrder(sources.glossary).map(parseGlossary);
  const passages = documents.flatMap((parsed) => parsed.passages);
  const { about, problems: ofAbout } = sources.about ? parseAbout(sources.about) : { problems: [] };
  const problems: Problem[] = [
    ...ofAbout,
    ...documents.flatMap((parsed) => parsed.problems),
    ...checkDocumentIds(
      documents.flatMap(({ file, document }) => (document ? [{ file, id: document.id }] : [])),
    ),
    ...glossaries.flatMap((parsed) => parsed.problems),
    ...checkTerms(glossaries, passages),
  ];
  if (problems.length > 0) throw new CompileError(problems);
  const kept = documents.flatMap(({ document }) => (document ? [document] : []));
  const placed = glossaries.flatMap((parsed) => parsed.terms);
  for (const warning of checkQuotes(placed, kept, passages)) warn(warning);

  const content = inOrder({
    documents: kept,
    passages,
    terms: withCues(
      placed.map(({ term }) => term),
      passages,
    ),
  });
  const said = about === undefined ? {} : { about };
  return v.parse(Digest, { format: 1, ...said, hash: await hashOf(content), ...content });
}

/**
 * Derives cues for terms that have none, from the passages that their claims cite, and from the statements that
 * rest on none. Without cues, their ambiguous forms would never be marked.
 */
function withCues(terms: Term[], passages: Passage[]): Term[] {
  const texts = new Map(passages.map(({ id, text }) => [id, text]));
  const cited = new Map(
    terms.map(({ id, claims }) => [id, claims.map(({ passage, text }) => texts.get(passage ?? '') ?? text)]),
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
