/** How the data page says times, sizes and failures, in the browser's language. */
import { i18n } from '#i18n';
import { NothingWritten } from './transfer';

export function dateText(ms: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(ms);
}

export function countText(count: number): string {
  return new Intl.NumberFormat().format(count);
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** A size of that many bytes. */
export function sizeText(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(bytes || 1) / 3)));
  const options = { style: 'unit', unit: UNITS[step] as string, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(undefined, options).format(bytes / 1000 ** step);
}

/** What went wrong, when nothing was changed by it. */
export function failureText(error: unknown): string {
  if (error instanceof NothingWritten) return i18n.t('data.stopped');
  return i18n.t('data.failed', [error instanceof Error ? error.message : String(error)]);
}
