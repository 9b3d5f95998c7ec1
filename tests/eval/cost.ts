/**
 * The cost of sense resolution compared with matching alone, on a page of about 100,000 words of prose (the
 * longer texts of the corpus, repeated). Interleaved runs in one process, medians. Only the ratio is
 * meaningful, because Vite's runner slows both equally.
 */
import { find } from '../../src/mentions/find';
import type { MentionIndex } from '../../src/mentions/index';
import { match } from '../../src/mentions/match';
import { createTokens } from '../../src/mentions/tokens';

const WORDS = 100_000;
const RUNS = 15;

/** `share`: time of resolving ÷ time of matching. `words` and `mentions`: size of the measured page. */
export interface Cost {
  words: number;
  mentions: number;
  share: number;
}

/** `texts`: the blocks of each text. */
export function costOf(index: MentionIndex, texts: readonly (readonly string[])[]): Cost {
  const blocks: string[] = [];
  let words = 0;
  for (let at = 0; words < WORDS; at++) {
    for (const block of texts[at % texts.length] ?? []) {
      blocks.push(block);
      words += block.split(/\s+/).length;
    }
  }
  const tokens = createTokens(4096);
  const matching: number[] = [];
  const finding: number[] = [];
  let mentions = 0;
  for (let run = 0; run < RUNS; run++) {
    const began = performance.now();
    for (const block of blocks) match(index, block, tokens);
    const between = performance.now();
    mentions = find(index, blocks).mentions.length;
    matching.push(between - began);
    finding.push(performance.now() - between);
  }
  return { words, mentions, share: median(finding) / median(matching) - 1 };
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] as number;
}
