/**
 * Watches what the page puts over a layer of Gloss while that layer is shown: the card, or the bar beside
 * selected text. Brings the layer back to the top of the top layer, and tells whether it is clear.
 *
 * Only an element in the top layer can lie over another one there. Where the browser tells by itself what is
 * obscured (`tellsObscured`), that is believed. Elsewhere (Firefox) two things have to do: a hit test at
 * several points, which does not see what lets the pointer through; and whether the page has anything in the
 * top layer at all, also in its closed shadow roots. There, a frame of another site cannot know what the page
 * around it lays over it, so the layer is not clear in it.
 */
import { tellsObscured } from '../../platform/sight';
import type { Box, Point } from '../dom/geometry';
import {
  allIn,
  anyShadowOf,
  call,
  isLike,
  outerOf,
  parentOf,
  type Root,
  read,
  shadowAround,
  targetOf,
  widthOf,
} from '../dom/nodes';
import type { Layer } from './layer';

/** Times that the layer is raised within `SPELL`, at most. A page that goes on covers it. */
const RAISES = 5;
const SPELL = 5_000;
/** Time between two looks where the browser does not tell, ms; or so many times as long as a look took. */
const LOOK = 200;
const REST = 20;
/** Distance of the outer points of the hit test from the edges, CSS px: more than the corners' radius. */
const INSET = 14;

const TOP = ':popover-open,:modal,:fullscreen';

export class Above {
  readonly #doc: Document;
  readonly #layer: Layer;
  readonly #box: () => Box;
  readonly #tell: (clear: boolean) => void;
  #off: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #raises: number[] = [];

  /** `box`: where the layer is, CSS px of the viewport. `tell`: called at each look where nobody else tells. */
  constructor(doc: Document, layer: Layer, box: () => Box, tell: (clear: boolean) => void) {
    this.#doc = doc;
    this.#layer = layer;
    this.#box = box;
    this.#tell = tell;
  }

  watch(): void {
    this.stop();
    this.#off = new AbortController();
    this.#doc.addEventListener(
      'toggle',
      (event) => {
        const target = targetOf(event);
        if (event.isTrusted && target && isLike(target, ':popover-open')) this.raise();
      },
      { capture: true, signal: this.#off.signal },
    );
    if (!tellsObscured()) this.#look();
  }

  stop(): void {
    this.#off?.abort();
    clearTimeout(this.#timer);
  }

  /** Brings the layer to the top, if the page does not do the same all the time. */
  raise(): void {
    const now = performance.now();
    this.#raises = this.#raises.filter((at) => now - at < SPELL);
    // Under a modal dialog the layer is inert. Above it, it would only be in the way.
    const { host } = this.#layer;
    if (this.#raises.length >= RAISES || foreign(this.#doc.documentElement, host, ':modal,:fullscreen'))
      return;
    this.#raises.push(now);
    this.#layer.raise();
  }

  #look(): void {
    const start = performance.now();
    if (!this.#layer.isRaised) this.raise();
    this.#tell(isClear(this.#doc, this.#layer, this.#box()));
    this.#timer = setTimeout(() => this.#look(), Math.max(LOOK, REST * (performance.now() - start)));
  }
}

/** Whether nothing that can be found lies over a layer within the box, in this document and around it. */
function isClear(doc: Document, { host, isRaised }: Layer, box: Box): boolean {
  const points = pointsIn(box, doc);
  return (
    isRaised &&
    points.length > 0 &&
    points.every(({ x, y }) => (shadowAround(host) ?? doc).elementFromPoint(x, y) === host) &&
    !isLike(doc.documentElement, ':active-view-transition') &&
    !foreignAnywhere(doc.documentElement, host) &&
    isShownAround(doc, points)
  );
}

/** Three by three points, those outside the viewport left out. */
function pointsIn({ left, top, right, bottom }: Box, doc: Document): Point[] {
  const { innerWidth = 0, innerHeight = 0 } = doc.defaultView ?? {};
  const across = [left + INSET, (left + right) / 2, right - INSET];
  const down = [top + INSET, (top + bottom) / 2, bottom - INSET];
  return across
    .flatMap((x) => down.map((y) => ({ x, y })))
    .filter(({ x, y }) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
}

/** Whether a tree has an element in the top layer that does not contain `layer`. */
function foreign(tree: Root, layer: Element, selector = TOP): boolean {
  return [...allIn(tree, selector)].some((each) => !isAround(each, layer));
}

/** Whether an element contains another one or is it, also across shadow roots. */
function isAround(element: Element, inner: Element): boolean {
  for (let at: Element | undefined = inner; at; at = outerOf(at)) if (at === element) return true;
  return false;
}

/** The same for a tree and all shadow roots in it, closed ones too. */
function foreignAnywhere(tree: Root, layer: Element): boolean {
  if (foreign(tree, layer)) return true;
  for (const element of allIn(tree, '*')) {
    const shadow = element === layer ? null : anyShadowOf(element);
    if (shadow && foreignAnywhere(shadow, layer)) return true;
  }
  return false;
}

/** Whether the frames around a document show it, each as far as it can be read, at one of the points at least. */
function isShownAround(doc: Document, points: readonly Point[]): boolean {
  const view = doc.defaultView;
  if (!view || view === view.parent) return true;
  const frame = view.frameElement; // `null` in a page of another site.
  if (!frame) return false;
  const outer = view.parent.document;
  const { left, top, width } = call(frame, 'getBoundingClientRect');
  if (!isPlain(frame) || Math.abs(width - widthOf(frame)) > 1) return false;
  const { innerWidth = 0, innerHeight = 0 } = outer.defaultView ?? {};
  const moved = points
    .map(({ x, y }) => ({ x: x + left + read(frame, 'clientLeft'), y: y + top + read(frame, 'clientTop') }))
    .filter(({ x, y }) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
  return (
    moved.length > 0 &&
    moved.every(({ x, y }) => outer.elementFromPoint(x, y) === frame) &&
    !foreignAnywhere(outer.documentElement, frame) &&
    isShownAround(outer, moved)
  );
}

/** Whether no effect on an element, or on one around it, makes it hard to see. */
function isPlain(element: Element): boolean {
  for (let at: Element | null = element; at; at = parentOf(at)) {
    const { opacity, filter, maskImage, mixBlendMode } = getComputedStyle(at);
    if (opacity !== '1' || filter !== 'none' || maskImage !== 'none' || mixBlendMode !== 'normal')
      return false;
  }
  return true;
}
