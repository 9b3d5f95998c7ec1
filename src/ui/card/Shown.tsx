import { useRef, useState } from 'preact/hooks';
import { useNotes } from '../notes/use-notes';
import { CardFoot } from './CardFoot';
import { Peek } from './Peek';
import type { ShownCardProps } from './shown-card';
import type { Stop } from './stops';
import '../tokens.css';
import './card.css';
import './peek.css';

/** The card of a term, as a peek or fully; or only the notes on a passage; or why there is no card. */
export function ShownCard({ shown, ...rest }: ShownCardProps) {
  const { way, problem } = shown;
  return problem === undefined && way.length > 0 ? (
    <TermCard key={shown.turn} shown={shown} {...rest} />
  ) : (
    rest.whole && <rest.whole.PassageCard shown={shown} {...rest} />
  );
}

function TermCard({ shown, whole, isFull, editing, onOpen, onBack, onClose, onTerm }: ShownCardProps) {
  const { way, mention, passage } = shown;
  /** How often a new note on a term was asked for. */
  const [added, setAdded] = useState({ term: '', times: 0 });
  const [isMenuOpen, setMenuOpen] = useState(false);
  const stop = way.at(-1) as Stop;
  const { term } = stop.card;
  const isFirst = way.length < 2;
  const onTermNotes = useNotes({ term: term.id }, stop.notes).notes.filter(({ deleted }) => !deleted);
  const words = isFirst ? mention.words : undefined;
  const head = { backTo: way.at(-2)?.card.term.label, onBack, onClose, words, lang: mention.lang };
  const button = useRef<HTMLButtonElement>(null);
  const adding = { times: added.term === term.id ? added.times : 0, button };
  const ids = isFirst ? passage.ids : [];
  const ofPassage = passage.first?.notes.filter(({ id }) => ids.includes(id)) ?? [];
  return (
    <>
      {isFull && whole ? (
        <whole.TermCard
          {...head}
          stop={stop}
          adding={adding}
          offered={isFirst ? offeredAt(mention) : undefined}
          passage={{ ...passage, ids }}
          editing={editing}
          menu={isFirst && isMenuOpen ? { term: term.id, ...mention } : undefined}
          onTerm={onTerm}
        />
      ) : (
        <Peek {...head} card={stop.card} notes={[...ofPassage, ...onTermNotes]} onOpen={onOpen} />
      )}
      <CardFoot
        notes={ids.length + onTermNotes.length}
        statements={stop.card.claims.length}
        isFull={isFull}
        button={button}
        onOpen={onOpen}
        onAdd={() => {
          onOpen();
          setAdded({ term: term.id, times: adding.times + 1 });
        }}
        menu={
          isFirst && {
            isOpen: isFull && isMenuOpen,
            onToggle: () => {
              onOpen();
              setMenuOpen(!isMenuOpen);
            },
          }
        }
      />
    </>
  );
}

/** The sentence of a mention, with its page as the reader of the page says it. */
function offeredAt({ sentence, title = '', page }: ShownCardProps['shown']['mention']) {
  return sentence === undefined || page === ''
    ? undefined
    : { text: sentence, source: { page: { address: page, title } } };
}
