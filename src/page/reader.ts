/**
 * The reader runs in every frame of every page. It knows no term: it reads the page, draws what the
 * background finds, and brings in the scripts for the card and for notes. It holds all state of a page. A
 * page without a mention pays for one reading of its text and for one observer; everything else is made when
 * there is something to mark.
 */
import { letterTo } from '../protocol/letters';
import type { AskReply, AskRequest } from '../protocol/messages';
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
import { isLeftAlone } from './read/prose';
import { findShadows } from './read/shadows';
import { Turns } from './read/turns';
import { viewOf } from './read/view';
import { type Changes, Watch } from './read/watch';
import { type Owner, Scan } from './scan';

/**
 * Delays, ms, before a page is searched for shadow roots: after the start, when its text is marked; and after
 * that, when components that come late are there.
 */
const SOON = 300;
const LATE = 3_700;

/** Starts reading `doc`. Never throws. When the extension is gone, everything is taken down again. */
export function startReader(doc: Document): void {
  new Reader(doc).start();
}

class Reader implements Owner {
  readonly #doc: Document;
  /** The open shadow roots of the page that are known so far. */
  readonly #shadows = new Set<ShadowRoot>();
  readonly #scan: Scan;
  readonly #watch: Watch;
  readonly #turns: Turns;
  #approach: Approach | undefined;
  #tally: Tally | undefined;
  /**
   * The script for notes. It is loaded for a page with passages that notes are on, and with the first
   * selection.
   */
  #noting: Promise<Noting> | undefined;
  /** The view of an application that the page shows (`viewOf`). */
  #view: string;
  /** Whether the next question is the first one. */
  #begins = true;
  /**
   * Whether the user paused Gloss on the site, or the extension is gone: then nothing more is sent or shown.
   */
  #paused = false;

  constructor(doc: Document) {
    this.#doc = doc;
    this.#view = viewOf(doc.URL);
    this.#scan = new Scan(doc, this);
    this.#turns = new Turns(this.#failed);
    this.#watch = new Watch((changes) => this.#changed(changes));
  }

  start(): void {
    this.#watch.observe(this.#doc);
    this.#readAll();
    native.runtime.onMessage.addListener((message: unknown, from) => this.#heard(message, from));
    this.#listen();
    later(() => this.#settle(), SOON);
  }

  /** Listens to the page. Called again after `document.open`, which removes all listeners. */
  #listen(): void {
    for (const name of ['pointerup', 'keyup']) addEventListener(name, this.#selected, true);
  }

  /** Does what can wait until the page is marked. The `pageshow` event of the load itself is over by then. */
  #settle(): void {
    addEventListener('pageshow', (event) => this.#cameBack(event));
    this.#look();
    later(() => this.#look(), LATE);
  }

  #stop(): void {
    this.#turns.stop();
    this.#paused = true;
    this.#noting?.then((noting) => noting.stop());
    this.#watch.stop();
    this.#scan.stop();
    this.#approach?.stop();
  }

  /** Called with every error. The reader ends where the extension was updated or removed. */
  readonly #failed = (error: unknown): void => {
    if (alive()) console.debug('Gloss could not read a part of this page.', error);
    else this.#stop();
  };

  /** Reads the whole page. Reads it once more, later, if that fails. */
  #readAll(): void {
    const read = () => this.#read();
    this.#turns.take(read, () => this.#turns.take(read));
  }

  /** Reads the whole page. */
  #read(evenHidden = false): Promise<void> {
    this.#begins = true;
    return this.#scan.anew(evenHidden);
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
    const marks = this.#scan.marks;
    if (reopened) {
      this.#listen();
      this.#approach?.listen();
    }
    this.#noting?.then((noting) => noting.changed());
    for (const shadow of this.#shadows) if (!read(shadow, 'isConnected')) this.#shadows.delete(shadow);
    marks?.sweep();
    const fresh = [...added].filter((element) => !isLeftAlone(element));
    const view = viewOf(this.#doc.URL);
    const moved = view !== this.#view;
    this.#view = view;
    await this.#turns.take(async () => {
      if (this.#paused) return;
      // Evidence from the view before says nothing about this one.
      if (moved) await this.#read();
      else await this.#scan.read(fresh, changed);
    });
    for (const element of fresh) this.#look(element);
  }

  /** Searches for shadow roots, and reads them. */
  #look(root: Root | null = this.#doc.body): void {
    if (root) void findShadows(root, (shadow) => this.#enter(shadow));
  }

  #enter(shadow: ShadowRoot): void {
    if (this.#shadows.has(shadow) || isLeftAlone(shadow.host)) return;
    this.#shadows.add(shadow);
    this.#watch.observe(shadow);
    this.#turns.take(async () => this.#paused || this.#scan.read([shadow]));
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

  /** Calls `work` with the script for notes, which is loaded if need be. */
  #note(work: (noting: Noting) => void): void {
    this.#noting ??= bring('noting').then((startNoting) => {
      const marks = this.#scan.begin();
      return startNoting(this.#doc, marks, this.#hover(marks), () => this.#paused, this.#failed);
    });
    this.#noting.then(work, this.#failed);
  }

  /** The passages that notes are on may have changed. Their script is loaded only if there are any. */
  async #noted(): Promise<void> {
    try {
      if (this.#noting || (await send('passages', canonicalOf(this.#doc))).passages[0])
        this.#note((noting) => noting.refresh());
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Called when a press of the pointer or of a key ends, perhaps with a selection. */
  readonly #selected = ({ isTrusted }: Event) => {
    if (isTrusted && !this.#paused && (this.#noting || this.#doc.getSelection()?.isCollapsed === false))
      this.#note((noting) => noting.offer());
  };

  #count(): Tally {
    if (!this.#tally) {
      const isTop = self === top;
      const tally = new Tally(
        () => this.#scan.marks?.terms() ?? [],
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
    const marks = this.#scan.marks;
    switch (message.order) {
      case 'rescan':
        this.#turns.take(() => this.#read(true));
        this.#tally?.again();
        break;
      case 'add':
        this.#count().add(message.frame, message.terms);
        break;
      case 'report':
        bring('reporting').then(
          (startReporting) => startReporting(this.#doc, this.#scan.begin(), message.to),
          this.#failed,
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

  /**
   * Reads a page anew that comes back from the back/forward cache: it may have been frozen while it was read.
   */
  #cameBack({ persisted }: PageTransitionEvent): void {
    if (!persisted) return;
    this.#readAll();
    this.#tally?.again();
  }
}

/** The origin of the outermost page around a frame; empty in the outermost page itself. */
function topOrigin(): string {
  return [...location.ancestorOrigins].at(-1) ?? '';
}

/** Closes the card of another frame at the first Escape, whether or not the card is still open. */
function onEscape({ key }: KeyboardEvent): void {
  if (key !== 'Escape') return;
  removeEventListener('keydown', onEscape, true);
  order('close');
}

function isOrder(message: unknown): message is Order {
  return Object(message).order !== undefined;
}

/** Whether the keyboard focus is in this frame, and not in a frame inside it. */
function hasFocus(doc: Document): boolean {
  return doc.hasFocus() && !(doc.activeElement instanceof HTMLIFrameElement);
}
