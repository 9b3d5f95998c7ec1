import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nextTask, pacer, rest } from '../../src/platform/pace';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('a rest', () => {
  it('is `scheduler.yield` where the browser has it', async () => {
    const yields = vi.fn(async () => undefined);
    vi.stubGlobal('scheduler', { yield: yields });
    await rest();
    expect(yields).toHaveBeenCalledOnce();
  });

  it.each([
    ['no scheduler', undefined],
    ['a scheduler that does not yield', {}],
  ])('is the next task where the browser has %s', async (_, scheduler) => {
    vi.stubGlobal('scheduler', scheduler);
    const before = vi.fn();
    setTimeout(before);
    await rest();
    expect(before).toHaveBeenCalledOnce();
  });
});

it('The next task comes after the tasks that wait already, without `scheduler.yield`', async () => {
  const yields = vi.fn(async () => undefined);
  vi.stubGlobal('scheduler', { yield: yields });
  const before = vi.fn();
  setTimeout(before);
  await nextTask();
  expect(before).toHaveBeenCalledOnce();
  expect(yields).not.toHaveBeenCalled();
});

it('The next task is one of low priority where the browser has priorities', async () => {
  const posts = vi.fn(async (task: () => undefined, _options: object) => task());
  vi.stubGlobal('scheduler', { postTask: posts });
  await nextTask();
  expect(posts.mock.calls.map(([, options]) => options)).toEqual([{ priority: 'background' }]);
});

describe('work in slices', () => {
  let now: number;
  beforeEach(() => {
    now = 100;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    vi.stubGlobal('scheduler', {
      yield: async () => {
        now += 1_000; // Others worked meanwhile.
      },
    });
  });

  it('goes on without a rest for 8 ms', () => {
    const pace = pacer();
    now += 7.9;
    expect(pace()).toBeUndefined();
  });

  it('rests after 8 ms, and counts the next 8 ms from the end of the rest', async () => {
    const pace = pacer();
    now += 8;
    const resting = pace();
    expect(resting).toBeInstanceOf(Promise);
    await resting;
    now += 7.9;
    expect(pace()).toBeUndefined();
    now += 0.1;
    expect(pace()).toBeInstanceOf(Promise);
  });
});
