/**
 * The reader runs in every frame of every page. It knows no term. It reads the page, draws what the
 * background finds, and loads the scripts for the card and for notes. It holds all state of a page.
 *
 * A page without a mention pays for one reading of its text and for one observer. Everything else is created
 * when there is something to mark.
 */
import { letterTo } from '../protocol/letters';
import type { AskReply, AskRequest } from '../protocol/messages';
import { alive, native, order, send } from '../protocol/native';
import type { Order } from '../protocol/orders';
import type { From } from '../protocol/requests';
import { Approach } from './card/approach';
import { addressesOf, topOrigin } from './dom/itself';
import { later } from './dom/later';
import { hasFocus, type Root, read } from './dom/nodes';
import { Marks } from './marks/marks';
import { bring, type Counting, type Noting } from './on-demand';
import { isLeftAlone } from './read/prose';
import { findShadows } from './read/shadows';
import { Turns } from './read/turns';
import { viewOf } from './read/view';
import { type Changes, Watch } from './read/watch';
import { type Owner, Scan } from './scan';

/**
 * Delays (ms) before a page is searched for shadow roots. The first search comes once the page's text is
 * marked. The second one finds components that the page adds late.
 */
const SOON = 300;
const LATE = 3_700;

/** Starts reading `doc`. Never throws. Removes everything again once the extension is gone. */
export function startReader(doc: Document): void {
  new Reader(doc).start();
}

class Reader implements Owner {
  readonly #doc: Document;
  /** The open shadow roots that were found so far. */
  readonly #shadows = new Set<ShadowRoot>();
  readonly #scan: Scan;
  readonly #watch: Watch;
  readonly #turns: Turns;
  #approach: Approach | undefined;
  /** The script that counts. It is loaded if the page or a frame in it has mentions. */
  #counting: Promise<Counting | undefined> | undefined;
  /** The script for notes. It is loaded if the page has passages with notes, and at the first selection. Absent if loading failed. */
  #noting: Promise<Noting | undefined> | undefined;
  /** The view that the page shows, if it is a single-page application (`viewOf`). */
  #view: string;
  /** Whether the next request to the background is the first one about this page. */
  #begins = true;
  /**
   * Whether the user paused Gloss on the site, or the extension is gone. Then nothing more is sent or shown.
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

  /** Adds the listeners to the page. Called again after `document.open`, which removes all listeners. */
  #listen(): void {
    for (const name of ['pointerup', 'keyup']) addEventListener(name, this.#selected, true);
  }

  /**
   * Does the work that can wait until the page is marked. The `pageshow` event of the load itself has fired
   * by then, so only later ones are heard.
   */
  #settle(): void {
    addEventListener('pageshow', (event) => this.#cameBack(event));
    this.#look();
    later(() => this.#look(), LATE);
  }

  #stop(): void {
    this.#turns.stop();
    this.#paused = true;
    this.#noting?.then((noting) => noting?.stop());
    this.#watch.stop();
    this.#scan.stop();
    this.#approach?.stop();
  }

  /** Called with every error. Stops the reader if the extension was updated or removed. */
  readonly #failed = (error: unknown): undefined => {
    if (alive()) console.debug('Gloss could not read this page.', error);
    else this.#stop();
  };

  /** Reads the whole page. If that fails, reads it once more later. */
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
    this.#noting?.then((noting) => noting?.changed());
    for (const shadow of this.#shadows) if (!read(shadow, 'isConnected')) this.#shadows.delete(shadow);
    marks?.sweep();
    const fresh = [...added].filter((element) => !isLeftAlone(element));
    const view = viewOf(this.#doc.URL);
    const moved = view !== this.#view;
    this.#view = view;
    await this.#turns.take(async () => {
      if (this.#paused) return;
      // Evidence from the previous view says nothing about this one.
      if (moved) await this.#read();
      else await this.#scan.read(fresh, changed);
    });
    for (const element of fresh) this.#look(element, true);
  }

  /**
   * Searches `root` for shadow roots and reads them. `came`: `root` was added to the page or moved in it.
   * Then known shadow roots in it are read again, because the rule that paints a mark names the ancestors of
   * its block.
   */
  #look(root: Root | null = this.#doc.body, came = false): void {
    if (root) void findShadows(root, (shadow) => this.#enter(shadow, came));
  }

  #enter(shadow: ShadowRoot, came: boolean): void {
    if ((!came && this.#shadows.has(shadow)) || isLeftAlone(shadow.host)) return;
    this.#shadows.add(shadow);
    this.#watch.observe(shadow);
    this.#turns.take(async () => this.#paused || this.#scan.read([shadow]));
  }

  makeMarks(): Marks {
    const marks = new Marks(this.#doc, () => this.#hover(marks).listen());
    later(() => {
      const changed = () => this.#count((counting) => counting.changed());
      marks.listeners.add(changed);
      changed();
    }, SOON);
    return marks;
  }

  #hover(marks: Marks): Approach {
    this.#approach ??= new Approach(this.#doc, marks, this.#shadows);
    return this.#approach;
  }

  /** Calls `work` with the script for notes. Loads the script first if necessary. */
  #note(work: (noting: Noting) => void): void {
    this.#noting ??= bring('noting')
      .then((startNoting) => {
        const marks = this.#scan.begin();
        return startNoting(this.#doc, marks, this.#hover(marks), () => this.#paused, this.#failed);
      })
      .catch(this.#failed);
    this.#noting.then((noting) => noting && work(noting));
  }

  /**
   * Called when the passages with notes may have changed. Loads the script for notes only if there are any.
   */
  async #noted(): Promise<void> {
    try {
      if (this.#noting || (await send('passages', addressesOf(this.#doc))).passages[0])
        this.#note((noting) => noting.refresh());
    } catch (error) {
      this.#failed(error);
    }
  }

  /**
   * Called at the end of a pointer or key press. It may have selected something, or made the page take our paint away,
   * once the page has heard it.
   */
  readonly #selected = ({ isTrusted }: Event) => {
    if (!isTrusted || this.#paused) return;
    const { marks } = this.#scan;
    if (marks) later(() => marks.adopt(), 0);
    if (this.#noting || this.#doc.getSelection()?.isCollapsed === false)
      this.#note((noting) => noting.offer());
  };

  /** Calls `work` with the script that counts. Loads the script first if necessary. */
  #count(work: (counting: Counting) => void): void {
    if (!alive()) return;
    this.#counting ??= bring('counting')
      .then((startCounting) => startCounting(this.#scan, () => this.#stop()))
      .catch(this.#failed);
    this.#counting.then((counting) => counting && work(counting));
  }

  /** The number may have been lost, because the page was away or the settings have changed. */
  #again(): void {
    if (this.#counting) this.#count((counting) => counting.again());
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
        this.#again();
        break;
      case 'add':
        this.#count((counting) => counting.add(message.frame, message.terms));
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
   * Reads the page again when it returns from the back/forward cache. The page may have been frozen while it
   * was being read.
   */
  #cameBack({ isTrusted, persisted }: PageTransitionEvent): void {
    if (!isTrusted || !persisted) return;
    this.#readAll();
    this.#again();
  }
}

/** Closes the card in another frame at the first Escape. It does not know whether the card is still open. */
function onEscape({ isTrusted, key, isComposing }: KeyboardEvent): void {
  if (!isTrusted || key !== 'Escape' || isComposing) return;
  removeEventListener('keydown', onEscape, true);
  order('close');
}

function isOrder(message: unknown): message is Order {
  return Object(message).order !== undefined;
}
