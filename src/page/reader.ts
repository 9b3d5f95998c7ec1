/**
 * The reader: what runs in every frame of every page. It knows no term: it reads the page, draws what the background finds,
 * and shows the popover. All state of a page lives here and goes with it. A page without a mention pays for its text being
 * read and for one observer; everything else is made when there is something to mark.
 */
import { letterTo, type Order } from '../platform/messages';
import { alive, native, order, send } from '../platform/native';
import { Approach } from './approach';
import { Marks } from './marks';
import type { Noting } from './noting';
import { bring } from './on-demand';
import { isLeftAlone, type Root } from './prose';
import { Scan } from './scan';
import { findShadows } from './shadows';
import { Tally } from './tally';
import { Watch } from './watch';

/** When a page is looked through for shadow roots, ms after its start: when it is marked, and again when late components have come to life. */
const LOOKS = [300, 4_000];
/** Wait before a page is read once more, ms, after the background did not answer. */
const RETRY = 5_000;

/** Start reading `doc`. Never throws; when the extension is gone, everything is taken down again. */
export function startReader(doc: Document): void {
  const shadows = new Set<ShadowRoot>();
  const marks = new Marks(doc, () => approach.listen());
  const approach = new Approach(doc, marks, shadows);
  const view = doc.defaultView;
  const tally = new Tally(marks, view === view?.top, (terms) => send('marked', { terms }));

  let stopped = false;
  /** Whether the user paused Gloss on the site: then nothing more of the page is sent, and nothing shown. */
  let paused = false;
  /** Whether the next question is the first one. */
  let begins = true;
  const scan = new Scan(doc, marks, {
    ask: async (request) => {
      const reply = await send('ask', begins ? { ...request, begins: { top: topOf(view) } } : request);
      paused = reply === null;
      if (begins && (noting || reply?.noted)) refresh();
      begins = false;
      return reply;
    },
    scan: (request) => send('scan', request),
  });
  const stop = () => {
    stopped = true;
    watch.stop();
    scan.stop();
    approach.stop();
    paused = true;
    void noting?.then((noting) => noting.stop());
    marks.stop();
  };
  /** Something went wrong: says whether that is not the end of the reader. */
  const failed = (error: unknown) => {
    if (!alive()) stop();
    else console.debug('Gloss could not read a part of this page.', error);
    return !stopped;
  };
  let last: Promise<unknown> = Promise.resolve();
  /**
   * One piece of work after another. One that fails because the extension was updated or removed ends the reader; after another
   * failure the page is read once more, later.
   */
  const inTurn = (work: () => Promise<unknown>, again?: () => void) => {
    last = last.then(async () => {
      try {
        if (!stopped) await work();
      } catch (error) {
        if (failed(error) && again) setTimeout(again, RETRY);
      }
    });
    return last;
  };
  const roots = (): Root[] => (doc.body ? [doc.body, ...shadows] : []);
  const read = (evenHidden = false) => {
    begins = true;
    return scan.anew(roots(), evenHidden);
  };
  const readAll = () =>
    inTurn(
      () => read(),
      () => inTurn(() => read()),
    );

  /** The script for notes, once it is needed: where passages of the page are noted, or something is selected that may be. */
  let noting: Promise<Noting> | undefined;
  const bringNoting = () => {
    noting ??= bring('noting').then((startNoting) => startNoting(doc, marks, approach));
    return noting;
  };
  /** Show the passages that are noted now. */
  const refresh = async (isSelected = false) => {
    try {
      if (paused && !noting) return;
      const link = doc.querySelector<HTMLLinkElement>('link[rel=canonical]');
      const { passages, offers } = await send('passages', { canonical: link?.href ?? '' });
      if (noting || passages[0] || (isSelected && offers))
        (await bringNoting()).show(paused ? [] : passages, offers && !paused);
    } catch (error) {
      failed(error);
    }
  };
  /** A press of the pointer or of a key has ended, perhaps with a selection. */
  const ended = async ({ isTrusted }: Event) => {
    if (paused || !isTrusted) return;
    if (!noting && doc.getSelection()?.isCollapsed === false) await refresh(true);
    (await noting)?.offer();
  };
  const listen = () => {
    for (const name of ['pointerup', 'keyup']) addEventListener(name, ended, true);
  };

  const enter = (shadow: ShadowRoot) => {
    if (shadows.has(shadow) || isLeftAlone(shadow.host)) return;
    shadows.add(shadow);
    watch.observe(shadow);
    inTurn(async () => paused || scan.read([shadow]));
  };
  let shown = viewOf(doc);
  const watch = new Watch(async ({ added, changed, reopened }) => {
    if (reopened) listen();
    if (reopened && marks.size > 0) approach.listen();
    void noting?.then((noting) => noting.changed());
    for (const shadow of shadows) if (!shadow.isConnected) shadows.delete(shadow);
    marks.sweep();
    const fresh = [...added].filter((element) => !isLeftAlone(element));
    const here = viewOf(doc);
    const moved = here !== shown;
    shown = here;
    // What the view before said of a sense says nothing of this one.
    await inTurn(async () => paused || (moved ? read() : scan.read(fresh, changed)));
    for (const element of fresh) void findShadows(element, enter);
  });
  const look = () => doc.body && findShadows(doc.body, enter);

  watch.observe(doc);
  listen();
  readAll();
  for (const ms of LOOKS) setTimeout(look, ms);
  native.runtime.onMessage.addListener((message: unknown, from) => {
    const letter = letterTo('reader', message, from);
    if (letter) approach.hovering?.receive(letter);
    else if (!isOrder(message)) return;
    else if (message.order === 'rescan') {
      inTurn(() => read(true));
      tally.again();
    } else if (message.order === 'add') tally.add(message.frame, message.terms);
    else if (message.order === 'tell') {
      const { to } = message;
      bring('telling').then((startTelling) => startTelling(doc, marks, to), failed);
    } else if (message.order === 'close') approach.hovering?.close();
    else if (message.order === 'escapable') addEventListener('keydown', onEscape, true);
    else if (message.order === 'noted') refresh();
    else if (message.order === 'highlight') {
      const { note, here } = message;
      if (here || hasFocus(doc)) bringNoting().then((noting) => noting.highlight(note), failed);
    } else if (marks.size > 0 && hasFocus(doc)) {
      const { order } = message;
      approach.bring().then((hovering) => hovering.obey(order), stop);
    }
  });
  // A page that comes back from the cache for back and forward may have been frozen while it was read.
  view?.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    readAll();
    tally.again();
  });
  if (view !== view?.top) view?.addEventListener('pagehide', () => tally.leave());
}

/** Origin of the page around a frame. */
function topOf(view: Window | null): string {
  const { ancestorOrigins = [] } = view?.location ?? {};
  return [...ancestorOrigins].at(-1) ?? '';
}

/** Which view of an application a page shows: its address, with a fragment only where that is a route (`#/…`, `#!…`). */
function viewOf({ location }: Document): string {
  const { pathname, search, hash } = location;
  return `${pathname}${search}${/^#[/!]/.test(hash) ? hash : ''}`;
}

/** Closes the card of another frame. The first Escape does, whether the card is still there or not. */
function onEscape({ key }: KeyboardEvent): void {
  if (key !== 'Escape') return;
  removeEventListener('keydown', onEscape, true);
  order('close');
}

function isOrder(message: unknown): message is Order {
  return typeof message === 'object' && message !== null && 'order' in message;
}

/** Whether the keyboard is in this very frame, not in one inside it. */
function hasFocus(doc: Document): boolean {
  return doc.hasFocus() && !(doc.activeElement instanceof HTMLIFrameElement);
}
