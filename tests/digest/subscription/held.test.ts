import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { digestOf, keyPair, Reader, type Server, serve } from './publishing';

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
const [key, otherKey] = [await keyPair(), await keyPair()];

describe('A version is held back', () => {
  const held = async (kind: string) => {
    const before = await reader.row();
    const outcome = await reader.check();
    expect(outcome).toMatchObject({ is: 'problem', problem: { kind } });
    const row = await reader.row();
    expect(row.hash).toBe(before.hash);
    expect(row.origin.problem?.kind).toBe(kind);
    return row.origin.problem?.held;
  };

  it('that is not signed, where the one before was; and taken if the reader agrees', async () => {
    await server.publish(first, key);
    await reader.subscribe(server.at());
    await server.publish(second);
    const offered = await held('unsigned');
    if (!offered) throw new Error('Nothing is held.');
    expect(await reader.check({ ...offered, agreed: ['unsigned'] })).toMatchObject({ is: 'renewed' });
    const { origin, hash } = await reader.row();
    expect([hash, origin.key, origin.problem]).toEqual([second.hash, undefined, undefined]);
  });

  it('that another key signed; what the reader agrees to is that version and that key', async () => {
    await server.publish(first, key);
    await reader.subscribe(server.at());
    await server.publish(second, otherKey);
    const offered = await held('keyChanged');
    if (!offered) throw new Error('Nothing is held.');
    const agreed = { ...offered, agreed: ['keyChanged' as const] };
    await server.publish(await digestOf('3', ['Quorum', 'Plenary']), otherKey);
    expect(await reader.check(agreed)).toMatchObject({ is: 'problem', problem: { kind: 'keyChanged' } });
    await server.publish(second, otherKey);
    expect(await reader.check(agreed)).toMatchObject({ is: 'renewed' });
    expect((await reader.row()).origin.key).toBe(offered.signedBy);
  });

  it('for two reasons, which the reader hears one after the other', async () => {
    await server.publish(second, key);
    await reader.subscribe(server.at());
    await server.publish(await digestOf('3', ['Quorum']), otherKey);
    const offered = await held('keyChanged');
    if (!offered) throw new Error('Nothing is held.');
    const next = await reader.check({ ...offered, agreed: ['keyChanged'] });
    expect(next).toMatchObject({ problem: { kind: 'shrunken', held: { agreed: ['keyChanged'] } } });
    expect(await reader.check({ ...offered, agreed: ['keyChanged', 'shrunken'] })).toMatchObject({
      is: 'renewed',
    });
  });

  it('that is older by its number, by its day, or was there before', async () => {
    await server.publish(second);
    await reader.subscribe(server.at());
    await server.publish(await digestOf('1.9', ['Quorum', 'Plenary']));
    await held('older');
    await server.publish(await digestOf('b', ['Quorum', 'Plenary', 'B']), undefined, '2026-02-01');
    expect(await reader.check()).toMatchObject({ is: 'renewed' });
    await server.publish(await digestOf('c', ['Quorum', 'Plenary', 'C']), undefined, '2026-01-31');
    await held('older');
    await server.publish({ ...second, about: { ...second.about, version: 'd' } });
    await held('older');
  });

  it('and is not forgotten over a failure in between', async () => {
    await server.publish(first, key);
    await reader.subscribe(server.at());
    await server.publish(second);
    const text = server.serves.get('/small.json') as string;
    server.serves.set('/small.json', ({ headers }, response) => {
      response.setHeader('etag', '"b"');
      if (headers['if-none-match'] === '"b"') response.writeHead(304).end();
      else response.end(text);
    });
    await held('unsigned');
    await held('unsigned');
    const good = server.serves.get('/small.json') ?? '';
    server.serves.set('/small.json', (_, response) => response.writeHead(500).end());
    await held('status');
    server.serves.set('/small.json', good);
    await held('unsigned');
  });
});
