import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { currentSet } from '../../../src/digest/digest-set';
import { ownDigest } from '../../../src/digest/own-digest';
import { digestOf, keyPair, Reader, type Server, serve } from './publishing';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let server: Server;
let reader: Reader;
beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  Dexie.dependencies.indexedDB = indexedDB;
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
  server = await serve();
  reader = new Reader();
});
afterEach(() => server.close());

const first = await digestOf('1', ['Quorum', 'Rapporteur', 'Plenary']);
const second = await digestOf('2', ['Quorum', 'Plenary', 'Caucus', 'Drafting group']);
const key = await keyPair();

describe('A subscription', () => {
  it('keeps what was fetched, and is asked again within one and a half days', async () => {
    await server.publish(first, key);
    const row = await reader.subscribe(server.at());
    expect(await reader.kept.content(row)).toEqual(first);
    expect(row).toMatchObject({ id: 'small', name: 'Small', enabled: true, hash: first.hash, terms: 3 });
    expect(row.origin.due).toBe(reader.at + DAY);
    expect(row.origin.key).toMatch(/^[0-9a-f]{64}$/);
  });

  it('takes the place of the file with the same digest, and keeps what the reader gave it', async () => {
    await reader.kept.add(first, 'small.gloss', 1);
    await reader.kept.change('small', { name: 'Mine', colour: 'purple', order: -3 });
    await server.publish(second);
    const row = await reader.subscribe(server.at());
    expect(row).toMatchObject({ id: 'small', name: 'Mine', colour: 'purple', order: -3, hash: second.hash });
    expect(await reader.kept.all()).toHaveLength(1);
  });

  it('does not take the place of a subscription at another address', async () => {
    await server.publish(first);
    await reader.subscribe(server.at());
    server.serves.set('/other.json', server.serves.get('/small.json') ?? '');
    await reader.subscribe(server.at('/other.json'));
    expect((await reader.kept.all()).map(({ id }) => id)).toEqual(['small', 'small-2']);
  });

  it('asks with what the server said, and takes 304 for an answer', async () => {
    await server.publish(first);
    const text = server.serves.get('/small.json') as string;
    server.serves.set('/small.json', ({ headers }, response) => {
      response.setHeader('etag', '"a"').setHeader('cache-control', 'max-age=200000');
      if (headers['if-none-match'] === '"a"') response.writeHead(304).end();
      else response.end(text);
    });
    await reader.subscribe(server.at());
    server.asked.length = 0;
    reader.at += DAY;
    expect(await reader.check()).toEqual({ is: 'same' });
    expect(server.asked.map(({ url }) => url)).toEqual(['/small.json']);
    expect((await reader.row()).origin).toMatchObject({ etag: '"a"', answered: reader.at });
    expect((await reader.row()).origin.due).toBe(reader.at + 200_000_000);
  });

  it('fetches no file that it has', async () => {
    await server.publish(first);
    await reader.subscribe(server.at());
    server.asked.length = 0;
    expect(await reader.check()).toEqual({ is: 'same' });
    expect(server.asked.map(({ url }) => url)).toEqual(['/small.json']);
  });

  it('is renewed, with what changed, and keeps what the reader gave it', async () => {
    await server.publish(first, key);
    await reader.subscribe(server.at());
    await reader.kept.change('small', { name: 'Mine', colour: 'green', enabled: false, order: 7 });
    await server.publish(second, key);
    reader.at += DAY;
    expect(await reader.check()).toMatchObject({
      is: 'renewed',
      changes: {
        from: '1',
        fresh: { count: 2, labels: ['Caucus', 'Drafting group'] },
        changed: { count: 0 },
        gone: { count: 1, labels: ['Rapporteur'] },
      },
    });
    const row = await reader.row();
    expect(row).toMatchObject({ name: 'Mine', colour: 'green', enabled: false, order: 7, terms: 4 });
    expect(row.origin).toMatchObject({ updated: reader.at, seen: [first.hash], failures: 0 });
    expect(await reader.kept.content(row)).toEqual(second);
  });

  it('is in the set that is switched on', async () => {
    await server.publish(first);
    await reader.subscribe(server.at());
    const set = await currentSet({
      kept: reader.kept,
      bundledHash: first.hash,
      withGloss: () => Promise.reject(new Error('It does not come with Gloss.')),
      own: () => ownDigest([]),
      ownName: 'My terms',
      indexes: () => Promise.reject(new Error('Nobody asks for it.')),
      onProblem: (error) => expect(error).toBeUndefined(),
    });
    expect((await set?.content())?.terms.map(({ label }) => label).sort()).toEqual([
      'Plenary',
      'Quorum',
      'Rapporteur',
    ]);
  });
});

