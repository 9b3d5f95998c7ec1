/** Why a subscription brought nothing, in the reader's language. */
import { i18n } from '#i18n';
import type { Held, Problem } from '../../digest/subscribed';
import { countText } from '../intl';

/** A sentence or two. `terms`: how many the digest has that the reader has. */
export function problemText({ kind, detail, held }: Omit<Problem, 'at'>, terms = 0): string {
  if (held) return heldText(kind, held, terms);
  return i18n.t(`digests.subscription.problem.${kind}`, [
    kind === 'tooLarge' ? countText(Number(detail)) : detail,
    '',
    '',
  ]);
}

function heldText(kind: Problem['kind'], held: Held, terms: number): string {
  return i18n.t(`digests.subscription.problem.${kind}`, [
    held.version,
    countText(held.terms),
    countText(terms),
  ]);
}
