/**
 * The reader runs in every frame of every page. It knows no term. It reads the page, draws what the
 * background finds, and loads the scripts for the card and for notes. It holds all state of a page.
 *
 * A page without a mention pays for one reading of its text and for one observer. Everything else is created
 * when there is something to mark.
 */
import { letterTo } from '../protocol/letters';
import type { AskReply, AskRequest } from '../protocol/messages';
import { alive, native, send } from '../protocol/native';
import type { Order } from '../protocol/orders';
import { addressesOf, topOrigin } from './dom/itself';
import { isHere, later } from './dom/later';
import { hasFocus, type Root, read } from './dom/nodes';
import { Marks } from './marks/marks';
import { type Attending, bring, type Noting } from './on-demand';
import { Lookout } from './read/lookout';
import { isLeftAlone } from './read/prose';
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
/** Delay (ms) after which the frame with the first mark is drawn, so that it waits for no script. */
const FRAME = 20;

/** Starts reading `doc`. Never throws. Removes everything again once the extension is gone. */
export function startReader(doc: Document): void {
  new Reader(doc).start();
}

class Reader implements Owner {
  readonly #doc: Document;
  /** The shadow roots that were found so far. */
  readonly #shadows = new Set<ShadowRoot>();
  readonly #lookout = new Lookout((shadow, came) => this.#enter(shadow, came));
  readonly #scan: Scan;
  readonly #watch: Watch;
  readonly #turns: Turns;
  /** The script that counts and watches the pointer. It is loaded if the page or a frame in it has mentions. */
  #attending: Promise<Attending | undefined> | undefined;
  /** The script for notes. It is loaded if the page has passages with notes, and at the first selection. Absent if loading failed. */
  #noting: Promise<Noting | undefined> | undefined;
  /** The view that the page shows, if it is a single-page application (`viewOf`). */
  #view: string;
  /** Whether the next request to the background is the first one about this page. */
  #begins = true;
  /** Whether nothing is marked before the attending script has decided it. */
  #waits: boolean | undefined;
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
    native.runtime.onMessage.addListener((message: unknown, from) => {
      const letter = letterTo('reader', message, from);
      if (letter) this.#tell((attending) => attending.receive(letter));
      else if (Object(message).order) this.#obey(message as Order);
    });
    this.#listen();
    // What can wait until the page is marked. The `pageshow` event of the load itself has fired by then.
    later(() => {
      // A page that returns from the back/forward cache may have been frozen while it was being read.
      addEventListener('pageshow', ({ isTrusted, persisted }) => {
        if (isTrusted && persisted) this.#obey({ order: 'rescan' });
      });
      this.#look();
      later(() => this.#look(), LATE);
    }, SOON);
  }

  /** Adds the listeners to the page. Called again after `document.open`, which removes all listeners. */
  #listen(): void {
    for (const name of ['pointerup', 'keyup', 'dblclick']) addEventListener(name, this.#selected, true);
  }

