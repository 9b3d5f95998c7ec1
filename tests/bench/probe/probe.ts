/** What the probe in a page's isolated world answers. All times are in ms. */

/**
 * Names of the stamps (`performance.mark`) that the probe leaves for the tracer, which knows the thread's own time at each: a segment
 * begins; it has been busy until here; a mark was registered. The page's host name follows.
 */
export const BEGAN = 'gloss-bench-began';
export const BUSY = 'gloss-bench-busy';
export const MARKED = 'gloss-bench-marked';

/** A stretch of main-thread time that the reader took, on the page's clock. */
export interface Segment {
  from: number;
  to: number;
}

export interface Mark {
  /** When it was registered, on the page's clock. */
  at: number;
  range: AbstractRange;
}

/** A page at rest. */
export interface Settled {
  /** The page's host name, which no other visit has. */
  host: string;
  /** Whether the page's clock has its finest grain, 5 us instead of 100. */
  isolated: boolean;
  /** Time to compile the script: from the end of the prelude to the first instruction. */
  compile: number;
  /** Main-thread time from the first instruction until now. */
  busy: number;
  /** The part of it until the last mark was registered; all of it where there is no mark. */
  toMarks: number;
  /** The longest segment. */
  longest: number;
  segments: number;
  /** Ranges registered; of mark.js, elements made. */
  marks: number;
  /** From document_idle until the last mark was registered; `null` where there is none. */
  lastMark: number | null;
  /** The same for the marks in the viewport. */
  viewport: number | null;
}

export interface Probe {
  /** When the prelude ended: as near to `document_idle` as a content script can be. */
  loaded: number;
  /** When the script under test began. */
  first: number | undefined;
  begin(): void;
  end(): void;
  /** The script under test threw: `settled` throws the same. */
  fail(error: unknown): void;
  /** Wait until nothing has happened for `quiet` ms. */
  settled(quiet: number): Promise<Settled>;
  /** Forget the segments so far. */
  reset(): void;
  /** Sum of the segments since. */
  busy(): number;
  /** Where to point at the first mark in the viewport, CSS px; `null` where there is none. */
  spot(): { x: number; y: number } | null;
  /** When the last dwell ended, ms since the epoch; 0 where none did. */
  dwellEnd(): number;
  /** When the card could first be seen, ms since the epoch; `null` where it could not within `ms`. */
  cardSeen(ms: number): Promise<number | null>;
}

declare global {
  var __bench: Probe;
}
