import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { onTerm } from '../database';
import { FakeArea } from './fake-area';
import { Lived } from './lives';

/** UTF-16 units after which LevelDB begins a new log. */
const LOG = 4_000_000;

/** An area as Chromium keeps it: behind a write that failed, nothing of the log is read when the browser starts again. */
class TornArea extends FakeArea {
  /** What was there before the write that failed; `undefined` if no write of the log has failed. */
  #before: Map<string, string> | undefined;
  #units = 0;

  override async set(items: Record<string, unknown>): Promise<void> {
    try {
      await super.set(items);
    } catch (error) {
      this.#before ??= new Map(this.items);
      this.#units = 0;
      throw error;
    }
    this.#units += JSON.stringify(items).length;
    if (this.#units > LOG) this.#before = undefined;
  }

  startAgain(): void {
    this.items = this.#before ?? this.items;
  }
}

let on: Lived;
let area: TornArea;
beforeEach(async () => {
  on = new Lived();
  area = new TornArea();
  on.profile.area = area;
  await wake();
});
afterEach(() => {
  vi.unstubAllGlobals();
  on.close();
});

const wake = async () => {
  const life = on.start();
  life.db.onChange = (written) => life.copy.soon(written);
  await life.copy.check();
};
/** The disk is full for a while. */
const fillUp = async () => {
  area.refusal = new Error('The disk is full.');
  expect(await on.life.copy.flush()).toBe(false);
  area.refusal = undefined;
};
/** The browser is closed and started again, and its database of notes is gone. */
const startAgain = async () => {
  area.startAgain();
  on.profile.loseDatabase();
  on.profile.shelf.items.clear();
  await wake();
};

/** A note that is written now is there, with all others, when the browser starts again. */
const expectLaterKept = async () => {
  await on.life.notes.create({ ...onTerm(), text: 'Later' });
  expect(await on.life.copy.flush()).toBe(true);
  const before = await on.rows();
  await startAgain();
  expect(await on.rows()).toEqual(before);
};

it('What is written after a disk was full is there when the browser starts again', async () => {
  await on.write25();
  await on.life.notes.create({ ...onTerm(), text: 'Refused at first' });
  await fillUp();
  await expectLaterKept();
  // Nothing that filled the log is left.
  expect([...area.items.keys()].filter((key) => !key.startsWith('copy'))).toEqual([]);
  expect((await on.life.db.copying.toCollection().primaryKeys()).filter((key) => /filler/.test(key))).toEqual(
    [],
  );
});

it('It is there, too, where the background was stopped while the disk was full, and nothing waited', async () => {
  await on.write25();
  await on.life.db.copying.put(true, 'stale');
  await fillUp();
  await wake();
  await expectLaterKept();
});

it('Nothing is written to either place to make it firm before the disk has room', async () => {
  await on.write25();
  const removed: string[] = [];
  let isFull = true;
  const write = async () => {
    if (isFull) throw new Error('No space.');
  };
  const file = { createWritable: async () => ({ write, close: async () => undefined }) };
  const folder = {
    getFileHandle: async () => file,
    removeEntry: async (name: string) => void removed.push(name),
  };
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => folder } });
  await on.life.notes.create({ ...onTerm(), text: 'Refused at first' });
  await fillUp();
  const sets = area.sets;
  expect(await on.life.copy.flush()).toBe(false);
  // The background of a full disk is stopped, and the next one takes no change.
  const life = on.start();
  await expect(life.copy.secured()).rejects.toThrow('The disk may be full.');
  expect(area.sets).toBe(sets);
  isFull = false;
  await life.copy.secured();
  expect(await life.copy.flush()).toBe(true);
  expect(new Set(removed)).toEqual(new Set(['room']));
});

it('After a background that copied nothing, the database is made firm before a change, and what is left is copied at once', async () => {
  await on.write25();
  await on.life.notes.create({ ...onTerm(), text: 'Not copied' });
  const life = on.start();
  const put = vi.spyOn(life.db.copying, 'bulkPut');
  await life.copy.secured();
  expect(put.mock.calls.flat(2).join('').length).toBeGreaterThan(LOG);
  expect(await life.copy.check()).toBe(true);
  await vi.waitFor(() => expect(on.entries()).toHaveLength(26), { timeout: 300, interval: 10 });
  expect(life.problems).toEqual([]);
});

it('After one that copied everything, nothing is written before a change', async () => {
  await on.write25();
  const life = on.start();
  const put = vi.spyOn(life.db.copying, 'bulkPut');
  await life.copy.secured();
  expect(put).not.toHaveBeenCalled();
});

it('A change is taken where the database cannot be made firm: it may be whole', async () => {
  await on.life.notes.create({ ...onTerm(), text: 'Not copied' });
  const life = on.start();
  vi.spyOn(life.db.copying, 'bulkPut').mockRejectedValue(new Error('No space.'));
  await life.copy.secured();
  expect(life.problems).toEqual([new Error('No space.')]);
});
