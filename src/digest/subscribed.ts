/** What is kept of a digest that the reader has subscribed to, beside the digest itself. */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));

/** Why a version was not taken that the reader may take all the same. */
export const HELD = ['unsigned', 'keyChanged', 'older', 'shrunken'] as const;
export type HeldKind = (typeof HELD)[number];

/**
 * Why the last check brought nothing. Those of `NetworkRefusal`, where the address gave no answer; `permission`: the
 * browser does not let Gloss ask there; `html`: there is a web page; `broken`: what is there is no digest, or is none as
 * it should be, and `detail` says what; `mismatch`: pointer and file do not belong together; `other`: it is another
 * digest, of the id in `detail`; `unsaved`: it could not be stored. And those of `HELD`.
 */
const TROUBLES = [
  'address',
  'unreachable',
  'redirects',
  'elsewhere',
  'status',
  'tooLarge',
  'tooSlow',
  'cutOff',
  'permission',
  'html',
  'broken',
  'mismatch',
  'other',
  'unsaved',
  ...HELD,
] as const;
export type Trouble = (typeof TROUBLES)[number];

/** A version that was not taken. */
export const Held = v.object({
  /** Its content hash: what the reader agrees to is this version and no other. */
  hash: Hash,
  version: text(40),
  /** Fingerprint of the key that signed it; absent if nobody did. */
  signedBy: v.optional(Hash),
  terms: count,
  /** What the reader has agreed to already. */
  agreed: v.pipe(v.array(v.picklist(HELD)), v.maxLength(HELD.length)),
});
export type Held = v.InferOutput<typeof Held>;

export const Problem = v.object({
  kind: v.picklist(TROUBLES),
  /** What `kind` says that it is; else empty. Hostile text, at most 2,000 UTF-16 units. */
  detail: text(2_000),
  /** When the check was, ms since the epoch. */
  at: count,
  /** With the kinds of `HELD`. */
  held: v.optional(Held),
});
export type Problem = v.InferOutput<typeof Problem>;

/** Terms of one kind of change: how many, and the labels of the first 200. */
const Changed = v.object({ count, labels: v.pipe(v.array(text(2_000)), v.maxLength(200)) });

/** How a version differs from the one before it. */
export const Changes = v.object({
  /** The version before it. */
  from: text(40),
  fresh: Changed,
  changed: Changed,
  gone: Changed,
});
export type Changes = v.InferOutput<typeof Changes>;

export const Subscribed = v.object({
  kind: v.literal('subscribed'),
  /** Of a pointer or a `.gloss` file, as `platform/askable.ts` lets it be. */
  address: text(2_000),
  /** Fingerprint of the publisher's key, as of the first signed version; absent while none was signed. */
  key: v.optional(Hash),
  /** What the server said of the last answer: sent with the next question. */
  etag: v.optional(text(1_000)),
  modified: v.optional(text(100)),
  /** The day on which the pointer says that this version was published. */
  published: v.optional(v.pipe(v.string(), v.isoDate())),
  /** When the address last gave a sound answer, and when this version came; ms since the epoch. */
  answered: count,
  updated: count,
  /** When to ask next, ms since the epoch. */
  due: count,
  /** Until when the server asks to be left alone, by hand, too. */
  wait: v.optional(count),
  /** Checks in a row that failed. */
  failures: count,
  /** Hashes of versions that came before this one, the latest last. */
  seen: v.pipe(v.array(Hash), v.maxLength(50)),
  problem: v.optional(Problem),
  changes: v.optional(Changes),
});
export type Subscribed = v.InferOutput<typeof Subscribed>;
