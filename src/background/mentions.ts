/**
 * Answers readers: where in a page's text a mention can stand (`ask`), and which mentions a batch of blocks
 * has (`scan`). The work over a page's text is bounded (`protocol/limits.ts`) and done in slices
 * (`page-work.ts`).
 */
import type { FoundMention } from '../mentions/find';
import type { MentionIndex } from '../mentions/index';
import { findingCandidatesWith, findingWith, type Overlay } from '../mentions/overlay';
import type { CorrectedVerdict } from '../notes/rows';
import { checkSize } from '../protocol/limits';
import { type Handlers, pageInFront } from '../protocol/requests';
import type { Settings } from '../settings/settings';
import { isPaused } from '../settings/site';
import type { PageWork } from './page-work';

/** The user's corrections that hold on one page, by term id. */
export type Verdicts = ReadonlyMap<string, CorrectedVerdict>;

/**
 * What the answers are made from. All but `index` never reject: a page is read without what cannot be had.
 */
export interface MentionSources {
  /**
   * The matcher's index of all terms. Rejects where it can be neither read nor built; the request then fails.
   */
  index(): Promise<MentionIndex>;
  /** The reader's own terms, while the index does not have them as they are now. */
  overlay?(): Overlay | undefined;
  /** Those of the mentions that some digest that is on still has. */
  without?(mentions: readonly FoundMention[]): Promise<readonly FoundMention[]>;
  /** The corrections that hold on the page of that address. */
  correctionsOn(page: string): Promise<Verdicts>;
  settings(): Promise<Settings>;
  /** Whether there may be notes on passages of the page of that address. */
  mayBeNoted(page: string): Promise<boolean>;
  /** Told of each top frame that begins to be read, or may not be read. */
  showPaused(tabId: number, paused: boolean): unknown;
}

/** Both reject a message that exceeds the limits. */
export function mentionHandlers(sources: MentionSources, work: PageWork): Pick<Handlers, 'ask' | 'scan'> {
  return {
    ask: async ({ texts, address, evidence, begins }, from) => {
      checkSize(texts, evidence);
      const page = pageInFront(from, address);
      // All databases are read at once: a background that has just started needs them for its first answer.
      const opening = sources.index();
      opening.catch(() => undefined); // On a paused page nobody awaits it.
      const correcting = sources.correctionsOn(page);
      const noted = begins && sources.mayBeNoted(page);
      const paused = begins && isPaused(await sources.settings(), begins.top || page);
      const wanted = alwaysIn(await correcting);
      const found = paused
        ? null
        : await work.run(
            from,
            findingCandidatesWith(sources.overlay?.(), await opening, texts, evidence, wanted),
          );
      // Not awaited: the answer goes to the page before the button changes.
      if (begins && from.frameId === 0 && from.tab?.id !== undefined)
        void sources.showPaused(from.tab.id, found === null);
      if (!found) return null;
      const waits = begins && waitsForMarking(await sources.settings());
      return {
        ...found,
        ...((await noted) && { noted: true as const }),
        ...(waits && { waits: true as const }),
      };
    },
    scan: async ({ blocks, lang, address, evidence }, from) => {
      checkSize(blocks, evidence, lang);
      const found = await work.run(
        from,
        findingWith(sources.overlay?.(), await sources.index(), blocks, { lang, evidence }),
      );
      const verdicts = await sources.correctionsOn(pageInFront(from, address));
      const mentions = (await sources.without?.(found.mentions)) ?? found.mentions;
      return { ...found, mentions: corrected(mentions, verdicts) };
    },
  };
}

/** Whether the first mentions of a page may be ones that are not to be marked. */
const waitsForMarking = ({ marks, concepts }: Settings) => marks === 'held' || !concepts;

/** Ids of the terms that the user wants marked whatever the evidence says. */
function alwaysIn(verdicts: Verdicts): Set<string> {
  return new Set([...verdicts].flatMap(([term, verdict]) => (verdict === 'always' ? [term] : [])));
}

/**
 * The mentions as the user's corrections have them. A mention of a term corrected to `never` is left out. One
 * corrected to `always` is shown and final: without a group, no later evidence of the page changes it.
 */
export function corrected(mentions: readonly FoundMention[], verdicts: Verdicts): FoundMention[] {
  return mentions.flatMap((mention) => {
    const verdict = verdicts.get(mention.term);
    if (verdict === 'never') return [];
    return verdict === 'always' ? [{ ...mention, shown: true, group: undefined }] : [mention];
  });
}
