/** The interface of the probe in a page's isolated world. All times are in ms. */

/**
 * Names of the stamps (`performance.mark`) that the probe leaves for the tracer, which knows the thread time
 * at each: a segment begins; it was busy until here; a mark was registered. The page's host name is appended.
 */
export const BEGAN = 'gloss-bench-began';
export const BUSY = 'gloss-bench-busy';
export const MARKED = 'gloss-bench-marked';

/** A period of main-thread time used by the reader, on the page's clock. */
export interface Segment {
  from: number;
  to: number;
}

export interface Mark {
  /** The time of registration, on the page's clock. */
  at: number;
  range: AbstractRange;
}

/** The measurements of a page at rest. */
export interface Settled {
  /** The page's host name, which no other visit has. */
  host: string;
  /** Whether the page's clock has its finest resolution, 5 µs instead of 100 µs. */
  isolated: boolean;
  /** Time to compile the script, from the end of the prelude to the first instruction. */
  compile: number;
  /** Main-thread time from the first instruction until now. */
  busy: number;
  /** The part of `busy` until the last mark was registered. All of it if there is no mark. */
  toMarks: number;
  /** The longest segment. */
  longest: number;
  segments: number;
  /** Number of registered ranges. For mark.js, of created elements. */
  marks: number;
  /** Time from document_idle until the last mark was registered. `null` if there is none. */
  lastMark: number | null;
  /** The same for the marks in the viewport. */
  viewport: number | null;
}

export interface Probe {
  /** The end of the prelude: as close to `document_idle` as a content script can be. */
  loaded: number;
  /** The start of the script under test. */
  first: number | undefined;
  begin(): void;
  end(): void;
  /** Called when the script under test throws. `settled` then throws the same error. */
  fail(error: unknown): void;
  /** Waits until nothing has happened for `quiet` ms. */
  settled(quiet: number): Promise<Settled>;
  /** Discards the segments so far. */
  reset(): void;
  /** Sum of the segments since the last reset. */
  busy(): number;
  /** A point on the first mark in the viewport, CSS px. `null` if there is none. */
  spot(): { x: number; y: number } | null;
  /** The end of the last dwell, ms since the epoch. 0 if there was none. */
  dwellEnd(): number;
  /** The time at which the card became visible, ms since the epoch. `null` if it did not within `ms`. */
  cardSeen(ms: number): Promise<number | null>;
}

declare global {
  var __bench: Probe;
}
