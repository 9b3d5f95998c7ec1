import { beforeEach, describe, expect, it } from 'vitest';
import { LongWork } from '../../src/background/long-work';
import type { Watch } from '../../src/platform/watch';

let work: LongWork;
beforeEach(() => {
  work = new LongWork();
});

describe('Long work', () => {
  it('says how far it is while it is under way, and not before or after', async () => {
    let watch: Watch | undefined;
    let end: (result: string) => void = () => undefined;
    const running = work.run('a', (given) => {
      watch = given;
      return new Promise<string>((resolve) => {
        end = resolve;
      });
    });
    expect(work.state('a')).toBeNull();
    watch?.tell(3, 34);
    expect(work.state('a')).toEqual({ done: 3, of: 34 });
    expect(work.state('b')).toBeNull();
    end('done');
    expect(await running).toBe('done');
    expect(work.state('a')).toBeNull();
  });

  it('is cancelled by its id, other work is not', async () => {
    const signals: AbortSignal[] = [];
    const run = (id: string) =>
      work.run(id, async ({ signal }) => {
        signals.push(signal);
        await new Promise((resolve) => setTimeout(resolve, 5));
        signal.throwIfAborted();
      });
    const [one, other] = [run('a'), run('b')];
    work.cancel('a');
    await expect(one).rejects.toThrow();
    await expect(other).resolves.toBeUndefined();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  it('does not begin if it was cancelled before', async () => {
    let isBegun = false;
    work.cancel('a');
    await expect(
      work.run('a', async () => {
        isBegun = true;
      }),
    ).rejects.toThrow();
    expect(isBegun).toBe(false);
    expect(await work.run('a', async () => 'again')).toBe('again');
  });
});
