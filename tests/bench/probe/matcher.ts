/**
 * The mention finder alone, in a page. Texts and index come from the server. The result is the time of each
 * pass.
 */
import { find, findCandidates, openIndex } from '../mentions';

/** A page's batches of blocks. */
export interface Text {
  lang: string;
  batches: string[][];
}

export interface Passes {
  /** Time of each pass over all texts, ms, after one pass that is not counted. */
  find: number[];
  /** The same for the search for candidates in bare text. */
  ask: number[];
  mentions: number;
}

async function matcher(indexes: string[], passes: number): Promise<Passes[]> {
  const texts = (await (await fetch('/texts')).json()) as Text[];
  const bare = texts.flatMap(({ batches }) => batches.map((blocks) => blocks.join('')));
  const opened = [];
  for (const path of indexes) opened.push(openIndex(new Uint8Array(await (await fetch(path)).arrayBuffer())));
  const results: Passes[] = indexes.map(() => ({ find: [], ask: [], mentions: 0 }));
  for (let pass = 0; pass <= passes; pass++) {
    opened.forEach((index, at) => {
      const result = results[at] as Passes;
      const began = performance.now();
      let mentions = 0;
      for (const { lang, batches } of texts) {
        let evidence: ReturnType<typeof find>['evidence'] | undefined;
        for (const batch of batches) {
          const found = find(index, batch, { lang, evidence });
          evidence = found.evidence;
          mentions += found.mentions.length;
        }
      }
      const between = performance.now();
      for (const text of bare) findCandidates(index, [text]);
      if (pass > 0) {
        result.find.push(between - began);
        result.ask.push(performance.now() - between);
      }
      result.mentions = mentions;
    });
  }
  return results;
}
globalThis.__matcher = matcher;

declare global {
  var __matcher: typeof matcher;
}
