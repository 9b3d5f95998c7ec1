/**
 * The layer that Gloss puts over a page. In the page's tree it is a plain element, the host. What goes to the top layer
 * is the panel, in the host's closed shadow root. So the page cannot read the layer, and no rule of the page for its
 * own popovers (`:root:has(:popover-open)`, `::backdrop`) is met by it.
 */
import type { Box } from '../dom/geometry';
import {
  call,
  closedSlotOf,
  elementAround,
  elementAt,
  isLike,
  isShadow,
  outerOf,
  type Root,
  read,
  shadowAround,
  shadowOf,
  zoomOf,
} from '../dom/nodes';

/**
 * The host has no box. The panel covers the viewport, or the part of it that is seen (`watch`). It lets all pointer
 * events through, and inherits no style from the page. `.at` is the box that something is placed beside.
 */
const LAYER = `
:host{all:initial!important;display:contents!important}
:host::backdrop,.panel::backdrop{display:none!important}
.panel{all:initial;display:block;position:fixed;inset:0;margin:0;width:auto;height:auto;max-width:none;max-height:none;
  overflow:visible;background:none;border:0;padding:0;pointer-events:none;color-scheme:light dark;
  direction:ltr;--width:100vw;--height:100vh}
.panel:not(:popover-open){display:none}
.viewport{position:fixed;inset:0;visibility:hidden}
.at{position:absolute;anchor-name:--at}
`;
/** Nothing of Gloss is on paper. */
const ON_PAPER = '@media print{:host{display:none!important}}';

/** Time between two looks at which part of a frame is seen, ms. */
const AGAIN = 100;
/**
 * Distance that something in the layer must be moved to be no longer at rest, CSS px. A press that was on its way would
 * meet something else there.
 */
export const MOVED = 8;
const SIDES = ['left', 'top', 'right', 'bottom'] as const;

export function make<K extends keyof HTMLElementTagNameMap>(
  doc: Document,
  name: K,
): HTMLElementTagNameMap[K] {
  return doc.createElementNS('http://www.w3.org/1999/xhtml', name) as HTMLElementTagNameMap[K];
}

export class Layer {
  /** The element in the page's tree. */
  readonly host: HTMLElement;
  /** The element in the closed shadow root. */
  readonly panel: HTMLElement;
  readonly #doc: Document;
  readonly #root: ShadowRoot;
  readonly #sheet = new CSSStyleSheet();
  readonly #at: HTMLElement;
  /** Where the host was put last. */
  #home: Root | undefined;
  #box: Box | undefined;
  /** The part of the viewport that is seen, CSS px of the viewport. `undefined`: all of it. */
  #part: DOMRectReadOnly | undefined;
  /** Covers the viewport. Made in frames only. */
  #viewport: HTMLElement | undefined;
  #isLooking = false;
  #again: ReturnType<typeof setTimeout> | undefined;
  readonly #moved: () => void;

