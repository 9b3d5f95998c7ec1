/** Exports notes as a file in one of several formats. */
import { pacer } from '../../platform/pace';
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
 * notes give the same JSON-LD, byte for byte.
 */
export async function exportFile(
  format: Format,
  notes: readonly Note[],
  about: About,
): Promise<{ name: string; blob: Blob }> {
  const { ending, type } = KINDS[format];
  const sorted = notes.toSorted((a, b) => a.created - b.created || (a.id < b.id ? -1 : 1));
  const parts: BlobPart[] = [];
  const rest = pacer();
  for (const part of await piecesOf(format, sorted, about)) {
    parts.push(part);
    await rest();
  }
  return { name: `gloss-notes-${day(about.now)}${ending}`, blob: new Blob(parts, { type }) };
}

async function piecesOf(
  format: Format,
  notes: readonly Note[],
  { title, lang, names, now }: About,
): Promise<Iterable<BlobPart>> {
  switch (format) {
    case 'jsonld':
      return toCollection(notes, title, await collectionIri(notes));
    case 'markdown':
      return toMarkdownZip(notes, names);
    case 'csv':
      return toCsv(notes, names);
    case 'html':
      return toHtml(notes, names, title, lang);
    case 'hypothesis':
      return toHypothesis(notes, names, now);
  }
}

/** The date in the user's time zone, as `2024-06-03`. */
function day(now: number): string {
  const date = new Date(now);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
