/** Digests in a few versions, a server that gives them, and a reader who has subscribed. */
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { compile } from '../../../src/digest/compile';
import { pointerTo } from '../../../src/digest/gloss-file/pointer';
import type { SigningKey } from '../../../src/digest/gloss-file/signature';
import { writeGloss } from '../../../src/digest/gloss-file/write';
import { KeptDigests } from '../../../src/digest/kept-digests';
import { isSubscribed, type SubscribedDigest } from '../../../src/digest/kept-row';
import type { About, Digest } from '../../../src/digest/schema';
import type { Held } from '../../../src/digest/subscribed';
import { type CheckTools, checkSubscription, newSubscription } from '../../../src/digest/subscription/check';
import { fetchDigest } from '../../../src/digest/subscription/fetch-digest';
import { UNWATCHED } from '../../../src/platform/watch';

export async function digestOf(
  version: string,
  labels: string[],
  id = 'small',
): Promise<Digest & { about: About }> {
  const text = labels
    .map(
      (label) =>
        `- id: ${label.toLowerCase().replaceAll(' ', '-')}\n  kind: concept\n  label: ${label}\n  gist: { en: What ${label} is }\n  forms: { en: [${label}] }\n  statements:\n    - text: It is there.\n`,
    )
    .join('');
  const about = { id, name: 'Small', version };
  return { ...(await compile({ documents: [], glossary: [{ path: 'terms.yaml', text }] })), about };
}

export async function keyPair(): Promise<SigningKey> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  return { privateKey, publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)) };
}

export interface Server {
  at(path?: string, host?: string): string;
  asked: IncomingMessage[];
  /** What is served: files by their paths; or what answers. */
  serves: Map<string, Uint8Array | string | RequestListener>;
  publish(digest: Digest, sign?: SigningKey, published?: string): Promise<void>;
  close(): void;
}

export async function serve(): Promise<Server> {
  const serves: Server['serves'] = new Map();
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    const found = serves.get(request.url ?? '');
    if (typeof found === 'function') found(request, response);
    else if (found === undefined) response.writeHead(404).end();
    else response.end(found);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    at: (path = '/small.json', host = '127.0.0.1') => `http://${host}:${port}${path}`,
    asked,
    serves,
    async publish(digest, sign, published) {
      const gloss = await writeGloss(digest, sign);
      serves.set(`/${digest.about?.id}-${digest.about?.version}.gloss`, gloss);
      serves.set('/small.json', pointerTo(digest, gloss.length, published));
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A reader with a clock that stands still at `at`. */
export class Reader {
  readonly kept = new KeptDigests([]);
  at = 1_000_000_000_000;
  allowed = true;

  get tools(): CheckTools {
    return {
      kept: this.kept,
      mayAsk: async () => this.allowed,
      now: () => this.at,
      random: () => 0.5,
      watch: UNWATCHED,
      pause: () => undefined,
      limits: { idle: 2_000, all: 10_000 },
    };
  }

  async subscribe(address: string): Promise<SubscribedDigest> {
    const fetched = await fetchDigest(address, undefined, this.tools);
    if (!fetched.digest) throw new Error('There is no digest.');
    await this.kept.add(fetched.digest, newSubscription(address, fetched, this.tools), this.at);
    return this.row();
  }

  async row(): Promise<SubscribedDigest> {
    const row = (await this.kept.all()).find(isSubscribed);
    if (!row) throw new Error('There is no subscription.');
    return row;
  }

  async check(agreed?: Held, tools: Partial<CheckTools> = {}) {
    return checkSubscription(await this.row(), { ...this.tools, ...tools }, agreed);
  }
}
