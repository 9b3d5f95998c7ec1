/**
 * The evaluation of the search.
 *
 *     npm run eval:search [-- --json] [--scale]
 *
 * `--json` prints `[{table, queries, success1, success5}]`. `--scale` measures the search over 100,000 made-up terms
 * and 20,000 passages: minutes, and a gigabyte of memory.
 */
import type { SearchIndex } from '../../src/search/search';
import { printScale } from './search-scale';
import {
  type Asked,
  bundledSearch,
  readQueries,
  readQueries2,
  type SearchScore,
  scoreSearch,
} from './search-score';

const USAGE = 'npm run eval:search [-- --json] [--scale]';

export async function run(args: string[]): Promise<number> {
  const unknown = args.find((arg) => !['--json', '--scale'].includes(arg));
  if (unknown !== undefined) {
    console.error(`There is no option ${unknown}. ${USAGE}`);
    return 2;
  }
  if (args.includes('--scale')) {
    await printScale();
    return 0;
  }
  const index = await bundledSearch();
  const tables = [
    { name: 'our own table', asked: readQueries() },
    { name: 'as readers would type', asked: readQueries2() },
  ].filter(({ asked }) => asked.length > 0);
  if (args.includes('--json')) {
    const figures = tables.map(({ name, asked }) => {
      const { missed: _, ...rest } = scoreSearch(index, asked);
      return { table: name, ...rest };
    });
    console.log(JSON.stringify(figures));
    return 0;
  }
  for (const { name, asked } of tables) print(name, asked, index);
  return 0;
}

function print(table: string, asked: Asked[], index: SearchIndex): void {
  const { missed, ...figures } = scoreSearch(index, asked);
  console.log(row(table, figures));
  for (const name of ['lang', 'tries'] as const) {
    console.log('');
    for (const value of new Set(asked.map((each) => each[name]))) {
      const group = asked.filter((each) => each[name] === value);
      console.log(row(value, scoreSearch(index, group)));
    }
  }
  console.log('\nnot first:');
  for (const { query, lang, first, place, instead } of missed) {
    const where = place < 0 ? 'not among the first five' : `place ${place + 1}`;
    const wanted = first.length === 0 ? 'nothing' : first.join(' or ');
    console.log(`  ${query} (${lang}): ${wanted} has ${where}; first is ${instead ?? 'nothing'}`);
  }
  console.log('');
}

function row(name: string, { queries, success1, success5 }: Omit<SearchScore, 'missed'>): string {
  const percent = (share: number) => `${(share * 100).toFixed(1).padStart(6)} %`;
  return `${name.padEnd(20)}${String(queries).padStart(4)} queries   success@1 ${percent(success1)}   success@5 ${percent(success5)}`;
}
