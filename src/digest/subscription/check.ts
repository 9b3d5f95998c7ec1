/**
 * One check of a subscription: asks its address, judges what comes, and writes the outcome. A new version is written
 * whole, in one transaction, after everything of it was checked; until then the old one stays.
 */
import { type Limits, NetworkRefusal } from '../../platform/network';
import type { Rest } from '../../platform/pace';
import type { Watch } from '../../platform/watch';
import { GlossRefusal } from '../gloss-file/refusal';
import type { KeptDigests } from '../kept-digests';
import type { SubscribedDigest } from '../kept-row';
import type { Changes, Held, Problem, Subscribed, Trouble } from '../subscribed';
import { differences } from './differences';
import { boundedRetry, firstWait, nextWait, waitAfterFailures } from './due';
import { type Fetched, fetchDigest, Mismatch, type Said, WebPage } from './fetch-digest';
import { objections } from './judge';

export interface CheckTools {
  kept: Pick<KeptDigests, 'content' | 'note' | 'renew'>;
  /** Whether the browser lets Gloss ask that address. */
  mayAsk(address: string): Promise<boolean>;
  /** Milliseconds since the epoch, and a number in [0, 1). */
  now(): number;
  random(): number;
  watch: Watch;
  /** Awaited between slices of the work. */
  pause: Rest;
  limits?: Limits;
}

export type Outcome =
  | { is: 'same' | 'waiting' }
  | { is: 'renewed'; changes: Changes }
  | { is: 'problem'; problem: Problem };

/**
 * Checks a subscription. `agreed`: what the reader has agreed to take all the same. Rejects with the reason of the
 * watch's signal, and then has changed nothing; for nothing else.
 */
export async function checkSubscription(
  row: SubscribedDigest,
  tools: CheckTools,
  agreed?: Held,
): Promise<Outcome> {
  const { origin } = row;
  const { kept, now, watch } = tools;
  if (origin.wait !== undefined && origin.wait > now()) return { is: 'waiting' };
  try {
    if (!(await tools.mayAsk(origin.address))) return await failed(row, tools, 'permission', '');
    const fetched = await fetchDigest(origin.address, agreed ? undefined : knownOf(row), tools);
    if (fetched.digest === undefined) {
      const next = answered(origin, fetched.said, tools);
      // The version that was held back is still the newest.
      const problem = origin.problem?.held && origin.problem;
      await kept.note(row, problem ? { ...next, problem } : next);
      return problem ? { is: 'problem', problem } : { is: 'same' };
    }
    return await judged(row, fetched, tools, agreed);
  } catch (error) {
    watch.signal.throwIfAborted();
    const { kind, detail, retryAfter } = troubleOf(error);
    return failed(row, tools, kind, detail, retryAfter);
  }
}

/** The row of a subscription that is new. */
export function newSubscription(
  address: string,
  { said, signedBy, published }: Fetched,
  { now, random }: Pick<CheckTools, 'now' | 'random'>,
): Subscribed {
  const at = now();
  return {
    kind: 'subscribed',
    address,
    ...(signedBy !== undefined && { key: signedBy }),
    ...(said.etag !== undefined && { etag: said.etag }),
    ...(said.modified !== undefined && { modified: said.modified }),
    ...(published !== undefined && { published }),
    answered: at,
    updated: at,
    due: Math.round(at + firstWait(random())),
    failures: 0,
    seen: [],
  };
}

const versionOf = ({ about }: SubscribedDigest) => about?.version ?? '';

function knownOf(row: SubscribedDigest) {
  const { etag, modified } = row.origin;
  return { etag, modified, hash: row.hash, version: versionOf(row) };
}

/** The subscription after a sound answer, without a problem. */
function answered(
  { problem: _, wait: __, ...origin }: Subscribed,
  said: Said,
  tools: CheckTools,
): Subscribed {
  const at = tools.now();
  const due = Math.round(at + nextWait(said.freshFor, tools.random()));
  const { etag = origin.etag, modified = origin.modified } = said;
  return { ...origin, ...(etag && { etag }), ...(modified && { modified }), answered: at, due, failures: 0 };
}

