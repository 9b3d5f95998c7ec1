/** The real pages of the corpus, and the server that serves them for each kind. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KINDS, type Kind, type Ports } from './extension';

const CORPUS = join(fileURLToPath(new URL('../..', import.meta.url)), '..', 'shared', 'corpus');

/**
 * A page's own scripts and sub-resources are blocked, because two loads of the same page must give the same
 * tree.
 */
const STILL = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
/**
 * Headers that give a page's clock its finest resolution, 5 µs. Not for pages with a card, which would load
 * differently.
 */
const FINE = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

/** A folder of the corpus. If it does not exist, throws an error that says what to do. */
export function corpus(folder: string): string {
  const path = join(CORPUS, folder);
  if (existsSync(path)) return path;
  throw new Error(
    `The bench reads real pages and texts, which are not part of this repository. They are looked for in ../shared/corpus; ` +
      `there is no ${join('..', 'shared', 'corpus', folder)}.`,
  );
}

/** Names of the corpus pages, in order. */
export function pageNames(): string[] {
  return readdirSync(corpus('pages'))
    .filter((name) => name.endsWith('.html'))
    .sort();
}

export interface Pages {
  ports: Ports;
  /**
   * The address of a page for a kind. Each call returns a site that was never visited before, so that the
   * browser starts a new renderer. `host`: the host, under `localhost`, where it must be known before.
   */
  at(kind: Kind, name: string, host?: string): string;
  /** Serves another page under that name. `scripted`: the page may run its own scripts. */
  add(name: string, body: string | Uint8Array, scripted?: boolean): void;
  bytes(name: string): number;
  close(): void;
}

/** Serves the corpus and the added pages, on a port for each kind. */
export async function servePages(): Promise<Pages> {
  const folder = corpus('pages');
  const known = new Set(pageNames());
  const added = new Map<string, { body: Buffer; scripted: boolean }>();
  const bodyOf = (name: string) =>
    added.get(name)?.body ?? (known.has(name) ? readFileSync(join(folder, name)) : undefined);
  const open = (): Promise<Server> =>
    new Promise((resolve, reject) => {
      const server = createServer((request, response) => {
        const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
        const name = decodeURIComponent(pathname.slice(1));
        const body = bodyOf(name);
        if (!body) {
          response.writeHead(404).end();
          return;
        }
        response.writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          ...(added.get(name)?.scripted ? {} : { 'content-security-policy': STILL }),
          ...(searchParams.has('coarse') ? {} : FINE),
        });
        response.end(body);
      });
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => resolve(server));
    });
  const servers = await Promise.all(KINDS.map(open));
  const ports = Object.fromEntries(
    KINDS.map((kind, at) => [kind, ((servers[at] as Server).address() as AddressInfo).port]),
  ) as Ports;
  let visits = 0;
  return {
    ports,
    at: (kind, name, host = `p${++visits}.localhost`) =>
      `http://${host}:${ports[kind]}/${encodeURIComponent(name)}`,
    add: (name, body, scripted = false) => added.set(name, { body: Buffer.from(body), scripted }),
    bytes: (name) => bodyOf(name)?.length ?? 0,
    close: () => {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
