/** What is kept of each digest that the reader has, beside its contents (`kept-content.ts`). */
import * as v from 'valibot';
import type { Packed } from './kept-content';
import { About, Id } from './schema';
import { Subscribed } from './subscribed';
import { unusedId } from './unused-id';

/** Id of the digest that is bundled with Gloss. */
export const BUNDLED = 'bundled';
/** Colours that tell digests apart in the list. */
export const DIGEST_COLOURS = ['blue', 'green', 'orange', 'purple', 'grey'] as const;
/** Most digests that are kept. */
export const MOST_DIGESTS = 200;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Name = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(120));
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const FromFile = v.object({ kind: v.literal('file'), file: v.pipe(v.string(), v.maxLength(255)) });

/** What changes with each version of a digest that came from a file or an address. */
const Version = v.object({
  /** The name of the file that it was read from, or its subscription. */
  origin: v.variant('kind', [FromFile, Subscribed]),
  about: v.optional(About),
  /** Content hash (`canonical.ts`), hex; the key of its contents. */
  hash: Hash,
  terms: count,
  /** Bytes of its contents as they are kept, compressed. */
  size: count,
  /** When it was added, ms since the epoch. */
  added: count,
});

export const KeptDigest = v.object({
  /** `bundled`, the id that a digest gives itself, or one made of its file's name. */
  id: Id,
  /** What the reader calls it. */
  name: Name,
  colour: v.picklist(DIGEST_COLOURS),
  enabled: v.boolean(),
  /** Place in the list. Lower is earlier; any finite number. */
  order: v.pipe(v.number(), v.finite()),
  /**
   * `bundled` and `pack` come with Gloss; `file` was read from a file of that name; `subscribed` from an address; `made`
   * is made of the reader's own terms (`own-digest.ts`).
   */
  origin: v.variant('kind', [
    v.object({ kind: v.literal('bundled') }),
    v.object({ kind: v.literal('pack') }),
    v.object({ kind: v.literal('made') }),
    FromFile,
    Subscribed,
  ]),
  about: v.optional(About),
  /** Content hash (`canonical.ts`), hex; the key of its contents where these are kept. */
  hash: Hash,
  terms: count,
  /** Bytes of its contents as they are kept, compressed; 0 for what comes with Gloss or is made of other rows. */
  size: count,
  /** When it was added, ms since the epoch. */
  added: count,
  /** The version that this one has replaced. It can come back for a day. */
  before: v.optional(Version),
  /** When it was deleted, ms since the epoch; absent if it was not. */
  removed: v.optional(count),
});
export type KeptDigest = v.InferOutput<typeof KeptDigest>;

/** What the reader may change. */
export type DigestChanges = Partial<Pick<KeptDigest, 'name' | 'colour' | 'enabled' | 'order'>>;

/** A digest that comes with Gloss, as its build describes it. */
export type WithGloss = Pick<KeptDigest, 'id' | 'name' | 'hash' | 'terms' | 'about'> & {
  origin: { kind: 'bundled' } | { kind: 'pack' };
};

/** A digest that the reader has subscribed to. */
export type SubscribedDigest = KeptDigest & { origin: Subscribed };

export function isSubscribed(row: KeptDigest): row is SubscribedDigest {
  return row.origin.kind === 'subscribed';
}

/** Whether the contents of a digest are kept: those of what comes with Gloss are files of the extension. */
export function hasContents({ origin }: KeptDigest): boolean {
  return origin.kind === 'file' || origin.kind === 'subscribed';
}

/** A digest from a file or an address, ready to be stored. */
export interface Addition {
  packed: Packed;
  /** The name of the file, or the subscription. */
  from: string | Subscribed;
  /** What the reader calls it; absent: as before, or as it calls itself. */
  name?: string;
}

/** Which of the digests another one replaces: that of the same id of its own, from a file or from the same address. */
export function replacedBy(
  { packed: { about }, from }: Pick<Addition, 'packed' | 'from'>,
  rows: readonly KeptDigest[],
): KeptDigest | undefined {
  const wanted = about?.id ?? 'digest';
  return rows.find(
    ({ id, origin, about }) =>
      (about?.id ?? id) === wanted &&
      (origin.kind === 'file' ||
        (origin.kind === 'subscribed' && typeof from !== 'string' && origin.address === from.address)),
  );
}

/** The row of a digest that is added to others. Throws if there are too many. */
export function rowOf(addition: Addition, rows: readonly KeptDigest[], now: number): KeptDigest {
  const { packed, from, name } = addition;
  const found = replacedBy(addition, rows);
  const known = found?.removed === undefined ? found : undefined;
  if (!found && rows.length >= MOST_DIGESTS)
    throw new Error(`There are ${MOST_DIGESTS} digests already. Delete one to add another.`);
  const { about } = packed;
  const wanted = about?.id ?? 'digest';
  const isFile = typeof from === 'string';
  return v.parse(KeptDigest, {
    id: found?.id ?? unusedId(wanted, new Set([BUNDLED, ...rows.map(({ id }) => id)])),
    name: name ?? known?.name ?? about?.name ?? (isFile ? from : wanted),
    colour: known?.colour ?? DIGEST_COLOURS[rows.length % DIGEST_COLOURS.length],
    enabled: known?.enabled ?? true,
    order: known?.order ?? Math.max(0, ...rows.map(({ order }) => order)) + 1,
    origin: isFile ? { kind: 'file', file: from.slice(-255) } : from,
    ...contentFields(packed),
    added: now,
    ...(known && { before: v.parse(Version, known) }),
  });
}

/** What a row says of its contents. */
export function contentFields({ about, hash, terms, bytes }: Packed) {
  return { ...(about && { about }), hash, terms, size: bytes.length };
}

/** The row of what comes with Gloss, before the reader has changed anything of it. */
export function freshRow(given: WithGloss): KeptDigest {
  const isBundled = given.origin.kind === 'bundled';
  return { ...given, colour: 'grey', enabled: isBundled, order: isBundled ? -2 : -1, size: 0, added: 0 };
}

/** The rows that are as they should be. */
export function readableRows(rows: readonly unknown[]): KeptDigest[] {
  return rows.flatMap((row) => {
    const result = v.safeParse(KeptDigest, row);
    return result.success ? [result.output] : [];
  });
}
