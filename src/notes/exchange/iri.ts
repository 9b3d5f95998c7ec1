/**
 * The names that notes and terms have outside of Gloss.
 *
 * A term's IRI is `urn:gloss:term:` and its id, the same on every machine that has the digest. It is no web address on purpose: an
 * address would promise a server that answers, and would be dead, or somebody else's, when a domain lapses.
 */

const TERM = 'urn:gloss:term:';
const NOTE = 'urn:uuid:';
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
/** A scheme, and no character that an IRI cannot have (RFC 3987). */
const IRI = /^[a-z][a-z\d+.-]*:[^\s<>"{}|\\^`]+$/i;
/** The characters that addresses have all the same: browsers leave them in a query as they are. */
const NO_IRI = /[<>"{}|\\^`]/g;

export const termIri = (term: string): string => TERM + encodeURIComponent(term);
export const noteIri = (id: string): string => NOTE + id;
export const isIri = (text: string): boolean => IRI.test(text);

/** An address as an IRI: the same but for characters that an IRI cannot have. */
export const iriOf = (address: string): string => address.replace(NO_IRI, encodeURIComponent);

/** The term that an IRI names; `undefined` where it names something else. */
export function termOf(iri: string): string | undefined {
  if (!iri.startsWith(TERM)) return undefined;
  try {
    return decodeURIComponent(iri.slice(TERM.length)) || undefined;
  } catch {
    return undefined;
  }
}

/** The id of the note that an IRI, or another program's id, names: the UUID in it, or one that always comes of that name. */
export async function noteIdOf(name: string): Promise<string> {
  const bare = name.startsWith(NOTE) ? name.slice(NOTE.length) : name;
  if (UUID.test(bare)) return bare.toLowerCase();
  // A UUID of version 8 (RFC 9562): of our own making, from a hash, so that a second import meets the first.
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(name)));
  hash[6] = ((hash[6] as number) & 0x0f) | 0x80;
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
  const hex = [...hash.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
