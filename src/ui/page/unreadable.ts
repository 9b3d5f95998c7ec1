/** Why there is no reader in a tab, as far as its address tells: what the user can do differs. */

export type Unreadable =
  /** A page of a browser or of an extension. */
  | 'browser'
  /** A shop for extensions. */
  | 'store'
  | 'pdf'
  /** A file of this computer; Chromium asks the user first. */
  | 'file'
  /** A page of the web: it was there before Gloss, or the browser keeps extensions from it. */
  | 'web'
  /** The address is not known. */
  | 'unknown';

/** Sites that browsers keep all extensions out of, and those of their shops. */
const STORES = [
  /^chromewebstore\.google\.com$/,
  /^chrome\.google\.com$/,
  /^microsoftedge\.microsoft\.com$/,
  /^addons\.mozilla\.org$/,
];

export function whyUnreadable(address: string | undefined): Unreadable {
  if (address === undefined || !URL.canParse(address)) return 'unknown';
  const { protocol, host, pathname } = new URL(address);
  if (!['http:', 'https:', 'file:'].includes(protocol)) return 'browser';
  if (STORES.some((store) => store.test(host))) return 'store';
  if (/\.pdf$/i.test(pathname)) return 'pdf';
  return protocol === 'file:' ? 'file' : 'web';
}
