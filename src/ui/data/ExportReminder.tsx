import { i18n } from '#i18n';
import { send } from '../../protocol/extension';
import type { Requests } from '../../protocol/messages';
import './reminder.css';

export interface ExportReminderProps {
  /** The last state from the background. */
  state: Requests['data-state']['reply'] | undefined;
  /** Called when the user has put the reminder off. */
  onPutOff(): void;
}

/**
 * A quiet reminder, shown if notes changed since the last export and that was a month ago. It can be put off
 * for a week.
 */
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
