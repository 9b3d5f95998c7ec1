/** The evaluation's data: where it is, and how it is split. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '../../src/digest/compile';
import type { Digest } from '../../src/digest/schema';
import { withSurnames } from '../../src/digest/surnames';
import type { LexiconTerm } from '../../src/mentions/lexicon';
import type { Passage } from './score';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const corpus = join(root, '..', 'shared', 'corpus');

/** The labelled passages: `dev2` has the harder ones, snippets as people meet them. */
export const DEFAULT_PASSAGES = ['dev.jsonl', 'dev2.jsonl'].map((file) => join(corpus, 'mentions', file));
export const LONGFORM = join(corpus, 'longform');
export const PAGES = join(corpus, 'pages');
export const ABBREVIATIONS = join(corpus, 'abbrev');

/** Ids of the terms for which the passages are annotated. */
export const SCORED = new Set(
  (
    'igf itu wsis un brics eco arab-league ummah isu cyber-diplomacy confidence-building-measures ' +
    'multi-stakeholder-approach internet-governance'
  ).split(' '),
);

/** The bundled digest, compiled as the extension compiles it. */
export async function bundledDigest(): Promise<Digest> {
  const read = (folder: string, ending: string): { path: string; text: string }[] => {
    const path = join(root, 'assets', folder);
    return readdirSync(path)
      .filter((name) => name.endsWith(ending))
      .map((name) => ({ path: name, text: readFileSync(join(path, name), 'utf8') }));
  };
  return compile({ documents: read('documents', '.md'), glossary: read('glossary', '.yaml') });
}

/** The terms of the bundled digest, as the matcher gets them. */
export async function bundledTerms(): Promise<LexiconTerm[]> {
  return withSurnames((await bundledDigest()).terms);
}

export function readPassages(file: string): Passage[] {
  if (!existsSync(file)) throw new Error(`There is no file ${file}; name a file of labelled passages.`);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Passage);
}

/** The half of a passage: `tune` is for writing rules, `held` for checking them. */
export function halfOf(id: string): 'tune' | 'held' {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 15;
  return (hash & 1) === 0 ? 'tune' : 'held';
}

export interface LongText {
  file: string;
  lang: string;
  /** `positive`, `wrong-sense` or `other-languages`. */
  use: string;
  /** Ids of the terms whose forms have another sense in this text. */
  terms: string[];
  blocks: string[];
}

const MANIFEST_TERMS: Record<string, string> = {
  IGF: 'igf',
  'ITU/UIT': 'itu',
  itu: 'itu',
  ISU: 'isu',
  ECO: 'eco',
  Umma: 'ummah',
};

export function readLongTexts(): LongText[] {
  const manifest = join(LONGFORM, 'MANIFEST.tsv');
  if (!existsSync(manifest)) return [];
  const [, ...rows] = readFileSync(manifest, 'utf8').trim().split('\n');
  return rows.map((row) => {
    const [file = '', lang = '', , , , , , counts = ''] = row.split('\t');
    const terms = counts.split(' ').flatMap((count) => MANIFEST_TERMS[count.split('=')[0] ?? ''] ?? []);
    const text = readFileSync(join(LONGFORM, file), 'utf8');
    const use = file.split('/')[0] ?? '';
    if (file.includes('chess') || file.endsWith('c.tsv')) terms.push('eco');
    return { file, lang, use, terms: [...new Set(terms)], blocks: text.split(/\n\s*\n|\n(?=[#*|-])/) };
  });
}
