/** Files are read in steps: the thread stays free, the reading can be watched and cancelled. */
import { describe, expect, it } from 'vitest';
import type { Format } from '../../../src/digest/glossaries/entry';
import { readAs } from '../../../src/digest/glossaries/read';
import { toDigest } from '../../../src/digest/glossaries/to-digest';
import { sorting } from '../../../src/digest/glossaries/work';
import { atOnce } from '../../../src/platform/pace';
import { largeFile } from './large-files';
import { readText } from './reading';

const FORMATS: Format[] = ['table', 'digest', 'tbx', 'turtle', 'rdf-xml', 'json-ld', 'markdown', 'html'];
const ABOUT = { id: 'mine', name: 'Mine', version: '1' };

describe.each(FORMATS)('A file in the format %s', (format) => {
  it('is read in many steps, which say how far they are', async () => {
    const text = largeFile(format, 5_000);
    let steps = 0;
    const told: number[] = [];
    const read = await readAs(format, text, {
      pause: () => {
        steps++;
        return undefined;
      },
      watch: { signal: new AbortController().signal, tell: (done) => told.push(done) },
    });
    expect(read.entries).toHaveLength(5_000);
    expect(steps).toBeGreaterThan(20);
    expect(Math.max(...told)).toBeLessThanOrEqual(text.length);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  it('can be cancelled', async () => {
    const controller = new AbortController();
    const reason = new Error('The user cancelled.');
    let steps = 0;
    const reading = readAs(format, largeFile(format, 5_000), {
      pause: () => {
        if (++steps === 10) controller.abort(reason);
        return undefined;
      },
      watch: { signal: controller.signal, tell: () => undefined },
    });
    await expect(reading).rejects.toBe(reason);
    expect(steps).toBe(10);
  });
});

describe('A digest', () => {
  it('is made in steps, and can be cancelled', async () => {
    const read = await readText('a.csv', largeFile('table', 5_000));
    const controller = new AbortController();
    let steps = 0;
    const made = (at: number) =>
      toDigest(read, ABOUT, {
        pause: () => {
          if (++steps === at) controller.abort();
          return undefined;
        },
        watch: { signal: controller.signal, tell: () => undefined },
      });
    await made(Number.POSITIVE_INFINITY);
    expect(steps).toBeGreaterThan(200);
    steps = 0;
    await expect(made(100)).rejects.toThrow(/abort/i);
    expect(steps).toBe(100);
    await expect(made(100)).rejects.toThrow(/abort/i);
    expect(steps).toBe(100);
  });

  it('says how far it is, up to the end', async () => {
    const read = await readText('a.csv', largeFile('table', 5_000));
    const told: number[] = [];
    const signal = new AbortController().signal;
    await toDigest(read, ABOUT, { watch: { signal, tell: (done, of) => told.push(done / (of ?? 0)) } });
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.length).toBeGreaterThan(100);
    expect(told[0]).toBeLessThan(0.1);
    expect(told.at(-1)).toBeGreaterThan(0.95);
    expect(told.at(-1)).toBeLessThanOrEqual(1);
  });

  it('rests when the pause says so', async () => {
    let rests = 0;
    await readText('a.csv', largeFile('table', 1_000), {
      pause: () => {
        rests++;
        return Promise.resolve();
      },
    });
    expect(rests).toBeGreaterThan(5);
  });
});

describe('Sorting in steps', () => {
  it.each([0, 1, 999, 1_000, 1_001, 7_777])('sorts %d values as sorting at once does, and stably', (size) => {
    const values = Array.from({ length: size }, (_, at) => ({ key: (at * 7_919) % 101, at }));
    const compare = (a: { key: number }, b: { key: number }) => a.key - b.key;
    expect(atOnce(sorting(values, compare))).toEqual([...values].sort(compare));
  });
});
