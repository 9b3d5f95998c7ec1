import { i18n } from '#i18n';
import { NothingWritten } from './transfer';

/** What the interface says of a request that failed and changed nothing. */
export function failureText(error: unknown): string {
  if (error instanceof NothingWritten) return i18n.t('data.stopped');
  return i18n.t('data.failed', [error instanceof Error ? error.message : String(error)]);
}
