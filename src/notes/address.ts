/**
 * Decides whether two addresses are the same page. They are if they differ only in fragment, tracking parameters
 * or spelling. They are, too, if they differ only in `http` and `https`, `www.` and a slash at the end, unless the
 * pages themselves say otherwise by their canonical addresses.
 *
 * A canonical address (`link rel=canonical`) is only a page's claim about itself: many sites name
 * their front page, or an unrelated page. So it counts only if it equals the address at which the other page
 * was really read. Two pages that merely name the same canonical address are two pages.
 */
import { siteOfHost } from './site';
import { isTracking } from './tracking';

/** The page that a note is on, as it was when the note was made. */
export interface PageAddress {
  /** The address at which the page was read. */
  address: string;
  /** The canonical address that the page named; absent if it named none. */
  canonical?: string;
}

const WEB = new Set(['http:', 'https:']);

/** Fragments that are a route of a single-page application, not a place on a page. */
const ROUTE = /^#(?:!|\/)/;
/** Routes to the first view: what is there without a route. */
const FIRST_ROUTE = /^#!?\/*$/;
/** Where a text fragment begins (https://wicg.github.io/scroll-to-text-fragment/). */
const TEXT_FRAGMENT = /:~:.*$/s;

/**
 * The key that pages are compared by: the address without fragment, credentials and tracking parameters, with
 * percent-encoding in capitals (RFC 3986, 6.2.2.1). The other parameters stay as they stand. A text that is no
 * valid address is its own key.
 */
export function pageKey(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  const hash = url.hash.replace(TEXT_FRAGMENT, '');
  const [path = '', ...query] = ROUTE.test(hash) ? hash.split('?') : [];
  const asked = queryOf(untracked(query.join('?')));
  url.hash = asked === '' && FIRST_ROUTE.test(path) ? '' : path + asked;
  url.search = queryOf(untracked(url.search.slice(1)));
  url.username = '';
  url.password = '';
  return url.href.replace(/%[\da-f]{2}/gi, (encoded) => encoded.toUpperCase());
}

/** The parameters of a query that do not track. Empty ones are none. */
function untracked(query: string): string[] {
  return query.split('&').filter((pair) => pair !== '' && !isTracking(decoded(nameAndValue(pair)[0])));
}

const queryOf = (pairs: readonly string[]): string => (pairs.length === 0 ? '' : `?${pairs.join('&')}`);

function nameAndValue(pair: string): [name: string, value: string] {
  const at = pair.indexOf('=');
  return at === -1 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
}

/** A name or value of a query as a form writes it; unchanged if it is not UTF-8. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/**
 * The key under which notes are looked up: one for all addresses that may be the same page. On top of `pageKey`,
 * it makes one of `http` and `https`, of `www.` and none, of a slash at the end and none, and of the ways to write
 * the same parameter. Which of the notes that are found are on the page is for `isSamePage` to say.
 *
 * The lookup key of a key, also of one that another version of Gloss stored, is that of its address: so notes
 * are found whatever their keys were made by. Cost: about 10 µs.
 */
export function lookupKey(address: string): string {
  const key = pageKey(address);
  if (!URL.canParse(key)) return key;
  const url = new URL(key);
  if (!WEB.has(url.protocol)) return key;
  const path = bare(plain(url.pathname)) || '/';
  const rest = path + canonicalQuery(url.search.slice(1)) + canonicalRoute(url.hash);
  // Another port may be another server, and then so may another scheme.
  const scheme = url.port === '' ? 'https:' : url.protocol;
  return `${scheme}//${withoutWww(url.hostname)}${url.port && `:${url.port}`}${rest}`;
}

/** A query with each parameter in the one way in which a form writes it. */
function canonicalQuery(query: string): string {
  const pairs = untracked(query).flatMap((pair) => {
    const [name, value] = nameAndValue(pair).map((part) => encodeURIComponent(decoded(part).toWellFormed()));
    const one = value ? `${name}=${value}` : (name ?? '');
    return one === '' ? [] : [one];
  });
  return queryOf(pairs);
}