  /** Removes everything from the page. A page that is gone has nothing left to remove. */
  #stop(): void {
    if (!isHere()) return;
    this.#turns.stop();
    this.#paused = true;
    this.#noting?.then((noting) => noting?.stop());
    this.#lookout.stop();
    this.#watch.stop();
    this.#scan.stop();
    this.#tell((attending) => attending.stop());
  }

  /** Called with every error. Stops the reader if the extension was updated or removed. */
  readonly #failed = (error: unknown): undefined => {
    if (alive()) console.debug('Gloss:', error);
    else this.#stop();
  };

  /** Reads the whole page. If that fails, reads it once more later. `evenHidden`: see `Scan.anew`. */
  #readAll(evenHidden?: boolean): void {
    const read = () => this.#read(evenHidden);
    this.#turns.take(read, () => this.#turns.take(read));
  }

  /** Reads the whole page. */
  #read(evenHidden?: boolean): Promise<void> {
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
    this.#waits ||= reply?.waits;
    if (begins && (this.#noting || reply?.noted)) void this.#noted();
    return reply;
  }

  async #changed({ added, changed }: Changes): Promise<void> {
    const all = added.has(this.#doc.documentElement);
    if (all) {
      this.#listen();
      this.#tell((attending) => attending.listen());
    }
    this.#noting?.then((noting) => noting?.changed());
    for (const shadow of this.#shadows) if (!read(shadow, 'isConnected')) this.#shadows.delete(shadow);
    this.#scan.marks?.adopt();
    const fresh = [...added].filter((element) => !isLeftAlone(element));
    const view = viewOf(this.#doc.URL);
    const moved = all || view !== this.#view;
    this.#view = view;
    await this.#turns.take(async () => {
      if (this.#paused) return;
      // Evidence from the previous view says nothing about this one.
      if (moved) await this.#read();
      else await this.#scan.read(fresh, changed);
    });
    for (const element of fresh) this.#lookout.look(element, true);
  }

  /** Searches the page for shadow roots. */
  #look(): void {
    const { body } = this.#doc;
    if (body) this.#lookout.look(body);
  }

  /**
   * Reads a shadow root. `came`: it was added to the page or moved in it. Then it is read again if it is known, because
   * the rule that paints a mark names the ancestors of its block.
   */
  #enter(shadow: ShadowRoot, came: boolean): void {
    if ((!came && this.#shadows.has(shadow)) || isLeftAlone(shadow.host)) return;
    this.#shadows.add(shadow);
    this.#watch.observe(shadow);
    this.#noting?.then((noting) => noting?.changed());
    this.#turns.take(async () => this.#paused || this.#scan.read([shadow]));
  }

  makeMarks(): Marks {
    const first = (): undefined => {
      later(() => this.#attend((attending) => attending.listen()), FRAME);
    };
    return new Marks(this.#doc, first, this.#waits);
  }

  /** Calls `work` with the attending script. Loads the script first if necessary. */
  readonly #attend = (work: (attending: Attending) => void): void => {
    if (!alive()) return;
    this.#attending ??= this.#bringAttending();
    this.#tell(work);
  };

  #bringAttending(): Promise<Attending | undefined> {
    // The pointer may come to rest on the first mark while the script that watches it is loaded.
    let newest: PointerEvent | undefined;
    const hear = (event: PointerEvent) => {
      newest = event;
    };
    addEventListener('pointermove', hear, true);
    return (
      bring('attending')
        .then((start) => start(this.#doc, this.#scan, this.#shadows, () => this.#stop(), newest))
        .catch(this.#failed)
        // (A call of `unhear` would cost each page some bytes.)
        .finally(() => isHere() && removeEventListener('pointermove', hear, true))
    );
  }

  /** Calls `work` with the attending script, if it is loaded. */
  #tell(work: (attending: Attending) => void): void {
    this.#attending?.then((attending) => attending && work(attending));
  }

  /** Calls `work` with the script for notes. Loads the script first if necessary. */
  #note(work: (noting: Noting) => void): void {
    this.#noting ??= bring('noting')
      .then((start) => start(this.#doc, this.#scan.begin(), this.#attend, () => this.#paused, this.#failed))
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
  readonly #selected = ({ isTrusted, type }: Event) => {
    if (!isTrusted || this.#paused) return;
    this.#lookout.expect();
    const { marks } = this.#scan;
    if (marks) later(() => marks.adopt(), 0);
    // (In Chromium, a selection in a shadow root is collapsed at the host.)
    if (this.#noting || getSelection()?.type === 'Range') this.#note((noting) => noting.offer(type));
  };

  /** The number may have been lost, because the page was away or the settings have changed. */
  #again(): void {
    this.#tell((attending) => attending.again());
  }

  #obey(message: Order): void {
    switch (message.order) {
      case 'rescan':
        this.#scan.hurry();
        this.#readAll(true);
        this.#again();
        break;
      case 'noted':
        void this.#noted();
        this.#again();
        break;
      case 'explain':
      case 'highlight':
        if (message.here || hasFocus(this.#doc)) this.#note((noting) => noting.obey(message));
        break;
      default:
        this.#attend((attending) => attending.obey(message));
    }
  }
}
