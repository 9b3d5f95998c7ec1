import { beforeEach, describe, expect, it } from 'vitest';
import { PageWork } from '../../src/background/page-work';

/** Time passes only by what the work says that it takes, and by waiting. */
let now = 0;
/** What happened, in order: a step of work by its name, a rest, a wait. */
let told: string[] = [];
/** Whether a wait ends by itself. */
let passes = true;
/** The test that runs: endless work of an earlier one ends. */
let test = 0;
beforeEach(() => {
  test++;
  now = 0;
  told = [];
  passes = true;
});
const clock = {
  now: () => now,
  pause: async () => {
    told.push('rest');
  },
  after: (ms: number) =>
    new Promise<void>((resolve) => {
      if (!passes) return;
      setTimeout(() => {
        now += ms;
        resolve();
      });
    }),
};

/** Work of so many steps of 1 ms. */
function* steps(name: string, count: number): Generator<void, string> {
  for (let at = 0; at < count; at++) {
    told.push(name);
    now++;
    yield;
  }
  return `${name} done`;
}
function* endless(name: string): Generator<void, string> {
  for (const started = test; started === test; ) yield* steps(name, 1);
  return name;
}
const from = (tab: number, frameId = 0) => ({ tab: { id: tab }, frameId });
const count = (name: string) => told.filter((each) => each === name).length;
const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('Work of a page', () => {
  it('that fits into a slice is done at once, without a rest', async () => {
    const done = new PageWork(clock).run(from(1), steps('a', 5));
    expect(told).toEqual(['a', 'a', 'a', 'a', 'a']);
    expect(await done).toBe('a done');
    expect(told).not.toContain('rest');
  });

  it('is cut into slices of 8 ms, with a rest between two', async () => {
    await new PageWork(clock).run(from(1), steps('a', 20));
    expect(told.join('')).toBe(['a'.repeat(8), 'a'.repeat(8), 'a'.repeat(4)].join('rest'));
  });

  it('that throws rejects, and other work goes on', async () => {
    const work = new PageWork(clock);
    const failing = work.run(
      from(1),
      // biome-ignore lint/correctness/useYield: It fails before its first step.
      (function* () {
        throw new Error('broken');
      })(),
    );
    await expect(failing).rejects.toThrow('broken');
    expect(await work.run(from(1), steps('a', 1))).toBe('a done');
  });

  it('gives way to newer work of the same page, and is ended', async () => {
    const work = new PageWork(clock);
    let ended = false;
    const first = work.run(
      from(1),
      (function* () {
        try {
          yield* endless('old');
        } finally {
          ended = true;
        }
      })(),
    );
    const second = work.run(from(1), steps('new', 2));
    await expect(first).rejects.toThrow('asked again');
    expect(ended).toBe(true);
    expect(await second).toBe('new done');
  });

  it('does not give way to work of another frame', async () => {
    const work = new PageWork(clock);
    const both = [work.run(from(1, 0), steps('a', 20)), work.run(from(1, 4), steps('b', 20))];
    expect(await Promise.all(both)).toEqual(['a done', 'b done']);
  });

  it('does not give way to work of another document in the same frame', async () => {
    const work = new PageWork(clock);
    const both = ['one', 'two']
      .map((documentId) => ({ documentId }))
      .map((document) => work.run({ ...from(1), ...document }, steps('a', 20)));
    expect(await Promise.all(both)).toEqual(['a done', 'a done']);
  });
});

describe('Tabs', () => {
  it('take turns: short work does not wait for long work of another tab', async () => {
    const work = new PageWork(clock);
    const long = work.run(from(1), steps('long', 400));
    await work.run(from(2), steps('short', 8));
    expect(count('long')).toBeLessThan(40);
    await long;
    expect(count('long')).toBe(400);
  });

  it('have as much time as each other', async () => {
    const work = new PageWork(clock);
    for (const tab of [1, 2, 3]) work.run(from(tab), endless(`${tab}`)).catch(() => undefined);
    while (told.length < 900) await turn();
    const times = ['1', '2', '3'].map(count);
    expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(16);
  });

  it('with much work go after those that ask rarely', async () => {
    const work = new PageWork(clock);
    work.run(from(1), endless('busy')).catch(() => undefined);
    while (count('busy') < 1_000) await turn();
    for (let question = 0; question < 20; question++) {
      const before = count('busy');
      await work.run(from(2), steps('rare', 8));
      expect(count('busy') - before).toBeLessThanOrEqual(8);
    }
  });

  it('that ask without end get a tenth of the time at last', async () => {
    const work = new PageWork(clock);
    work.run(from(1), endless('busy')).catch(() => undefined);
    while (now < 100_000) await turn();
    expect(count('busy')).toBeGreaterThan(10_000);
    expect(count('busy')).toBeLessThan(14_000);
  });

  it('are answered while another tab has spent its time', async () => {
    const work = new PageWork(clock);
    work.run(from(1), endless('busy')).catch(() => undefined);
    while (now < 20_000) await turn();
    passes = false;
    while (!told.at(-1)?.includes('rest')) await turn();
    await turn();
    expect(await work.run(from(2), steps('other', 30))).toBe('other done');
  });

  it('with a hundred frames that wait are refused more', async () => {
    const work = new PageWork(clock);
    const waiting = Array.from({ length: 100 }, (_, frame) => work.run(from(1, frame), steps('a', 10)));
    await expect(work.run(from(1, 100), steps('b', 1))).rejects.toThrow('Too many frames');
    expect(await work.run(from(2), steps('c', 1))).toBe('c done');
    await Promise.all(waiting);
    expect(await work.run(from(1, 100), steps('b', 1))).toBe('b done');
  });
});

describe('A frame that asks without end', () => {
  it('does not use up the time of the other frames of its tab', async () => {
    const work = new PageWork(clock);
    work.run(from(1, 1), endless('frame')).catch(() => undefined);
    while (now < 20_000) await turn();
    const spent = count('frame');
    const since = now;
    await work.run(from(1, 0), steps('top', 400));
    expect(now - since).toBeLessThan(1_000);
    expect(count('frame') - spent).toBeLessThan(200);
  });
});

describe('A request of the extension’s own pages', () => {
  it('goes before the next slice', async () => {
    passes = false;
    const work = new PageWork(clock);
    const busy = work.run(from(1), steps('page', 20));
    let store = (_: string): void => undefined;
    const writing = work.ahead(
      new Promise<string>((resolve) => {
        store = resolve;
      }),
    );
    for (let each = 0; each < 5; each++) await turn();
    expect(count('page')).toBe(8);
    store('stored');
    expect(await writing).toBe('stored');
    await busy;
    expect(count('page')).toBe(20);
  });

  it('that fails does not stop the work of pages', async () => {
    passes = false;
    const work = new PageWork(clock);
    await expect(work.ahead(Promise.reject(new Error('no room')))).rejects.toThrow('no room');
    expect(await work.run(from(1), steps('page', 20))).toBe('page done');
  });

  it('that takes long slows the work of pages, but does not stop it', async () => {
    const work = new PageWork(clock);
    void work.ahead(new Promise(() => undefined));
    expect(await work.run(from(1), steps('page', 20))).toBe('page done');
    expect(now).toBeGreaterThanOrEqual(320);
  });
});
