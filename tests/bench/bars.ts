/**
 * The bars: what Gloss may cost. The report has one row for each bar, even if its value could not be
 * measured.
 */

/** A bar, by its key. A value equal to the bar is good. */
export interface Bar {
  /** What is measured, as shown in the report. */
  what: string;
  /** Unit of the value and of the bar. */
  unit: string;
  /** The side of the bar on which the value must be. */
  side: '<=' | '>=' | '=';
  bar: number;
}

/**
 * Size limits of the scripts that pages load, bytes after gzip -9. `tests/e2e/size.test.ts` fails above them.
 */
export const BUDGETS = { reader: 8_000, popover: 25_000 };

const most = (bar: number, unit: string, what: string): Bar => ({ what, unit, side: '<=', bar });
const least = (bar: number, unit: string, what: string): Bar => ({ what, unit, side: '>=', bar });
const none = (unit: string, what: string): Bar => ({ what, unit, side: '=', bar: 0 });

export const BARS = {
  'reader-size': most(
    BUDGETS.reader / 1000,
    'kB gzip',
    'Script and style of the reader: all that a page without a hover loads',
  ),
  'popover-size': most(BUDGETS.popover / 1000, 'kB gzip', 'First load of the popover, script'),
  'reader-without-mention': most(
    1.6,
    'x the least that asks',
    "Reader's main-thread time, cold, page without a mention, bundled digest",
  ),
  'reader-without-mention-1m': most(2.3, 'x the least that asks', 'The same with 1,000,000 terms'),
  'reader-with-mentions': most(
    2.3,
    'x the least that marks',
    "Reader's main-thread time, cold, page with mentions, bundled digest",
  ),
  'reader-with-mentions-1m': most(3.5, 'x the least that marks', 'The same with 1,000,000 terms'),
  'matcher-speed': least(20, 'Mchar/s', 'Matcher with sense resolution, 100,000 terms, warm'),
  'markjs-default': least(60, 'x ours', 'mark.js with the bundled terms, default mode'),
  'markjs-regexp': least(4, 'x ours', 'mark.js with the bundled terms, one markRegExp'),
  'long-tasks': none(
    'tasks',
    'Long tasks (> 50 ms) caused: every second page of the corpus, 1 MB and 10 MB pages',
  ),
  'page-changes': none('nodes, attributes', 'Added to a page before a hover'),
  'layout-shift': none('score', 'Layout shift caused, ever'),
  'tab-heap': most(0.3, 'MB', 'Heap of a tab over the same page without Gloss, any number of terms'),
  'background-heap-100k': most(12, 'MB', 'Heap of the background, 100,000 terms'),
  'background-heap-1m': most(100, 'MB', 'Heap of the background, 1,000,000 terms'),
  'viewport-marked-awake': most(
    40,
    'ms',
    'Viewport marked after document_idle, 100,000 terms, background awake',
  ),
  'viewport-marked-asleep': most(
    150,
    'ms',
    'Viewport marked after document_idle, 100,000 terms, background asleep',
  ),
  'card-warm': most(50, 'ms', 'End of dwell to card painted, background awake'),
  'card-asleep': most(150, 'ms', 'End of dwell to card painted, background asleep'),
  'popup-ready': most(150, 'ms', 'Press of the toolbar button to the popup painted, ready to type'),
  'search-key-bundled': most(16, 'ms', 'Key to results painted, p95, bundled digest'),
  'search-key-100k': most(50, 'ms', 'Key to results painted, p95, 100,000 terms and 20,000 passages'),
  'search-index-load': most(500, 'ms', "Load of the search's index of 100,000 terms and 20,000 passages"),
  'notes-of-page': most(20, 'ms', "A page's notes found, 10,000 notes stored"),
  'notes-page-painted': most(300, 'ms', 'Page of all notes: opened to first notes painted, 10,000 notes'),
  'note-search-key': most(50, 'ms', 'Key to notes painted, p95, 10,000 notes'),
  'text-changes': most(2, '% of a core', '60 text changes a second, over the same page without Gloss'),
  'noting-slice': most(
    8,
    'ms',
    'Longest slice of work on the page while 100 notes find their passages, 1 MB page, as it was or changed',
  ),
} as const satisfies Record<string, Bar>;

export type Key = keyof typeof BARS;
export const KEYS = Object.keys(BARS) as Key[];

/**
 * The measurement for a bar: a value, or the reason why there is none. `but`: what spoils the value; then the
 * bar is not checked.
 */
export type Measured = { value: number; but?: string } | { reason: string };

/** A row of `--json`. */
export interface Row {
  value: number | null;
  unit: string;
  /** The bar with its side, for example `<= 8`. */
  bar: string;
  ok: boolean;
  /** The reason why there is no value, or what spoils it. */
  reason?: string;
}

/** Compares a measurement with its bar. */
export function rowOf(key: Key, measured: Measured): Row {
  const { unit, side, bar } = BARS[key];
  const shown = `${side} ${bar}`;
  if ('reason' in measured) return { value: null, unit, bar: shown, ok: false, reason: measured.reason };
  const { value, but } = measured;
  const ok = side === '<=' ? value <= bar : side === '>=' ? value >= bar : value === bar;
  return but === undefined
    ? { value, unit, bar: shown, ok }
    : { value, unit, bar: shown, ok: false, reason: but };
}
