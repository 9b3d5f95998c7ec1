/**
 * The pointer: a small JSON file beside the `.gloss` files, under an address that does not change, which says which of
 * them is the newest. Readers ask for it once a day, so it is as small as it can be (`docs/publishing.md`).
 */
import * as v from 'valibot';
import type { Digest } from '../schema';
import { PACKED } from './bounds';
import { GlossRefusal, TELL } from './refusal';

/** Most bytes of a pointer that is written. */
const POINTER = 300;
/** Most bytes of a pointer that is read: a publisher may write it by hand. */
export const MOST_POINTER = 2_000;

const count = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));

/** Keys that are not known are ignored, so that a later Gloss may write more into it. */
export const Pointer = v.object({
  format: v.literal(1),
  /** The digest's `about.id`. */
  name: v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(80)),
  /** The digest's `about.version`. */
  version: v.pipe(v.string(), v.nonEmpty(), v.maxLength(40)),
  /** Name of the `.gloss` file, beside the pointer: never an address or a path, so it cannot lead elsewhere. */
  file: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9.+_-]*\.gloss$/), v.maxLength(140)),
  /** The digest's content hash. A reader who has it and the version has the newest. */
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  /** Bytes of the `.gloss` file. */
  size: count(PACKED),
  /** Terms of the digest. */
  terms: count(Number.MAX_SAFE_INTEGER),
  /** The day on which it was published, `2026-11-30`. */
  published: v.optional(v.pipe(v.string(), v.isoDate())),
});
export type Pointer = v.InferOutput<typeof Pointer>;

/** The name of the `.gloss` file of a digest. `version`: as `parse-about.ts` lets it be. */
export function fileOf({ id, version }: { id: string; version: string }): string {
  return `${id}-${version}.gloss`;
}

/**
 * The text of the pointer to a digest's file of `size` bytes. Throws a `GlossRefusal` if the digest does not say what
 * it is, or if its names are too long for a pointer.
 */
export function pointerTo({ about, hash, terms }: Digest, size: number, published?: string): string {
  const pointer = v.safeParse(Pointer, {
    format: 1,
    name: about?.id,
    version: about?.version,
    file: about && fileOf(about),
    hash,
    size,
    terms: terms.length,
    published,
  });
  const text = pointer.success ? JSON.stringify(pointer.output) : '';
  if (text === '' || text.length > POINTER)
    throw new GlossRefusal(
      'invalid',
      `The digest's id, version or date cannot stand in a pointer file of ${POINTER} bytes. Shorten or correct them.`,
      pointer.success ? 'about' : `about.${v.getDotPath(pointer.issues[0]) ?? ''}`,
    );
  return text;
}

/** Reads a pointer file. Throws a `GlossRefusal`. */
export function readPointer(bytes: Uint8Array): Pointer {
  if (bytes.length > MOST_POINTER)
    throw new GlossRefusal(
      'too-large',
      `The pointer file has ${bytes.length} bytes, more than ${MOST_POINTER}. ${TELL}.`,
    );
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new GlossRefusal(
      'not-json',
      `What stands at the address is no pointer file: it is no JSON. ${TELL}.`,
    );
  }
  const read = v.safeParse(Pointer, value);
  if (read.success) return read.output;
  const [issue] = read.issues;
  const path = v.getDotPath(issue) ?? undefined;
  const reason = path === 'format' && issue.input !== undefined ? 'wrong-format-version' : 'invalid';
  const what = path === undefined ? 'it is no JSON object' : `its ${path} is missing, or is none`;
  throw new GlossRefusal(
    reason,
    `What stands at the address is no pointer file of format 1: ${what}. ${TELL}.`,
    path,
  );
}
