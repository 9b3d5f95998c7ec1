/**
 * Which page an address means. Two addresses are one page if they differ by fragment or tracking parameters alone. What a page
 * says of itself (`link rel=canonical`) is believed only where the other side bears it out: one page's canonical address has to be
 * the address that the other was really read at. Sites name their front page, or an unrelated one, as canonical; two pages
 * that merely name the same one are two pages.
 */

/** The page that a note is on, as it was when the note was made. */
export interface PageAddress {
  /** The address it was read at. */
  address: string;
  /** What the page named as its canonical address; absent where it named none. */
  canonical?: string;
}

/** Parameters that tell a site where its reader came from, and not what to show. */
const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|igsh(?:id)?|mc_[ce]id|_hs(?:enc|mi)|mkt_tok|vero_\w+|oly_\w+_id|_openstat|wt_mc|ref_src|ref_url|cmpid|s_cid|srsltid)$/i;
/** Fragments that name a page of an application, not a place on a page. */
const ROUTE = /^#!?\//;

/** What pages are compared by: the address without fragment and tracking parameters. What is no address stands for itself. */
export function pageKey(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  if (!ROUTE.test(url.hash)) url.hash = '';
  url.username = '';
  url.password = '';
  const tracking = [...url.searchParams.keys()].filter((name) => TRACKING.test(name));
  // Only then: deleting nothing would still write the other parameters anew.
  for (const name of tracking) url.searchParams.delete(name);
  return url.href;
}

/**
 * The key of the canonical address, where it can be believed at all: of the same site, and not the front page of a site
 * for a page that is not its front page.
 */
export function canonicalKey({ address, canonical }: PageAddress): string | undefined {
  if (canonical === undefined || !URL.canParse(canonical) || !URL.canParse(address)) return undefined;
  const [said, real] = [new URL(canonical), new URL(address)];
  if (!/^https?:$/.test(said.protocol) || !isSameSite(said.hostname, real.hostname)) return undefined;
  if (said.pathname === '/' && said.search === '' && real.pathname !== '/') return undefined;
  return pageKey(canonical);
}

/** The same host, or one below the other: `m.example.org` and `www.example.org` are both below, or beside, `example.org`. */
function isSameSite(a: string, b: string): boolean {
  const [one, other] = [a, b].map((host) => host.replace(/^(?:www|m|mobile|amp)\./, '')) as [string, string];
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}

/** Whether a note's page is the page under the reader's eyes. */
export function isSamePage(noted: PageAddress, here: PageAddress): boolean {
  const [then, now] = [pageKey(noted.address), pageKey(here.address)];
  return then === now || canonicalKey(noted) === now || canonicalKey(here) === then;
}
