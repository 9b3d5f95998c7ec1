/**
 * The reader: what runs in every frame of every page. It knows no term: it reads the page, draws what the background finds,
 * and shows the popover. All state of a page lives here and goes with it.
 */
import { letterTo, type Order } from '../platform/messages';
import { alive, native, send } from '../platform/native';
import { Marks, type Mention } from './marks';
import { Pointer } from './pointer';
import { Popover } from './popover';
import { Scan } from './scan';
import { watch } from './watch';

/** Start reading `doc`. Never throws; when the extension is gone, everything is taken down again. */
export function startReader(doc: Document): void {
  if (!(doc.documentElement instanceof Element)) return;
  const marks = new Marks(doc);
  const pointer = new Pointer(doc, marks);
  const popover = new Popover(doc, {
    pointed: (inside) => pointer.send({ on: inside ? 'card' : 'away' }),
    closed: () => pointer.send({ on: 'close' }),
  });
  const scan = new Scan(doc, marks, {
    ask: (text) => send('ask', { text }),
    scan: (request) => send('scan', request),
  });
  pointer.start(popover);

  const unwatch = watch(doc.documentElement, async ({ added, changed }) => {
    marks.sweep();
    await inTurn(() => scan.again(added, changed));
  });

  native.runtime.onMessage.addListener((message: unknown, from) => {
    const letter = letterTo('reader', message, from);
    if (letter) popover.receive(letter);
    else if (!isOrder(message)) return;
    else if (message.order === 'rescan') void inTurn(() => scan.anew());
    else if (hasFocus(doc)) obey(message.order, doc, marks, pointer, popover);
  });

  const stop = () => {
    unwatch();
    scan.stop();
    pointer.stop();
    popover.stop();
    marks.stop();
  };
  /** A request that fails because the extension was updated or removed ends the reader; another failure ends that request. */
  const guard = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (!alive()) stop();
      else console.debug('Gloss could not read a part of this page.', error);
    }
  };
  let last = Promise.resolve();
  const inTurn = (work: () => Promise<void>) => {
    last = last.then(() => guard(work));
    return last;
  };
  void inTurn(() => scan.all());
}

function isOrder(message: unknown): message is Order {
  return typeof message === 'object' && message !== null && 'order' in message;
}

/** Whether the keyboard is in this very frame, not in one inside it. */
function hasFocus(doc: Document): boolean {
  return doc.hasFocus() && !(doc.activeElement instanceof HTMLIFrameElement);
}

function obey(
  order: Exclude<Order['order'], 'rescan'>,
  doc: Document,
  marks: Marks,
  pointer: Pointer,
  popover: Popover,
): void {
  const mentions = marks.inOrder();
  const mention =
    order === 'open'
      ? (pointer.open ?? nearest(mentions, doc))
      : neighbour(mentions, order, pointer.open, doc);
  if (!mention) return;
  mention.start.node.parentElement?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  pointer.send({ on: 'ask', mention });
  if (order === 'open') popover.focus();
}

/** The mention after or before the open one; from the ends it goes round. */
function neighbour(
  mentions: Mention[],
  order: 'next' | 'previous',
  open: Mention | undefined,
  doc: Document,
) {
  const at = open ? mentions.indexOf(open) : -1;
  if (at < 0) return nearest(mentions, doc);
  return mentions.at((at + (order === 'next' ? 1 : -1)) % mentions.length);
}

/** The first mention that stands below the top of the viewport. */
function nearest(mentions: Mention[], doc: Document): Mention | undefined {
  const below = mentions.find(({ start }) => {
    const range = doc.createRange();
    range.selectNode(start.node);
    const box = range.getBoundingClientRect();
    return box.bottom > 0 && box.height > 0;
  });
  return below ?? mentions[0];
}
