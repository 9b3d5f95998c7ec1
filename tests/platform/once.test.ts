import { describe, expect, it, vi } from 'vitest';
import { Once } from '../../src/platform/once';

describe('a value that is loaded once', () => {
  it('is loaded with the first call, for all callers', async () => {
    const load = vi.fn(async () => ({}));
    const once = new Once(load);
    expect(load).not.toHaveBeenCalled();
    const [first, second] = await Promise.all([once.get(), once.get()]);
    expect(second).toBe(first);
    expect(await once.get()).toBe(first);
    expect(load).toHaveBeenCalledOnce();
  });

  it('is loaded again after a failure, which rejects for all who waited', async () => {
    const load = vi.fn(async () => 1).mockRejectedValueOnce(new Error('no room'));
    const once = new Once(load);
    const both = await Promise.allSettled([once.get(), once.get()]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(load).toHaveBeenCalledOnce();
    expect(await once.get()).toBe(1);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('is loaded again after it was forgotten', async () => {
    let value = 1;
    const once = new Once(async () => value);
    expect(await once.get()).toBe(1);
    value = 2;
    expect(await once.get()).toBe(1);
    once.forget();
    expect(await once.get()).toBe(2);
  });

  it('is kept when an older load, forgotten meanwhile, fails later', async () => {
    let fail = (_error: Error) => {};
    const load = vi
      .fn(async () => 2)
      .mockReturnValueOnce(
        new Promise((_, reject) => {
          fail = reject;
        }),
      );
    const once = new Once(load);
    const older = once.get();
    once.forget();
    expect(await once.get()).toBe(2);
    fail(new Error('late'));
    await expect(older).rejects.toThrow('late');
    expect(await once.get()).toBe(2);
    expect(load).toHaveBeenCalledTimes(2);
  });
});
