import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PendingWrites } from '../../src/background/pending';
import type { WriteRequest } from '../../src/protocol/messages';
import { layDown, type Shelf } from '../../src/protocol/pending';

/** `storage.session`, which stores copies. */
class Memory implements Shelf {
  items: Record<string, unknown> = {};
  get = async () => structuredClone(this.items);
  set = async (items: Record<string, unknown>) => void Object.assign(this.items, structuredClone(items));
  remove = async (keys: string[]) => {
    for (const key of keys) delete this.items[key];
  };
}
const ID = '00000000-0000-4000-8000-000000000001';
const write = (number: number, editor = 'e'): WriteRequest => ({
  id: ID,
  changes: { text: `${editor}${number}` },
  by: { editor, number, seen: { text: '', tags: [], colour: 'yellow' }, since: 0 },
});

let shelf: Memory;
let written: WriteRequest[];
let problems: unknown[];
let pending: PendingWrites;
const writes = vi.fn<(request: WriteRequest) => Promise<unknown>>();
beforeEach(() => {
  shelf = new Memory();
  written = [];
  problems = [];
  writes.mockReset().mockImplementation(async (request) => written.push(request));
  pending = new PendingWrites(shelf, writes, (error) => problems.push(error));
});

describe('an unsent write', () => {
  it('is written, and then removed from storage', async () => {
    await layDown(shelf, write(1));
    await pending.takeUp();
    expect(written).toEqual([write(1)]);
    expect(shelf.items).toEqual({});
  });

  it('of each editor is written', async () => {
    await layDown(shelf, write(1, 'a'));
    await layDown(shelf, write(4, 'b'));
    await pending.takeUp();
    expect(written).toEqual([write(1, 'a'), write(4, 'b')]);
    expect(shelf.items).toEqual({});
  });

  it('that has failed is tried again after a while, and a newer one is not kept waiting by that', async () => {
    vi.useFakeTimers();
    try {
      await layDown(shelf, write(1, 'a'));
      writes.mockRejectedValueOnce(new Error('no room'));
      await pending.takeUp();
      expect(Object.values(shelf.items)).toEqual([write(1, 'a')]);
      await layDown(shelf, write(1, 'b'));
      writes.mockRejectedValueOnce(new Error('no room'));
      pending.soon();
      await vi.advanceTimersByTimeAsync(1_000);
      expect(written).toEqual([write(1, 'b')]);
      await vi.advanceTimersByTimeAsync(20_000);
      expect(written).toEqual([write(1, 'b'), write(1, 'a')]);
      expect(shelf.items).toEqual({});
    } finally {
      vi.useRealTimers();
    }
  });

  it('that fails again and again is left for the next start', async () => {
    vi.useFakeTimers();
    try {
      await layDown(shelf, write(1));
      writes.mockRejectedValue(new Error('not valid'));
      pending.soon();
      await vi.advanceTimersByTimeAsync(3_600_000);
      expect(writes.mock.calls.length).toBe(31);
      expect(Object.values(shelf.items)).toEqual([write(1)]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('stays when it was stored while an older one of the same editor was being written', async () => {
    await layDown(shelf, write(1));
    writes.mockImplementationOnce(async () => layDown(shelf, write(2)));
    await pending.takeUp();
    expect(Object.values(shelf.items)).toEqual([write(2)]);
    await pending.takeUp();
    expect(written).toEqual([write(2)]);
    expect(shelf.items).toEqual({});
  });

  it('stays when it cannot be written, and the others are written', async () => {
    await layDown(shelf, write(1, 'a'));
    await layDown(shelf, write(1, 'b'));
    writes.mockRejectedValueOnce(new Error('no room'));
    await pending.takeUp();
    expect(Object.values(shelf.items)).toEqual([write(1, 'a')]);
    expect(written).toEqual([write(1, 'b')]);
    expect(problems).toEqual([new Error('no room')]);
  });

  it('is not removed a second time when its editor has removed it meanwhile', async () => {
    await layDown(shelf, write(1));
    const remove = vi.spyOn(shelf, 'remove');
    writes.mockImplementationOnce(async () => {
      shelf.items = {};
    });
    await pending.takeUp();
    expect(remove).not.toHaveBeenCalled();
  });

  it('is distinguished from anything else in storage', async () => {
    shelf.items = { other: write(1) };
    await pending.takeUp();
    expect(written).toEqual([]);
    expect(shelf.items).toEqual({ other: write(1) });
  });

  it('is left for later when storage cannot be read, and the problem is reported', async () => {
    shelf.get = () => Promise.reject(new Error('gone'));
    await pending.takeUp();
    expect(problems).toEqual([new Error('gone')]);
  });
});

describe('unsent writes', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('are written after a delay, in which their messages may come, and once for many calls', async () => {
    await layDown(shelf, write(1));
    const get = vi.spyOn(shelf, 'get');
    pending.soon();
    await vi.advanceTimersByTimeAsync(100);
    pending.soon();
    expect(get).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(50);
    expect(written).toEqual([write(1)]);
    get.mockClear();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(get).not.toHaveBeenCalled();
  });

  it('that are stored later are written too', async () => {
    pending.soon();
    await vi.advanceTimersByTimeAsync(150);
    await layDown(shelf, write(1));
    pending.soon();
    await vi.advanceTimersByTimeAsync(150);
    expect(written).toEqual([write(1)]);
  });
});
