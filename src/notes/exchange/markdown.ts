/** Notes as Markdown: a file for each page and each term, with front matter, in one zip. */
import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { Note } from '../schema';
import { type Place, places, type TermNames } from './places';

export interface MarkdownFile {
  name: string;
  text: string;
  /** Time of the last change of its notes, ms since the epoch. */
  modified: number;
}

/** The files, one for each page or term, one by one. */
export function* toMarkdown(notes: readonly Note[], names: TermNames): Generator<MarkdownFile> {
  const taken = new Map<string, number>();
  for (const place of places(notes, names)) {
    const times = place.notes.map(({ modified }) => modified);
    const modified = times.reduce((last, time) => Math.max(last, time));
    yield { name: free(fileName(place.title), taken), text: document(place, modified), modified };
  }
}

/** Files that a zip can hold without the extension for large ones, which fflate does not write. */
const MOST_FILES = 65_535;
/** Times that a zip can hold, ms since the epoch. */
const [FIRST_TIME, LAST_TIME] = [Date.UTC(1980, 0, 2), Date.UTC(2099, 11, 30)];

/** The same, zipped, piece by piece. Throws where they are too many for a zip. */
export function* toMarkdownZip(notes: readonly Note[], names: TermNames): Generator<Uint8Array<ArrayBuffer>> {
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
  for (const { name, text, modified } of toMarkdown(notes, names)) {
    if (++files > MOST_FILES)
      throw new Error(
        `The notes are on more than ${MOST_FILES} pages and terms, which are too many files for a zip. Choose another format.`,
      );
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = Math.min(Math.max(modified, FIRST_TIME), LAST_TIME);
    zip.add(file);
    file.push(strToU8(text), true);
    yield* made();
  }
  zip.end();
  yield* made();
}

/** A name that every file system takes: letters and digits of any script, joined by hyphens. */
function fileName(title: string): string {
  const words = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const short = [...words].slice(0, 60).join('');
  // Names that Windows keeps for devices.
  return /^(?:con|prn|aux|nul|com\d|lpt\d)?$/i.test(short) ? `note-${short}` : short;
}

/** A file name that none before it has. `taken`: the names in small letters, and the number last given to each. */
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
  const tags = [...new Set(notes.flatMap((note) => note.tags.map(joined)))];
  const created = notes.reduce((first, note) => Math.min(first, note.created), modified);
  const head = [
    '---',
    `title: ${yaml(title)}`,
    `source: ${yaml(address)}`,
    `created: ${new Date(created).toISOString()}`,
    `modified: ${new Date(modified).toISOString()}`,
    ...(tags.length > 0 ? [`tags: [${tags.map(yaml).join(', ')}]`] : []),
    '---',
  ];
  return `${[head.join('\n'), ...notes.map(section)].join('\n\n')}\n`;
}

function section({ target, text, tags, format }: Note): string {
  const parts: string[] = [];
  if (target.kind === 'passage') parts.push(target.selectors.quote.exact.replace(/^/gm, '> '));
  if (text !== '')
    parts.push(format === 'text/markdown' ? text : text.replace(/[\\`*_{}[\]<>()#+\-.!|~]/g, '\\$&'));
  if (tags.length > 0) parts.push(tags.map((tag) => `#${joined(tag)}`).join(' '));
  return parts.join('\n\n');
}

/** A tag as one word: Obsidian knows no others. */
const joined = (tag: string): string => tag.replace(/\s+/g, '-');

/** A scalar in double quotes: JSON's strings are YAML's. */
const yaml = (text: string): string => JSON.stringify(text);
