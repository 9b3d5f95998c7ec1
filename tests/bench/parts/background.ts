/** What the background holds after it woke and searched one page. */
import { pause } from '../../../scripts/hovering';
import type { Key, Measured } from '../bars';
import { SIZES, type Size } from '../lexica';
import { median } from '../numbers';
import { labOrReason, type Part } from '../part';
import { choose } from '../survey';
import { type Heap, heapOf } from './loading';

const RUNS = 3;
/** ms until the check of the cache that follows a start has ended. */
const REST = 1_500;

const ROWS: Partial<Record<Size, Key>> = { '100k': 'background-heap-100k', '1m': 'background-heap-1m' };

export const background: Part = async (bench) => {
  const rows: Partial<Record<Key, Measured>> = {};
  const table: (string | number | null)[][] = [];
  const page = choose(bench.surveyed, 'bundled', true, 1)[0];
  for (const size of SIZES) {
    bench.say(`background, ${size}`);
    const lab = await labOrReason(bench, size);
    const key = ROWS[size];
    if (typeof lab === 'string' || !page) {
      if (key) rows[key] = { reason: typeof lab === 'string' ? lab : 'no page of the corpus has a mention' };
      table.push([size, null, null, null]);
      continue;
    }
    const heaps: Heap[] = [];
    for (let run = 0; run < (bench.quick ? 1 : RUNS); run++) {
      await lab.stopBackground();
      await lab.visit('gloss', page.name, () => pause(REST));
      const cdp = await (await lab.background()).createCDPSession();
      heaps.push(await heapOf(cdp));
      await cdp.detach();
    }
    const figure = (of: (heap: Heap) => number) => median(heaps.map(of)) / 1e6;
    if (key) rows[key] = { value: figure(({ used, buffers }) => used + buffers) };
    table.push([
      size,
      figure(({ used }) => used),
      figure(({ buffers }) => buffers),
      bench.lexica.of(size).bytes.length / 1e6,
    ]);
  }
  return {
    rows,
    tables: [
      {
        title: 'Heap of the background',
        text: 'MB after waking, one page searched and two collections. The bars are for both columns together.',
        columns: ['digest', 'JavaScript', 'array buffers', 'the index itself'],
        rows: table,
      },
    ],
  };
};
