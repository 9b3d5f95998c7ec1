/** Numbers, sizes and times as the browser's language writes them. */

// Formatters are kept: making one takes longer than formatting a hundred values with it.
let numbers: Intl.NumberFormat | undefined;
let moments: { time: Intl.DateTimeFormat; date: Intl.DateTimeFormat } | undefined;

/** A number: `12,345`. */
export function countText(count: number): string {
  numbers ??= new Intl.NumberFormat();
  return numbers.format(count);
}

/** Which of two forms a noun has after a number, in the language of the interface. */
export const pluralOf = (count: number): 'one' | 'other' => (count === 1 ? 'one' : 'other');

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** A size given in bytes, in the largest unit (of powers of 1,000) that keeps it at 1 or more: `1.2 MB`. */
export function sizeText(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(bytes || 1) / 3)));
  const options = { style: 'unit', unit: UNITS[step] as string, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(undefined, options).format(bytes / 1000 ** step);
}

/** A moment (ms since the epoch), short: the time if it was today, else the date. */
export function momentText(moment: number, now = Date.now()): string {
  const isToday = new Date(moment).toDateString() === new Date(now).toDateString();
  moments ??= {
    time: new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }),
    date: new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }),
  };
  return moments[isToday ? 'time' : 'date'].format(moment);
}

/** A moment (ms since the epoch) with date and time. */
export function dateTimeText(moment: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(moment);
}

/** The date of a document, as precise as it is given: `2023-08` is August 2023. */
export function dateText(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number?, number?];
  return new Intl.DateTimeFormat(undefined, {
    year: 'numeric',
    ...(month ? { month: 'long' } : {}),
    ...(day ? { day: 'numeric' } : {}),
    timeZone: 'UTC',
  }).format(Date.UTC(year, (month ?? 1) - 1, day ?? 1));
}
