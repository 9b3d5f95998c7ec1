/**
 * Reads files of the extension itself. No other file may name an API of the network (`scripts/network.grit`).
 */

/** A path from the root. It has no character with which an address could name a host or a scheme. */
const PATH = /^(?:\/\w[\w.-]*)+$/;

/**
 * Reads a bundled file as JSON. `path`: from the root of the extension, such as `/digest.json`. Throws a
 * TypeError for any other address, and whatever `fetch` throws if the file is missing.
 */
export async function ownJson(path: string): Promise<unknown> {
  if (!PATH.test(path)) throw new TypeError(`${path} is not a file of the extension.`);
  return (await fetch(path, { redirect: 'error' })).json();
}
