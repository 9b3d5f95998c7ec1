/** How large a `.gloss` file may be, as a zip and as JSON. `../limits.ts` bounds what stands in the JSON. */

/** The names of the files in the zip. */
export const DIGEST_FILE = 'digest.json';
export const SIGNATURE_FILE = 'signature.json';

/** Most bytes of a `.gloss` file. */
export const PACKED = 100_000_000;
/** Most bytes of all that is in it, unpacked. */
export const UNPACKED = 300_000_000;
/**
 * Most bytes that one packed byte may become, in a file that unpacks to more than `SMALL`. Digests have ratios of 3
 * to 40; deflate reaches 1,032.
 */
export const RATIO = 200;
/** Bytes that any file may unpack to, whatever its ratio. */
export const SMALL = 1_000_000;
/** Most files in the zip. Two are known; a zip with more than this is not even listed. */
export const ENTRIES = 4;
/** Most bytes of `signature.json`, which has about 200. */
export const SIGNATURE = 1_000;

/** Most bytes of the JSON of one term, document or passage, so that parsing it takes a few milliseconds. */
export const PIECE = 512_000;
/** Most levels of the JSON. A digest has six. */
export const DEPTH = 8;
/**
 * Most UTF-16 units of passages that are searched for the quotes of claims: about 5 s. A digest of 100,000 claims on
 * passages of 1,000 units has a twentieth.
 */
export const SEARCHED = 2_000_000_000;
