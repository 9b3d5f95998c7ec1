/** Accuracy of the search over the bundled digest on the table of queries. */
import { expect, it } from 'vitest';
import { wordsOf } from '../../src/search/words';
import { bundledDigest, bundledSearch, readQueries, readQueries2, scoreSearch } from './search-score';

it('The expected result is the first for nine queries in ten, and nearly always among the first five', async () => {
  const asked = readQueries();
  expect(asked.length).toBeGreaterThanOrEqual(60);
  const { success1, success5, missed } = scoreSearch(await bundledSearch(), asked);
  const said = JSON.stringify(missed, null, 1);
  expect(success1, said).toBeGreaterThanOrEqual(0.9);
  expect(success5, said).toBeGreaterThanOrEqual(0.98);
});

const typed = readQueries2();
it.skipIf(typed.length === 0)(
  'So it is for queries typed as readers would, with nothing found for two of them',
  async () => {
    expect(typed.filter(({ first }) => first.length === 0)).toHaveLength(2);
    const { success1, success5, missed } = scoreSearch(await bundledSearch(), typed);
    const said = JSON.stringify(missed, null, 1);
    expect(success1, said).toBeGreaterThanOrEqual(0.92);
    expect(success5, said).toBeGreaterThanOrEqual(0.98);
  },
);

it('The same holds for each language', async () => {
  const index = await bundledSearch();
  const queries = readQueries();
  for (const lang of new Set(queries.map((each) => each.lang))) {
    const asked = queries.filter((each) => each.lang === lang);
    expect(scoreSearch(index, asked).success1, lang).toBeGreaterThanOrEqual(0.9);
  }
});

it('Every name of one word is found among words that say nothing', async () => {
  const index = await bundledSearch();
  const digest = await bundledDigest();
  const lost = digest.terms.flatMap(({ id, forms }) =>
    forms
      .filter(({ text }) => wordsOf(text).length === 1)
      .filter(({ text }) =>
        index.search(`img ${text} zqx`, 10).every(({ hits }) => hits.every((hit) => hit.id !== id)),
      )
      .map(({ text }) => text),
  );
  expect(lost).toEqual([]);
});
