/**
 * The pointer on a page whose marks nobody has hovered yet: looks where it is, once a frame, and brings in the script for hovering when it
 * comes to a mention, or to a passage that notes are on.
 */
import { isForMention, spotUnder } from './hit';
import type { Hovering } from './hovering';
import type { Marks } from './marks';
import { bring } from './on-demand';

export class Approach {
  readonly #doc: Document;
  readonly #marks: Marks;
  readonly #shadows: Iterable<ShadowRoot>;
  #off = new AbortController();
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
    if (this.hovering) {
      this.hovering.listen();
      return;
    }
    this.#off.abort();
    this.#off = new AbortController();
    for (const name of ['pointermove', 'click'])
      this.#doc.defaultView?.addEventListener(name, (event) => this.#heard(event as PointerEvent), {
        capture: true,
        passive: true,
        signal: this.#off.signal,
      });
  }

  /** The script for hovering. Rejects when the extension is gone. */
  bring(): Promise<Hovering> {
    this.#coming ??= bring('hovering').then((startHovering) => {
      this.#off.abort();
      this.hovering = startHovering(this.#doc, this.#marks, this.#shadows);
      return this.hovering;
    });
    return this.#coming;
  }

  stop(): void {
    this.#off.abort();
    cancelAnimationFrame(this.#frame);
    this.hovering?.stop();
  }

  #heard(event: PointerEvent): void {
    if (!isForMention(event)) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      const at = { x: event.clientX, y: event.clientY };
      if (spotUnder(this.#doc, this.#marks, this.#shadows, at))
        this.bring().then(
          (hovering) => hovering.hear(event),
          () => this.stop(),
        );
    });
  }
}
