/** A browser of which every request is seen: all go through a proxy that answers only for this machine's sites. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Which } from '../../scripts/browsers';
import { launch, type Rig } from '../e2e/rig';

/** Hosts that the browsers ask for services of their own: updates, lists of dangerous sites, time, language. */
const OF_BROWSERS =
  /(?:^|\.)(?:google|googleapis|gstatic|googleusercontent|gvt1|gvt2|mozilla|firefox|mozgcp|digicert|lencr)\.(?:com|org|net)$/;

export interface Watched {
  rig: Rig;
  /** All that was asked for since the start, except from this machine's sites and by the browser for itself. */
  strange(): string[];
  /** The paths that were asked for on this machine's sites, as `host:port/path`. */
  local(): string[];
  /** Ends the browser. Resolves to what only its own log of the network has told. */
  close(): Promise<string[]>;
}

/** Starts a browser whose requests all go through the proxy. `scratch`: a folder for its log. */
export async function watched(which: Which, scratch: string): Promise<Watched> {
  const strange: string[] = [];
  const local: string[] = [];
  const note = (method: string, host: string, address: string) => {
    if (!OF_BROWSERS.test(host)) strange.push(`${method} ${address}`);
  };
  const proxy = createServer((request, response) => {
    const { method = '', url = '' } = request;
    const to = URL.canParse(url) ? new URL(url) : undefined;
    if (to?.hostname === '127.0.0.1') {
      local.push(`${to.host}${to.pathname}`);
      pass(to, request, response);
      return;
    }
    note(method, to?.hostname ?? '', url);
    response.writeHead(502).end();
  });
  proxy.on('connect', ({ url = '' }: IncomingMessage, socket: NodeJS.WritableStream) => {
    note('CONNECT', url.split(':')[0] ?? '', url);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  const { port } = proxy.address() as AddressInfo;
  const log = join(scratch, 'net-log.json');
  const rig = await launch(which, undefined, {
    args: [`--proxy-server=127.0.0.1:${port}`, '--proxy-bypass-list=<-loopback>', `--log-net-log=${log}`],
    prefs: {
      'network.proxy.type': 1,
      ...Object.fromEntries(
        ['http', 'ssl'].flatMap((kind) => [
          [`network.proxy.${kind}`, '127.0.0.1'],
          [`network.proxy.${kind}_port`, port],
        ]),
      ),
      'network.proxy.no_proxies_on': '',
      'network.proxy.allow_hijacking_localhost': true,
      'network.proxy.failover_direct': false,
      'network.dns.disablePrefetch': true,
    },
  });
  return {
    rig,
    strange: () => [...strange],
    local: () => [...local],
    async close() {
      await rig.close();
      proxy.closeAllConnections();
      proxy.close();
      return which === 'chrome' ? logged(log) : [];
    },
  };
}

/** Fetches from a site of this machine what the browser has asked the proxy for. */
function pass(to: URL, request: IncomingMessage, response: ServerResponse): void {
  const { host: _, 'proxy-connection': __, ...headers } = request.headers;
  const onward = forward(to, { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}

interface Event {
  type: number;
  params?: { url?: string; host?: string; initiator?: string; address?: string };
}

/**
 * What Chromium's own log tells besides the proxy: requests that an extension made, names that were looked up,
 * and connections that did not go to this machine. The log begins with the browser.
 */
function logged(path: string): string[] {
  if (!existsSync(path)) return ['There is no log of the network.'];
  const { constants, events } = JSON.parse(readFileSync(path, 'utf8')) as {
    constants: { logEventTypes: Record<string, number> };
    events: Event[];
  };
  const names = new Map(Object.entries(constants.logEventTypes).map(([name, type]) => [type, name]));
  const told = events.flatMap(({ type, params: { url, host, initiator, address } = {} }) => {
    const name = names.get(type) ?? '';
    if (name === 'URL_REQUEST_START_JOB' && initiator?.startsWith('chrome-extension:'))
      return [`${initiator} asked for ${url}`];
    if (/^HOST_RESOLVER_MANAGER_(?:REQUEST|JOB)$/.test(name) && host) {
      const wanted = URL.canParse(host) ? new URL(host).hostname : host.replace(/:\d+$/, '');
      return /^(?:127\.0\.0\.1|localhost)$/.test(wanted) || OF_BROWSERS.test(wanted)
        ? []
        : [`looked up ${host}`];
    }
    if (name === 'TCP_CONNECT_ATTEMPT' && address && !address.startsWith('127.0.0.1:'))
      return [`connected to ${address}`];
    return [];
  });
  return [...new Set(told)];
}
