/**
 * Sites: which hosts belong to one owner. A site is a registrable domain by the Public Suffix List
 * (https://publicsuffix.org), whose private part counts: everybody may have a page under `github.io`.
 */
import { getDomain } from 'tldts';

/**
 * The registrable domain of a host, or the host itself where it has none: an IP address, `localhost`, a
 * public suffix. `host`: as `URL.hostname` gives it. Cost: about a microsecond.
 */
export function siteOfHost(host: string): string {
  // A name with a trailing dot is another origin to the browser, and names no site of others.
  if (host.endsWith('.') || host.startsWith('[')) return host;
  return getDomain(host, { allowPrivateDomains: true, extractHostname: false }) ?? host;
}

/**
 * The site of an address, or its scheme where it has no host; a text that is no valid address is its own
 * site.
 */
export function siteOf(address: string): string {
  if (!URL.canParse(address)) return address;
  const { hostname, protocol } = new URL(address);
  return hostname === '' ? protocol : siteOfHost(hostname);
}
