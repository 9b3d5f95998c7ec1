/**
 * The card that is open fully, and all that is written in it. Loaded after the first peek is painted: the peek does
 * without it.
 */
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { send } from '../../protocol/extension';
import { allSaved, isAllSaved } from '../notes/edited-note';
import { NoteList } from '../notes/NoteList';
import { CardView } from './Card';
import { CloseButton } from './CardHead';
import { MentionFoot, type MentionFootProps } from './MentionFoot';
import type { ShownCardProps, TermCardProps, Whole } from './shown-card';

export const WHOLE: Whole = { TermCard, PassageCard, allSaved, isAllSaved };

function TermCard({ stop, passage, editing, menu, ...rest }: TermCardProps) {
  return (
    <CardView
      {...rest}
      card={stop.card}
      notes={stop.notes}
      onRead={(passage) => void send('open', { passage })}
      ofPassage={
        passage.ids.length > 0 && (
          <NoteList
            of={{ ids: passage.ids }}
            first={passage.first}
            heading={i18n.t('notes.ofPassage')}
            editing={editing}
          />
        )
      }
    >
      {menu && <Menu {...menu} />}
    </CardView>
  );
}

/** What can be done about the mark, brought into view. */
function Menu(props: MentionFootProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
    box.current?.querySelector<HTMLElement>('summary, button')?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={box} class="menu-part">
      <MentionFoot {...props} />
    </div>
  );
}

/** The notes on a passage alone; or why there is no card. */
function PassageCard({ shown, editing, onClose }: ShownCardProps) {
  const { turn, way, problem, passage } = shown;
  return (
    <main class="card">
      {problem === undefined ? (
        <header>
          <h1 tabIndex={-1}>{i18n.t('notes.ofPassage')}</h1>
          <div class="tools">
            <CloseButton onClose={onClose} />
          </div>
        </header>
      ) : (
        <p tabIndex={-1} role="alert">
          {problem}
        </p>
      )}
      {way.length < 2 && passage.ids.length > 0 && (
        <div class="own">
          <NoteList
            key={turn}
            of={{ ids: passage.ids }}
            first={passage.first}
            heading={i18n.t('notes.ofPassage')}
            isHeaded={problem !== undefined}
            editing={editing}
          />
        </div>
      )}
    </main>
  );
}
