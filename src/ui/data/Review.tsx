import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Outcome } from '../../notes/exchange/import';
import { failureText } from './failure';
import { OutcomeView } from './OutcomeView';

export interface ReviewProps {
  heading: string;
  /** What is to be known beside the counts. */
  explained?: string;
  outcome: Outcome;
  /** Said where nothing would change; there is nothing to agree to then. */
  nothing: string;
  /** Of the button. */
  action: string;
  /** Does it. Where it rejects, nothing was changed. */
  onAgree(): Promise<void>;
  onCancel(): void;
}

/** What would be changed, before it is: the user agrees or does not. */
export function Review({ heading, explained, outcome, nothing, action, onAgree, onCancel }: ReviewProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const title = useRef<HTMLHeadingElement>(null);
  // It came because of what the user did: reading goes on here.
  useEffect(() => title.current?.focus(), []);
  const agree = async () => {
    setBusy(true);
    setProblem('');
    try {
      await onAgree();
    } catch (error) {
      setProblem(failureText(error));
      setBusy(false);
    }
  };
  const isEmpty = outcome.added + outcome.updated === 0;
  return (
    <section class="review" aria-busy={busy}>
      <h4 ref={title} tabIndex={-1} dir="auto">
        {heading}
      </h4>
      {explained && <p class="about">{explained}</p>}
      <OutcomeView
        counts={{ ...outcome, refused: outcome.refused.length }}
        refused={outcome.refused.toSorted((a, b) => a.at - b.at)}
      />
      {isEmpty && <p>{nothing}</p>}
      {problem && <p role="alert">{problem}</p>}
      <p class="actions">
        {!isEmpty && (
          <button type="button" class="first" disabled={busy} onClick={() => void agree()}>
            {action}
          </button>
        )}
        <button type="button" disabled={busy} onClick={onCancel}>
          {i18n.t('data.outcome.cancel')}
        </button>
        <span role="status">{busy && i18n.t('data.outcome.working')}</span>
      </p>
    </section>
  );
}
