import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ALARM, Subscriptions } from '../../src/background/subscriptions';
import { digestOf, Reader, type Server, serve } from '../digest/subscription/publishing';

const MINUTE = 60_000;
const DAY = 86_400_000;
const first = await digestOf('1', ['Quorum']);
const second = await digestOf('2', ['Quorum', 'Plenary']);

describe('The background', () => {
  let server: Server;
  let reader: Reader;
  let due: number | undefined;
  let changed: ReturnType<typeof vi.fn<() => Promise<void>>>;
  let subscriptions: Subscriptions;
  beforeEach(async () => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.stubGlobal('IDBKeyRange', IDBKeyRange);
    Dexie.dependencies.indexedDB = indexedDB;
    Dexie.dependencies.IDBKeyRange = IDBKeyRange;
    server = await serve();
    reader = new Reader();
    due = undefined;
    changed = vi.fn(async () => undefined);
    subscriptions = new Subscriptions({
      kept: reader.kept,
      // The browser's alarms, as far as they are one number.
      alarms: {
        get: async () => (due === undefined ? undefined : { scheduledTime: due }),
        create: async (name, { when }) => {
          expect(name).toBe(ALARM);
          due = when;
        },
        clear: async () => {
          due = undefined;
          return true;
        },
      },
      mayAsk: async () => true,
      changed,
      signOfLife: () => undefined,
      onProblem: (error) => expect(error).toBeUndefined(),
      now: () => reader.at,
      random: () => 0.5,
    });
    await server.publish(first);
  });
  afterEach(() => server.close());

  it('has no alarm without a subscription', async () => {
    due = 1;
    await subscriptions.schedule();
    expect(due).toBeUndefined();
  });

  it('is woken when a check is due; an overdue one waits some minutes, but is not put off again', async () => {
    await reader.subscribe(server.at());
    await subscriptions.schedule();
    expect(due).toBe(reader.at + DAY);
    due = undefined;
    reader.at += 2 * DAY;
    await subscriptions.schedule();
    const overdue = reader.at + 3 * MINUTE;
    expect(due).toBe(overdue);
    reader.at += 2 * MINUTE;
    await subscriptions.schedule();
    expect(due).toBe(overdue);
  });

  it('asks for what is due alone, and says that digests have changed only if they have', async () => {
    await reader.subscribe(server.at());
    server.asked.length = 0;
    await subscriptions.round();
    expect(server.asked).toEqual([]);
    reader.at += 2 * DAY;
    await subscriptions.round();
    expect(server.asked).toHaveLength(1);
    expect(changed).not.toHaveBeenCalled();
    await server.publish(second);
    reader.at += 2 * DAY;
    await Promise.all([subscriptions.round(), subscriptions.round()]);
    expect(changed).toHaveBeenCalledTimes(1);
    expect((await reader.row()).hash).toBe(second.hash);
    expect(due).toBeDefined();
  });

  it('leaves the pages alone for a digest that is switched off', async () => {
    await reader.subscribe(server.at());
    await reader.kept.change('small', { enabled: false });
    await server.publish(second);
    reader.at += 2 * DAY;
    await subscriptions.round();
    expect((await reader.row()).hash).toBe(second.hash);
    expect(changed).not.toHaveBeenCalled();
  });
});
