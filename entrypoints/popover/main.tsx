import { render } from 'preact';
import { browser } from '../../src/protocol/extension';
import { type FromPopover, type Letter, letterTo, type ToPopover } from '../../src/protocol/letters';
import { PopoverApp } from '../../src/ui/card/PopoverApp';

/** Known to the reader that made this frame. A page that frames it by itself finds no such reader: the card stays empty. */
const secret = location.hash.slice(1);

const tell = (message: FromPopover) => {
  const letter: Letter = { to: 'reader', secret, message };
  // Nobody answers a letter, and some browsers call that an error.
  browser.runtime.sendMessage(letter).catch(() => undefined);
};
const listen = (hear: (message: ToPopover, page: string) => void) => {
  browser.runtime.onMessage.addListener((message: unknown, from) => {
    const letter = letterTo('popover', message, from);
    if (letter?.secret === secret) hear(letter.message, letter.page ?? '');
    return undefined;
  });
  tell({ kind: 'ready' });
};

render(<PopoverApp tell={tell} listen={listen} />, document.body);
