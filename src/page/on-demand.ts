/**
 * The scripts that a page loads only when it needs them, and the interface of each. A script hands over its
 * start function in the extension's isolated world, which the page cannot see.
 */
import type { Letter } from '../protocol/letters';
import { native } from '../protocol/native';
import type { Order } from '../protocol/orders';
import type { Marked, Marks } from './marks/marks';
import type { Spot } from './marks/spot';

/** Orders about the mentions of a page. */
export type MentionOrder = Extract<Order['order'], 'next' | 'previous' | 'open'>;

export interface Hovering {
  /** Adds the listeners to the page. Called again after `document.open`, which removes all listeners. */
  listen(): void;
  /** Handles the event that caused this script to be loaded. */
  hear(event: PointerEvent): void;
  obey(order: MentionOrder): void;
  /** Opens the card of a spot, and moves the keyboard focus to the editor of the note with that id. */
  write(spot: Spot, note: string): void;
  close(): void;
  receive(letter: Extract<Letter, { to: 'reader' }>): void;
  stop(): void;
}

/** Makes the marks of a page react to the pointer. Loads the hovering script when needed. */
export interface Hoverable {
  /** Adds the pointer listeners. */
  listen(): void;
  /** Loads the hovering script. Rejects when the extension is gone. */
  bring(): Promise<Hovering>;
}

export interface Noting {
  /** Asks the background which passages have notes now, and shows them. */
  refresh(): void;
  /** Called after a change of the page. Passages may have disappeared, appeared or moved. */
  changed(): void;
  /** Called when the user may have selected something. */
  offer(): void;
  /** Highlights the selected text without showing the bar. `note`: also opens the card to write a note. */
  highlight(note: boolean): void;
  stop(): void;
}

/** Counts the terms of a page for the toolbar button. */
export interface Counting {
  /** Called when the mentions shown in this frame may have changed. */
  changed(): void;
  /** Stores the terms of another frame of the page. */
  add(frame: number, terms: string[]): void;
  /** Sends the number again: it may have been lost. */
  again(): void;
}

/** The start function of each script. */
interface Scripts {
  /** `gone` is called when the extension is. */
  counting(frame: Marked, gone: () => void): Counting;
  /** `shadows`: the open shadow roots of the page. The collection grows as they are found. */
  hovering(doc: Document, marks: Marks, shadows: Iterable<ShadowRoot>): Hovering;
  /**
   * `isPaused`: whether the user paused Gloss on the site. `unanswered` is called when a request to the
   * background fails.
   */
  noting(
    doc: Document,
    marks: Marks,
    hoverable: Hoverable,
    isPaused: () => boolean,
    unanswered: (error: unknown) => void,
  ): Noting;
  /** `to`: the port name that the requesting extension page listens for. */
  reporting(doc: Document, marks: Marks, to: string): void;
}

const FILES = {
  counting: 'counting.js',
  hovering: 'hover.js',
  noting: 'noting.js',
  reporting: 'reporting.js',
};

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
  await import(/* @vite-ignore */ `${native.runtime.getURL('/')}${FILES[name]}`);
  const brought = scope.gloss?.[name];
  if (!brought) throw new Error(`${FILES[name]} brought nothing`);
  return brought;
}
