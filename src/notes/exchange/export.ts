/** Exports notes as a file in one of several formats. */
import { localDay } from '../../platform/day';
import { pacer } from '../../platform/pace';
import { UNWATCHED, type Watch } from '../../platform/watch';
import type { Note } from '../schema';
import { toCsv } from './csv';
import { toHtml } from './html';
import { toHypothesis } from './hypothesis';
import { toMarkdownZip } from './markdown';
import type { TermNames } from './places';
import { collectionIri, toCollection } from './to-jsonld';

/** The formats. JSON-LD loses nothing. JSON-LD and Hypothesis JSON can be imported again. */
export const FORMATS = ['jsonld', 'markdown', 'csv', 'html', 'hypothesis'] as const;
export type Format = (typeof FORMATS)[number];

/** What an exported file says besides the notes. */
export interface About {
  /** Title of the collection, and heading of the HTML page. */
  title: string;
  /** Language of the title, BCP 47. */
  lang: string;
  /** Names of the terms that notes are on. */
  names: TermNames;
  /** Time of the export, ms since the epoch. */
  now: number;
}

/** The end of the file name, after the date, and the media type of each format. */
const KINDS: Record<Format, { ending: string; type: string }> = {
  jsonld: { ending: '.jsonld', type: 'application/ld+json' },
  markdown: { ending: '-markdown.zip', type: 'application/zip' },
  csv: { ending: '.csv', type: 'text/csv;charset=utf-8' },
  html: { ending: '.html', type: 'text/html;charset=utf-8' },
  hypothesis: { ending: '-hypothesis.json', type: 'application/json' },
};

/**
 * Makes the file in slices, so that other work on the thread can go on. The notes are sorted first: the same
 * notes give the same JSON-LD, byte for byte. Tells how many notes are in the file so far.
 */
export async function exportFile(
  format: Format,
  notes: readonly Note[],
  about: About,
  watch: Watch = UNWATCHED,
): Promise<{ name: string; blob: Blob }> {
  const { ending, type } = KINDS[format];
  const sorted = notes.toSorted((a, b) => a.created - b.created || (a.id < b.id ? -1 : 1));
  const parts: BlobPart[] = [];
  const rest = pacer();
  /** Notes in the file so far. A piece of a zip is none of them: there, each file says how many it has. */
  let done = 0;
  const told = (notes: number) => {
    done = Math.min(done + notes, sorted.length);
    watch.tell(done, sorted.length);
  };
  for (const part of await piecesOf(format, sorted, about, told)) {
    watch.signal.throwIfAborted();
    parts.push(part);
    if (format !== 'markdown') told(1);
    await rest();
  }
  return { name: `gloss-notes-${localDay(about.now)}${ending}`, blob: new Blob(parts, { type }) };
}

async function piecesOf(
  format: Format,
  notes: readonly Note[],
  { title, lang, names, now }: About,
  told: (notes: number) => void,
): Promise<Iterable<BlobPart>> {
  switch (format) {
    case 'jsonld':
      return toCollection(notes, title, await collectionIri(notes));
    case 'markdown':
      return toMarkdownZip(notes, names, told);
    case 'csv':
      return toCsv(notes, names);
    case 'html':
      return toHtml(notes, names, title, lang);
    case 'hypothesis':
      return toHypothesis(notes, names, now);
  }
}
