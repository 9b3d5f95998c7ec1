/**
 * The scripts that a page loads only when it needs them, and the interface of each. A script hands over its
 * start function in the extension's isolated world, which the page cannot see.
 */
import type { Letter } from '../protocol/letters';
import { native } from '../protocol/native';
import type { Order } from '../protocol/orders';
import type { Marked, Marks } from './marks/marks';
import type { Spot } from './marks/spot';
import type { Seam } from './read/walk';

/** Orders about the mentions of a page. */
export type MentionOrder = Extract<Order['order'], 'next' | 'previous' | 'open'>;
/** Orders about the selected text of a page. */
type SelectionOrder = Extract<Order, { order: 'highlight' | 'explain' }>;
/** Orders that the attending script obeys. */
export type AttendingOrder = Exclude<Order, { order: 'rescan' | 'noted' | 'highlight' | 'explain' }>;

export interface Hovering {
  /** Adds the listeners to the page. Called again after `document.open`, which removes all listeners. */
  listen(): void;
  /** Handles the event that caused this script to be loaded. */
  hear(event: PointerEvent): void;
  /** Sets the time that the pointer must rest on a mention before its card opens, ms. */
  setDwell(dwell: number): void;
  obey(order: MentionOrder): void;
  /** Opens the card of a spot, and moves the keyboard focus to the editor of the note with that id. */
  write(spot: Spot, note: string): void;
  close(): void;
  receive(letter: Extract<Letter, { to: 'reader' }>): void;
  stop(): void;
}

export interface Noting {
  /** Asks the background which passages have notes now, and shows them. */
  refresh(): void;
  /** Called after a change of the page. Passages may have disappeared, appeared or moved. */
  changed(): void;
  /** Called when the user may have selected something. `type`: of the event that says so. */
  offer(type: string): void;
  /** Obeys an order about the selected text, without showing the bar. */
  obey(order: SelectionOrder): void;
  stop(): void;
}

/** Makes the marks of a page react to the pointer. Loads the hovering script when needed. */
export interface Hoverable {
  /** Adds the pointer listeners. Called again after `document.open`, which removes all listeners. */
  listen(): void;
  /** Loads the hovering script. Rejects when the extension is gone. */
  bring(): Promise<Hovering>;
}

/**
 * Counts the terms of a page for the toolbar button, and loads the hovering script when needed. Once it listens, it hears
 * by itself when the mentions of this frame change.
 */
export interface Attending extends Hoverable, Pick<Hovering, 'receive' | 'stop'> {
  /** Sends the number again: it may have been lost. */
  again(): void;
  /** Obeys an order about the mentions of the page, or about its card. */
  obey(order: AttendingOrder): void;
}

/** Decides what names do not tell, by layout and by letters. */
export interface Judge {
  /** Whether layout parts the characters at a seam (`seams.ts`). May force a layout. */
  parts(seam: Seam): boolean;
  /** Whether a `pre` is prose, and not code (`plain.ts`). */
  isProse(pre: Element): boolean;
}

/** The start function of each script, by the name of its file. */
interface Scripts {
  /**
   * `shadows`: the open shadow roots of the page. The collection grows as they are found. `gone` is called when the
   * extension is. `newest`: the last move of the pointer while the script was loaded.
   */
  attending(
    doc: Document,
    frame: Marked,
    shadows: Iterable<ShadowRoot>,
    gone: () => void,
    newest: PointerEvent | undefined,
  ): Attending;
  judging(doc: Document): Judge;
  hover(doc: Document, marks: Marks, shadows: Iterable<ShadowRoot>): Hovering;
  /**
   * `attend` loads the attending script if necessary. `isPaused`: whether the user paused Gloss on the site.
   * `unanswered` is called when a request to the background fails.
   */
  noting(
    doc: Document,
    marks: Marks,
    attend: (work: (hoverable: Hoverable) => void) => void,
    isPaused: () => boolean,
    unanswered: (error: unknown) => void,
  ): Noting;
  /** `to`: the port name that the requesting extension page listens for. */
  reporting(doc: Document, marks: Marks, to: string): void;
}

const scope = globalThis as { gloss?: Partial<Scripts> };

/** Called by each script when it is evaluated. */
export function handOver(brought: Partial<Scripts>): void {
  scope.gloss = { ...scope.gloss, ...brought };
}

/**
 * Loads a script, at most once for each page, and returns its start function. Rejects when the extension is
 * gone.
 */
export async function bring<K extends keyof Scripts>(name: K): Promise<Scripts[K]> {
  await import(/* @vite-ignore */ `${native.runtime.getURL('/')}${name}.js`);
  return (scope.gloss as Scripts)[name];
}
