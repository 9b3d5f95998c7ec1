import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { MOST_STATEMENT, type Statement } from '../../notes/own/schema';
import { howToOpen } from '../../protocol/address';

export interface StatementFieldsProps {
  statements: readonly Statement[];
  /** A sentence of the page that is not a statement yet. */
  offered: Statement | undefined;
  isFull: boolean;
  onStatements(statements: Statement[]): void;
}

/** What is said of a term, each with the page that it is from. */
export function StatementFields({ statements, offered, isFull, onStatements }: StatementFieldsProps) {
  const list = useRef<HTMLUListElement>(null);
  const count = useRef(statements.length);
  useLayoutEffect(() => {
    if (statements.length > count.current)
      list.current?.querySelector<HTMLElement>('li:last-of-type textarea')?.focus();
    count.current = statements.length;
  }, [statements.length]);
  return (
    <fieldset class="statements">
      <legend>{i18n.t('own.statements')}</legend>
      <ul ref={list}>
        {statements.map((statement, at) => (
          <li key={at}>
            <textarea
              dir="auto"
              rows={3}
              maxLength={MOST_STATEMENT}
              value={statement.text}
              aria-label={i18n.t('own.statement', [`${at + 1}`])}
              onInput={({ currentTarget: { value: text } }) =>
                onStatements(statements.map((each, i) => (i === at ? { ...each, text } : each)))
              }
            />
            <button
              type="button"
              aria-label={i18n.t('own.removeStatement', [`${at + 1}`])}
              onClick={() => onStatements(statements.filter((_, i) => i !== at))}
            >
              {i18n.t('own.remove')}
            </button>
            <From statement={statement} />
          </li>
        ))}
      </ul>
      {offered && !isFull && (
        <div class="offered">
          <p>{i18n.t('own.offered')}</p>
          <blockquote dir="auto">{offered.text}</blockquote>
          <From statement={offered} />
          <button type="button" onClick={() => onStatements([...statements, offered])}>
            {i18n.t('own.take')}
          </button>
        </div>
      )}
      {!isFull && (
        <button type="button" onClick={() => onStatements([...statements, { text: '' }])}>
          {i18n.t('own.addStatement')}
        </button>
      )}
    </fieldset>
  );
}

/** The page that a statement is from. */
function From({ statement: { source } }: { statement: Statement }) {
  if (!source) return null;
  const { address, title } = source.page;
  return (
    <small class="from">
      {i18n.t('own.from')}{' '}
      {howToOpen(address) === 'link' ? (
        <a href={address} target="_blank" rel="noopener noreferrer" dir="auto">
          {title || address}
        </a>
      ) : (
        <bdi>{title || address}</bdi>
      )}
    </small>
  );
}
