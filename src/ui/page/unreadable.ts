/** Why a tab has no reader, as far as its address tells. The user can do something different in each case. */

export type Unreadable =
  /** A page of the browser or of an extension. */
  | 'browser'
  /** A store of extensions. */
  | 'store'
  /** A PDF document. */
  | 'pdf'
  /** A local file; in Chromium the user has to allow access to these. */
  | 'file'
  /** A web page that was loaded before Gloss was installed, or that the browser keeps extensions out of. */
  | 'web'
  /** The address is not known. */
  | 'unknown';

/** Stores of extensions: browsers let no extension in there. */
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
