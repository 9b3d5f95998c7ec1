/**
 * The view of an application that an address shows: the address, with its fragment only where the fragment is
 * a route (`#/…`, `#!…`).
 */
export function viewOf(address: string): string {
  const at = address.indexOf('#');
  return at < 0 || '/!'.includes(address[at + 1] ?? ' ') ? address : address.slice(0, at);
}
