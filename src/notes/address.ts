/**
 * Decides whether two addresses are the same page. They are if they differ only in fragment or tracking
 * parameters. A canonical address (`link rel=canonical`) is only a page's claim about itself: many sites name
 * their front page, or an unrelated page. So it counts only if it equals the address at which the other page
 * was really read. Two pages that merely name the same canonical address are two pages.
 */
import { siteOfHost } from './site';

/** The page that a note is on, as it was when the note was made. */
export interface PageAddress {
  /** The address at which the page was read. */
  address: string;
  /** The canonical address that the page named; absent if it named none. */
  canonical?: string;
}

const WEB = new Set(['http:', 'https:']);

/** Query parameters that tell a site where its reader came from, and do not select content. */
const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|igsh(?:id)?|mc_[ce]id|_hs(?:enc|mi)|mkt_tok|vero_\w+|oly_\w+_id|_openstat|wt_mc|ref_src|ref_url|cmpid|s_cid|srsltid)$/i;
/** Fragments that are a route of a single-page application, not a place on a page. */
const ROUTE = /^#!?\//;

/**
 * The key that pages are compared by: the address without fragment, credentials and tracking parameters. A
 * text that is no valid address is its own key.
 */
export function pageKey(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  if (!ROUTE.test(url.hash)) url.hash = '';
  url.username = '';
  url.password = '';
  const tracking = [...url.searchParams.keys()].filter((name) => TRACKING.test(name));
  // `URLSearchParams.delete` re-serialises the whole query, so it is called only if there is something to
  // delete.
  for (const name of tracking) url.searchParams.delete(name);
  return url.href;
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
  return then === now || canonicalKey(noted) === now || canonicalKey(here) === then;
}
