import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { notesAddress } from './address';
import { pageWord } from './PageTerms';
import { PageTree } from './PageTree';
import { SiteSwitch } from './SiteSwitch';
import type { FollowedPage } from './use-page';
import './tokens.css';
import './panel.css';

export interface PanelAppProps {
  page: FollowedPage;
  /** Called when the user leaves for the page. */
  onLeave(): void;
}

/** The side panel: the terms of the page in front, with their mentions in context. */
export function PanelApp({ page, onLeave }: PanelAppProps) {
  const [paused, setPaused] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const { state, terms } = page;
  const word = pageWord(state, paused, terms.length);
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      event.preventDefault();
      onLeave();
    };
    addEventListener('keydown', leave);
    return () => removeEventListener('keydown', leave);
  }, [onLeave]);
  return (
    <main class="panel" aria-busy={state.is === 'waiting'}>
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
      {state.is === 'read' && <SiteSwitch page={state.address} onPaused={setPaused} />}
      <p class="all-notes">
        <a href={notesAddress()} target="_blank" rel="noopener">
          {i18n.t('notesPage.title')}
        </a>
      </p>
    </main>
  );
}
