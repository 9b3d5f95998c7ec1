import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { notesAddress } from '../../protocol/address';
import { SafetyNews } from '../data/SafetyNews';
import { SiteSwitch } from '../settings/SiteSwitch';
import { PassageNotes, WholePageNotes } from './PageNotes';
import { pageWord } from './PageTerms';
import { PageTree } from './PageTree';
import type { FollowedPage } from './use-page';
import { pageTarget, usePageNotes } from './use-page-notes';
import '../tokens.css';
import './panel.css';

export interface PanelAppProps {
  page: FollowedPage;
  /** Called when the user leaves the panel for the page. */
  onLeave(): void;
}

/** The side panel: the terms of the active page with their mentions in context, and the notes on it. */
export function PanelApp({ page, onLeave }: PanelAppProps) {
  const [paused, setPaused] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const { state, terms } = page;
  const notes = usePageNotes(state);
  const target = pageTarget(state);
  const word = pageWord(state, paused, terms.length);
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      // In an editor, Escape closes a list of the browser or cancels a composition; it does not mean leaving.
      if (event.target instanceof Element && event.target.closest('.note-editor')) return;
      event.preventDefault();
      onLeave();
    };
    addEventListener('keydown', leave);
    return () => removeEventListener('keydown', leave);
  }, [onLeave]);
  return (
    <main class="panel" aria-busy={state.is === 'waiting'}>
      <SafetyNews />
      <h1 ref={heading} tabIndex={-1} id="page-terms">
        {i18n.t('page.title')}
      </h1>
      {word === undefined ? (
        <>
          <p class="help" id="help">
            {i18n.t('panel.help')}
          </p>
          <PageTree terms={terms} onGo={page.go} />
        </>
      ) : (
        <p role="status">{word}</p>
      )}
      {target && (
        <section class="page-notes" aria-labelledby="page-notes">
          <h2 id="page-notes">{i18n.t('pageNotes.title')}</h2>
          <WholePageNotes key={target.page.address} notes={notes.page} target={target} />
          <PassageNotes notes={notes} onGo={page.go} />
        </section>
      )}
      {state.is === 'read' && <SiteSwitch page={state.address} onPaused={setPaused} />}
      <p class="all-notes">
        <a href={notesAddress()} target="_blank" rel="noopener">
          {i18n.t('notesPage.title')}
        </a>
      </p>
    </main>
  );
}
