/** Notes as Markdown: a file for each page and each term, with front matter, in one zip. */
import { strToU8, zipSync } from 'fflate';
import { pageKey } from '../address';
import type { Note } from '../schema';
import { termIri } from './iri';

export interface MarkdownFile {
  name: string;
  text: string;
}

/** The files, one for each page or term, the notes of a page in its order. */
export function toMarkdown(notes: readonly Note[]): MarkdownFile[] {
  const groups = new Map<string, Note[]>();
  for (const note of notes) {
    const key = keyOf(note);
    groups.set(key, [...(groups.get(key) ?? []), note]);
  }
  const names = new Set<string>();
  return [...groups.values()].map((group) => {
    const name = free(fileName(group[0] as Note), names);
    return {
      name,
      text: document(group.toSorted((a, b) => placeOf(a) - placeOf(b) || a.created - b.created)),
    };
  });
}

/** The same, zipped. */
export function toMarkdownZip(notes: readonly Note[]): Uint8Array<ArrayBuffer> {
  const files = toMarkdown(notes).map(({ name, text }) => [name, strToU8(text)] as const);
  return zipSync(Object.fromEntries(files), { level: 6 }) as Uint8Array<ArrayBuffer>;
}

function keyOf({ target }: Note): string {
  return target.kind === 'term' ? termIri(target.term) : pageKey(target.page.address);
}

function placeOf({ target }: Note): number {
  return target.kind === 'passage' ? (target.selectors.position?.start ?? Number.MAX_SAFE_INTEGER) : -1;
}

function titleOf({ target }: Note): string {
  return target.kind === 'term' ? target.term : target.page.title || target.page.address;
}

/** A name that every file system takes: letters and digits of any script, joined by hyphens. */
function fileName(note: Note): string {
  const words = titleOf(note)
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const short = [...words].slice(0, 60).join('');
  // Names that Windows keeps for devices.
  return /^(?:con|prn|aux|nul|com\d|lpt\d)?$/i.test(short) ? `note-${short}` : short;
}

function free(name: string, taken: Set<string>): string {
  let file = `${name}.md`;
  for (let n = 2; taken.has(file.toLowerCase()); n++) file = `${name}-${n}.md`;
  taken.add(file.toLowerCase());
  return file;
}

function document(notes: Note[]): string {
  const first = notes[0] as Note;
  const address = first.target.kind === 'term' ? termIri(first.target.term) : first.target.page.address;
  const tags = [...new Set(notes.flatMap((note) => note.tags))];
  const head = [
    '---',
    `title: ${yaml(titleOf(first))}`,
    `source: ${yaml(address)}`,
    `created: ${new Date(Math.min(...notes.map(({ created }) => created))).toISOString()}`,
    `modified: ${new Date(Math.max(...notes.map(({ modified }) => modified))).toISOString()}`,
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
  if (tags.length > 0) parts.push(tags.map((tag) => `#${tag.replace(/\s+/g, '-')}`).join(' '));
  return parts.join('\n\n');
}

/** A scalar in double quotes: JSON's strings are YAML's. */
const yaml = (text: string): string => JSON.stringify(text);
