import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Turns } from '../../../src/page/read/turns';
import { deferred } from '../deferred';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('closed', false);
});

/** A task that the test ends. */
function open(log: string[], name: string) {
  const { promise, resolve, reject } = deferred();
  const work = async () => {
    log.push(`${name} begins`);
    await promise;
    log.push(`${name} ends`);
  };
  return { work, resolve, reject };
}

describe('a task on a page', () => {
  it('begins at once if there is no earlier one', () => {
    const log: string[] = [];
    void new Turns(() => undefined).take(open(log, 'a').work);
    expect(log).toEqual(['a begins']);
  });

  it('begins after the earlier one has ended', async () => {
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

  it('runs after one that failed, and the failure is reported', async () => {
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

  it('is repeated 5 s after it failed, if the caller asks for that', async () => {
    const again = vi.fn();
    await new Turns(() => undefined).take(() => Promise.reject(new Error('no answer')), again);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(again).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(again).toHaveBeenCalledOnce();
  });

  it('is not repeated after stop', async () => {
    const again = vi.fn();
    const turns: Turns = new Turns(() => turns.stop());
    await turns.take(() => Promise.reject(new Error('gone')), again);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(again).not.toHaveBeenCalled();
  });

  it('that waits never begins after stop', async () => {
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
