/** Evaluates the finder of definitions on published sets of abbreviations. A pair must match exactly. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { definitions } from '../../src/mentions/resolve/definition';
import { ABBREVIATIONS } from './corpus';

export interface Abbreviations {
  name: string;
  precision: number;
  recall: number;
  f1: number;
}

interface Row {
  text: string;
  pairs: { sf: { text: string }; lf: { text: string } }[];
}

export function evaluateAbbreviations(): Abbreviations[] {
  return ['medstract', 'bioadi', 'sh'].flatMap((name) => {
    const file = join(ABBREVIATIONS, `${name}.jsonl`);
    if (!existsSync(file)) return [];
    let right = 0;
    let found = 0;
    let labelled = 0;
    for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
      const { text, pairs } = JSON.parse(line) as Row;
      const expected = new Set(pairs.map(({ sf, lf }) => `${sf.text}\t${lf.text}`));
      const got = new Set(
        definitions(text).map(
          ({ short, long }) => `${text.slice(short.start, short.end)}\t${text.slice(long.start, long.end)}`,
        ),
      );
      labelled += expected.size;
      found += got.size;
      for (const pair of got) if (expected.has(pair)) right++;
    }
    const precision = found === 0 ? 1 : right / found;
    const recall = labelled === 0 ? 1 : right / labelled;
    return [{ name, precision, recall, f1: (2 * precision * recall) / (precision + recall || 1) }];
  });
}
