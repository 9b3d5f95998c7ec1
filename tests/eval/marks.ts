/** The marks that the reader would show on one passage. */
import { type FoundMention, find, isShown, type Reason } from '../../src/mentions/find';
import type { MentionIndex } from '../../src/mentions/index';
import type { Passage } from './score';

/** A mention with all reasons for and against it. */
export interface Judged extends FoundMention {
  /** Its own score plus the page's; shown if above 0. */
  total: number;
  reasons: Reason[];
}

export function marksOf(
  index: MentionIndex,
  passage: Pick<Passage, 'text' | 'lang'>,
): { shown: Judged[]; hidden: Judged[] } {
  const { mentions, evidence } = find(index, [passage.text], { lang: passage.lang });
  const judged = mentions.map((mention): Judged => {
    const page = mention.group === undefined ? undefined : evidence.groups[mention.group];
    return {
      ...mention,
      shown: isShown(mention, evidence),
      total: (mention.score ?? 0) + (page?.score ?? 0),
      reasons: [...(mention.why ?? [{ kind: 'unambiguous' as const }]), ...(page?.why ?? [])],
    };
  });
  return { shown: judged.filter((m) => m.shown), hidden: judged.filter((m) => !m.shown) };
}
