import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Card, CardClaim } from '../../digest/card';
import { isOwnPage } from '../../digest/own-ids';
import { libraryAddress } from '../../protocol/address';
import { dateText } from '../intl';
import { foundAt } from '../own/found-at';
import { CopyButton } from './CopyButton';
import { citedMarkdown, citedText } from './citation';
import { Linked, type LinkedProps } from './Linked';
import { bySource, firstOf } from './statements';
import './statements.css';

/** Statements that are shown at first. */
const FIRST = 3;

export interface StatementsProps {
  card: Card;
  onTerm(id: string): void;
  /** Called for a plain click on *Read in the document*; the link handles all other clicks itself. */
  onRead(passage: string): void;
}

/** What the documents say of a term, under the title of each. A statement opens what it rests on. */
export function Statements({ card, onTerm, onRead }: StatementsProps) {
  const [isWhole, setWhole] = useState(false);
  const sources = bySource(card.claims);
  const { label, name } = card.term;
  const own = [label, ...(name === undefined ? [] : [name])];
  const names = [...card.related, ...own.map((label) => ({ label }))];
  const left = card.claims.length - FIRST;
  return (
    <section class="statements" aria-label={i18n.t('card.claims')}>
      {(isWhole ? sources : firstOf(sources, FIRST)).map(({ document, statements }) => (
        <div key={document.id} class="source">
          <h2 title={document.title}>
            <cite>{document.short ?? document.title}</cite>
            {document.date && <> · {dateText(document.date)}</>}
          </h2>
          <ul class="claims">
            {statements.map(({ text, claim }) => (
              <Claim
                key={`${claim.passage ?? document.id} ${claim.text}`}
                {...{ text, claim, onTerm, onRead }}
                names={names}
              />
            ))}
          </ul>
        </div>
      ))}
      {left > 0 && !isWhole && (
        <button type="button" class="more" onClick={() => setWhole(true)}>
          {i18n.t('card.more', [`${left}`])}
        </button>
      )}
    </section>
  );
}

interface ClaimProps extends LinkedProps {
  claim: CardClaim;
  onRead(passage: string): void;
}

/** A statement. Its button covers all of it but the names in it. */
function Claim({ claim, onRead, ...linked }: ClaimProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <li>
      <p class="statement">
        <Linked {...linked} />{' '}
        <button type="button" class="opens" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <span class="visually-hidden">{i18n.t('card.quote')}</span>
        </button>
      </p>
      {isOpen && <Ground claim={claim} onRead={onRead} />}
    </li>
  );
}

/** What a statement rests on: the words of the document, where they stand, and how to cite them. */
function Ground({ claim, onRead }: { claim: CardClaim; onRead(passage: string): void }) {
  const { quote, passage, asOf } = claim;
  const { document, text } = claim;
  const { address } = document;
  return (
    <>
      {quote !== undefined && <blockquote>{quote}</blockquote>}
      {asOf !== undefined && <p class="as-of">{i18n.t('card.asOf', [dateText(asOf)])}</p>}
      <p class="deeds">
        {passage !== undefined && (
          <a
            href={libraryAddress(passage)}
            target="_blank"
            rel="noopener"
            onClick={(event) => {
              if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              onRead(passage);
            }}
          >
            {i18n.t('card.read')}
          </a>
        )}
        {passage === undefined && address !== undefined && (
          <a
            href={isOwnPage(document.id) ? foundAt(address, text) : address}
            target="_blank"
            rel="noopener noreferrer"
          >
            {i18n.t('card.source')}
          </a>
        )}
        <CopyButton text={() => citedText(claim)}>{i18n.t('card.copy')}</CopyButton>
        <CopyButton text={() => citedMarkdown(claim)}>{i18n.t('card.copyMarkdown')}</CopyButton>
      </p>
    </>
  );
}
