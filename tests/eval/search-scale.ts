/**
 * The cost of the search at 100,000 terms and 20,000 passages of invented words with a natural frequency
 * distribution.
 */
import { buildIndex } from '../../src/search/build';
import type { Entry } from '../../src/search/entry';
import { SearchIndex } from '../../src/search/search';

const TERMS = 100_000;
const PASSAGES = 20_000;
const VOCABULARY = 150_000;
/** Number of queries of each kind. */
const ASKED = 100;
const SYLLABLES =
  'ba co di fe gu ha in jo ka lo mi no or pa qui ra se ti un va wa xe yo za tion ment ist al er'.split(' ');

let seed = 7;
/** A seeded generator: the same numbers in each run. */
function random(): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
}

function madeUpWords(): string[] {
  const words = new Set<string>();
  while (words.size < VOCABULARY) {
    const syllables = 2 + Math.floor(random() * 4);
    words.add(
      Array.from({ length: syllables }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join(''),
    );
  }
  return [...words];
}

/** Prints the time to build and open the index, and the time of a search for several kinds of queries. */
export async function printScale(): Promise<void> {
  const vocabulary = madeUpWords();
  const word = () => vocabulary[Math.floor(random() ** 3.5 * VOCABULARY)] as string;
  const words = (count: number) => Array.from({ length: count }, word).join(' ');
  const slip = () => word().replace(/(?<=^...)./, 'y');
  const entries: Entry[] = [];
  for (let i = 0; i < TERMS; i++) {
    const forms = [words(3), words(2), words(2), word()].map((text) => ({ field: 'form' as const, text }));
    const texts = [
      { field: 'label' as const, text: words(2) },
      ...forms,
      { field: 'claim' as const, text: words(20) },
    ];
    entries.push({ kind: 'term', id: `term-${i}`, heading: 'concept', texts });
  }
  for (let i = 0; i < PASSAGES; i++) {
    const texts = [{ field: 'passage' as const, text: words(70) }];
    entries.push({ kind: 'passage', id: `document#p${i}`, heading: `Document ${i % 200}`, texts });
  }
  let since = performance.now();
  const began = since;
  let longest = 0;
  const bytes = await buildIndex(entries, async () => {
    longest = Math.max(longest, performance.now() - since);
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  });
  console.log(`built in ${ms(performance.now() - began)}, the longest slice ${ms(longest)}`);
  console.log(`${(bytes.length / 1e6).toFixed(1)} MB`);
  const hashing = performance.now();
  await crypto.subtle.digest('SHA-256', bytes);
  const opening = performance.now();
  const index = new SearchIndex(bytes);
  console.log(`checked in ${ms(opening - hashing)}, opened in ${ms(performance.now() - opening)}`);
  const sorts: [string, () => string][] = [
    ['one letter', () => word().slice(0, 1)],
    ['two letters', () => word().slice(0, 2)],
    ['three letters', () => word().slice(0, 3)],
    ['a word', word],
    ['two words', () => words(2)],
    ['three words', () => words(3)],
    ['a word with a slip', slip],
    ['three with slips', () => [slip(), slip(), slip()].join(' ')],
    ['24 words', () => words(24)],
  ];
  for (const [name, query] of sorts) {
    const times = Array.from({ length: ASKED }, query).map((text) => {
      const start = performance.now();
      index.search(text, 5);
      return performance.now() - start;
    });
    times.sort((a, b) => a - b);
    const at = (share: number) => ms(times[Math.floor(share * (ASKED - 1))] as number);
    console.log(`${name.padEnd(20)} median ${at(0.5)}, p95 ${at(0.95)}, slowest ${at(1)}`);
  }
}

function ms(time: number): string {
  return `${time.toFixed(1)} ms`;
}
