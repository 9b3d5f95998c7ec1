import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Turns } from '../../../src/page/read/turns';
import { deferred } from '../deferred';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('closed', false);
});

/** Work that ends when it is told to. */
function open(log: string[], name: string) {
  const { promise, resolve, reject } = deferred();
  const work = async () => {
    log.push(`${name} begins`);
    await promise;
    log.push(`${name} ends`);
  };
  return { work, resolve, reject };
}

describe('work on a page', () => {
  it('begins at once where there is none before it', () => {
    const log: string[] = [];
    void new Turns(() => undefined).take(open(log, 'a').work);
    expect(log).toEqual(['a begins']);
  });

  it('is done one piece after another', async () => {
    const log: string[] = [];
    const turns = new Turns(() => undefined);
    const [a, b] = [open(log, 'a'), open(log, 'b')];
    turns.take(a.work);
    const both = turns.take(b.work);
    b.resolve();
    await vi.advanceTimersByTimeAsync(10);
    expect(log).toEqual(['a begins']);
    a.resolve();
    await both;
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('goes on after a piece that failed, and is told of the failure', async () => {
    const log: string[] = [];
    const errors: unknown[] = [];
    const turns = new Turns((error) => errors.push(error));
    const [a, b] = [open(log, 'a'), open(log, 'b')];
    turns.take(a.work);
    const both = turns.take(b.work);
    a.reject(new Error('no answer'));
    b.resolve();
    await both;
    expect(log).toEqual(['a begins', 'b begins', 'b ends']);
    expect(errors).toEqual([new Error('no answer')]);
  });

  it('is done once more 5 s after it failed, where that is wanted', async () => {
    const again = vi.fn();
    await new Turns(() => undefined).take(() => Promise.reject(new Error('no answer')), again);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(again).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(again).toHaveBeenCalledOnce();
  });

  it('is not done once more after the end of all work', async () => {
    const again = vi.fn();
    const turns: Turns = new Turns(() => turns.stop());
    await turns.take(() => Promise.reject(new Error('gone')), again);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(again).not.toHaveBeenCalled();
  });

  it('that waits is never begun after the end of all work', async () => {
    const log: string[] = [];
    const turns = new Turns(() => undefined);
    const [a, b] = [open(log, 'a'), open(log, 'b')];
    turns.take(a.work);
    const both = turns.take(b.work);
    turns.stop();
    a.resolve();
    await both;
    expect(log).toEqual(['a begins', 'a ends']);
  });
});
