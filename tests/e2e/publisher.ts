/** A publisher of a digest on a real server of this machine, with real keys, who can do everything wrong. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { compile } from '../../src/digest/compile';
import { pointerTo } from '../../src/digest/gloss-file/pointer';
import { fingerprintOf, type SigningKey } from '../../src/digest/gloss-file/signature';
import { writeGloss } from '../../src/digest/gloss-file/write';

type Answering = (request: IncomingMessage, response: ServerResponse) => void;

export interface Publisher {
  /** The address of a path. `host`: `127.0.0.1`, or `localhost`, which is another origin. */
  at(path: string, host?: string): string;
  /** Every request so far, with the status of its answer. */
  asked: { path: string; headers: IncomingHttpHeaders; status: number }[];
  /** Puts a version at `/terms.json` and beside it, and undoes what `answer` did. */
  publish(version: string, terms: Record<string, string>, key?: SigningKey): Promise<void>;
  /** Changes the files that were published last, before they are served. */
  spoil(change: (gloss: Buffer) => Buffer): void;
  /** Answers the requests for a path in another way, until the next version is published. */
  answer(path: string, how: Answering): void;
  /** The path of the file that was published last. */
  file(): string;
  close(): void;
}

export async function newKey(): Promise<SigningKey & { fingerprint: string }> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
  return { privateKey, publicKey: raw, fingerprint: await fingerprintOf(raw) };
}

/** A digest with these terms: gists by their labels, which are their forms. */
async function digestOf(version: string, terms: Record<string, string>) {
  return compile({
    documents: [],
    about: { path: 'about.yaml', text: `id: procedure\nname: Words of procedure\nversion: "${version}"\n` },
    glossary: [
      {
        path: 'terms.yaml',
        text: Object.entries(terms)
          .map(
            ([label, gist]) =>
              `- id: ${label.replaceAll(' ', '-')}\n  kind: concept\n  label: ${label}\n  gist: { en: ${gist} }\n  forms: { en: [${label}] }\n  statements:\n    - text: Nothing can be decided without it.\n`,
          )
          .join(''),
      },
    ],
  });
}

/** Serves a page, too: at `/`. */
export async function publisher(page: string): Promise<Publisher> {
  let files = new Map<string, Buffer>();
  let newest = '';
  const answers = new Map<string, Answering>();
  const asked: Publisher['asked'] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    response.on('close', () => asked.push({ path, headers: request.headers, status: response.statusCode }));
    const other = answers.get(path);
    const file = files.get(path);
    if (other) other(request, response);
    else if (path === '/')
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'set-cookie': 'known=yes; Path=/' })
        .end(page);
    else if (!file) response.writeHead(404).end();
    else {
      const etag = `"${file.length}-${file.toString('base64').slice(-80, -8)}"`;
      response.setHeader('etag', etag);
      if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
      else response.writeHead(200, { 'content-length': file.length }).end(file);
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    at: (path, host = '127.0.0.1') => `http://${host}:${port}${path}`,
    async publish(version, terms, key) {
      const digest = await digestOf(version, terms);
      const gloss = Buffer.from(await writeGloss(digest, key));
      newest = `/procedure-${version}.gloss`;
      files = new Map([
        ['/terms.json', Buffer.from(pointerTo(digest, gloss.length))],
        [newest, gloss],
      ]);
      answers.clear();
    },
    spoil(change) {
      files.set(newest, change(files.get(newest) as Buffer));
    },
    answer: (path, how) => void answers.set(path, how),
    file: () => newest,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
