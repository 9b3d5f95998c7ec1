/** The cache of the digest, replaced after an update that brought another digest, and killed while that goes on. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { pause, until } from '../../scripts/hovering';
import { hashOf } from '../../src/digest/canonical';
import type { Digest } from '../../src/digest/schema';
import { ask } from '../e2e/notes';
import { launch, PROSE, type Rig, serve } from '../e2e/rig';
import { backgroundOf, copyOfBuild, setBackground } from './build';
import { differences, kept } from './kept';
import type { Scenario } from './scenario';
import { CHANNEL, reborn, stillFromStart } from './steps';
import { problemsOfReading } from './working';

/** Writes the `edition`th edition of the digest into a build. Returns the code of its background. */
async function edit(folder: string, code: string, first: Digest, edition: number): Promise<string> {
  const terms = first.terms.map((term) =>
    term.id === 'brics' ? { ...term, name: `Edition ${edition}` } : term,
  );
  const content = { ...first, terms };
  const hash = await hashOf(content);
  writeFileSync(join(folder, 'digest.json'), JSON.stringify({ ...content, hash }));
  return code.replaceAll(first.hash, hash);
}

/** What the cache has: the hash of its digest, and how many generations its tables hold. */
const cacheOf = (own: Page) =>
  own.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await done(indexedDB.open('digests'));
    const reading = db.transaction(['pointers', 'documents', 'passages', 'terms']);
    const pointers = (await done(reading.objectStore('pointers').getAll())) as { hash: string }[];
    const generations = new Set<string>();
    for (const table of ['documents', 'passages', 'terms'])
      for (const row of (await done(reading.objectStore(table).getAll())) as { generation: string }[])
        generations.add(row.generation);
    db.close();
    return { hashes: pointers.map(({ hash }) => hash), generations: generations.size };
  });

/** Waits until the background stands still. Resolves to where, or `undefined` if the swap was done before. */
async function stopOf(own: Page, hash: string): Promise<string | undefined> {
  await own.evaluate((channel) => {
    const page = globalThis as unknown as { stopped?: string };
    new BroadcastChannel(channel).onmessage = ({ data }) => {
      page.stopped = data as string;
    };
  }, CHANNEL);
  const told = await until(
    'the swap to end',
    async () => {
      const stopped = await own.evaluate(() => (globalThis as unknown as { stopped?: string }).stopped);
      if (stopped !== undefined) return { stopped };
      // A worker that stands still in a transaction lets nobody read.
      const cache = await Promise.race([cacheOf(own).catch(() => undefined), pause(300)]);
      return cache?.hashes[0] === hash && cache.generations === 1 && { stopped };
    },
    60_000,
  );
  return told.stopped;
}

const killed: Scenario = {
  name: 'background killed while it stores a new digest',
  where: 'chrome',
  inShort: false,
  async run({ tally, isShort, scratch }) {
    const folder = copyOfBuild('chrome', scratch);
    const code = backgroundOf(folder);
    const first = JSON.parse(readFileSync(join(folder, 'digest.json'), 'utf8')) as Digest;
    const rig: Rig = await launch('chrome', undefined, { folder });
    const site = await serve({ '/': PROSE });
    try {
      let own = await rig.openOwn('bare.html');
      const target = { kind: 'term', term: 'brics' } as const;
      await ask(own, 'write', { id: crypto.randomUUID(), target, changes: { text: 'On a term' } });
      await until('a whole cache', async () => (await cacheOf(own)).hashes[0] === first.hash);
      const before = await kept(own);
      for (let step = 1, edition = 1, isKilled = true; isKilled; step += isShort ? 12 : 2, edition++) {
        tally.tries++;
        const edited = await edit(folder, code, first, edition);
        const { hash } = JSON.parse(readFileSync(join(folder, 'digest.json'), 'utf8')) as Digest;
        setBackground(folder, stillFromStart(step, edited));
        own = await reborn(rig, folder, 'bare.html');
        const at = await stopOf(own, hash);
        isKilled = at !== undefined;
        if (isKilled) tally.faults++;
        const what = `edition ${edition}, killed before change ${step} (${at})`;
        setBackground(folder, edited);
        own = await reborn(rig, folder, 'bare.html');
        const card = JSON.stringify(await ask(own, 'card', { term: 'brics' }));
        tally.keeps(card.includes(`Edition ${edition}`), `${what}: the card is of another edition`);
        const isWhole = await until('a whole cache', async () => {
          const cache = await cacheOf(own);
          return `${cache.hashes}` === hash && cache.generations === 1;
        }).catch(() => false);
        tally.keeps(isWhole, `${what}: the cache does not become whole`);
        const lines = differences(before, await kept(own)).filter((line) => !line.startsWith('backups'));
        tally.keeps(lines.length === 0, `${what}: ${lines.join('; ')}`);
      }
      const problems = await problemsOfReading(rig, site);
      tally.keeps(problems.length === 0, `afterwards: ${problems.join('; ')}`);
    } finally {
      site.close();
      await rig.close();
    }
  },
};

export const SWAP: readonly Scenario[] = [killed];
