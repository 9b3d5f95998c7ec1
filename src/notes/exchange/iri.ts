/**
 * The IRIs of notes and terms outside of Gloss.
 *
 * A term's IRI is `urn:gloss:term:` plus its id, the same on every machine that has the digest. It is
 * deliberately not a web address: an address would promise a server, and when the domain lapses it would be
 * dead or somebody else's.
 */

const TERM = 'urn:gloss:term:';
const NOTE = 'urn:uuid:';
const ANY_UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/i;
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
/** A scheme, and none of the characters that an IRI may not contain (RFC 3987). */
const IRI = /^[a-z][a-z\d+.-]*:[^\s<>"{}|\\^`]+$/i;
/** An IRI, or a reference relative to one (RFC 3987, section 2.2). */
const REFERENCE = /^[^\s<>"{}|\\^`]+$/;
/** Characters that an IRI may not contain, but that browsers leave unescaped in a query. */
const NO_IRI = /[<>"{}|\\^`]/g;

export const termIri = (term: string): string => TERM + encodeURIComponent(term);
export const noteIri = (id: string): string => NOTE + id;
export const isIri = (text: string): boolean => IRI.test(text);
export const isReference = (text: string): boolean => REFERENCE.test(text);

/** The address as an IRI: characters that an IRI may not contain are percent-encoded. */
export const iriOf = (address: string): string => address.replace(NO_IRI, encodeURIComponent);

/** The id of the term that an IRI names; `undefined` if it names something else. */
export function termOf(iri: string): string | undefined {
  if (!iri.startsWith(TERM)) return undefined;
  try {
    return decodeURIComponent(iri.slice(TERM.length)) || undefined;
  } catch {
    return undefined;
  }
}

/**
 * The name of an annotation of that id on that page, for `noteIdOf`. A short relative id (`1`, `#a2`) names an
 * annotation of one page only; an IRI or a UUID names one anywhere.
 */
export function nameOn(id: string, page: string): string {
  return isIri(id) || ANY_UUID.test(id) ? id : `${page} ${id}`;
}

/**
 * The id of the note that an IRI or a foreign id names: the UUID in it or, if there is none, a UUID derived
 * from the name. It is deterministic, so a second import meets the notes of the first.
 */
export async function noteIdOf(name: string): Promise<string> {
  const bare = name.startsWith(NOTE) ? name.slice(NOTE.length) : name;
  if (UUID.test(bare)) return bare.toLowerCase();
  // A UUID of version 8 (RFC 9562, custom), from a SHA-256 hash.
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(name)));
  hash[6] = ((hash[6] as number) & 0x0f) | 0x80;
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
  const hex = [...hash.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
