import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askable } from '../../src/platform/askable';
import { freshness, get, type Question, untilRetry } from '../../src/platform/network';
import { UNWATCHED } from '../../src/platform/watch';

let answer: RequestListener;
let asked = 0;
let port = 0;
let stop: () => void;
beforeEach(async () => {
  asked = 0;
  const server = createServer((request, response) => {
    asked++;
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  ({ port } = server.address() as AddressInfo);
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
});
afterEach(() => stop());

const at = (path = '/', host = '127.0.0.1') => `http://${host}:${port}${path}`;
const ask = (question: Partial<Question> = {}, path = '/') =>
  get(at(path), { most: 1_000, watch: UNWATCHED, ...question });
const refused = async (reason: string, detail = '', question: Partial<Question> = {}) =>
  expect(ask(question)).rejects.toMatchObject({ name: 'NetworkRefusal', reason, detail });

describe('A request', () => {
  it('brings bytes, and what the server says of them', async () => {
    answer = (_, response) =>
      response
        .writeHead(200, {
          etag: '"a"',
          'last-modified': 'Mon, 30 Nov 2026 08:00:00 GMT',
          'cache-control': 'max-age=60',
        })
        .end('text');
    const { bytes, ...said } = await ask({}, '/x#part');
    expect(new TextDecoder().decode(bytes)).toBe('text');
    expect(said).toEqual({
      address: at('/x'),
      etag: '"a"',
      modified: 'Mon, 30 Nov 2026 08:00:00 GMT',
      freshFor: 60_000,
    });
  });

  it('says what is known, and 304 brings no bytes', async () => {
    const heard: unknown[] = [];
    answer = ({ headers }, response) => {
      heard.push([headers['if-none-match'], headers['if-modified-since'], headers['accept-language']]);
      response.writeHead(304).end();
    };
    expect(await ask({ etag: '"a"', modified: 'then' })).toEqual({ address: at(), freshFor: 0 });
    expect(await ask({ modified: 'then' })).toEqual({ address: at(), freshFor: 0 });
    expect(heard).toEqual([
      ['"a"', undefined, '*'],
      [undefined, 'then', '*'],
    ]);
  });

  it('follows redirects within the origin', async () => {
    answer = ({ url }, response) =>
      url === '/b' ? response.end('there') : response.writeHead(302, { location: '/b' }).end();
    expect((await ask()).address).toBe(at('/b'));
  });

  it('is refused where it leads to another origin, which it names, or on without end', async () => {
    answer = ({ headers }, response) =>
      headers.host?.startsWith('localhost')
        ? response.end('there')
        : response.writeHead(302, { location: at('/b', 'localhost') }).end();
    await refused('elsewhere', at('/b', 'localhost'));
    answer = (_, response) => response.writeHead(302, { location: '/' }).end();
    await refused('redirects');
    expect(asked).toBeLessThan(30);
  });

  it.each([404, 500, 304, 206])('is refused with the status %i', async (status) => {
    answer = (_, response) => response.writeHead(status).end();
    await refused('status', `${status}`);
  });

  it('is refused where nobody answers', async () => {
    stop();
    await refused('unreachable');
  });

  it('takes no more bytes than it may, whatever is declared', async () => {
    answer = (_, response) => response.end('x'.repeat(1_000));
    expect((await ask()).bytes).toHaveLength(1_000);
    answer = (_, response) => response.writeHead(200, { 'content-length': 1_001 }).end('x'.repeat(1_001));
    await refused('tooLarge', '1000');
    answer = (_, response) => {
      response.write('x'.repeat(600));
      response.end('x'.repeat(600));
    };
    await refused('tooLarge', '1000');
    await refused('tooLarge', '10', { look: () => 10 });
    answer = (_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(100_000)));
    await refused('tooLarge', '1000');
  });

  it('is refused where the answer is cut off', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': 500 });
      response.write('x', () => response.destroy());
    };
    await refused('cutOff');
  });

  it('ends where no byte comes, and where bytes come for ever', async () => {
    answer = () => undefined;
    await refused('tooSlow', '', { limits: { idle: 50, all: 60_000 } });
    answer = (_, response) => void response.write('x');
    await refused('tooSlow', '', { limits: { idle: 50, all: 60_000 } });
    answer = (_, response) => {
      const dripping = setInterval(() => response.write('x'), 5);
      response.on('close', () => clearInterval(dripping));
    };
    await refused('tooSlow', '', { most: 1e9, limits: { idle: 60_000, all: 100 } });
  });

  it('ends when it is cancelled', async () => {
    const ending = new AbortController();
    answer = () => ending.abort(new Error('enough'));
    const watch = { signal: ending.signal, tell: () => undefined };
    await expect(ask({ watch })).rejects.toThrow('enough');
    await expect(ask({ watch })).rejects.toThrow('enough');
    expect(asked).toBe(1);
  });

  it('is not made to an address that may not be asked', async () => {
    answer = (_, response) => response.end('x');
    for (const address of [
      'http://example.org/',
      'file:///etc/passwd',
      `http://me:secret@127.0.0.1:${port}/`,
    ])
      await expect(get(address, { most: 9, watch: UNWATCHED })).rejects.toMatchObject({ reason: 'address' });
    expect(asked).toBe(0);
  });
});

it.each([
  ['https://example.org/a.json#b', 'https://example.org/a.json'],
  ['https://example.org', 'https://example.org/'],
  ['http://localhost:8080/a', 'http://localhost:8080/a'],
  ['http://127.0.0.1/a', 'http://127.0.0.1/a'],
  ['http://localhost.example.org/', undefined],
  ['http://10.0.0.1/', undefined],
  ['https://me@example.org/', undefined],
  ['javascript:alert(1)', undefined],
  ['data:text/plain,x', undefined],
  ['', undefined],
  [`https://example.org/${'a'.repeat(2_000)}`, undefined],
  [`https://example.org/${'é'.repeat(1_000)}`, undefined],
])('Of addresses, https and this machine may be asked: %s', (text, address) => {
  expect(askable(text)).toBe(address);
});

it.each([
  [{ 'cache-control': 'public, max-age=60' }, 60_000],
  [{ 'cache-control': 'max-age=60', age: '50' }, 10_000],
  [{ 'cache-control': 'max-age=60, no-cache' }, 0],
  [{ expires: 'Mon, 30 Nov 2026 09:00:00 GMT', date: 'Mon, 30 Nov 2026 08:00:00 GMT' }, 3_600_000],
  [{ expires: '0', date: 'Mon, 30 Nov 2026 08:00:00 GMT' }, 0],
  [{ 'cache-control': 'max-age=-5' }, 0],
  [{}, 0],
])('An answer is fresh for as long as its headers say: %j', (headers, ms) => {
  expect(freshness(new Headers(headers as Record<string, string>))).toBe(ms);
});

it.each([
  ['120', 120_000],
  ['Thu, 01 Jan 1970 00:01:00 GMT', 60_000],
  ['Thu, 01 Jan 1969 00:01:00 GMT', 0],
  ['soon', undefined],
  [null, undefined],
])('Retry-After is read: %s', (value, ms) => {
  expect(untilRetry(value, 0)).toBe(ms);
});
