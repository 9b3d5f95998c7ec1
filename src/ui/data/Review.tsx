import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Outcome } from '../../notes/exchange/import';
import { countText } from '../intl';
import { failureText } from './failure';
import { OutcomeView } from './OutcomeView';
import { type BeginStep, useWork } from './use-work';
import { WorkLine } from './WorkLine';

export interface ReviewProps {
  heading: string;
  /** An explanation besides the numbers. */
  explained?: string;
  outcome: Outcome;
  /** Notes that were deleted since, and the choice whether they come back; absent where there is no choice. */
  deleted?: { count: number; revives: boolean; onChange(revives: boolean): void };
  /** Shown if nothing would change; there is no button to agree then. */
  nothing: string;
  /** Label of the button to agree. */
  action: string;
  /** Makes the change. If it rejects, nothing was changed. `begin`: begins a step that is shown. */
  onAgree(begin: BeginStep): Promise<void>;
  onCancel(): void;
}

/** Shows what would change, and lets the user agree or cancel. */
export function Review({
  heading,
  explained,
  outcome,
  deleted,
  nothing,
  action,
  onAgree,
  onCancel,
}: ReviewProps) {
  const work = useWork();
  const busy = work.shown !== undefined;
  const [problem, setProblem] = useState('');
  const [isCancelled, setIsCancelled] = useState(false);
  const agreeing = useRef<HTMLButtonElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  // It appears in response to the user: the focus moves to its heading.
  useEffect(() => title.current?.focus(), []);
  const agree = async () => {
    setProblem('');
    setIsCancelled(false);
    try {
      if ((await work.run(onAgree)) !== 'cancelled') return;
      setIsCancelled(true);
      agreeing.current?.focus(); // *Cancel* disappears.
    } catch (error) {
      setProblem(failureText(error));
    }
  };
  const isEmpty = outcome.added + outcome.updated + (outcome.revived ?? 0) === 0;
  return (
    <section class="review" aria-busy={busy}>
      <h4 ref={title} tabIndex={-1} dir="auto">
        {heading}
      </h4>
      {explained && <p class="about">{explained}</p>}
      <OutcomeView
        counts={{ ...outcome, refused: outcome.refused.length }}
        refused={outcome.refused.toSorted((a, b) => a.at - b.at)}
        left={outcome.left?.toSorted((a, b) => a.at - b.at)}
      />
      {deleted && (
        <label class="revive">
          <input
            type="checkbox"
            checked={deleted.revives}
            disabled={busy}
            onChange={({ currentTarget }) => deleted.onChange(currentTarget.checked)}
          />
          <span>{i18n.t('data.outcome.revive', [countText(deleted.count)])}</span>
        </label>
      )}
      {isEmpty && <p>{nothing}</p>}
      {problem && <p role="alert">{problem}</p>}
      <p role="status">{isCancelled && i18n.t('data.backup.cancelled')}</p>
      <WorkLine work={work} />
      <p class="actions">
        {!isEmpty && (
          <button
            type="button"
            class="first"
            ref={agreeing}
            aria-disabled={busy}
            onClick={() => {
              if (!busy) void agree();
            }}
          >
            {action}
          </button>
        )}
        {!busy && (
          <button type="button" onClick={onCancel}>
            {i18n.t('data.outcome.cancel')}
          </button>
        )}
      </p>
    </section>
  );
}
