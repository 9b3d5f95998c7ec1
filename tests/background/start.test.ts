import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { orElse, report } from '../../src/background/problems';
import { buildSearch, scheduleWork } from '../../src/background/start';

describe('the work after a start', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is delayed: the matcher is made faster and the notes are compared after 300 ms, the cache is checked after 2 s', () => {
    const work = { warmUp: vi.fn(), check: vi.fn(), upkeep: vi.fn() };
    scheduleWork(work);
    vi.advanceTimersByTime(299);
    expect(work.warmUp).not.toHaveBeenCalled();
    expect(work.check).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(work.warmUp).toHaveBeenCalledOnce();
    expect(work.check).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(1_699);
    expect(work.upkeep).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(work.upkeep).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(60_000);
    expect(work.warmUp).toHaveBeenCalledOnce();
  });
});

describe('the search index after an installation', () => {
  it('is built once the cache is ready', async () => {
    let done = () => {};
    const search = vi.fn(async () => undefined);
    const built = buildSearch(new Promise<void>((resolve) => (done = resolve)), search);
    await Promise.resolve();
    expect(search).not.toHaveBeenCalled();
    done();
    await built;
    expect(search).toHaveBeenCalledOnce();
  });

  it('is no failure when it cannot be built', async () => {
    await expect(buildSearch(Promise.resolve(), () => Promise.reject(new Error()))).resolves.toBeUndefined();
    const search = vi.fn();
    await expect(buildSearch(Promise.reject(new Error()), search)).resolves.toBeUndefined();
    expect(search).not.toHaveBeenCalled();
  });
});

describe('a problem', () => {
  const warn = vi.fn();
  beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(warn));
  afterEach(() => {
    vi.restoreAllMocks();
    warn.mockReset();
  });

  it('is reported with its subject', () => {
    report('the notes')(new Error('no room'));
    expect(warn.mock.calls).toEqual([['Gloss: the notes', new Error('no room')]]);
  });

  it('is worked around with a fallback value', async () => {
    expect(await orElse(Promise.resolve(1), 2, 'the notes')).toBe(1);
    expect(warn).not.toHaveBeenCalled();
    expect(await orElse(Promise.reject(new Error('no room')), 2, 'the notes')).toBe(2);
    expect(warn.mock.calls).toEqual([['Gloss: the notes', new Error('no room')]]);
  });
});
