/** Accuracy of the search over the bundled digest on the table of queries. */
import { expect, it } from 'vitest';
import { bundledSearch, readQueries, scoreSearch } from './search-score';

it('The expected result is the first for nine queries in ten, and nearly always among the first five', async () => {
  const asked = readQueries();
  expect(asked.length).toBeGreaterThanOrEqual(60);
  const { success1, success5, missed } = scoreSearch(await bundledSearch(), asked);
  const said = JSON.stringify(missed, null, 1);
  expect(success1, said).toBeGreaterThanOrEqual(0.9);
  expect(success5, said).toBeGreaterThanOrEqual(0.98);
});

it('The same holds for each language', async () => {
  const index = await bundledSearch();
  const queries = readQueries();
  for (const lang of new Set(queries.map((each) => each.lang))) {
    const asked = queries.filter((each) => each.lang === lang);
    expect(scoreSearch(index, asked).success1, lang).toBeGreaterThanOrEqual(0.9);
  }
});
