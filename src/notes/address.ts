/**
 * Decides whether two addresses are the same page. They are if they differ only in fragment or tracking
 * parameters. A canonical address (`link rel=canonical`) is only a page's claim about itself: many sites name
 * their front page, or an unrelated page. So it counts only if it equals the address at which the other page
 * was really read. Two pages that merely name the same canonical address are two pages.
 */

/** The page that a note is on, as it was when the note was made. */
export interface PageAddress {
  /** The address at which the page was read. */
  address: string;
  /** The canonical address that the page named; absent if it named none. */
  canonical?: string;
}

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
 * The key of the canonical address, if it can be believed: it must be of the same site, and it must not be a
 * front page unless the page itself is one.
 */
export function canonicalKey({ address, canonical }: PageAddress): string | undefined {
  if (canonical === undefined || !URL.canParse(canonical) || !URL.canParse(address)) return undefined;
  const [claimed, real] = [new URL(canonical), new URL(address)];
  if (!/^https?:$/.test(claimed.protocol) || !isSameSite(claimed.hostname, real.hostname)) return undefined;
  if (claimed.pathname === '/' && claimed.search === '' && real.pathname !== '/') return undefined;
  return pageKey(canonical);
}

/**
 * Whether two hosts are the same, or one is a subdomain of the other; `www.`, `m.`, `mobile.` and `amp.` are
 * ignored.
 */
function isSameSite(a: string, b: string): boolean {
  const [one, other] = [a, b].map((host) => host.replace(/^(?:www|m|mobile|amp)\./, '')) as [string, string];
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}

/** Whether a note's page is the page that is open now. */
export function isSamePage(noted: PageAddress, here: PageAddress): boolean {
  const [then, now] = [pageKey(noted.address), pageKey(here.address)];
  return then === now || canonicalKey(noted) === now || canonicalKey(here) === then;
}
