/** Why a `.gloss` file or its pointer is refused. */
import type * as v from 'valibot';
import { explain } from '../explain';
import { excerpt } from '../problems';

/**
 * The kinds of reasons. `not-zip`: it is no zip, or an incomplete one. `too-large`: it, or a part of it, is larger than
 * is read. `zip-bomb`: it unpacks to far more than it has, or to more than it declares. `bad-path`: a file in it has a
 * folder in its name. `unknown-member`: it has a file that is neither `digest.json` nor `signature.json`.
 * `duplicate-member`: a file is in it twice. `encrypted`, `unknown-compression`: as said. `damaged`: its bytes have
 * changed. `missing`: it has no `digest.json`. `not-json`, `not-canonical`, `too-deep`: of a file's JSON.
 * `wrong-format-version`: of another version of the format. `invalid`: something in it is not as the format says;
 * `path` says where. `wrong-hash`: its content has not the hash that it gives. `bad-signature`: it has a signature that
 * is none of its content. `unknown-signature`: this browser cannot check signatures.
 */
export type GlossReason =
  | 'not-zip'
  | 'too-large'
  | 'zip-bomb'
  | 'bad-path'
  | 'unknown-member'
  | 'duplicate-member'
  | 'encrypted'
  | 'unknown-compression'
  | 'damaged'
  | 'missing'
  | 'not-json'
  | 'not-canonical'
  | 'too-deep'
  | 'wrong-format-version'
  | 'invalid'
  | 'wrong-hash'
  | 'bad-signature'
  | 'unknown-signature';

/** What a reader can do about a file that came to them damaged. */
export const AGAIN = 'Download it again; if it stays so, tell its publisher';
/** What a reader can do about a file that was made wrongly. */
export const TELL = 'Tell its publisher, who can make it with `npm run digest`';

/** The message is one or two English sentences for the reader: what is wrong, where, and what to do. */
export class GlossRefusal extends Error {
  override name = 'GlossRefusal';
  readonly reason: GlossReason;
  /** Where in `digest.json`, if it is one place: `terms[3].forms[0].lang`, counted from 0. */
  readonly path: string | undefined;

  constructor(reason: GlossReason, message: string, path?: string) {
    super(message);
    this.reason = reason;
    this.path = path;
  }
}

/** A place in `digest.json`. Functions, because a digest has a million places, and one of them at most is told. */
export interface Place {
  /** What a message calls it: `digest.json, terms, entry 5`. */
  name(): string;
  /** The path to it: `terms[4]`. */
  path(): string;
}

/** Throws the refusal of a value that is not as its schema says. */
export function refuseIssues(issues: readonly v.BaseIssue<unknown>[], at: Place): never {
  const [first] = explain(issues);
  throw new GlossRefusal(
    'invalid',
    `${at.name()}: ${first?.message ?? 'is not as the format says'}. ${TELL}.`,
    joined(at.path(), first?.path ?? []),
  );
}

function joined(path: string, steps: readonly (string | number)[]): string {
  return steps.reduce<string>(
    (all, step) =>
      typeof step === 'number' ? `${all}[${step}]` : `${all}${all === '' ? '' : '.'}${excerpt(step)}`,
    path,
  );
}
