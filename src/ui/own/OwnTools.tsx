import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Card } from '../../digest/card';
import type { OwnTerm, Statement } from '../../notes/own/schema';
import { send } from '../../protocol/extension';
import type { FormDraft } from '../../protocol/form-draft';
import './own-tools.css';

export interface OwnToolsProps {
  term: Card['term'];
  /** The sentence that the card was opened at, with its page. */
  offered: Statement | undefined;
}

/** What the reader can add to a term, or change of a term of their own. Each opens the form; none stores anything. */
export function OwnTools({ term, offered }: OwnToolsProps) {
  const [rows, setRows] = useState<OwnTerm[]>([]);
  const { id, label, kind } = term;
  useEffect(() => {
    send('own-terms', { term: id }).then(
      ({ terms }) => setRows(terms),
      () => undefined, // Without an answer there is nothing to edit, as it seems.
    );
  }, [id]);
  const row = rows.find((each) => each.extends === undefined) ?? rows[0];
  const open = (more: FormDraft) =>
    void send('open-form', {
      ...(row?.extends === undefined && row
        ? { own: row.id }
        : { extends: { term: row?.extends ?? id, label, kind } }),
      ...more,
    });
  return (
    <p class="own-tools">
      {row && (
        <button type="button" onClick={() => open({})}>
          {i18n.t('own.card.edit')}
        </button>
      )}
      <button type="button" onClick={() => open({ adds: 'form' })}>
        {i18n.t('own.card.addForm')}
      </button>
      {offered && (
        <button type="button" onClick={() => open({ adds: 'statement', statement: offered })}>
          {i18n.t('own.card.addSentence')}
        </button>
      )}
    </p>
  );
}
