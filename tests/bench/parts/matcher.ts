/**
 * Speed of the mention finder alone, characters per second, after a warm-up, on the text of all corpus pages.
 */
import { bundle } from '../bundle';
import { SIZES } from '../lexica';
import { median } from '../numbers';
import type { Part } from '../part';
import type { Passes, Text } from '../probe/matcher';
import { batchesOf } from '../survey';

const PASSES = 7;

export const matcher: Part = async (bench) => {
  const { pages, lexica, surveyed } = bench;
  bench.say('matcher');
  const texts: Text[] = surveyed.map(({ lang, blocks }) => ({ lang, batches: batchesOf(blocks) }));
  const letters = surveyed.reduce((sum, page) => sum + page.letters, 0);
  pages.add('texts', JSON.stringify(texts), true);
  for (const size of SIZES) pages.add(`index-${size}`, lexica.of(size).bytes, true);
  pages.add('matcher', '<!doctype html><title>Matcher</title>', true);
  const { browser } = await bench.lab('bundled');
  const page = await browser.newPage();
  try {
    await page.goto(pages.at('plain', 'matcher'));
    await page.evaluate(await bundle('./probe/matcher.ts'));
    const results: Passes[] = await page.evaluate(
      (paths, passes) => __matcher(paths, passes),
      SIZES.map((size) => `/index-${size}`),
      bench.quick ? 2 : PASSES,
    );
    const speed = (times: number[]) => letters / 1000 / median(times);
    return {
      rows: { 'matcher-speed': { value: speed(results[SIZES.indexOf('100k')]?.find ?? []) } },
      tables: [
        {
          title: 'The matcher alone',
          text:
            `In a page, warm: medians of ${bench.quick ? 2 : PASSES} passes over the text of all pages of the corpus, ` +
            `${(letters / 1e6).toFixed(1)} million UTF-16 units, block by block with the evidence of each page. *Ask*: the question whether a ` +
            'block has a candidate at all.',
          columns: [
            'digest',
            'terms',
            'index, MB',
            'find, Mchar/s',
            'ask, Mchar/s',
            'mentions',
            'a 1,000 letters',
          ],
          rows: SIZES.map((size, at) => {
            const result = results[at] as Passes;
            const { terms, bytes } = lexica.of(size);
            return [
              size,
              terms,
              bytes.length / 1e6,
              speed(result.find),
              speed(result.ask),
              result.mentions,
              (result.mentions / letters) * 1000,
            ];
          }),
        },
      ],
    };
  } finally {
    await page.close();
  }
};
