/**
 * Scripts that a page loads only when it needs them, and what each brings. A script hands over what it brings
 * in the extension's own world, which the page does not see.
 */
import type { Letter } from '../protocol/letters';
import { native } from '../protocol/native';
import type { Order } from '../protocol/orders';
import type { Marks } from './marks/marks';
import type { Spot } from './marks/spot';

/** Orders about the mentions of a page. */
export type MentionOrder = Extract<Order['order'], 'next' | 'previous' | 'open'>;

export interface Hovering {
  /** Listen to the page; once more after `document.open`, which takes all listeners away. */
  listen(): void;
  /** The event that was the first to reach a mention. */
  hear(event: PointerEvent): void;
  obey(order: MentionOrder): void;
  /** Open the card of a spot, with the keyboard in the editor of a note, by its id. */
  write(spot: Spot, note: string): void;
  close(): void;
  receive(letter: Extract<Letter, { to: 'reader' }>): void;
  stop(): void;
}

/** What makes the marks of a page listen to the pointer, and brings in hovering. */
export interface Hoverable {
  /** Listen to the pointer. */
  listen(): void;
  /** Load hovering. Rejects when the extension is gone. */
  bring(): Promise<Hovering>;
}

export interface Noting {
  /** Ask which passages are noted now, and show them. */
  refresh(): void;
  /** The page has changed: passages may have gone, come or moved. */
  changed(): void;
  /** The user may have selected something. */
  offer(): void;
  /** Highlight what is selected, without more ado; `note`: and open its card, to write. */
  highlight(note: boolean): void;
  stop(): void;
}

/** What each script starts. */
interface Scripts {
  /** `shadows`: the open shadow roots of the page, as they come to be known. */
  hovering(doc: Document, marks: Marks, shadows: Iterable<ShadowRoot>): Hovering;
  /**
   * `isPaused`: whether the user paused Gloss on the site. `unanswered` is called when the background cannot
   * be asked.
   */
  noting(
    doc: Document,
    marks: Marks,
    hoverable: Hoverable,
    isPaused: () => boolean,
    unanswered: (error: unknown) => void,
  ): Noting;
  /** `to`: the name of the port to open to the page of the extension that asked. */
  reporting(doc: Document, marks: Marks, to: string): void;
}

const FILES = { hovering: 'hover.js', noting: 'noting.js', reporting: 'reporting.js' };

const scope = globalThis as { gloss?: Partial<Scripts> };

/** Called by the script itself. */
export function handOver(brought: Partial<Scripts>): void {
  scope.gloss = { ...scope.gloss, ...brought };
}

/** Load a script, once a page, and take what it brings. Rejects when the extension is gone. */
export async function bring<K extends keyof Scripts>(name: K): Promise<Scripts[K]> {
  await import(/* @vite-ignore */ `${native.runtime.getURL('/')}${FILES[name]}`);
  const brought = scope.gloss?.[name];
  if (!brought) throw new Error(`${FILES[name]} brought nothing`);
  return brought;
}
