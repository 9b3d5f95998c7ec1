/**
 * The popover's side of its correspondence with the reader that created its frame. The frame's address
 * contains a secret that only this reader knows. If a page frames the popover by itself, no reader answers,
 * and the card stays empty.
 */
import { browser } from '../../protocol/extension';
import {
  type FromPopover,
  fromFragment,
  type Letter,
  letterTo,
  type ToPopover,
} from '../../protocol/letters';

export interface Correspondence {
  tell(message: FromPopover): void;
  /**
   * Listens to the reader, and sends the reader `ready`. `page`: address of the page that the reader reads.
   */
  listen(hear: (message: ToPopover, page: string) => void): void;
}

/** Opens the correspondence with the reader that set the frame's address. */
export function correspondence({ hash }: Pick<URL, 'hash'>): Correspondence {
  const { secret, frame } = fromFragment(hash);
  const tell = (message: FromPopover) => {
    const letter: Letter = { to: 'reader', frame, secret, message };
    // Nobody answers a letter, which some browsers report as an error.
    browser.runtime.sendMessage(letter).catch(() => undefined);
  };
  return {
    tell,
    listen(hear) {
      browser.runtime.onMessage.addListener((message: unknown, from) => {
        const letter = letterTo('popover', message, from);
        if (letter?.secret === secret) hear(letter.message, letter.page ?? '');
        return undefined;
      });
      tell({ kind: 'ready' });
    },
  };
}
