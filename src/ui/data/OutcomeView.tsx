import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Refused } from '../../notes/exchange/read';
import { countText } from '../intl';
import { refusedText } from './refused-text';

/** Refusals shown at a time. */
const PAGE = 100;

export interface OutcomeViewProps {
  /** Numbers of notes that are new, changed, back, deleted and unchanged, and of refused annotations. */
  counts: {
    added: number;
    updated: number;
    revived?: number | undefined;
    deleted?: number | undefined;
    equal: number;
    refused: number;
  };
  /** The refused annotations whose reasons are known. */
  refused: readonly Refused[];
  /** What is left out of annotations that are taken. */
  left?: readonly Refused[] | undefined;
}

/** The numbers in their order; those that are always shown stand first. */
const KINDS = ['added', 'updated', 'equal', 'revived', 'deleted', 'refused'] as const;
const ALWAYS = 3;

/**
 * The outcome of an import or of its preview: the numbers, each refusal with its number in the file, and what is
 * left out of the rest.
 */
export function OutcomeView({ counts, refused, left = [] }: OutcomeViewProps) {
  const kinds = KINDS.filter((kind, i) => i < ALWAYS || (counts[kind] ?? 0) > 0);
  // A note that comes as a deleted one is counted as new or updated as well.
  const { added, updated, revived = 0, equal, refused: skipped } = counts;
  const all = added + updated + revived + equal + skipped;
  return (
    <>
      <dl class="outcome">
        {kinds.map((kind) => (
          <div key={kind}>
            <dt>{i18n.t(`data.outcome.${kind}`)}</dt>
            <dd>{countText(counts[kind] ?? 0)}</dd>
          </div>
        ))}
      </dl>
      {counts.refused > 0 && <p>{refusedText(counts.refused, all, refused)}</p>}
      <Reasons list={refused} />
      {left.length > 0 && <p>{i18n.t('data.outcome.left', [countText(left.length)])}</p>}
      <Reasons list={left} />
    </>
  );
}

/** What was refused or left out, and why, a hundred at a time. Folded: the numbers are enough for most. */
function Reasons({ list }: { list: readonly Refused[] }) {
  const [shown, setShown] = useState(PAGE);
  if (list.length === 0) return null;
  return (
    <details class="reasons">
      <summary>{i18n.t('data.outcome.which')}</summary>
      <ul class="refusals">
        {list.slice(0, shown).map(({ at, id, reason }) => (
          <li key={`${at} ${id} ${reason}`} dir="auto">
            {at === 0
              ? reason
              : id === ''
                ? i18n.t('data.outcome.refusal', [countText(at), reason])
                : i18n.t('data.outcome.refusalNamed', [countText(at), id, reason])}
          </li>
        ))}
      </ul>
      {list.length > shown && (
        <button type="button" onClick={() => setShown(shown + PAGE)}>
          {i18n.t('data.outcome.more')}
        </button>
      )}
    </details>
  );
}