  /**
   * Makes the layer. `putBeside` puts it into the page. `moved` is called when what is in the layer moves because
   * another part of the frame is seen.
   */
  constructor(doc: Document, style: string, moved: () => void = () => undefined) {
    this.#doc = doc;
    this.#moved = moved;
    this.host = make(doc, 'div');
    this.#root = this.host.attachShadow({ mode: 'closed' });
    this.#sheet.replaceSync(LAYER + style + ON_PAPER);
    this.panel = make(doc, 'div');
    this.panel.className = 'panel';
    this.panel.setAttribute('popover', 'manual');
    this.#at = make(doc, 'div');
    this.#at.className = 'at';
    this.panel.append(this.#at);
    this.#root.append(this.panel);
    this.#dress();
  }

  /** Whether the panel is in the top layer. It leaves it when the page removes the host. */
  get isRaised(): boolean {
    return this.panel.matches(':popover-open');
  }

  /**
   * Whether an event that is heard at the window happened on the layer. In a shadow root of the page, the window is told
   * the outermost host as the target.
   */
  owns({ target, clientX, clientY }: MouseEvent): boolean {
    const around = shadowAround(this.host);
    return around ? around.elementFromPoint(clientX, clientY) === this.host : target === this.host;
  }

  /** The width that is seen, CSS px. */
  get width(): number {
    const clientWidth = read(this.#doc.documentElement, 'clientWidth');
    return this.#part ? Math.min(clientWidth, this.#part.width) : clientWidth;
  }

  /** The height that is seen, CSS px. */
  get height(): number {
    return this.#part?.height ?? this.#doc.defaultView?.innerHeight ?? 0;
  }

  /** A box of the viewport as a box of what is seen, CSS px. */
  within({ left, top, right, bottom }: Box): Box {
    const { left: x = 0, top: y = 0 } = this.#part ?? {};
    return { left: left - x, top: top - y, right: right - x, bottom: bottom - y };
  }

  /**
   * Puts the panel on top of the top layer. Its frames keep their content and the keyboard. Does nothing if the
   * page has removed the host. Takes back what the page has changed of it, as far as that kept it from being used.
   */
  raise(): void {
    if (!this.host.isConnected) return;
    this.host.inert = false;
    this.lower();
    this.panel.showPopover();
    this.#watch();
  }

  lower(): void {
    if (this.isRaised) this.panel.hidePopover();
  }

  /** Sets the box that something is placed beside, CSS px of the viewport. */
  place(box: Box): void {
    this.#box = box;
    const { left, top } = this.within(box);
    Object.assign(this.#at.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${box.right - box.left}px`,
      height: `${box.bottom - box.top}px`,
    });
  }

  /** Puts the host where it can be used beside `node`, unless it is there. Calls `moving` before. */
  putBeside(node: Node, moving: () => void = () => undefined): void {
    const parent = this.#parentFor(node);
    if (this.host.parentNode !== parent) {
      moving();
      if (isShadow(parent)) parent.append(this.host);
      else call(parent, 'append', this.host);
      this.#home = parent;
      this.#dress();
    }
    this.#unzoom();
    this.#watch();
  }

  /**
   * Gives the layer its style. It is lost when the page takes the host into another document for a while (CSSOM,
   * adopting steps of a shadow root). The page's policy for styles would block a style element.
   */
  #dress(): void {
    if (this.#root.adoptedStyleSheets.length === 0) this.#root.adoptedStyleSheets = [this.#sheet];
  }

  /**
   * Everything outside an open modal dialog or a fullscreen element is inert, so the host must be inside: in its
   * shadow root where it has one, because that is what is shown of it. Elsewhere the host is in the root element. Some
   * pages remove what they do not know from there, and others from the body: then it goes to the other of the two.
   */
  #parentFor(node: Node): Root {
    for (let at = elementAt(node) ?? elementAround(node); at; at = closedSlotOf(at) ?? outerOf(at))
      if (isLike(at, 'dialog:modal, :fullscreen')) return shadowOf(at) ?? at;
    const { documentElement: root, body } = this.#doc;
    const { isConnected } = this.host;
    const goesToBody = this.#home === body ? isConnected : this.#home === root && !isConnected;
    return goesToBody ? body : root;
  }

  /**
   * Undoes `zoom` around the host (CSS Viewport 1, `currentCSSZoom`): boxes are measured in pixels of the viewport,
   * and the layer keeps its size.
   */
  #unzoom(): void {
    const around = outerOf(this.host);
    this.panel.style.setProperty('zoom', `${1 / (around ? zoomOf(around) : 1)}`);
  }

  /**
   * In a frame, looks which part of it is seen, and lays the panel over that part. Looks again while the panel is
   * raised: no observer tells of a part that moves and keeps its size.
   */
  #watch(): void {
    const view = this.#doc.defaultView;
    if (!view || view === view.top || this.#isLooking) return;
    clearTimeout(this.#again);
    this.#isLooking = true;
    this.#viewport ??= this.#makeViewport();
    const viewport = this.#viewport;
    unlessClosing(() =>
      findSeenPart(viewport, (part) =>
        unlessClosing(() => {
          this.#isLooking = false;
          if (part) this.#cover(part);
          if (this.isRaised) this.#again = setTimeout(() => this.#watch(), AGAIN);
        }),
      ),
    );
  }

  #makeViewport(): HTMLElement {
    const viewport = make(this.#doc, 'div');
    viewport.className = 'viewport';
    this.panel.append(viewport);
    return viewport;
  }

  /** Lays the panel over a part of the viewport, CSS px. */
  #cover(part: DOMRectReadOnly): void {
    const old = this.#part;
    if (old && SIDES.every((side) => old[side] === part[side])) return;
    this.#part = part;
    const [width, height] = [`${part.width}px`, `${part.height}px`];
    const { style } = this.panel;
    Object.assign(style, { inset: `${part.top}px auto auto ${part.left}px`, width, height });
    style.setProperty('--width', width);
    style.setProperty('--height', height);
    if (this.#box) this.place(this.#box);
    if (this.isRaised && !(old && SIDES.every((side) => Math.abs(old[side] - part[side]) < MOVED)))
      this.#moved();
  }
}

/** Firefox throws where a frame that it is closing asks for an observer or a timer. Nothing is left to show there. */
function unlessClosing(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!String(error).includes('NS_ERROR_NOT_INITIALIZED')) throw error;
  }
}

/**
 * Tells once, with the next frame, which part of an element is seen through all pages around its frame, CSS px of its
 * own viewport; `undefined` if none is. An observer knows it in a frame of another site, too.
 */
function findSeenPart(element: Element, tell: (part: DOMRectReadOnly | undefined) => void): void {
  const observer = new IntersectionObserver((entries) => {
    observer.disconnect();
    const part = entries.at(-1)?.intersectionRect;
    tell(part && part.width > 0 && part.height > 0 ? part : undefined);
  });
  observer.observe(element);
}
