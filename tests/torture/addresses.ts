/** Pages that claim to be another page, to learn whether there is a note on it; without a browser. */
import { HOME } from '../protocol/hostile-messages';
import { type RealBackground, realBackground } from '../protocol/real-background';
import type { Scenario } from './scenario';

/** The address of a page, and the one that it claims: somebody else's. */
const FALSE: readonly [address: string, claimed: string][] = [
  ['https://evil.example/a', 'https://news.example/a'],
  ['https://evilnews.example/a', 'https://news.example/a'],
  ['https://news.example.evil.example/a', 'https://news.example/a'],
  // Public suffixes: the registrable domain decides, not the letters before the first dot.
  ['https://m.github.io/a', 'https://victim.github.io/a'],
  ['https://github.io/a', 'https://victim.github.io/a'],
  ['https://m.github.io/f', 'https://github.io/f'],
  ['https://www.com/a', 'https://victim.com/a'],
  ['https://m.co.uk/a', 'https://victim.co.uk/a'],
  ['https://amp.公司.cn/a', 'https://victim.公司.cn/a'],
  ['https://mobile.blogspot.com/a', 'https://victim.blogspot.com/a'],
  // Others may answer on another port.
  ['https://news.example:8443/a', 'https://news.example/a'],
  ['http://localhost:3000/a', 'http://localhost:8080/a'],
  ['http://10.0.0.1/a', 'http://10.0.0.2/a'],
  ['http://[::1]/a', 'http://[::2]/a'],
  ['https://news.example./a', 'https://news.example/a'],
  ['file:///home/a.html', 'https://news.example/a'],
  ['data:text/html,a', 'https://news.example/a'],
];

/** Pages that may say so. With and without encryption, and with and without `www.`, it is one page. */
const TRUE: readonly [address: string, claimed: string][] = [
  ['https://m.news.example/c', 'https://news.example/c'],
  ['http://news.example/d', 'https://news.example/d'],
  ['https://news.example/b', 'http://news.example/b'],
  ['https://www.news.example/g', 'https://news.example/g'],
  ['https://m.me.github.io/e', 'https://me.github.io/e'],
];

/** Frames for whose address the browser does not vouch: what they say, and what the browser says. */
const UNVOUCHED: readonly { url: string; origin: string; frameId: number }[] = [
  { url: 'https://news.example/a', origin: 'https://evil.example', frameId: 0 },
  { url: 'https://news.example/a', origin: 'null', frameId: 3 },
  { url: 'https://news.example/a', origin: 'http://news.example', frameId: 0 },
  { url: 'https://news.example/a', origin: 'https://news.example:8443', frameId: 0 },
  { url: 'about:srcdoc', origin: 'null', frameId: 4 },
];

const originOf = (address: string) => new URL(address).origin;

/** How many passages with notes a reader at an address gets. */
async function learned(
  { fateOf }: RealBackground,
  from: { url: string; origin: string; frameId?: number },
  canonical?: string,
): Promise<number> {
  const data = canonical === undefined ? {} : { canonical };
  const { reply, error } = await fateOf({ kind: 'passages', data }, { frameId: 0, tab: { id: 7 }, ...from });
  if (error) throw error;
  return (reply as { passages: unknown[] }).passages.length;
}

/** The user makes a note on a passage of a page. */
async function note({ fateOf }: RealBackground, address: string, canonical?: string): Promise<void> {
  const page = { address, title: 'A page', ...(canonical === undefined ? {} : { canonical }) };
  const selectors = { quote: { exact: 'words', prefix: '', suffix: '' } };
  const target = { kind: 'passage', page, selectors };
  const data = { id: crypto.randomUUID(), target, changes: { text: 'Mine' } };
  const { error } = await fateOf({ kind: 'write', data }, { url: `${HOME}options.html` });
  if (error) throw error;
}

export const ADDRESSES: readonly Scenario[] = [
  {
    name: 'pages that claim to be another page',
    where: 'node',
    inShort: true,
    async run({ tally }) {
      const background = await realBackground('zqxjvkwzqx');
      try {
        for (const claimed of new Set([...FALSE, ...TRUE].map(([, claimed]) => claimed)))
          await note(background, claimed);
        for (const [url, claimed] of FALSE) {
          tally.tries++;
          const count = await learned(background, { url, origin: originOf(url) }, claimed);
          tally.hides(count === 0, `${url} learns of a note on ${claimed}`);
        }
        for (const [url, claimed] of TRUE) {
          tally.tries++;
          const count = await learned(background, { url, origin: originOf(url) }, claimed);
          tally.keeps(count === 1, `${url} does not find the note on ${claimed}`);
        }
        for (const from of UNVOUCHED) {
          tally.tries++;
          const count = await learned(background, from);
          tally.hides(count === 0, `a frame of ${from.origin} that says it is ${from.url} learns of a note`);
        }
        // The other way round: a hostile page's own note does not come up on the page that it claims to be.
        await note(background, 'https://m.github.io/b', 'https://victim.github.io/b');
        const url = 'https://victim.github.io/b';
        tally.tries++;
        tally.hides(
          (await learned(background, { url, origin: originOf(url) })) === 0,
          'a note of a hostile page comes up on the page that it claims to be',
        );
      } finally {
        background.close();
      }
    },
  },
];
