/**
 * The view that an address shows in a single-page application. This is the address. The fragment is kept only
 * if it is a route (`#/…`, `#!…`).
 */
export function viewOf(address: string): string {
  const at = address.indexOf('#');
  return at < 0 || '/!'.includes(address[at + 1] ?? ' ') ? address : address.slice(0, at);
}
