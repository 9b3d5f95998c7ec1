/** Serves pages over HTTP, because the reader runs only on pages from a server. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { root } from './packages';

export interface Served {
  url: string;
  stop(): void;
}

/** Serves `demo/index.html`, and pages at other paths, on a free port, to this machine only. */
export async function serveDemo(pages: Readonly<Record<string, string>> = {}): Promise<Served> {
  const demo = readFileSync(join(root, 'demo', 'index.html'));
  const server = createServer(({ url = '' }, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(pages[url] ?? demo);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, stop: () => server.close() };
}
