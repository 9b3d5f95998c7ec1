/**
 * The reader: what runs in every frame of every page. It knows no term: it reads the page, draws what the background finds,
 * and shows the popover. All state of a page lives here and goes with it. A page without a mention pays for its text being
 * read and for one observer; everything else is made when there is something to mark.
 */
import { letterTo } from '../protocol/letters';
import type { AskReply, AskRequest, Evidence } from '../protocol/messages';
import { alive, native, order, send } from '../protocol/native';
import type { Order } from '../protocol/orders';
import type { From } from '../protocol/requests';

import { Approach } from './card/approach';
import { canonicalOf } from './dom/itself';
import { later } from './dom/later';
import { type Root, read } from './dom/nodes';
import { Marks } from './marks/marks';
import { Tally } from './marks/tally';
import { bring, type Noting } from './on-demand';
import { batchesOf } from './read/batches';
import { isLeftAlone } from './read/prose';
import { findShadows } from './read/shadows';
import { type Changes, Watch } from './read/watch';
import { type Owner, Scan } from './scan';

/** When a page is looked through for shadow roots: ms after its start, when it is marked; and ms later, when late components have come to life. */
const SOON = 300;
const LATE = 3_700;
/** Wait before a page is read once more, ms, after the background did not answer. */
const RETRY = 5_000;

/** Start reading `doc`. Never throws; when the extension is gone, everything is taken down again. */
export function startReader(doc: Document): void {
  new Reader(doc).start();
}

class Reader implements Owner {
  readonly #doc: Document;
  /** The open shadow roots of the page, as they come to be known. */
  readonly #shadows = new Set<ShadowRoot>();
  #scan: Scan | undefined;
  /** What the first look has shown of the page. */
  #evidence: Evidence | undefined;
  readonly #watch: Watch;
  #approach: Approach | undefined;
  #tally: Tally | undefined;
  /** The script for notes, once it is here or on its way: where passages of the page are noted, or something is selected that may be. */
  #noting: Promise<Noting> | undefined;
  /** Which view of an application the page shows. */
  #view: string;
  /** The piece of work that was begun last. */
  #last: Promise<unknown> | undefined;
  /** Whether the next question is the first one. */
  #begins = true;
  /** Whether the user paused Gloss on the site: then nothing more of the page is sent, and nothing shown. */
  #paused = false;
  #stopped = false;

  constructor(doc: Document) {
    this.#doc = doc;
    this.#view = viewOf(doc);
    this.#watch = new Watch((changes) => this.#changed(changes));
  }

  start(): void {
    this.#watch.observe(this.#doc);
    this.#readAll(() => this.#begin());
    native.runtime.onMessage.addListener((message: unknown, from) => this.#heard(message, from));
    this.#listen();
    later(() => this.#settle(), SOON);
  }

  /** Listen to the page; once more after `document.open`, which takes all listeners away. */
  #listen(): void {
    for (const name of ['pointerup', 'keyup']) addEventListener(name, this.#selected, true);
  }

  /** What can wait until the page is marked. The `pageshow` of the load itself is over then. */
  #settle(): void {
    addEventListener('pageshow', (event) => this.#cameBack(event));
    this.#look();
    later(() => this.#look(), LATE);
  }

  #stop(): void {
    this.#stopped = this.#paused = true;
    this.#noting?.then((noting) => noting.stop());
    this.#watch.stop();
    this.#scan?.stop();
    this.#approach?.stop();
  }

  /** Something went wrong: says whether that is not the end of the reader. */
  #failed(error: unknown): boolean {
    if (alive()) console.debug('Gloss could not read a part of this page.', error);
    else this.#stop();
    return !this.#stopped;
  }

  /**
   * One piece of work after another. One that fails because the extension was updated or removed ends the reader; after another
   * failure the page is read once more, later.
   */
  #inTurn(work: () => Promise<unknown>, again?: () => void): Promise<void> {
    const turn = this.#after(this.#last, work, again);
    this.#last = turn;
    return turn;
  }

  async #after(before: unknown, work: () => Promise<unknown>, again?: () => void): Promise<void> {
    if (before) await before;
    try {
      if (!this.#stopped) await work();
    } catch (error) {
      if (this.#failed(error) && again) later(again, RETRY);
    }
  }

  #readAll(read = () => this.#read()): void {
    this.#inTurn(read, () => this.#inTurn(() => this.#read()));
  }

  /**
   * The first look at the page: where nothing stands in its text, that is all. Most pages are such, and what more there is to a scan is made
   * for the others.
   */
  async #begin(): Promise<void> {
    if (this.#doc.hidden) return this.#read();
    const batches = batchesOf(this.#doc, this.roots(), () => false);
    const { value: batch } = batches.next();
    if (!batch) return;
    const reply = await this.ask({ texts: batch.map(({ text }) => text) });
    if (!reply) return;
    this.#evidence = reply.evidence;
    const found = reply.places.some(({ length }) => length > 0);
    const next = found ? batch : batches.next().value;
    if (next) await this.#scanning.goOn(next, batches, found ? reply : undefined);
  }

  /** Made when there is something to read, or to mark. */
  get #scanning(): Scan {
    this.#scan ??= new Scan(this.#doc, this, this.#evidence);
    return this.#scan;
  }

