/** The glossary, read as the Digests page reads a file, and joined with the bundled digest. */
import { readFileSync } from 'node:fs';
import { readGlossaryFile } from '../../../src/digest/glossaries/read';
import { toDigest } from '../../../src/digest/glossaries/to-digest';
import { merge } from '../../../src/digest/merge';
import { withSurnames } from '../../../src/digest/surnames';
import { find, isShown } from '../../../src/mentions/find';
import { compileIndex, type MentionIndex, openIndex } from '../../../src/mentions/index';
import { bundledDigest } from '../corpus';

export interface Imported {
  index: MentionIndex;
  /** Ids of the glossary's terms. */
  imported: ReadonlySet<string>;
}

export async function importedSet(file = 'glossary.csv'): Promise<Imported> {
  const bytes = readFileSync(new URL(file, import.meta.url));
  const read = await readGlossaryFile(file, new Uint8Array(bytes));
  const { digest } = await toDigest(read, { id: 'imported', name: 'Imported', version: '1' });
  const content = merge([
    { id: 'bundled', name: 'Bundled', content: await bundledDigest() },
    { id: 'imported', name: 'Imported', content: digest },
  ]);
  return {
    index: openIndex(compileIndex(withSurnames(content.terms))),
    imported: new Set(digest.terms.map(({ id }) => id)),
  };
}

/** A mark of a term of the glossary. */
export interface ImportedMark {
  block: number;
  start: number;
  end: number;
  term: string;
}

/** The marks of the glossary's terms on a page. */
export function marksOn({ index, imported }: Imported, blocks: string[], lang: string): ImportedMark[] {
  const { mentions, evidence } = find(index, blocks, { lang });
  return mentions.filter((mention) => imported.has(mention.term) && isShown(mention, evidence));
}