/** A route without slashes at its end, and none at all where it is the first view and asks for nothing. */
function canonicalRoute(hash: string): string {
  const [route = '', ...query] = hash.split('?');
  const asked = canonicalQuery(query.join('?'));
  if (FIRST_ROUTE.test(route)) return asked && `${route.replace(/\/+$/, '/')}${asked}`;
  return bare(plain(route)) + asked;
}

/**
 * The lookup keys of a page's own address. A route that begins with `#!` and no slash was once no part of a key:
 * then there is a second one.
 */
export function lookupKeys(address: string): string[] {
  const key = lookupKey(address);
  const at = key.search(/#!(?!\/)/);
  return at === -1 ? [key] : [key, key.slice(0, at)];
}

const bare = (path: string): string => path.replace(/\/+$/, '');

/** The path without escapes of letters that need none (RFC 3986, 6.2.2.2). A `%` that escapes nothing is one itself. */
function plain(path: string): string {
  return path.replace(/%(?![\dA-F]{2})/g, '%25').replace(/%[\dA-F]{2}/g, (encoded) => {
    const letter = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
    return /[\w.~-]/.test(letter) ? letter : encoded;
  });
}

/** The host without any `www.`, as long as both are of one owner. */
function withoutWww(host: string): string {
  if (!host.startsWith('www.')) return host;
  const rest = host.slice(4);
  return siteOfHost(rest) === siteOfHost(host) ? withoutWww(rest) : host;
}

/**
 * The key of the canonical address, if it can be believed: the page may speak for it (`maySpeakFor`), and it
 * is not a front page unless the page itself is one.
 */
export function canonicalKey({ address, canonical }: PageAddress): string | undefined {
  if (canonical === undefined || !URL.canParse(canonical) || !URL.canParse(address)) return undefined;
  const [claimed, real] = [new URL(canonical), new URL(address)];
  if (!maySpeakFor(real, claimed)) return undefined;
  if (claimed.pathname === '/' && claimed.search === '' && real.pathname !== '/') return undefined;
  return pageKey(canonical);
}

/** The page, with its canonical address only where that is believed. */
export function believed<T extends PageAddress>(page: T): T {
  const { canonical, ...rest } = page;
  return canonicalKey(page) === undefined ? (rest as T) : page;
}

/**
 * Whether a page at `real` may claim to be the page at `claimed`: both are of the web, of one site (the
 * same registrable domain by the Public Suffix List, or the same host) and on the same port. Their schemes
 * are the same, or the claim is the upgrade from http to https.
 *
 * Whoever answers on one port, scheme or host need not be who answers on another. A page that is believed
 * learns whether the claimed page has notes, so what anybody could serve must not speak for what others do.
 */
function maySpeakFor(real: URL, claimed: URL): boolean {
  if (!WEB.has(real.protocol) || !WEB.has(claimed.protocol)) return false;
  if (real.protocol !== claimed.protocol && claimed.protocol !== 'https:') return false;
  if (real.port !== claimed.port) return false;
  return real.hostname === claimed.hostname || siteOfHost(real.hostname) === siteOfHost(claimed.hostname);
}

/** Whether a note's page is the page that is open now. */
export function isSamePage(noted: PageAddress, here: PageAddress): boolean {
  const [then, now] = [pageKey(noted.address), pageKey(here.address)];
  const [saidThen, saidNow] = [canonicalKey(noted), canonicalKey(here)];
  if (then === now || saidThen === now || saidNow === then) return true;
  // From here on, the two differ in scheme, `www.`, a slash at the end or spelling, if they are one page at all.
  if (saidThen !== undefined && saidNow !== undefined && saidThen !== saidNow) return false;
  const [one, other] = [lookupKey(then), lookupKey(now)];
  const said = saidThen ?? saidNow;
  if (said === undefined) return one === other;
  const third = lookupKey(said);
  // A page that says it is another one is not what its address looks like.
  return one === other ? third === one : third === (saidThen === undefined ? one : other);
}