  /** Read the whole page. */
  #read(evenHidden = false): Promise<void> {
    this.#begins = true;
    return this.#scanning.anew(evenHidden);
  }

  roots(): Root[] {
    const { body } = this.#doc;
    return body ? [body, ...this.#shadows] : [];
  }

  async ask(request: AskRequest): Promise<AskReply | null> {
    const begins = this.#begins;
    const reply = await send('ask', begins ? { ...request, begins: { top: topOrigin() } } : request);
    this.#begins = false;
    this.#paused = reply === null;
    if (begins && (this.#noting || reply?.noted)) void this.#noted();
    return reply;
  }

  async #changed({ added, changed, reopened }: Changes): Promise<void> {
    const marks = this.#scan?.marks;
    if (reopened) {
      this.#listen();
      this.#approach?.listen();
    }
    this.#noting?.then((noting) => noting.changed());
    for (const shadow of this.#shadows) if (!read(shadow, 'isConnected')) this.#shadows.delete(shadow);
    marks?.sweep();
    const fresh = [...added].filter((element) => !isLeftAlone(element));
    const view = viewOf(this.#doc);
    const moved = view !== this.#view;
    this.#view = view;
    await this.#inTurn(async () => {
      if (this.#paused) return;
      // What the view before said of a sense says nothing of this one.
      if (moved) await this.#read();
      else await this.#scanning.read(fresh, changed);
    });
    for (const element of fresh) this.#look(element);
  }

  /** Look for shadow roots, and read them. */
  #look(root: Root | null = this.#doc.body): void {
    if (root) void findShadows(root, (shadow) => this.#enter(shadow));
  }

  #enter(shadow: ShadowRoot): void {
    if (this.#shadows.has(shadow) || isLeftAlone(shadow.host)) return;
    this.#shadows.add(shadow);
    this.#watch.observe(shadow);
    this.#inTurn(async () => this.#paused || this.#scanning.read([shadow]));
  }

  makeMarks(): Marks {
    const marks = new Marks(this.#doc, () => this.#hover(marks).listen());
    marks.listeners.add(() => this.#count().changed());
    return marks;
  }

  #hover(marks: Marks): Approach {
    this.#approach ??= new Approach(this.#doc, marks, this.#shadows);
    return this.#approach;
  }

  /** Do something with the script for notes. */
  #note(work: (noting: Noting) => void): void {
    const failed = (error: unknown) => this.#failed(error);
    this.#noting ??= bring('noting').then((startNoting) => {
      const marks = this.#scanning.begin();
      return startNoting(this.#doc, marks, this.#hover(marks), () => this.#paused, failed);
    });
    this.#noting.then(work, failed);
  }

  /** There may be notes on passages of the page, or other ones than before: their script is brought in only where there are some. */
  async #noted(): Promise<void> {
    try {
      if (this.#noting || (await send('passages', canonicalOf(this.#doc))).passages[0])
        this.#note((noting) => noting.refresh());
    } catch (error) {
      this.#failed(error);
    }
  }

  /** A press of the pointer or of a key has ended, perhaps with a selection. */
  readonly #selected = ({ isTrusted }: Event) => {
    if (isTrusted && !this.#paused && (this.#noting || this.#doc.getSelection()?.isCollapsed === false))
      this.#note((noting) => noting.offer());
  };

  #count(): Tally {
    if (!this.#tally) {
      const isTop = self === top;
      const tally = new Tally(
        () => this.#scan?.marks?.terms() ?? [],
        isTop,
        (terms) => send('marked', { terms }),
      );
      if (!isTop) addEventListener('pagehide', () => tally.leave());
      this.#tally = tally;
    }
    return this.#tally;
  }

  #heard(message: unknown, from: From): void {
    const letter = letterTo('reader', message, from);
    if (letter) this.#approach?.hovering?.receive(letter);
    else if (isOrder(message)) this.#obey(message);
  }

  #obey(message: Order): void {
    const marks = this.#scan?.marks;
    switch (message.order) {
      case 'rescan':
        this.#inTurn(() => this.#read(true));
        this.#tally?.again();
        break;
      case 'add':
        this.#count().add(message.frame, message.terms);
        break;
      case 'report':
        bring('reporting').then(
          (startReporting) => startReporting(this.#doc, this.#scanning.begin(), message.to),
          (error) => this.#failed(error),
        );
        break;
      case 'close':
        this.#approach?.hovering?.close();
        break;
      case 'escapable':
        addEventListener('keydown', onEscape, true);
        break;
      case 'noted':
        void this.#noted();
        break;
      case 'highlight':
        if (message.here || hasFocus(this.#doc)) this.#note((noting) => noting.highlight(message.note));
        break;
      default: {
        const { order } = message;
        if (marks && marks.size > 0 && hasFocus(this.#doc))
          this.#hover(marks)
            .bring()
            .then(
              (hovering) => hovering.obey(order),
              () => this.#stop(),
            );
      }
    }
  }

  /** A page that comes back from the cache for back and forward may have been frozen while it was read. */
  #cameBack({ persisted }: PageTransitionEvent): void {
    if (!persisted) return;
    this.#readAll();
    this.#tally?.again();
  }
}

/** Origin of the page around a frame. */
function topOrigin(): string {
  return [...location.ancestorOrigins].at(-1) ?? '';
}

/** Which view of an application a page shows: its address, with a fragment only where that is a route (`#/…`, `#!…`). */
function viewOf({ URL: address }: Document): string {
  const at = address.indexOf('#');
  return at < 0 || '/!'.includes(address[at + 1] ?? ' ') ? address : address.slice(0, at);
}

/** Closes the card of another frame. The first Escape does, whether the card is still there or not. */
function onEscape({ key }: KeyboardEvent): void {
  if (key !== 'Escape') return;
  removeEventListener('keydown', onEscape, true);
  order('close');
}

function isOrder(message: unknown): message is Order {
  return Object(message).order !== undefined;
}

/** Whether the keyboard is in this very frame, not in one inside it. */
function hasFocus(doc: Document): boolean {
  return doc.hasFocus() && !(doc.activeElement instanceof HTMLIFrameElement);
}
