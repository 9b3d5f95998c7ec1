/**
 * The popover's side of its correspondence with the reader that made its frame. The secret is in the frame's address. It is known to that
 * reader alone: a page that frames the popover by itself finds no reader to answer, and the card stays empty.
 */
import { browser } from '../../protocol/extension';
import { type FromPopover, type Letter, letterTo, type ToPopover } from '../../protocol/letters';

export interface Correspondence {
  tell(message: FromPopover): void;
  /** Hear what the reader tells, and let the reader know that it is heard. `page`: address of the page that the reader reads. */
  listen(hear: (message: ToPopover, page: string) => void): void;
}

/** With the reader that gave the frame its address. */
export function correspondence({ hash }: Pick<URL, 'hash'>): Correspondence {
  const secret = hash.slice(1);
  const tell = (message: FromPopover) => {
    const letter: Letter = { to: 'reader', secret, message };
    // Nobody answers a letter, and some browsers call that an error.
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
