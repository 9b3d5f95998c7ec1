/** Parses one piece of `digest.json`, and checks that it is written in the one form that a digest is written in. */
import { compareIds } from '../canonical';
import { DIGEST_FILE } from './bounds';
import { AGAIN, GlossRefusal, type Place, TELL } from './refusal';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/**
 * Names with a meaning of their own on objects, as keys. Nothing else matches: inside a JSON string, the quotation
 * marks are written `\"`. Escaped letters in a key are not canonical.
 */
const NOT_KEYS = /"(__proto__|constructor|prototype)":/;

/**
 * The value of a piece of at most `PIECE` bytes and `DEPTH` levels. `at` says where it stands. Throws a
 * `GlossRefusal`. Cost: linear.
 *
 * Canonical is what `JSON.stringify` writes, with the keys of each object in the order of their UTF-16 units (RFC 8785
 * says the same). So two readers cannot see different content in one file: no key stands twice, and no letter is
 * written in two ways.
 */
export function parsePiece(bytes: Uint8Array, at: Place): unknown {
  let text: string;
  let value: unknown;
  try {
    text = decoder.decode(bytes);
    value = JSON.parse(text);
  } catch {
    throw new GlossRefusal('not-json', `${at.name()}: is no JSON, or no UTF-8. ${AGAIN}.`, at.path());
  }
  const [, key] = NOT_KEYS.exec(text) ?? [];
  if (key !== undefined)
    throw new GlossRefusal(
      'invalid',
      `${at.name()}: has the unknown key "${key}"; remove it. ${TELL}.`,
      at.path(),
    );
  if (JSON.stringify(value) !== text || !keysInOrder(value))
    throw new GlossRefusal(
      'not-canonical',
      `${at.name()}: is not written in the canonical form of ${DIGEST_FILE}: keys in order and once, no white space, no needless escapes. ${TELL}.`,
      at.path(),
    );
  return value;
}

/** The recursion is bounded by the depth of the piece. */
function keysInOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(keysInOrder);
  let last: string | undefined;
  for (const [key, member] of Object.entries(value)) {
    if (last !== undefined && compareIds(last, key) >= 0) return false;
    if (!keysInOrder(member)) return false;
    last = key;
  }
  return true;
}
