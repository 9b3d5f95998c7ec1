import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Target } from '../../notes/schema';
import { countText } from '../intl';
import { SiteSwitch } from '../settings/SiteSwitch';
import { BriefingTools } from './BriefingTools';
import { PassageNotes, useWholePage } from './PageNotes';
import type { FollowedPage } from './use-page';
import type { PageNotes } from './use-page-notes';

export interface PageHereProps {
  page: FollowedPage;
  /** The page, as the target of a new note. */
  target: Extract<Target, { kind: 'page' }>;
  notes: PageNotes;
  onPaused(paused: boolean): void;
  /** Scrolls to the passage of a note. */
  onGo(frame: number, note: string): void;
}

/**
 * What the reader can do with the active page, at the foot of the popup: write a note on it, see the highlights and
 * notes on it, take its briefing along, and switch the marks of its site. Its `key` must be the page's address.
 */
export function PageHere({ page, target, notes, onPaused, onGo }: PageHereProps) {
  const [open, setOpen] = useState<'nothing' | 'notes' | 'briefing'>('nothing');
  const { button, list } = useWholePage(notes.page, target, () => setOpen('notes'));
  const more = useId();
  const press = (what: typeof open) => setOpen(open === what ? 'nothing' : what);
  // A draft that could not be saved earlier opens by itself.
  const shown = open === 'nothing' && list.length > notes.page.length ? 'notes' : open;
  return (
    <section class="here" aria-label={i18n.t('popup.here')}>
      <div class="deeds">
        {button}
        {notes.count > 0 && (
          <button
            type="button"
            aria-expanded={shown === 'notes'}
            aria-controls={more}
            onClick={() => press('notes')}
          >
            {i18n.t('pageNotes.count', notes.count, [countText(notes.count)])}
          </button>
        )}
        <button
          type="button"
          aria-expanded={shown === 'briefing'}
          aria-controls={more}
          onClick={() => press('briefing')}
        >
          {i18n.t('briefing.title')}
        </button>
      </div>
      <div id={more} class="more">
        <div class="page-notes" hidden={shown !== 'notes'}>
          {list}
          <PassageNotes notes={notes} onGo={onGo} />
        </div>
        {shown === 'briefing' && <BriefingTools page={page} target={target} notes={notes} />}
      </div>
      <SiteSwitch page={target.page.address} onPaused={onPaused} />
    </section>
  );
}
