/** Reads the pages of the corpus as trees. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseHTML } from 'linkedom';
import './element';
import { solidText } from '../../../src/notes/anchor/solid';
import { readPageText } from '../../../src/page/notes/page-text';
import type { Donor } from './edits';
import type { Random } from './random';
import { type Branch, type Flat, flatten, grow } from './tree';

const PAGES = join(dirname(fileURLToPath(import.meta.url)), '../../../../shared/corpus/pages');

export interface Page {
  file: string;
  /** Language, a BCP 47 tag from the manifest. */
  lang: string;
  tree: Branch;
  flat: Flat;
  /** Whether the page mostly repeats itself, like pages filled with Lorem ipsum. */
  filler: boolean;
}

/**
 * A page is filler if at least this share of its text, in spans of `STRETCH` letters, occurs on it more than
 * once.
 */
const REPEATED = 0.3;
const STRETCH = 48;

function isFiller(text: string): boolean {
  const solid = solidText(text);
  const seen = new Map<string, number>();
  for (let at = 0; at + STRETCH <= solid.length; at++) {
    const stretch = solid.slice(at, at + STRETCH);
    seen.set(stretch, (seen.get(stretch) ?? 0) + 1);
  }
  let again = 0;
  for (const count of seen.values()) if (count > 1) again += count;
  return again > REPEATED * solid.length;
}

/** Pages with less text (UTF-16 units) have hardly any passages. */
const LEAST = 600;

/** Files and languages; empty without the corpus. */
export function listPages(folder = PAGES): { file: string; lang: string }[] {
  const manifest = join(folder, 'MANIFEST.tsv');
  if (!existsSync(manifest)) return [];
  const [head = '', ...rows] = readFileSync(manifest, 'utf8').trim().split('\n');
  const lang = head.split('\t').indexOf('language');
  return rows.map((row) => {
    const cells = row.split('\t');
    return { file: cells[0] ?? '', lang: cells[lang] ?? '' };
  });
}

/** Reads a page; `undefined` if it has hardly any text. */
export function readPage({ file, lang }: { file: string; lang: string }, folder = PAGES): Page | undefined {
  const { document } = parseHTML(readFileSync(join(folder, file), 'utf8'));
  const tree = grow(document.body);
  const flat = flatten(tree);
  const reading = readPageText(document.body);
  let step = reading.next();
  while (!step.done) step = reading.next();
  if (step.value.text !== flat.text) throw new Error(`${file}: the tree's text is not the page's.`);
  return flat.text.length < LEAST ? undefined : { file, lang, tree, flat, filler: isFiller(flat.text) };
}

/** Sentences of other pages, in the page's language if possible. */
export function donorFor(
  page: Page,
  pages: readonly { lang: string; file: string; sentences: string[] }[],
): Donor {
  const others = pages.filter(({ file, sentences }) => file !== page.file && sentences.length > 0);
  const same = others.filter(({ lang }) => lang === page.lang);
  const from = same.length > 0 ? same : others;
  return { sentence: (random: Random) => random.pick(random.pick(from).sentences) };
}

export function sentencesOf({ flat }: Page): string[] {
  return flat.leaves
    .flatMap(({ text }) => text.match(/[\p{L}\p{N}][^.!?。！？؟]{20,200}[.!?。！？؟]/gu) ?? [])
    .slice(0, 200);
}
