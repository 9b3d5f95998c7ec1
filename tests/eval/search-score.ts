/** Measures how often the expected result is the first or among the first five, in the order shown. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../../src/digest/compile';
import { buildIndex } from '../../src/search/build';
import { digestEntries } from '../../src/search/digest-entries';
import { SearchIndex } from '../../src/search/search';
import { documents, glossary } from '../digest/assets';

/** A line of `search-queries.jsonl`. */
export interface Asked {
  query: string;
  /** BCP 47. */
  lang: string;
  /** What the query tests: a typing error, part of a name, a passage… */
  tries: string;
  /** Ids of the acceptable first results; none if nothing should be found. */
  first: string[];
}

interface Missed extends Asked {
  /** Position of the expected result, from 0; -1 if it is not among the first five. */
  place: number;
  /** Id of the result that came first instead, if any. */
  instead: string | undefined;
}

export interface SearchScore {
  queries: number;
  /** Shares from 0 to 1. */
  success1: number;
  success5: number;
  missed: Missed[];
}

/** Most hits of each kind, as in the popup. */
const LIMIT = 5;

export function readQueries(): Asked[] {
  const lines = readFileSync(join(import.meta.dirname, 'search-queries.jsonl'), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as Asked);
}

const TABLE_2 = join(import.meta.dirname, '../../../shared/corpus/search-queries2.tsv');

/** Queries typed as readers would, from the data beside the project; none where that is missing. */
export function readQueries2(): Asked[] {
  if (!existsSync(TABLE_2)) return [];
  const lines = readFileSync(TABLE_2, 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [lang = '', query = '', accepted = ''] = line.split('\t');
    return { query, lang, tries: 'as typed', first: accepted.split(',').filter((id) => id !== '') };
  });
}

export const bundledDigest = () => compile({ documents, glossary });

/** The search over the bundled digest. */
export async function bundledSearch(): Promise<SearchIndex> {
  const digest = await bundledDigest();
  return new SearchIndex(await buildIndex(digestEntries(digest), async () => undefined));
}

export function scoreSearch(index: SearchIndex, asked: Asked[]): SearchScore {
  const missed: Missed[] = [];
  let within = 0;
  for (const each of asked) {
    const hits = index.search(each.query, LIMIT).flatMap((group) => group.hits);
    const place =
      each.first.length === 0
        ? hits.length === 0
          ? 0
          : -1
        : hits.slice(0, 5).findIndex(({ id }) => each.first.includes(id));
    if (place >= 0) within++;
    if (place !== 0) missed.push({ ...each, place, instead: hits[0]?.id });
  }
  return {
    queries: asked.length,
    success1: 1 - missed.length / asked.length,
    success5: within / asked.length,
    missed,
  };
}
