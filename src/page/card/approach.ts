/**
 * Watches the pointer on a page whose marks were not hovered yet. Checks its position at most once a frame,
 * and loads the hovering script when it comes to a mention or to a passage with notes.
 */
import { spotNear } from '../marks/hit';
import type { Marks } from '../marks/marks';
import { bring, type Hoverable, type Hovering } from '../on-demand';

const EVENTS = ['pointermove', 'click'] as const;

export class Approach implements Hoverable {
  readonly #doc: Document;
  readonly #marks: Marks;
  readonly #shadows: Iterable<ShadowRoot>;
  #frame = 0;
  /** The newest event: when the script is loaded, the pointer may have moved on from the mention. */
  #newest: MouseEvent | undefined;
  #coming: Promise<Hovering> | undefined;
  /** The hovering script, once it is loaded. */
  hovering: Hovering | undefined;

  constructor(doc: Document, marks: Marks, shadows: Iterable<ShadowRoot>) {
    this.#doc = doc;
    this.#marks = marks;
    this.#shadows = shadows;
  }

  /** Adds the listeners to the page. Called again after `document.open`, which removes all listeners. */
  listen(): void {
    if (this.hovering) this.hovering.listen();
    // The browser ignores a listener that is already there.
    else for (const name of EVENTS) addEventListener(name, this.#heard, { capture: true, passive: true });
  }

  /** Loads the hovering script. Rejects when the extension is gone. */
  bring(): Promise<Hovering> {
    this.#coming ??= bring('hovering').then((startHovering) => {
      this.#deafen();
      this.hovering = startHovering(this.#doc, this.#marks, this.#shadows);
      return this.hovering;
    });
    return this.#coming;
  }

  stop(): void {
    this.#deafen();
    cancelAnimationFrame(this.#frame);
    this.hovering?.stop();
  }

  #deafen(): void {
    for (const name of EVENTS) removeEventListener(name, this.#heard, true);
  }

  readonly #heard = (event: MouseEvent) => {
    if (!event.isTrusted || event.buttons) return; // The page made it; or the user is dragging something, or scrolling with a finger.
    this.#newest = event;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      const at = { x: event.clientX, y: event.clientY };
      if (spotNear(this.#doc, this.#marks, this.#shadows, at))
        this.bring().then(
          (hovering) => hovering.hear(this.#newest as PointerEvent),
          () => this.stop(),
        );
    });
  };
}
