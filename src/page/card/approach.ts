/**
 * The pointer on a page whose marks nobody has hovered yet: looks where it is, once a frame, and brings in the script for hovering when it
 * comes to a mention, or to a passage that notes are on.
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
  #coming: Promise<Hovering> | undefined;
  /** The script, once it is there. */
  hovering: Hovering | undefined;

  constructor(doc: Document, marks: Marks, shadows: Iterable<ShadowRoot>) {
    this.#doc = doc;
    this.#marks = marks;
    this.#shadows = shadows;
  }

  /** Listen to the page; once more after `document.open`, which takes all listeners away. */
  listen(): void {
    if (this.hovering) this.hovering.listen();
    // One that is there already is not added again.
    else for (const name of EVENTS) addEventListener(name, this.#heard, { capture: true, passive: true });
  }

  /** The script for hovering. Rejects when the extension is gone. */
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
    if (event.buttons !== 0) return; // Something is dragged, or the page scrolled with a finger.
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      const at = { x: event.clientX, y: event.clientY };
      if (spotNear(this.#doc, this.#marks, this.#shadows, at))
        this.bring().then(
          (hovering) => hovering.hear(event as PointerEvent),
          () => this.stop(),
        );
    });
  };
}
