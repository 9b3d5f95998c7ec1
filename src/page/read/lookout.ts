/**
 * Looks for shadow roots that come late: a component often gets its root when its script is loaded, seconds after it is
 * in the page. A series of looks at the custom elements without a root begins when one is found and at each press.
 */
import { beforeDrawing, isHere, later } from '../dom/later';
import { type Root, read, shadowOf } from '../dom/nodes';
import { findShadows } from './shadows';

/** First pause (ms) of a series. Each further one is twice as long. */
const SOON = 300;
/**
 * Pause (ms) after which a series is over: after seven looks in 38 s. A root is seen at the latest when it is a little
 * more than twice as old.
 */
const LAST = 19_000;
/** Most custom elements that are looked at. */
const MOST = 2_000;

export class Lookout {
  readonly #found: (shadow: ShadowRoot, came: boolean) => void;
  /** The custom elements without a shadow root. */
  readonly #bare = new Set<Element>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `found` is called with each shadow root, known ones too. */
  constructor(found: (shadow: ShadowRoot, came: boolean) => void) {
    this.#found = found;
  }

  /** Searches `root` for shadow roots. `came`: `root` was added to the page or moved in it. */
  look(root: Root, came = false): void {
    void findShadows(
      root,
      (shadow) => this.#found(shadow, came),
      (host) => {
        if (this.#bare.size < MOST) this.#bare.add(host);
        this.expect();
      },
    );
  }

  /** Begins a series. Costs nothing on a page without custom elements. Waits in a hidden tab, which draws no frames. */
  expect(pause = SOON): void {
    if (!this.#bare.size || !isHere()) return;
    clearTimeout(this.#timer);
    this.#timer = later(
      () =>
        beforeDrawing(() => {
          for (const host of this.#bare) {
            const shadow = shadowOf(host);
            if (shadow || !read(host, 'isConnected')) this.#bare.delete(host);
            if (shadow) this.look(host);
          }
          if (pause < LAST) this.expect(pause * 2);
        }),
      pause,
    );
  }

  stop(): void {
    this.#bare.clear();
  }
}
