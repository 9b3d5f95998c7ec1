/**
 * The evaluation of the search.
 *
 *     npm run eval:search [-- --json] [--scale]
 *
 * `--json` prints `{queries, success1, success5}`. `--scale` measures the search over 100,000 made-up terms
 * and 20,000 passages: minutes, and a gigabyte of memory.
 */
import { printScale } from './search-scale';
import { bundledSearch, readQueries, type SearchScore, scoreSearch } from './search-score';

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
  const asked = readQueries();
  const index = await bundledSearch();
  const { missed, ...figures } = scoreSearch(index, asked);
  if (args.includes('--json')) {
    console.log(JSON.stringify(figures));
    return 0;
  }
  console.log(row('all queries', figures));
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
    console.log(`  ${query} (${lang}): ${first.join(' or ')} has ${where}; first is ${instead ?? 'nothing'}`);
  }
  return 0;
}

function row(name: string, { queries, success1, success5 }: Omit<SearchScore, 'missed'>): string {
  const percent = (share: number) => `${(share * 100).toFixed(1).padStart(6)} %`;
  return `${name.padEnd(20)}${String(queries).padStart(4)} queries   success@1 ${percent(success1)}   success@5 ${percent(success5)}`;
}
