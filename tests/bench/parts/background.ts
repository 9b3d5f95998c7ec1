/** The memory of the background after it woke and searched one page. */
import { pause } from '../../../scripts/hovering';
import type { Key, Measured } from '../bars';
import { SIZES, type Size } from '../lexica';
import { median } from '../numbers';
import { labOrReason, type Part } from '../part';
import { choose } from '../survey';
import { type Heap, heapOf } from './loading';

const WAKES = 5;
/** Time until the background has checked its cache after a start, ms. */
const REST = 1_500;

const ROWS: Partial<Record<Size, Key>> = { '100k': 'background-heap-100k', '1m': 'background-heap-1m' };

export const background: Part = async (bench) => {
  const rows: Partial<Record<Key, Measured>> = {};
  const table: (string | number | null)[][] = [];
  const page = choose(bench.surveyed, 'bundled', true, 1)[0]?.name ?? '';
  const wakes = bench.quick ? 2 : WAKES;
  for (const size of SIZES) {
    bench.say(`background, ${size}`);
    const key = ROWS[size];
    const note = (measured: Measured) => {
      if (key) rows[key] = measured;
    };
    const lab = await labOrReason(bench, size);
    if (typeof lab === 'string') {
      note({ reason: lab });
      table.push([size, null, null, null, null]);
      continue;
    }
    const heaps: Heap[] = [];
    for (let run = 0; run < wakes; run++) {
      await lab.stopBackground();
      // It started without its index, so its heap says nothing about the digest.
      if (!(await lab.wake())) continue;
      await lab.visit('gloss', page, () => pause(REST));
      const cdp = await (await lab.background()).createCDPSession();
      heaps.push(await heapOf(cdp));
      await cdp.detach();
    }
    if (heaps.length === 0) {
      note({ reason: `woken ${wakes} times, the background never took its index from its database` });
      table.push([size, null, null, bench.lexica.of(size).bytes.length / 1e6, `0 of ${wakes}`]);
      continue;
    }
    const figure = (of: (heap: Heap) => number) => median(heaps.map(of)) / 1e6;
    const late = wakes - heaps.length;
    note({
      value: figure(({ used, buffers }) => used + buffers),
      ...(late > 0 ? { but: `${late} of ${wakes} times the background woke without its index` } : {}),
    });
    table.push([
      size,
      figure(({ used }) => used),
      figure(({ buffers }) => buffers),
      bench.lexica.of(size).bytes.length / 1e6,
      `${heaps.length} of ${wakes}`,
    ]);
  }
  return {
    rows,
    tables: [
      {
        title: 'Heap of the background',
        text:
          'MB after waking, a page searched and two collections. The bars are for JavaScript and array buffers together. *Woke with it*: how ' +
          'often a background that was stopped found a term of its digest on the first page after; where it does not, it was late with ' +
          'its database and goes on with the bundled digest.',
        columns: ['digest', 'JavaScript', 'array buffers', 'the index itself', 'woke with it'],
        rows: table,
      },
    ],
  };
};
