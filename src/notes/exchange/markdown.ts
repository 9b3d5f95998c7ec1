/** Exports notes as Markdown: a zip with one file for each page and each term, with YAML front matter. */
import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { Note } from '../schema';
import { tagOf, yaml } from './escape-markdown';
import { fileName } from './file-name';
import { noteMarkdown } from './note-markdown';
import { type Place, places, type TermNames } from './places';

export interface MarkdownFile {
  name: string;
  text: string;
  /** When any of its notes was last changed, ms since the epoch. */
  modified: number;
  /** How many notes are in it. */
  notes: number;
}

/** Makes the files, one for each page or term. */
export function* toMarkdown(notes: readonly Note[], names: TermNames): Generator<MarkdownFile> {
  const taken = new Map<string, number>();
  for (const place of places(notes, names)) {
    const times = place.notes.map(({ modified }) => modified);
    const modified = times.reduce((last, time) => Math.max(last, time));
    const name = free(fileName(place.title), taken);
    yield { name, text: document(place, modified), modified, notes: times.length };
  }
}

/** Most files in a zip without the Zip64 extension, which fflate does not write. */
const MOST_FILES = 65_535;
/** The range of times that a zip can store, ms since the epoch. */
const [FIRST_TIME, LAST_TIME] = [Date.UTC(1980, 0, 2), Date.UTC(2099, 11, 30)];

/**
 * Zips the files, in pieces. Throws if there are too many for a zip. `told` is called with the number of notes
 * in each file.
 */
export function* toMarkdownZip(
  notes: readonly Note[],
  names: TermNames,
  told: (notes: number) => void = () => undefined,
): Generator<Uint8Array<ArrayBuffer>> {
  let ready: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    ready.push(bytes as Uint8Array<ArrayBuffer>);
  });
  const made = () => {
    const those = ready;
    ready = [];
    return those;
  };
  let files = 0;
  for (const { name, text, modified, notes: count } of toMarkdown(notes, names)) {
    if (++files > MOST_FILES)
      throw new Error(
        `The notes are on more than ${MOST_FILES} pages and terms, which are too many files for a zip. Choose another format.`,
      );
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = Math.min(Math.max(modified, FIRST_TIME), LAST_TIME);
    zip.add(file);
    file.push(strToU8(text), true);
    told(count);
    yield* made();
  }
  zip.end();
  yield* made();
}

/**
 * A file name that is not taken. `taken`: the names in lower case, each with the last number appended to it.
 */
function free(name: string, taken: Map<string, number>): string {
  const low = name.toLowerCase();
  let n = taken.get(low) ?? 0;
  let file: string;
  do file = ++n === 1 ? name : `${name}-${n}`;
  while (taken.has(file.toLowerCase()));
  taken.set(file.toLowerCase(), 1);
  taken.set(low, n);
  return `${file}.md`;
}

function document({ title, address, notes }: Place, modified: number): string {
  const tags = [...new Set(notes.flatMap((note) => note.tags.map(tagOf)))];
  const created = notes.reduce((first, note) => Math.min(first, note.created), modified);
  const head = [
    '---',
    `title: ${yaml(title)}`,
    `source: ${/^https?:/i.test(address) ? yaml(address, /@/g) : yaml(address)}`,
    `created: ${new Date(created).toISOString()}`,
    `modified: ${new Date(modified).toISOString()}`,
    ...(tags.length > 0 ? [`tags: [${tags.map((tag) => yaml(tag)).join(', ')}]`] : []),
    '---',
  ];
  return `${[head.join('\n'), ...notes.map(noteMarkdown)].join('\n\n')}\n`;
}
