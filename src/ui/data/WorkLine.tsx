import { i18n } from '#i18n';
import { countText } from '../intl';
import type { ShownWork, Work } from './use-work';

/** How far long work is, with counts, and *Cancel*. A screen reader hears each step, not each count. */
export function WorkLine({ work: { shown, cancel } }: { work: Work }) {
  return (
    <>
      <p role="status" class="visually-hidden">
        {shown && (shown.isCancelled ? i18n.t('data.work.cancelling') : shown.step)}
      </p>
      {shown && <Line shown={shown} onCancel={cancel} />}
    </>
  );
}

function Line({ shown, onCancel }: { shown: ShownWork; onCancel(): void }) {
  const { step, done, of, isCancelled } = shown;
  const isCounted = of !== undefined && !isCancelled;
  return (
    <div class="work">
      <progress aria-label={step} {...(isCounted && { max: of, value: done })} />
      <span class="counts" dir="auto">
        {isCancelled
          ? i18n.t('data.work.cancelling')
          : isCounted
            ? i18n.t('data.work.counted', [step, countText(done), countText(of)])
            : i18n.t('data.work.waiting', [step])}
      </span>
      <button type="button" aria-disabled={isCancelled} onClick={onCancel}>
        {i18n.t('data.work.cancel')}
      </button>
    </div>
  );
}
