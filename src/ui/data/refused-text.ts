import { i18n } from '#i18n';
import type { Refused } from '../../notes/exchange/read';
import { WHYS } from '../../notes/exchange/refusal';
import { countText } from '../intl';

/**
 * How many annotations of how many were skipped, and why: “3 of 34 were skipped: 2 are not notes, 1 is on more
 * than one page.” `known`: those whose reasons are known; a stored import has none any more.
 */
export function refusedText(count: number, of: number, known: readonly Refused[]): string {
  const skipped = i18n.t('data.outcome.skipped', count, [countText(count), countText(of)]);
  const reasons = WHYS.flatMap((why) => {
    const many = known.filter((each) => (each.why ?? 'unfit') === why).length;
    return many === 0 ? [] : i18n.t(`data.outcome.why.${why}`, many, [countText(many)]);
  });
  return reasons.length === 0 ? `${skipped}.` : `${skipped}: ${reasons.join(', ')}.`;
}