async function judged(
  row: SubscribedDigest,
  fetched: Fetched,
  tools: CheckTools,
  agreed?: Held,
): Promise<Outcome> {
  const { digest, signedBy, said, published } = fetched;
  const { id, version } = digest.about;
  if (row.about && id !== row.about.id) return failed(row, tools, 'other', id);
  const { etag: _, modified: __, ...origin } = row.origin;
  const next = answered(origin, said, tools);
  if (digest.hash === row.hash && version === versionOf(row) && signedBy === origin.key) {
    await tools.kept.note(row, next);
    return { is: 'same' };
  }
  const came = { hash: digest.hash, terms: digest.terms.length, version, signedBy, published };
  const had = { ...origin, hash: row.hash, terms: row.terms, version: versionOf(row) };
  const isAgreed = agreed !== undefined && agreed.hash === came.hash && agreed.signedBy === signedBy;
  const given = isAgreed ? agreed.agreed : [];
  const [kind] = objections(had, came).filter((each) => !given.includes(each));
  if (kind !== undefined) {
    const { hash, terms } = came;
    const held: Held = { hash, version, terms, agreed: given, ...(signedBy && { signedBy }) };
    const problem: Problem = { kind, detail: '', at: tools.now(), held };
    await tools.kept.note(row, { ...next, problem });
    return { is: 'problem', problem };
  }
  return renewed(row, fetched, next, tools);
}

async function renewed(
  row: SubscribedDigest,
  { digest, signedBy, published }: Fetched,
  { published: _, ...next }: Subscribed,
  tools: CheckTools,
): Promise<Outcome> {
  // A version whose contents are damaged has nothing to compare with: the new one mends it.
  const before = await tools.kept.content(row).catch(() => undefined);
  const lists = await differences(before?.terms ?? [], digest.terms, tools.pause);
  tools.watch.signal.throwIfAborted();
  const changes: Changes = { from: versionOf(row), ...lists };
  const { key: __, ...rest } = next;
  const seen = digest.hash === row.hash ? next.seen : [...next.seen, row.hash];
  const renewed = await tools.kept.renew(row, digest, {
    ...rest,
    ...(signedBy !== undefined && { key: signedBy }),
    ...(published !== undefined && { published }),
    updated: tools.now(),
    seen: seen.filter((hash) => hash !== digest.hash).slice(-50),
    changes,
  });
  return renewed ? { is: 'renewed', changes } : { is: 'same' };
}

async function failed(
  row: SubscribedDigest,
  tools: CheckTools,
  kind: Trouble,
  detail: string,
  retryAfter = 0,
): Promise<Outcome> {
  const at = tools.now();
  const failures = row.origin.failures + 1;
  const problem: Problem = { kind, detail: detail.slice(0, 2_000), at };
  const due = Math.round(at + waitAfterFailures(failures, retryAfter, tools.random()));
  const wait = retryAfter > 0 && { wait: Math.round(at + boundedRetry(retryAfter)) };
  const { etag, modified, ...origin } = row.origin;
  // What the server said with a version that was held back is forgotten with it: the version is to be seen again.
  const said = !origin.problem?.held && { ...(etag && { etag }), ...(modified && { modified }) };
  await tools.kept.note(row, { ...origin, ...said, due, failures, problem, ...wait }).catch(() => undefined);
  return { is: 'problem', problem };
}

/** What went wrong, for the reader. */
export function troubleOf(error: unknown): { kind: Trouble; detail: string; retryAfter?: number } {
  if (error instanceof NetworkRefusal)
    return {
      kind: error.reason,
      detail: error.detail,
      ...(error.retryAfter !== undefined && { retryAfter: error.retryAfter }),
    };
  if (error instanceof GlossRefusal) return { kind: 'broken', detail: error.message };
  if (error instanceof Mismatch) return { kind: 'mismatch', detail: error.message };
  if (error instanceof WebPage) return { kind: 'html', detail: '' };
  return { kind: 'unsaved', detail: '' };
}
