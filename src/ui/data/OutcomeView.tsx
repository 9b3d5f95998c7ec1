import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Refused } from '../../notes/exchange/read';
import { countText } from '../intl';

/** Refusals shown at a time. */
const PAGE = 100;

export interface OutcomeViewProps {
  /** Numbers of new, changed and unchanged notes, and of refused annotations. */
  counts: { added: number; updated: number; equal: number; refused: number };
  /** The refused annotations whose reasons are known. */
  refused: readonly Refused[];
}

/** The outcome of an import or of its preview: the numbers, and each refusal with its number in the file. */
export function OutcomeView({ counts, refused }: OutcomeViewProps) {
  const [shown, setShown] = useState(PAGE);
  const kinds = (['added', 'updated', 'equal', 'refused'] as const).filter(
    (kind) => kind !== 'refused' || counts.refused > 0,
  );
  return (
    <>
      <dl class="outcome">
        {kinds.map((kind) => (
          <div key={kind}>
            <dt>{i18n.t(`data.outcome.${kind}`)}</dt>
            <dd>{countText(counts[kind])}</dd>
          </div>
        ))}
      </dl>
      {refused.length > 0 && (
        <ul class="refusals">
          {refused.slice(0, shown).map(({ at, id, reason }) => (
            <li key={`${at} ${id}`} dir="auto">
              {id === ''
                ? i18n.t('data.outcome.refusal', [countText(at), reason])
                : i18n.t('data.outcome.refusalNamed', [countText(at), id, reason])}
            </li>
          ))}
        </ul>
      )}
      {refused.length > shown && (
        <button type="button" onClick={() => setShown(shown + PAGE)}>
          {i18n.t('data.outcome.more')}
        </button>
      )}
    </>
  );
}
