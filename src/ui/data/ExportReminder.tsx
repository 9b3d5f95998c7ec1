import { i18n } from '#i18n';
import { send } from '../../protocol/extension';
import type { Requests } from '../../protocol/messages';
import './reminder.css';

export interface ExportReminderProps {
  /** As the background told it last. */
  state: Requests['data-state']['reply'] | undefined;
  /** Called when the user has put it off. */
  onPutOff(): void;
}

/** A quiet line where notes are in no exported file, and none was made for a month. It can be put off for a week. */
export function ExportReminder({ state, onPutOff }: ExportReminderProps) {
  if (!state?.due) return null;
  return (
    <p class="reminder">
      <span>{i18n.t(state.exported === undefined ? 'data.reminderFirst' : 'data.reminder')}</span>{' '}
      <a href="/options.html#data-export" target={location.pathname === '/options.html' ? '_self' : '_blank'}>
        {i18n.t('data.toExport')}
      </a>{' '}
      <button type="button" onClick={() => void send('put-off', null).then(onPutOff, () => undefined)}>
        {i18n.t('data.putOff')}
      </button>
    </p>
  );
}