describe('A check that fails', () => {
  beforeEach(async () => {
    await server.publish(first, key);
    await reader.subscribe(server.at());
    await server.publish(second, key);
  });
  const fails = async (kind: string, detail: string | RegExp = '') => {
    const { problem } = (await reader.check()) as { problem?: { kind: string; detail: string } };
    expect(problem?.kind).toBe(kind);
    expect(problem?.detail).toMatch(detail);
    const row = await reader.row();
    expect(row.hash).toBe(first.hash);
    expect(await reader.kept.content(row)).toEqual(first);
  };

  it('is repeated after an hour and a bit, then after twice as long each time, a week at most', async () => {
    server.serves.delete('/small.json');
    const waits: number[] = [];
    for (let i = 0; i < 10; i++) {
      await fails('status', '404');
      waits.push(((await reader.row()).origin.due - reader.at) / HOUR);
    }
    expect(waits).toEqual([1.25, 2.5, 5, 10, 20, 40, 80, 160, 168, 168]);
    await server.publish(second, key);
    expect(await reader.check()).toMatchObject({ is: 'renewed' });
    expect((await reader.row()).origin).toMatchObject({ failures: 0 });
  });

  it('because the server is busy is not repeated before it says so, not by hand either', async () => {
    server.serves.set('/small.json', (_, response) =>
      response.writeHead(429, { 'retry-after': '36000' }).end(),
    );
    await fails('status', '429');
    expect((await reader.row()).origin.due).toBe(reader.at + 10 * HOUR);
    server.asked.length = 0;
    expect(await reader.check()).toEqual({ is: 'waiting' });
    reader.at += 10 * HOUR;
    await fails('status');
    expect(server.asked).toHaveLength(1);
  });

  it('for want of the permission asks nobody', async () => {
    reader.allowed = false;
    server.asked.length = 0;
    await fails('permission');
    expect(server.asked).toEqual([]);
  });

  it('because another digest is there, or pointer and file differ', async () => {
    const pointer = server.serves.get('/small.json') as string;
    server.serves.set('/small.json', pointer.replace(second.hash, '0'.repeat(64)));
    await fails('mismatch', /≠ 0{64}/);
    server.serves.set('/small.json', pointer.replace('"version":"2"', '"version":"9"'));
    await fails('mismatch', '2 ≠ 9');
    server.serves.set('/small.json', pointer.replace('"size":', '"size":1'));
    await fails('mismatch');
    server.serves.set('/small.json', pointer.replace('"size":', '"size":0.'));
    await fails('broken');
    await server.publish(await digestOf('3', ['Quorum', 'Plenary'], 'another'));
    await fails('other', 'another');
  });

  it('because there is a web page, something else, or nothing', async () => {
    for (const [body, kind] of [
      ['<!doctype html>', 'html'],
      [' \n <html>', 'html'],
      ['PDF', 'broken'],
      ['', 'broken'],
      ['{"format":2}', 'broken'],
      [`{"a":"${'x'.repeat(2_000)}"}`, 'tooLarge'],
      ['PK', 'broken'],
    ] as const) {
      server.serves.set('/small.json', body);
      await fails(kind);
    }
  });

  it('when it is cancelled, and then changes nothing', async () => {
    const before = await reader.row();
    const ending = new AbortController();
    server.serves.set(`/small-2.gloss`, (_, response) => {
      response.writeHead(200).write('PK');
      ending.abort();
    });
    const watch = { signal: ending.signal, tell: () => undefined };
    await expect(reader.check(undefined, { watch })).rejects.toThrow('aborted');
    expect(await reader.row()).toEqual(before);
  });

  it('where the new version cannot be stored, and keeps the old one whole', async () => {
    const renew = () => Promise.reject(new DOMException('The disk is full.', 'QuotaExceededError'));
    const { kept } = reader;
    const tools = { kept: { content: kept.content.bind(kept), note: kept.note.bind(kept), renew } };
    expect(await reader.check(undefined, tools)).toMatchObject({ problem: { kind: 'unsaved' } });
    expect(await kept.content(await reader.row())).toEqual(first);
  });

  it('writes nothing over what the reader did meanwhile', async () => {
    const row = await reader.row();
    for (const meanwhile of [
      () => reader.kept.remove('small', 1),
      () => reader.kept.comeFrom('small', { kind: 'file', file: 'small.gloss' }),
    ]) {
      await reader.kept.restore('small');
      await reader.kept.comeFrom('small', row.origin);
      await meanwhile();
      expect(await reader.kept.renew(row, second, row.origin)).toBeUndefined();
      await reader.kept.note(row, { ...row.origin, failures: 9 });
      await reader.kept.restore('small');
      const [kept] = await reader.kept.all();
      expect(kept?.hash).toBe(first.hash);
      expect(kept?.origin).not.toMatchObject({ failures: 9 });
    }
  });
});
