import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Card } from '../../digest/card';
import type { Target } from '../../notes/schema';
import { send } from '../../protocol/extension';
import { save } from '../data/save';
import type { BriefingParts } from './briefing';
import type { FollowedPage } from './use-page';
import type { PageNotes } from './use-page-notes';

export interface BriefingToolsProps {
  page: Pick<FollowedPage, 'terms'>;
  /** The page, as the target of a note. */
  target: Extract<Target, { kind: 'page' }>;
  notes: Pick<PageNotes, 'page' | 'passages' | 'orphans'>;
}

type Took = 'copied' | 'saved' | 'working' | 'notCopied' | 'failed';

/** Copies the briefing of the page, or saves it as a file. */
export function BriefingTools({ page, target, notes }: BriefingToolsProps) {
  const [took, setTook] = useState<Took>();
  const take = async (as: 'copied' | 'saved') => {
    setTook('working');
    try {
      const parts = await partsOf(page.terms, target, notes);
      // Loaded here, so that the popup opens without it.
      const { briefing, briefingName } = await import('./briefing');
      const text = briefing(parts);
      if (as === 'saved')
        save(briefingName(parts), new Blob([text], { type: 'text/markdown;charset=utf-8' }));
      else {
        const isCopied = await navigator.clipboard.writeText(text).then(
          () => true,
          () => false,
        );
        if (!isCopied) return setTook('notCopied');
      }
      setTook(as);
    } catch {
      setTook('failed');
    }
  };
  return (
    <div class="briefing">
      <p>{i18n.t('briefing.about')}</p>
      <div class="deeds">
        <button type="button" onClick={() => void take('copied')}>
          {i18n.t('briefing.copy')}
        </button>
        <button type="button" onClick={() => void take('saved')}>
          {i18n.t('briefing.save')}
        </button>
        <span role="status">{took !== undefined && i18n.t(`briefing.took.${took}`)}</span>
      </div>
    </div>
  );
}

/** Asks for the cards of the terms and for the reader's notes on them. */
async function partsOf(
  terms: FollowedPage['terms'],
  { page }: BriefingToolsProps['target'],
  { page: whole, passages, orphans }: BriefingToolsProps['notes'],
): Promise<BriefingParts> {
  const found = await Promise.all(
    terms.map(async ({ term }) => {
      const [card, { notes }] = await Promise.all([send('card', { term }), send('notes', { term })]);
      return { card, notes };
    }),
  );
  const kept = <T extends { deleted: boolean }>(notes: readonly T[]) => notes.filter((note) => !note.deleted);
  return {
    page,
    at: Date.now(),
    terms: found.flatMap(({ card, notes }): { card: Card; notes: typeof notes }[] =>
      card ? [{ card, notes }] : [],
    ),
    notes: kept([...whole, ...passages.map(({ note }) => note)]),
    orphans: kept(orphans),
    words: {
      read: i18n.t('briefing.read'),
      terms: i18n.t('briefing.terms'),
      about: i18n.t('briefing.whose'),
      ownNotes: i18n.t('notes.ofTerm'),
      notes: i18n.t('briefing.notes'),
      orphans: i18n.t('pageNotes.orphans'),
    },
  };
}
